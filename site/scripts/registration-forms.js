// @ts-check
import { post } from "./api.js";
import { attach } from "./attach-dialog.js";
import { control, find, maybe } from "./dom.js";
import { exportRoster } from "./export-dialog.js";
import { fill } from "./fill.js";
import { message } from "./messages.js";
import { NominationList } from "./nomination-list.js";
import { pathOf } from "./nomination-path.js";
import { printBadges, printForms } from "./print-dialog.js";
import * as query from "./query.js";
import { upon } from "./stale.js";
import { toast } from "./toast-region.js";

/** `<registration-forms>` 登记表管理: printing, the signed scans, the originals, and what is still missing. */
class RegistrationForms extends NominationList {
  actions = {
    "select-matching": () => this.chooseMatching(),
    "select-none": () => this.selection.clear(),
    view: (/** @type {HTMLElement} */ button) => this.view(button),
    attach: async (/** @type {HTMLElement} */ button) => (await attach(this, this.itemOf(button))) && this.changed(),
    "print-forms": () => printForms(this, this.printed(this.chosen())),
    "print-form": (/** @type {HTMLElement} */ button) => printForms(this, this.printed([this.itemOf(button)])),
    "print-all": () => printForms(this, this.printed()),
    "print-badges": () => printBadges(this, this.#badges(), "badge"),
    "print-cards": () => printBadges(this, this.#badges(), "table_card"),
    export: () => exportRoster(this, this.place.congress, { ...this.filters?.values, unit: this.filters?.values.unit || (this.source === "unit" ? this.place.unit : "") }),
  };

  /** For the convener those of all units. */
  get source() {
    return this.place?.roles.includes("administrator") || this.place?.roles.includes("final_reviewer") ? "congress" : "unit";
  }

  began() {
    const check = find(this, ".page-head a[data-link=check]");
    check.setAttribute("href", query.withQuery(check.getAttribute("href") ?? "", { congress: this.place.congress, unit: this.place.unit }));
    this.addEventListener("change", (event) => {
      const box = /** @type {HTMLInputElement} */ (event.target);
      if (box.name === "original") this.attempt(box, () => this.#receive(box));
    });
  }

  shown() {
    const missing = this.items.filter((item) => !signed(item)).length;
    fill(this, { missing_words: missing > 0 ? message("forms-missing", { count: missing }) : message("forms-complete") });
  }

  /** Badges and cards are for those ticked, or for all of the list. */
  #badges() {
    const chosen = this.chosen();
    return this.printed(chosen.length > 0 ? chosen : undefined);
  }

  /** @param {HTMLElement} row @param {any} item */
  completeRow(row, item) {
    const box = control(row, "original");
    if (box) box.checked = item.original_received;
    const parts = { photo_words: item.photo, signed_words: signed(item), original_words: item.original_received };
    for (const [slot, there] of Object.entries(parts)) {
      const badge = maybe(row, `[data-field=${slot}]`);
      if (!badge) continue;
      badge.textContent = message(there ? "there" : "missing");
      badge.dataset.tone = there ? "good" : "attention";
    }
  }

  /** @param {HTMLInputElement} box */
  async #receive(box) {
    const item = this.itemOf(box);
    try {
      await upon(item, () => post(`${pathOf(item)}/original`, { received: box.checked }, { version: item.version }));
    } catch (error) {
      box.checked = !box.checked;
      throw error;
    }
    toast(message(box.checked ? "original-received" : "original-not-received", { name: item.name }));
    await this.refresh();
  }
}

/** Whether the signed form is there; where the server does not say, any attachment counts. @param {any} item */
const signed = (item) => item.signed_form ?? item.attachments > 0;

customElements.define("registration-forms", RegistrationForms);
