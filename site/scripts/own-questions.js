// @ts-check
import { all, find, maybe } from "./dom.js";
import { fill } from "./fill.js";

/**
 * What a congress makes of the form: built-in questions that it hides or leaves open, and its own, made of the page's
 * templates.
 *
 * @typedef {object} Question
 * @property {string} id
 * @property {string} label
 * @property {string} hint
 * @property {string} kind
 * @property {boolean} required
 * @property {number | null} most
 * @property {number | null} least
 * @property {number} decimals
 * @property {{ code: string, name: string, retired: boolean }[]} choices
 *
 * @typedef {{ hidden: string[], optional: string[], questions: Question[] }} Asks
 */

/** More answers than these are a list that drops down. */
const SIDE_BY_SIDE = 6;
/** Where a template's own id stands. */
const NAMES = ["id", "for", "name", "aria-describedby", "aria-labelledby", "data-name", "data-question", "data-remark-on"];

/**
 * Brings the form in line. Done once, before anything reads or writes answers.
 * @param {HTMLElement} form @param {Asks} asks @param {Record<string, any>} values what is filled in
 */
export function showAsked(form, asks, values = {}) {
  for (const id of asks.hidden) maybe(form, `[data-question="${id}"]`)?.remove();
  for (const id of asks.optional) {
    const question = maybe(form, `[data-question="${id}"]`);
    if (question) leaveOpen(question);
  }
  for (const section of all(form, ".form-section")) section.hidden = !maybe(section, "[data-question]");
  const own = maybe(form, "[data-own-questions]");
  if (!own) return;
  const list = find(own, "[data-list=own]");
  for (const question of asks.questions) list.append(made(list, question, values[question.id]));
  own.hidden = asks.questions.length === 0;
}

/** @param {HTMLElement} list with the templates @param {Question} question @param {any} [value] */
export function made(list, question, value) {
  const look = lookOf(question);
  const template = /** @type {HTMLTemplateElement} */ (find(list, `template[data-look="${look}"]`));
  const copy = /** @type {HTMLElement} */ (/** @type {DocumentFragment} */ (document.importNode(template.content, true)).firstElementChild);
  for (const each of [copy, ...all(copy, "*")]) rename(each, `new-${look}`, question.id);
  fill(copy, { label: question.label, hint: question.hint });
  if (!question.hint) maybe(copy, ".field-hint")?.remove();
  if (!question.required) leaveOpen(copy);
  const line = /** @type {HTMLInputElement | null} */ (copy.querySelector("input:not([type=radio], [type=checkbox], [type=hidden]), textarea"));
  if (line && question.kind.endsWith("text") && question.most) line.maxLength = question.most;
  if (question.choices.length > 0) offer(copy, question, [value].flat());
  return copy;
}

/** @param {Question} question */
function lookOf({ kind, choices }) {
  if (kind === "one") return choices.length > SIDE_BY_SIDE ? "select" : "choice";
  return kind === "many" ? "ticks" : kind;
}

/** @param {HTMLElement} element @param {string} from @param {string} to */
function rename(element, from, to) {
  for (const name of NAMES) {
    const text = element.getAttribute(name);
    if (text?.includes(from)) element.setAttribute(name, text.replaceAll(from, to));
  }
}

/** The answers to choose; one that is no longer offered only where it was chosen. @param {HTMLElement} copy @param {Question} question @param {any[]} chosen */
function offer(copy, question, chosen) {
  const offered = question.choices.filter(({ code, retired }) => !retired || chosen.includes(code));
  const select = copy.querySelector("select");
  if (select) return select.append(...offered.map(({ code, name }) => new Option(name, code)));
  const options = find(copy, ".choice-options");
  const first = find(options, "label");
  options.toggleAttribute("data-long", offered.some(({ name }) => name.length > SIDE_BY_SIDE));
  options.replaceChildren(...offered.map(({ code, name }) => {
    const option = /** @type {HTMLElement} */ (first.cloneNode(true));
    /** @type {HTMLInputElement} */ (find(option, "input")).value = code;
    find(option, "span").textContent = name;
    return option;
  }));
}

/** Takes away what says that it must be answered. @param {HTMLElement} question */
function leaveOpen(question) {
  for (const star of all(question, ".star")) {
    star.nextElementSibling?.remove();
    star.remove();
  }
  for (const each of all(question, "[required]")) each.removeAttribute("required");
}

/**
 * The same where a form is read: rows of what is not asked for go, the convener's questions come.
 * @param {HTMLElement} root the drawer or a sheet @param {Asks | undefined} asks
 */
export function showAskedValues(root, asks) {
  if (!asks) return;
  for (const row of all(root, "[data-row-of]")) row.hidden = asks.hidden.includes(row.dataset.rowOf ?? "");
  for (const row of all(root, ".sheet-table > tbody > tr")) {
    const ids = all(row, "[data-value], [data-rows]").map(({ dataset }) => dataset.value ?? dataset.rows ?? "");
    row.hidden = ids.length > 0 && ids.every((id) => asks.hidden.includes(id));
  }
  // Beside others in a row of the sheet, its place stays empty.
  for (const id of asks.hidden) {
    const head = maybe(root, `.sheet-table td:has([data-value="${id}"])`)?.previousElementSibling;
    if (head?.localName === "th") head.replaceWith(document.createElement("td"));
  }
  const list = maybe(root, "[data-list=own]");
  if (!list) return;
  const template = /** @type {HTMLTemplateElement} */ (find(list, "template"));
  for (const old of Array.from(list.children)) if (old !== template) old.remove();
  for (const question of asks.questions) {
    const row = /** @type {HTMLElement} */ (/** @type {DocumentFragment} */ (document.importNode(template.content, true)).firstElementChild);
    for (const each of [row, ...all(row, "*")]) {
      for (const { name, value } of Array.from(each.attributes)) if (value.includes("new-own")) each.setAttribute(name, value.replaceAll("new-own", question.id));
    }
    fill(row, { label: question.label });
    list.append(row);
  }
  const around = maybe(root, "[data-own-questions]");
  if (around) around.hidden = asks.questions.length === 0;
}
