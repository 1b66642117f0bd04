// @ts-check
import { get, post, remove } from "./api.js";
import { fromInput } from "./china-time.js";
import { ask } from "./confirm-dialog.js";
import { all, control, dialog, find, typed } from "./dom.js";
import { saveFile } from "./download.js";
import { fill, NOTHING, rows, words } from "./fill.js";
import { openDialog } from "./form-dialog.js";
import { joined, message } from "./messages.js";
import { write } from "./query.js";
import { toast } from "./toast-region.js";
import { importUnits } from "./unit-import.js";
import { asksUnits } from "./materials.js";
import { UnitDialog } from "./unit-dialog.js";

/** The invited units of a congress: the table and what is done to one or all of them. */
export class CongressUnits {
  /** @type {any[]} */
  #units = [];

  /** @param {HTMLElement} root @param {() => any} congress the congress as it is now */
  constructor(root, congress) {
    this.root = root;
    this.congress = congress;
    this.dialog = new UnitDialog(root);
    this.finder = /** @type {HTMLFormElement} */ (find(root, "form[data-form=find-unit]"));
    this.finder.addEventListener("submit", (event) => {
      event.preventDefault();
      this.load().catch((error) => toast(error.message, "bad"));
    });
  }

  async load() {
    const page = await get(`/congresses/${this.congress().id}/units${write({ name: typed(this.finder, "name") })}`);
    this.#units = page.items ?? page;
    rows(this.root, "units", this.#units, (row, unit) => this.#complete(row, unit));
    const results = find(this.root, ".results[data-state]");
    results.dataset.state = this.#units.length > 0 ? "ready" : "empty";
  }

  /** @param {HTMLElement} row @param {any} unit */
  #complete(row, unit) {
    row.dataset.id = unit.id;
    const kinds = /** @type {HTMLSelectElement | undefined} */ (/** @type {unknown} */ (control(this.dialog.dialog, "kind")));
    const kind = Array.from(kinds?.options ?? []).find((option) => option.value === unit.kind)?.text;
    const liaisons = unit.liaisons.map((/** @type {any} */ each) => `${each.name} ${each.phone}`);
    fill(row, { kind_name: unit.kind_name ?? kind, liaisons_words: liaisons.length > 0 ? joined(liaisons) : NOTHING });
    for (const slot of /** @type {NodeListOf<HTMLElement>} */ (row.querySelectorAll("[data-quota-of]"))) {
      const category = slot.dataset.quotaOf ?? "";
      const places = unit.quotas?.[category]?.places ?? 0;
      slot.textContent = places > 0 ? `${words(unit.held?.[category] ?? 0)} / ${places}` : NOTHING;
    }
    const administrator = this.congress().my_roles.includes("administrator");
    for (const button of all(row, ".row-actions button")) button.hidden = !administrator;
    find(row, "[data-action=unit-files]").hidden = !asksUnits(this.congress());
  }

  /** @param {HTMLElement} button */
  unitOf(button) {
    const id = /** @type {HTMLElement | null} */ (button.closest("[data-id]"))?.dataset.id;
    return this.#units.find((unit) => unit.id === id);
  }

  /** @param {any} [unit] */
  async edit(unit) {
    // The list may be old: the version to change is that of now.
    const fresh = unit && (await get(`/congresses/${this.congress().id}/units/${unit.id}`));
    if (!(await this.dialog.open(this.congress(), fresh))) return;
    toast(message("saved"));
    await this.load();
  }

  /** @param {any} unit */
  async extend(unit) {
    const box = dialog(this.root, "extend");
    fill(box, { name: unit.name });
    const path = `/congresses/${this.congress().id}/units/${unit.id}/extensions`;
    const done = await openDialog(box, (form) =>
      post(path, { stage: typed(form, "stage"), until: fromInput(typed(form, "until")), reason: typed(form, "reason") }, { version: unit.version }));
    if (!done) return;
    toast(message("extended", { name: unit.name }));
    await this.load();
  }

  /** @param {any} unit */
  async remove(unit) {
    const sure = await ask({ title: message("remove-unit-title"), text: message("remove-unit-text", { name: unit.name }), confirm: message("remove"), tone: "bad" });
    if (!sure) return;
    await remove(`/congresses/${this.congress().id}/units/${unit.id}`, { version: unit.version });
    toast(message("unit-removed", { name: unit.name }));
    await this.load();
  }

  async import() {
    if (!(await importUnits(this.root, this.congress().id))) return;
    toast(message("imported"));
    await this.load();
  }

  async export() {
    const file = await get(`/exports/${this.congress().id}/units.xlsx`, { answer: "blob" });
    saveFile(file, `${message("units-file")}.xlsx`);
  }
}
