// @ts-check
import { inWords } from "./answers.js";
import { all, find, maybe, typed } from "./dom.js";
import { NOTHING, fill, rows } from "./fill.js";
import { message } from "./messages.js";
import { Problem } from "./problem.js";
import { clearProblem, fieldAt, goTo, markFault, showProblem } from "./problems.js";

/** @import { Fault } from "./problem.js" */
/** @import { Steps } from "./form-steps.js" */

/** Faults, remarks and conflicts of the registration form, each at its field. */
export class FormFaults {
  /** @param {HTMLElement} root @param {Steps} steps */
  constructor(root, steps) {
    this.root = root;
    this.steps = steps;
  }

  clear() {
    clearProblem(this.root);
  }

  /** @param {Fault[]} faults */
  mark(faults) {
    for (const fault of faults) markFault(this.root, fault);
  }

  /**
   * While somebody is still filling in, only what is filled in wrongly is marked: what is missing, the steps count.
   * @param {Fault[]} faults
   */
  markFilled(faults) {
    if (maybe(this.root, '[data-problem=""]:not([hidden])')) return this.#keepMarked(faults);
    this.clear();
    const active = document.activeElement;
    this.mark(faults.filter((fault) => {
      const field = fieldAt(this.root, fault.pointer);
      return fault.code !== "required" && field && !field.contains(active);
    }));
  }

  /** After a refused submission, marks go as soon as what they are about is put right. @param {Fault[]} faults */
  #keepMarked(faults) {
    const present = new Set(faults.map((fault) => fieldAt(this.root, fault.pointer)));
    for (const error of all(this.root, ".field-error:not([hidden])")) {
      const field = /** @type {HTMLElement} */ (error.closest(".field"));
      if (!present.has(field)) this.#unmark(field);
    }
    this.#shortenSummary();
    if (!maybe(this.root, ".field-error:not([hidden])")) this.clear();
  }

  /** The summary names only what is still to be put right. */
  #shortenSummary() {
    const summary = find(this.root, '[data-problem=""]');
    for (const link of all(summary, "[data-list=errors] a[href]")) {
      const at = document.getElementById((link.getAttribute("href") ?? "#").slice(1));
      const error = at?.closest(".field")?.querySelector(".field-error");
      if (error instanceof HTMLElement && error.hidden) link.closest("li")?.remove();
    }
    const left = all(summary, "[data-list=errors] li").length;
    fill(summary, { detail: message("faults-left", { count: left }) });
  }

  /** A field is all right now. @param {string} name */
  forget(name) {
    const field = maybe(this.root, `.field[data-name="${name}"]`);
    if (!field) return;
    this.#unmark(field);
    this.#shortenSummary();
  }

  /** @param {HTMLElement} field */
  #unmark(field) {
    const error = maybe(field, ".field-error");
    if (error) error.hidden = true;
    for (const each of all(field, "[aria-invalid]")) each.removeAttribute("aria-invalid");
  }

  /** The server refused the form: all faults on top, and the step of the first one. @param {unknown} refusal */
  refuse(refusal) {
    showProblem(this.root, refusal);
    this.#nameInSummary();
    const first = refusal instanceof Problem && refusal.errors[0] && fieldAt(this.root, refusal.errors[0].pointer);
    if (first) this.steps.showOf(first);
    const summary = maybe(this.root, '[data-problem=""]');
    // The bar and the steps stay on top while scrolling and would cover it.
    summary?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }

  /** Away from its field a fault needs the field's name, unless its words have it already. */
  #nameInSummary() {
    for (const link of all(find(this.root, '[data-problem=""]'), "[data-list=errors] a[href]")) {
      const at = document.getElementById((link.getAttribute("href") ?? "#").slice(1));
      const said = link.textContent ?? "";
      const around = [at?.closest(".form-row .field"), at?.closest("[data-question]")];
      const labels = around.map((each) => (each instanceof HTMLElement ? labelOf(each) : "")).filter(Boolean);
      if (labels.length > 0 && !labels.some((label) => said.includes(label))) link.textContent = message("fault-of", { field: labels[0], fault: said });
    }
  }

  /** What the reviewer remarked on single fields. @param {{ field: string, text: string }[]} remarks */
  showRemarks(remarks) {
    for (const slot of all(this.root, "[data-remark-on]")) {
      const said = (remarks ?? []).filter((remark) => remark.field === slot.dataset.remarkOn).map((remark) => remark.text);
      slot.hidden = said.length === 0;
      find(slot, "span").textContent = said.join(" ");
    }
  }

  /**
   * Both changed the same fields: both answers are shown side by side, and one is chosen in each.
   * @param {string[]} fields @param {any} theirs the form as it is stored now
   * @returns {Promise<string[]>} the fields in which the other's answer stays
   */
  choose(fields, theirs) {
    const notice = find(this.root, '[data-problem="stale"]');
    const asked = this.beside(fields, theirs.display ?? {});
    fill(notice, { title: message("conflict-title"), detail: message("conflict-text") });
    rows(notice, "conflicts", asked, (row, { name }) => {
      for (const radio of /** @type {HTMLInputElement[]} */ (all(row, "input[type=radio]"))) radio.name = `conflict-${name}`;
    });
    notice.hidden = false;
    notice.focus({ preventScroll: true });
    scrollTo(0, 0);
    return new Promise((resolve) => {
      find(notice, "[data-action=settle]").onclick = () => {
        notice.hidden = true;
        const first = fieldAt(this.root, `/values/${fields[0]}`);
        const at = /** @type {HTMLElement | null} */ (first?.querySelector("input:not([type=hidden]), select, textarea") ?? null);
        if (at) goTo(at);
        resolve(fields.filter((name) => typed(notice, `conflict-${name}`) === "theirs"));
      };
    });
  }

  /** What stands in fields here and elsewhere, in words. @param {string[]} fields @param {Record<string, string>} display */
  beside(fields, display) {
    return fields.map((name) => ({ name, label: this.#label(name), mine: this.#words(name), theirs: display[name] ?? NOTHING }));
  }

  /** What stands in a field here, as people read it. @param {string} name */
  #words(name) {
    const question = maybe(this.root, `[data-question="${name}"]`);
    return (question && inWords(question)) || NOTHING;
  }

  /** @param {string} name */
  #label(name) {
    const field = fieldAt(this.root, `/values/${name}`);
    return (field && labelOf(field)) || name;
  }
}

/** What a question or a cell of a row is called. @param {HTMLElement} field */
function labelOf(field) {
  const label = maybe(field, "legend") ?? maybe(field, ".label") ?? maybe(field, "label");
  const copy = /** @type {HTMLElement | undefined} */ (label?.cloneNode(true));
  for (const other of copy ? all(copy, ".star, .visually-hidden, input, select") : []) other.remove();
  return (copy?.textContent ?? "").trim();
}
