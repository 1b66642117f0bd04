// @ts-check
import { get, post } from "./api.js";
import { congressView } from "./congress-view.js";
import { dialog, show, typed } from "./dom.js";
import { fill, rows } from "./fill.js";
import { openDialog } from "./form-dialog.js";
import { message } from "./messages.js";
import { PageElement } from "./page-element.js";
import * as query from "./query.js";
import { requirePlace } from "./session.js";
import { toast } from "./toast-region.js";
import { asksUnits } from "./materials.js";
import { openUnitFiles } from "./unit-files.js";
import { countIn } from "./unit-view.js";

/**
 * `<units-queue>` on the final review: the queue by unit, the longest first. One unit's people alone are a click away, and a
 * unit's whole report can be returned.
 */
class UnitsQueue extends PageElement {
  /** @type {any[]} */
  #units = [];
  #congress = "";

  actions = {
    "return-report": (/** @type {HTMLElement} */ button) => this.#return(button),
    "unit-files": (/** @type {HTMLElement} */ button) => openUnitFiles(this, this.#congress, this.#of(button)),
  };

  async start() {
    const { congress, roles } = await requirePlace();
    this.#congress = congress;
    this.toggleAttribute("data-may-return", roles.includes("final_reviewer"));
    await this.#show();
    document.addEventListener("queue-changed", () => this.attempt(null, () => this.#show()));
  }

  async #show() {
    const [{ items }, congress] = await Promise.all([get(`/congresses/${this.#congress}/units`), congressView(this.#congress)]);
    const asked = asksUnits(congress);
    const waiting = items.map((/** @type {any} */ unit) => ({ ...unit, waiting: countIn(unit, ["reported"]), approved: countIn(unit, ["final_review_approved"]), rejected: countIn(unit, ["final_review_rejected"]) }));
    this.#units = waiting.filter((/** @type {any} */ unit) => unit.waiting + unit.approved + unit.rejected > 0);
    this.#units.sort((one, other) => other.waiting - one.waiting || one.code.localeCompare(other.code));
    const chosen = query.read().unit ?? "";
    rows(this, "units", this.#units, (row, unit) => {
      const link = /** @type {HTMLAnchorElement} */ (row.querySelector("a"));
      link.href = query.withQuery(location.href, { unit: unit.id, page: null, state: null });
      if (unit.id === chosen) link.setAttribute("aria-current", "true");
      show(row, "[data-action=unit-files]", asked);
      show(row, "[data-action=return-report]", this.hasAttribute("data-may-return") && unit.waiting > 0);
    });
    fill(this, { heading: message("units-queue", { count: this.#units.length }) });
    this.hidden = this.#units.length === 0;
  }

  /** @param {HTMLElement} button */
  #of(button) {
    const list = Array.from(this.querySelectorAll("[data-list=units] > tr"));
    return this.#units[list.indexOf(/** @type {Element} */ (button.closest("tr")))];
  }

  /** @param {HTMLElement} button */
  async #return(button) {
    const unit = this.#of(button);
    const box = dialog(this, "return-report");
    fill(box, { what: message("return-what", { name: unit.name, count: unit.waiting }) });
    /** @type {any} */
    let receipt;
    const done = await openDialog(box, async (form) => {
      receipt = await post(`/reviews/${this.#congress}/units/${unit.id}/returns`, { reason: typed(form, "reason") });
    });
    if (!done) return;
    toast(message("returned", { name: unit.name, count: receipt.nominations.length }), "good");
    await this.#show();
    this.dispatchEvent(new CustomEvent("report-returned", { bubbles: true }));
  }
}

customElements.define("units-queue", UnitsQueue);
