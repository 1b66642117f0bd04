// @ts-check
import { get, post } from "./api.js";
import { control, dialog, find, setBusy, typed } from "./dom.js";
import { showDetails } from "./drawer-details.js";
import { clearRemarks, showValues, writeRemarks, writtenRemarks } from "./drawer-values.js";
import { fill } from "./fill.js";
import { openDialog } from "./form-dialog.js";
import { message } from "./messages.js";
import { pathOf } from "./nomination-path.js";
import { PageElement } from "./page-element.js";
import { Problem } from "./problem.js";
import { clearProblem, showProblem } from "./problems.js";
import { decide, dueReview } from "./reviewing.js";
import { select, tabs, tabsOf } from "./tabs.js";
import { toast } from "./toast-region.js";

/** @typedef {{ opinion: string, remarks: { field: string, text: string }[] }} Written */

/** `<nomination-drawer>`: somebody's details over the list, and the decision at its foot. J and K go on to the next. */
class NominationDrawer extends PageElement {
  /** @type {any} */
  #details = null;
  /** @type {any[]} */
  #neighbours = [];
  /** What a reviewer has written about somebody and not yet decided. @type {Map<string, Written>} */
  #written = new Map();

  actions = {
    close: () => this.#dialog.close(),
    reveal: () => this.#reveal(),
    remark: (/** @type {HTMLElement} */ button) => this.#remark(button.dataset.of ?? ""),
    approve: (/** @type {HTMLElement} */ button) => this.#decide(button, "approve"),
    reject: (/** @type {HTMLElement} */ button) => this.#decide(button, "reject"),
    previous: () => this.#go(-1),
    next: () => this.#go(1),
  };

  get #dialog() {
    return dialog(this, "drawer");
  }

  start() {
    tabs(this);
    find(this, "[data-decision]").addEventListener("submit", (event) => event.preventDefault());
    this.#dialog.addEventListener("keydown", (event) => this.#pressed(event));
    // A click beside the drawer closes it, as one on the list would be meant.
    this.#dialog.addEventListener("click", (event) => event.target === this.#dialog && this.#dialog.close());
  }

  /** @param {any} item a NominationView @param {any[]} neighbours the list it stands in */
  async open(item, neighbours) {
    this.#neighbours = neighbours;
    if (!this.#dialog.open) this.#dialog.showModal();
    select(this, tabsOf(this)[0]);
    await this.#show(item);
  }

  /** @param {any} item */
  async #show(item) {
    this.#keepWritten();
    this.#details = item;
    fill(this.#dialog, { name: item.name, summary: item.category_name });
    clearProblem(this.#dialog);
    find(this, "[data-decision]").hidden = true;
    await this.load(async () => {
      const details = await get(pathOf(item));
      if (this.#details !== item) return; // already at the next person
      this.#details = details;
      this.#render(details);
      this.state = "ready";
    });
    find(this, "[data-field=name]").focus();
  }

  /** @param {any} details */
  #render(details) {
    showDetails(this, details, (error) => this.failed(error));
    const reviewing = dueReview(details) !== null;
    const form = /** @type {HTMLFormElement} */ (find(this, "[data-decision]"));
    clearRemarks(this, reviewing);
    form.reset();
    form.hidden = !reviewing;
    const written = this.#written.get(details.id);
    if (!reviewing || !written) return;
    /** @type {HTMLInputElement} */ (control(form, "opinion")).value = written.opinion;
    writeRemarks(this, written.remarks);
  }

  /** Going on to somebody else and coming back loses nothing. */
  #keepWritten() {
    if (!this.#details || find(this, "[data-decision]").hidden) return;
    this.#written.set(this.#details.id, { opinion: typed(this, "opinion"), remarks: writtenRemarks(this) });
  }

  async #reveal() {
    const details = this.#details;
    await openDialog(dialog(this, "reveal"), async () => {
      const numbers = await post(`${pathOf(details)}/reveal`, {});
      if (this.#details === details) showValues(this, details.form ?? {}, numbers);
    });
  }

  /** @param {string} field */
  #remark(field) {
    const area = /** @type {HTMLTextAreaElement} */ (find(this, `textarea[data-remark="${field}"]`));
    area.hidden = !area.hidden && area.value.trim() === "";
    if (!area.hidden) area.focus();
  }

  /** @param {HTMLElement} button @param {"approve" | "reject"} outcome */
  async #decide(button, outcome) {
    const details = this.#details;
    const form = find(this, "[data-decision]");
    if (form.hasAttribute("data-busy")) return;
    const opinion = typed(this, "opinion");
    const remarks = outcome === "reject" ? writtenRemarks(this) : [];
    clearProblem(this.#dialog);
    if (outcome === "reject" && !opinion) {
      const errors = [{ pointer: "/opinion", code: "required", detail: message("opinion-required") }];
      showProblem(this.#dialog, new Problem({ status: 422, title: message("please-complete"), code: "invalid_input", detail: message("opinion-required"), errors }));
      control(this, "opinion")?.focus();
      return;
    }
    setBusy(button, true);
    form.toggleAttribute("data-busy", true);
    try {
      const [result] = await decide([details], outcome, opinion, remarks);
      if (!result.done) throw new Problem(result.problem);
      toast(message(outcome === "approve" ? "approved-person" : "sent-back-person", { name: details.name }));
      form.hidden = true; // decided: what was written is no draft any more
      this.#written.delete(details.id);
      const next = this.#neighbour(1) ?? this.#neighbour(-1);
      this.#neighbours = this.#neighbours.filter((each) => each.id !== details.id);
      this.dispatchEvent(new CustomEvent("nomination-changed", { bubbles: true, detail: result.nomination_view }));
      if (next) await this.#show(next);
      else this.#dialog.close();
    } catch (error) {
      // Somebody was faster: the refusal is shown upon what is there now, with what was written.
      if (error instanceof Problem && ["stale_version", "wrong_state"].includes(error.code)) {
        this.dispatchEvent(new CustomEvent("nomination-changed", { bubbles: true }));
        await this.#show(details);
      }
      showProblem(this.#dialog, error);
    } finally {
      setBusy(button, false);
      form.toggleAttribute("data-busy", false);
    }
  }

  /** @param {number} step */
  #neighbour(step) {
    const at = this.#neighbours.findIndex((each) => each.id === this.#details.id);
    return this.#neighbours[at + step];
  }

  /** @param {number} step */
  async #go(step) {
    const next = this.#neighbour(step);
    if (next) await this.#show(next);
    else toast(message(step > 0 ? "last-person" : "first-person"), "neutral");
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    const typing = /** @type {Element} */ (event.target).closest("input, textarea, select") !== null;
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key.toLowerCase() === "j") this.attempt(null, () => this.#go(1));
    if (event.key.toLowerCase() === "k") this.attempt(null, () => this.#go(-1));
  }
}

customElements.define("nomination-drawer", NominationDrawer);

/** The drawer of a page. @param {ParentNode} root @returns {NominationDrawer | null} */
export function drawer(root) {
  const found = root.querySelector("nomination-drawer");
  return found instanceof NominationDrawer ? found : null;
}
