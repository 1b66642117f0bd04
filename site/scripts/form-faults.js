// @ts-check
import { all, find, maybe } from "./dom.js";
import { fill } from "./fill.js";
import { joined, message } from "./messages.js";
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
    const first = refusal instanceof Problem && refusal.errors[0] && fieldAt(this.root, refusal.errors[0].pointer);
    if (first) this.steps.showOf(first);
    const summary = maybe(this.root, '[data-problem=""]');
    // The bar and the steps stay on top while scrolling and would cover it.
    summary?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }

  /** What the reviewer remarked on single fields. @param {{ field: string, text: string }[]} remarks */
  showRemarks(remarks) {
    for (const slot of all(this.root, "[data-remark-on]")) {
      const said = (remarks ?? []).filter((remark) => remark.field === slot.dataset.remarkOn).map((remark) => remark.text);
      slot.hidden = said.length === 0;
      find(slot, "span").textContent = said.join(" ");
    }
  }

  /** Both changed the same fields: whose words stay? @param {string[]} fields @returns {Promise<"mine" | "theirs">} */
  choose(fields) {
    const notice = find(this.root, '[data-problem="stale"]');
    const labels = fields.map((name) => this.#label(name));
    fill(notice, { title: message("conflict-title"), detail: message("conflict-text", { fields: joined(labels) }) });
    notice.hidden = false;
    notice.focus();
    return new Promise((resolve) => {
      const answer = (/** @type {"mine" | "theirs"} */ whose) => () => {
        notice.hidden = true;
        const first = fieldAt(this.root, `/values/${fields[0]}`);
        const at = /** @type {HTMLElement | null} */ (first?.querySelector("input, select, textarea") ?? null);
        if (at) goTo(at);
        resolve(whose);
      };
      find(notice, "[data-action=take-theirs]").onclick = answer("theirs");
      find(notice, "[data-action=keep-mine]").onclick = answer("mine");
    });
  }

  /** @param {string} name */
  #label(name) {
    const field = fieldAt(this.root, `/values/${name}`);
    const label = field && (maybe(field, "legend") ?? maybe(field, ".label") ?? maybe(field, "label"));
    return (label?.firstChild?.textContent ?? name).trim();
  }
}
