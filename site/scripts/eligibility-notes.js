// @ts-check
import { post } from "./api.js";
import { find } from "./dom.js";
import { rows } from "./fill.js";
import { message } from "./messages.js";
import { pathOf } from "./nomination-path.js";
import { PageElement } from "./page-element.js";
import { toast } from "./toast-region.js";

/** `<eligibility-notes>`: conditions somebody does not meet, and the exceptions claimed; fires `nomination-changed`. */
export class EligibilityNotes extends PageElement {
  /** @type {any} */
  #details = null;

  /** @param {any} details a NominationView */
  show(details) {
    this.#details = details;
    const ahead = this.hasAttribute("data-ahead");
    const conditions = /** @type {any[]} */ (details.conditions ?? []);
    const shown = conditions.filter((one) => one.met === false || (ahead && one.met === null && one.exceptions.length > 0));
    rows(this, "conditions", shown.map((one) => ({ ...one, stands: stands(one) })), (row, one) => this.#row(row, one));
    this.hidden = shown.length === 0;
  }

  /** @param {HTMLElement} row @param {any} one */
  #row(row, one) {
    find(row, "[data-field=stands]").dataset.tone = one.claimed ? "neutral" : one.met === false && one.severity === "refusal" ? "bad" : "attention";
    const claim = find(row, "[data-claim]");
    claim.hidden = one.exceptions.length === 0 || !this.#details.actions.includes("claim_exception");
    const select = /** @type {HTMLSelectElement} */ (find(claim, "select"));
    for (const reason of one.exceptions) select.add(new Option(reason, reason));
    select.value = one.claimed ?? "";
    select.addEventListener("change", () => this.attempt(select, () => this.#claim(one.id, select.value || null)));
  }

  /** @param {string} condition @param {string | null} reason */
  async #claim(condition, reason) {
    const view = await post(`${pathOf(this.#details)}/exceptions`, { condition, reason }, { version: this.#details.version });
    this.show({ ...this.#details, ...view });
    toast(reason ? message("exception-claimed") : message("exception-taken-back"));
    this.dispatchEvent(new CustomEvent("nomination-changed", { bubbles: true, detail: view }));
  }
}

/** @param {any} one */
function stands(one) {
  if (one.claimed) return message("exception-is", { reason: one.claimed });
  if (one.met === null) return message("condition-ahead");
  return one.severity === "refusal" ? message("condition-refuses") : message("condition-warns");
}

customElements.define("eligibility-notes", EligibilityNotes);

/** Shows them where the page has a place for them. @param {ParentNode} root @param {any} details */
export function showEligibility(root, details) {
  const place = root.querySelector("eligibility-notes");
  if (place instanceof EligibilityNotes) place.show(details);
}
