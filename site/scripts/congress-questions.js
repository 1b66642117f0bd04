// @ts-check
import { all, control, find, maybe, ticked, typed } from "./dom.js";
import { blank } from "./fill.js";
import { choose, chosen, put } from "./named-form.js";
import { made } from "./own-questions.js";
import { Problem } from "./problem.js";

/** @import { Question } from "./own-questions.js" */

/** As many letters and digits make an id that no other congress has. */
const ID_LENGTH = 10;
/** What fits one line, and several. @type {Record<string, number>} */
const USUAL = { text: 100, long_text: 500 };

/** The convener's own questions and what it changes of the built-in fields, with a preview. */
export class CongressQuestions {
  /** @param {HTMLElement} root with the form and the preview */
  constructor(root) {
    this.form = /** @type {HTMLFormElement} */ (find(root, "form[data-form=questions]"));
    this.preview = find(root, "[data-preview-of=questions]");
    this.list = find(this.form, "[data-list=questions]");
    for (const kind of ["input", "change"]) this.form.addEventListener(kind, () => this.#follow());
    this.preview.addEventListener("submit", (event) => event.preventDefault());
  }

  actions = {
    "add-question": () => this.#begin(),
    "remove-question": (/** @type {HTMLElement} */ button) => this.#without(button, ".question-card"),
    "question-up": (/** @type {HTMLElement} */ button) => this.#move(button, -1),
    "question-down": (/** @type {HTMLElement} */ button) => this.#move(button, 1),
    "add-choice": (/** @type {HTMLElement} */ button) => {
      const card = /** @type {HTMLElement} */ (button.closest(".question-card"));
      control(this.#addChoice(card, {}), "choice")?.focus();
    },
    "remove-choice": (/** @type {HTMLElement} */ button) => this.#without(button, "li"),
  };

  /** @param {any} congress */
  show(congress) {
    this.open = congress.life !== "draft";
    for (const card of this.#cards) card.remove();
    for (const question of congress.form?.questions ?? []) this.#add(question);
    for (const select of all(this.form, '[name^="built_in."]')) {
      put(this.form, select.getAttribute("name") ?? "", congress.form?.built_in?.[(select.getAttribute("name") ?? "").slice(9)] ?? "");
    }
    this.#follow();
  }

  /** What is set, as the server takes it. */
  read() {
    const selects = /** @type {HTMLSelectElement[]} */ (/** @type {unknown} */ (all(this.form, '[name^="built_in."]')));
    const changed = selects.filter(({ value }) => value).map(({ name, value }) => [name.slice(9), value]);
    return { questions: this.#cards.map((card) => this.#readCard(card)), built_in: Object.fromEntries(changed) };
  }

  /** A fault in an answer to choose is shown at its question's answers. @param {unknown} error */
  static placed(error) {
    if (error instanceof Problem) {
      error.errors = error.errors.map((fault) => ({ ...fault, pointer: fault.pointer.replace(/(\/choices)\/.*/, "$1").replace(/\/built_in\//, "/built_in.") }));
    }
    return error;
  }

  get #cards() {
    return /** @type {HTMLElement[]} */ (all(this.list, ".question-card"));
  }

  #begin() {
    control(this.#add({ id: `q-${code(ID_LENGTH)}`, kind: "text" }), "label.zh")?.focus();
    this.#follow();
  }

  /** @param {any} question @returns {HTMLElement} */
  #add(question) {
    const card = blank(this.list, "questions");
    put(card, "id", question.id);
    put(card, "kind", question.kind);
    for (const [name, value] of [["label.zh", question.label?.zh], ["label.en", question.label?.en], ["hint.zh", question.hint?.zh]]) put(card, name, value);
    for (const name of ["least", "most", "decimals"]) put(card, name, question[name] ?? "");
    for (const name of ["required", "listed", "retired"]) put(card, name, question[name]);
    choose(card, "categories", question.categories ?? []);
    card.dataset.hintEn = question.hint?.en ?? "";
    this.list.append(card);
    for (const choice of question.choices ?? []) this.#addChoice(card, choice);
    return card;
  }

  /** @param {HTMLElement} card @param {any} choice @returns {HTMLElement} */
  #addChoice(card, choice) {
    const list = find(card, "[data-list=choices]");
    const row = blank(list, "choices");
    put(row, "choice_id", choice.id ?? code(6));
    put(row, "choice", choice.label?.zh);
    put(row, "choice_en", choice.label?.en);
    put(row, "choice_retired", choice.retired);
    list.append(row);
    return row;
  }

  /** @param {HTMLElement} card */
  #readCard(card) {
    const kind = typed(card, "kind");
    const number = (/** @type {string} */ name) => (typed(card, name) === "" ? null : Number(typed(card, name)));
    const limits = kind in USUAL ? { most: number("most") ?? USUAL[kind] } : kind === "number" ? { least: number("least"), most: number("most"), decimals: number("decimals") ?? 0 } : {};
    const rows = all(card, "[data-list=choices] > li");
    const choices = rows.map((row) => ({ id: typed(row, "choice_id"), label: { zh: typed(row, "choice"), en: typed(row, "choice_en") }, retired: ticked(row, "choice_retired") }));
    return {
      id: typed(card, "id"),
      label: { zh: typed(card, "label.zh"), en: typed(card, "label.en") },
      hint: { zh: typed(card, "hint.zh"), en: card.dataset.hintEn ?? "" },
      kind,
      ...limits,
      ...(["one", "many"].includes(kind) ? { choices } : {}),
      categories: chosen(card, "categories"),
      required: ticked(card, "required"),
      listed: ticked(card, "listed"),
      retired: ticked(card, "retired"),
    };
  }

  /** Brings cards and preview in line with what is set. */
  #follow() {
    for (const card of this.#cards) {
      const kind = typed(card, "kind");
      for (const part of all(card, "[data-for-kind]")) part.hidden = !(part.dataset.forKind ?? "").split(" ").includes(kind);
      for (const part of all(card, "[data-once-open]")) part.hidden = !this.open;
      card.toggleAttribute("data-retired", ticked(card, "retired"));
    }
    const list = find(this.preview, "[data-list=own]");
    for (const old of Array.from(list.children)) if (!(old instanceof HTMLTemplateElement)) old.remove();
    const asked = this.read().questions.filter(({ retired, label }) => !retired && label.zh);
    list.append(...asked.map((question) => made(list, shown(question))));
    find(this.preview, "[data-own-questions]").hidden = asked.length === 0;
    this.preview.hidden = asked.length === 0;
  }

  /** @param {HTMLElement} button @param {number} by */
  #move(button, by) {
    const card = /** @type {HTMLElement} */ (button.closest(".question-card"));
    const other = by < 0 ? card.previousElementSibling : card.nextElementSibling;
    if (!(other instanceof HTMLElement) || other instanceof HTMLTemplateElement) return;
    if (by < 0) other.before(card);
    else other.after(card);
    button.focus();
    this.#follow();
  }

  /** @param {HTMLElement} button @param {string} around */
  #without(button, around) {
    const gone = /** @type {HTMLElement} */ (button.closest(around));
    const next = gone.nextElementSibling ?? gone.previousElementSibling;
    gone.remove();
    (maybe(/** @type {HTMLElement} */ (next ?? this.form), "input:not([type=hidden]), button") ?? find(this.form, "[data-action=add-question]")).focus();
    this.#follow();
  }
}

/** A question as the form's page gets it. @param {any} question @returns {Question} */
function shown(question) {
  const words = (/** @type {{ zh: string, en: string }} */ text) => (document.documentElement.dataset.language === "en" && text.en) || text.zh;
  const choices = (question.choices ?? []).filter((/** @type {any} */ choice) => choice.label.zh);
  return {
    least: null,
    most: null,
    decimals: 0,
    ...question,
    label: words(question.label),
    hint: words(question.hint),
    choices: choices.map((/** @type {any} */ choice) => ({ code: choice.id, name: words(choice.label), retired: choice.retired })),
  };
}

/** Small letters and digits by chance. @param {number} length */
function code(length) {
  const letters = "abcdefghijklmnopqrstuvwxyz234567";
  return Array.from(crypto.getRandomValues(new Uint8Array(length)), (byte) => letters[byte % 32]).join("");
}
