// @ts-check
import { control, find, show, typed } from "./dom.js";
import { clearRemarks, writeRemarks, writtenRemarks } from "./drawer-values.js";
import { message } from "./messages.js";
import { Problem } from "./problem.js";
import { dueReview } from "./reviewing.js";

/** @typedef {{ opinion: string, remarks: { field: string, text: string }[] }} Written */

/** The decision at the drawer's foot: the opinion, the remarks at fields, and what was written and not yet decided. */
export class Decision {
  /** By nomination: going on to somebody else and coming back loses nothing. @type {Map<string, Written>} */
  #drafts = new Map();

  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.form = /** @type {HTMLFormElement} */ (find(root, "[data-decision]"));
    this.form.addEventListener("submit", (event) => event.preventDefault());
  }

  /**
   * Offers the review that is due, with what was written about this person before. Where somebody else was faster, what was
   * written still stands there to be read.
   * @param {any} details
   */
  show(details) {
    const reviewing = dueReview(details) !== null;
    const draft = this.#drafts.get(details.id);
    const kept = !reviewing && Boolean(draft?.opinion);
    clearRemarks(this.root, reviewing);
    this.form.reset();
    this.form.hidden = !reviewing && !kept;
    show(this.form, "[data-deciding]", reviewing);
    show(this.form, "[data-kept]", kept);
    if (!draft) return;
    this.#area.value = draft.opinion;
    if (reviewing) writeRemarks(this.root, draft.remarks);
  }

  /** Before somebody else is shown. @param {any} details */
  leave(details) {
    if (details && !this.form.hidden) this.#drafts.set(details.id, this.written);
    this.form.hidden = true;
  }

  /** Decided: what was written is no draft any more. @param {any} details */
  done(details) {
    this.form.hidden = true;
    this.#drafts.delete(details.id);
  }

  /** Taken back: what was written is a draft again. @param {string} id @param {Written} written */
  restore(id, written) {
    this.#drafts.set(id, written);
  }

  /** Where to write: an opinion is missing, or is to be written first. */
  write() {
    this.#area.focus();
  }

  /** Opens or closes the remark at a field; one with words stays open. @param {string} field */
  remarkOn(field) {
    const area = /** @type {HTMLTextAreaElement} */ (find(this.root, `textarea[data-remark="${field}"]`));
    area.hidden = !area.hidden && area.value.trim() === "";
    if (!area.hidden) area.focus();
  }

  /**
   * What is sent with a decision; approving takes no remarks, rejecting needs an opinion.
   * @param {"approve" | "reject"} outcome @returns {Written}
   */
  read(outcome) {
    const { opinion, remarks } = this.written;
    if (outcome === "approve") return { opinion, remarks: [] };
    if (opinion) return { opinion, remarks };
    const detail = message("opinion-required");
    const errors = [{ pointer: "/opinion", code: "required", detail }];
    throw new Problem({ status: 422, code: "invalid_input", title: message("please-complete"), detail, errors });
  }

  /** What stands there. @returns {Written} */
  get written() {
    return { opinion: typed(this.form, "opinion"), remarks: writtenRemarks(this.root) };
  }

  get #area() {
    return /** @type {HTMLInputElement} */ (control(this.form, "opinion"));
  }
}
