// @ts-check
import { all, controls, find, maybe } from "./dom.js";
import { readRows, writeRows } from "./form-rows.js";
import { choose } from "./long-lists.js";
import { linkLevels } from "./two-level.js";

/** @import { Values } from "./merge.js" */

/** What is not typed here: the phone comes from the nomination, the photo has its own way. */
const ELSEWHERE = ["phone", "photo"];

/** The registration form's questions as values and back, each by its kind. */
export class Answers {
  /** @type {Map<string, () => void>} */
  #align = new Map();

  /** @param {HTMLElement} form */
  constructor(form) {
    this.form = form;
    for (const question of all(form, '[data-kind="two_levels"]')) this.#align.set(idOf(question), linkLevels(question));
  }

  /** Every question that can be answered here with its answer, `null` without one. @returns {Values} */
  read() {
    return Object.fromEntries(this.#questions().map((question) => [idOf(question), this.#readOne(question) ?? null]));
  }

  /**
   * Puts values into the questions.
   * @param {Values} values @param {Values} [display] in words, for what needs a list to be named
   * @param {string[]} [only] these questions and no others
   */
  write(values, display = {}, only) {
    for (const question of all(this.form, "[data-question]")) {
      const id = idOf(question);
      if (!only || only.includes(id)) this.#writeOne(question, values[id], display[id]);
    }
  }

  #questions() {
    return all(this.form, "[data-question]").filter((question) => !ELSEWHERE.includes(question.dataset.kind ?? ""));
  }

  /** @param {HTMLElement} question */
  #readOne(question) {
    const kind = question.dataset.kind;
    if (kind === "rows") return some(readRows(find(question, "[data-rows]")));
    const group = controls(question, idOf(question));
    const chosen = group.filter(({ checked }) => checked).map(({ value }) => value);
    if (kind === "yes_no") return chosen.length > 0 ? chosen[0] === "true" : undefined;
    if (kind === "tick") return chosen.length > 0 ? true : undefined;
    if (kind === "ticks") return some(chosen);
    if (kind === "choice") return chosen[0];
    // The first level alone is kept as well: it is where the person had got to.
    if (kind === "two_levels") return group[0]?.value || firstLevel(question)?.value || undefined;
    return group[0]?.value.trim() || undefined;
  }

  /** @param {HTMLElement} question @param {any} value @param {any} words */
  #writeOne(question, value, words) {
    const kind = question.dataset.kind;
    if (kind === "photo") return;
    if (kind === "rows") return writeRows(find(question, "[data-rows]"), Array.isArray(value) ? value : []);
    const group = controls(question, idOf(question));
    const wanted = Array.isArray(value) ? value : value === undefined || value === null ? [] : [String(value)];
    if (["yes_no", "tick", "ticks", "choice"].includes(kind ?? "")) {
      for (const box of group) box.checked = wanted.includes(box.value);
    } else if (kind === "two_levels") this.#writeLevels(question, group[0], wanted[0] ?? "");
    else if (kind === "place") writePlace(question, wanted[0] ?? "", words);
    else if (kind === "file") /** @type {any} */ (find(question, "file-answer")).set(wanted[0] ?? "", words);
    else if (kind === "phone") group[0].value = words ?? wanted[0] ?? "";
    else if (group[0]) choose(group[0], wanted[0] ?? "", words);
  }

  /** @param {HTMLElement} question @param {HTMLInputElement} second @param {string} value */
  #writeLevels(question, second, value) {
    const first = firstLevel(question);
    if (!first) return;
    const isFirst = Array.from(first.options).some((option) => option.value !== "" && option.value === value);
    first.value = isFirst ? value : "";
    second.dataset.wanted = isFirst ? "" : value;
    this.#align.get(idOf(question))?.();
  }
}

/** An answer as it stands in the page, in words. @param {HTMLElement} question @returns {string} */
export function inWords(question) {
  const rows = maybe(question, "[data-rows]");
  if (rows) return readRows(rows).map((row) => Object.values(row).join(" ")).join("；");
  const ticked = /** @type {HTMLInputElement[]} */ (all(question, "input:is([type=radio], [type=checkbox]):checked"));
  if (ticked.length > 0) return ticked.map((box) => box.closest("label")?.textContent?.trim() ?? "").join("、");
  const selects = /** @type {HTMLSelectElement[]} */ (all(question, "select")).filter(({ value }) => value);
  if (selects.length > 0) return selects.map((select) => select.selectedOptions[0]?.text ?? "").join(" / ");
  const line = /** @type {HTMLInputElement | null} */ (question.querySelector("input:not([type=hidden], [type=radio], [type=checkbox], [type=file]), textarea"));
  return line?.value.trim() ?? "";
}

/** @param {HTMLElement} question */
const idOf = (question) => question.dataset.question ?? "";

/** @template T @param {T[]} list */
const some = (list) => (list.length > 0 ? list : undefined);

/** @param {HTMLElement} question */
const firstLevel = (question) => /** @type {HTMLSelectElement | null} */ (question.querySelector('[data-level="1"]'));

/** @param {HTMLElement} question @param {string} code @param {string | undefined} words */
function writePlace(question, code, words) {
  const picker = /** @type {any} */ (question.querySelector("place-picker"));
  picker?.set(code, words ?? code);
}
