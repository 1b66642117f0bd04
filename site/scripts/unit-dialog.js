// @ts-check
import { post, put as replace } from "./api.js";
import { all, dialog, typed } from "./dom.js";
import { openDialog } from "./form-dialog.js";
import { showIndicators } from "./indicator-words.js";
import { put } from "./named-form.js";
import { PeopleRows } from "./people-rows.js";

/** The dialog of one unit: code, name, kind, liaisons and the quota matrix. */
export class UnitDialog {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.dialog = dialog(root, "unit");
    this.liaisons = new PeopleRows(this.dialog, "liaisons");
  }

  /**
   * @param {any} congress @param {any} [unit] none for a new one
   * @returns {Promise<boolean>} whether it was saved
   */
  async open(congress, unit) {
    const saved = openDialog(this.dialog, () => this.#save(congress, unit));
    for (const row of all(this.dialog, "[data-quota-row]")) row.hidden = !(/** @type {string} */ (row.dataset.quotaRow) in congress.categories);
    for (const cell of all(this.dialog, "[data-trait]")) cell.hidden = !congress.traits.includes(cell.dataset.trait);
    for (const name of ["code", "name", "kind"]) if (unit) put(this.dialog, name, unit[name]);
    for (const input of this.#places) put(this.dialog, input.name, at(unit?.quotas, input.name) ?? 0);
    this.liaisons.show(unit?.liaisons ?? [{}]);
    showIndicators(this.dialog, unit);
    return saved;
  }

  get #places() {
    return /** @type {HTMLInputElement[]} */ (all(this.dialog, "[data-quota-row] input"));
  }

  /** @param {any} congress @param {any} unit */
  #save(congress, unit) {
    const body = {
      code: typed(this.dialog, "code"),
      name: typed(this.#own, "name"),
      kind: typed(this.dialog, "kind"),
      liaisons: this.liaisons.read(),
      quotas: this.#quotas(congress),
    };
    const path = `/congresses/${congress.id}/units`;
    return unit ? replace(`${path}/${unit.id}`, body, { version: unit.version }) : post(path, body);
  }

  /** The unit's own name, not a liaison's. */
  get #own() {
    return /** @type {HTMLElement} */ (this.dialog.querySelector('.field[data-name="name"]'));
  }

  /** @param {any} congress */
  #quotas(congress) {
    /** @type {Record<string, any>} */
    const quotas = {};
    for (const input of this.#places) {
      const [category, kind, trait] = input.name.split(".");
      if (!(category in congress.categories)) continue;
      const quota = (quotas[category] ??= {});
      const number = Number(input.value || 0);
      if (kind === "places") quota.places = number;
      else if (congress.traits.includes(trait)) (quota.minimums ??= {})[trait] = number;
    }
    return quotas;
  }
}

/** @param {any} quotas @param {string} path `delegate.minimums.female` */
const at = (quotas, path) => path.split(".").reduce((value, name) => value?.[name], quotas);
