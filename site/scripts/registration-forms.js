// @ts-check
import { post } from "./api.js";
import { attach } from "./attach-dialog.js";
import { all, control, maybe } from "./dom.js";
import { exportRoster } from "./export-dialog.js";
import { fill } from "./fill.js";
import { message } from "./messages.js";
import { NominationList } from "./nomination-list.js";
import { pathOf, placeOf } from "./nomination-path.js";
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
    export: () => exportRoster(this, this.place.congress, { ...this.filters?.values, unit: this.filters?.values.unit || (this.source === "unit" ? this.place.unit : "") }),
  };

  /** For the convener those of all units. */
  get source() {
    return this.place?.roles.includes("administrator") || this.place?.roles.includes("final_reviewer") ? "congress" : "unit";
  }

  began() {
    this.addEventListener("change", (event) => {
      const box = /** @type {HTMLInputElement} */ (event.target);
      if (box.name === "original") this.attempt(box, () => this.#receive(box));
    });
  }

  shown() {
    const missing = this.items.filter((item) => !signed(item)).length;
    fill(this, { missing_words: missing > 0 ? message("forms-missing", { count: missing }) : message("forms-complete") });
    const link = /** @type {HTMLAnchorElement | null} */ (maybe(this, "[data-selection] a[data-link=print]"));
    if (!link) return;
    link.onclick = () => {
      const parts = this.chosen().map((item) => `nominations=${item.unit_id}/${item.id}`);
      link.search = `?congress=${this.place.congress}&${parts.join("&")}`;
    };
  }

  /** @param {HTMLElement} row @param {any} item */
  completeRow(row, item) {
    for (const link of all(row, "a[data-link]")) link.setAttribute("href", query.withQuery(link.getAttribute("href") ?? "", placeOf(item)));
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
