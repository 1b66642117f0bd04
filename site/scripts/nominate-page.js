// @ts-check
import "./quota-panel.js";
import { AllocateDialog, allocateActions } from "./allocate-dialog.js";
import { post } from "./api.js";
import { dateTime } from "./china-time.js";
import { congressView, stageName } from "./congress-view.js";
import { deadline } from "./deadline.js";
import { deregister } from "./deregister-dialog.js";
import { all, control, dialog, show, typed } from "./dom.js";
import { fill, member, words } from "./fill.js";
import { openDialog } from "./form-dialog.js";
import { message } from "./messages.js";
import { NomineeImport, importActions } from "./nominee-import.js";
import { NominationList } from "./nomination-list.js";
import { pathOf } from "./nomination-path.js";
import { upon } from "./stale.js";
import { toast } from "./toast-region.js";
import { unitView } from "./unit-view.js";

/** `<nominate-page>` 代表委员推选: the quota, everybody who holds a place, and giving places. */
class NominatePage extends NominationList {
  /** @type {AllocateDialog | null} */
  #dialog = null;
  /** @type {NomineeImport | null} */
  #import = null;

  actions = {
    ...allocateActions(() => this.#allocation()),
    ...importActions(() => this.#importing()),
    allocate: () => this.#allocate(),
    import: async () => (await this.#importing().open()) && this.changed(),
    view: (/** @type {HTMLElement} */ button) => this.view(button),
    deregister: async (/** @type {HTMLElement} */ button) => (await deregister(this, this.itemOf(button))) && this.changed(),
    disable: (/** @type {HTMLElement} */ button) => this.#switch(button, "disable"),
    enable: (/** @type {HTMLElement} */ button) => this.#switch(button, "enable"),
    "change-category": (/** @type {HTMLElement} */ button) => this.#changeCategory(this.itemOf(button)),
  };

  /** Everybody but those whose place is free again. */
  get states() {
    return ["allocated", "first_review_pending", "first_review_rejected", "first_review_approved", "reported",
      "final_review_approved", "final_review_rejected"];
  }

  began() {
    document.addEventListener("unit-changed", () => this.attempt(null, () => this.#showQuota()));
    this.attempt(null, () => this.#showQuota());
  }

  async #showQuota() {
    const { congress, unit } = this.place;
    const [settings, view] = await Promise.all([congressView(congress), unitView(congress, unit)]);
    fill(this, { rule_text: settings.rule_text, notice: settings.notice, deadline: deadline("nominating", view.windows?.nominating), extended: extended(view) });
    show(this, "[data-official]", Boolean(settings.notice));
    for (const row of all(this, "[data-quota-row]")) row.hidden = !(/** @type {string} */ (row.dataset.quotaRow) in settings.categories);
    for (const cell of all(this, "[data-trait]")) cell.hidden = !settings.traits.includes(cell.dataset.trait);
    for (const slot of all(this, "[data-quota]")) slot.textContent = words(member(view.quotas, slot.dataset.quota ?? "") ?? 0);
    for (const slot of all(this, "[data-used]")) slot.textContent = String(used(view, slot.dataset.used ?? ""));
    this.#colour(view);
    this.#allocation().warn(view.warnings ?? []);
  }

  /**
   * Each cell says by sign and colour how its own two numbers stand: full or enough, or for a minimum still lacking.
   * @param {any} view
   */
  #colour(view) {
    for (const cell of all(this, "[data-cell]")) {
      const path = cell.dataset.cell ?? "";
      const wanted = member(view.quotas, path) ?? 0;
      const enough = used(view, path) >= wanted;
      cell.dataset.tone = wanted === 0 ? "neutral" : enough ? "met" : path.endsWith(".places") ? "neutral" : "unmet";
    }
  }

  /** @param {HTMLElement} row @param {any} item */
  completeRow(row, item) {
    fill(row, { account_state: message(item.enabled ? "account-enabled" : "account-disabled") });
    const badge = row.querySelector("[data-field=account_state]");
    if (badge instanceof HTMLElement) badge.dataset.tone = item.enabled ? "good" : "bad";
  }

  #allocation() {
    this.#dialog ??= new AllocateDialog(this, this.place);
    return this.#dialog;
  }

  #importing() {
    this.#import ??= new NomineeImport(this, this.place);
    return this.#import;
  }

  async #allocate() {
    if (await this.#allocation().open()) await this.changed();
  }

  /** @param {HTMLElement} button @param {"disable" | "enable"} to */
  async #switch(button, to) {
    const item = this.itemOf(button);
    await upon(item, () => post(`${pathOf(item)}/${to}`, {}, { version: item.version }));
    toast(message(to === "disable" ? "disabled" : "enabled", { name: item.name }));
    await this.changed();
  }

  /** @param {any} item */
  async #changeCategory(item) {
    const box = dialog(this, "change-category");
    const done = openDialog(box, (form) =>
      upon(item, () => post(`${pathOf(item)}/category`, { category: typed(form, "category") }, { version: item.version })));
    /** @type {HTMLInputElement} */ (control(box, "category")).value = item.category;
    if (!(await done)) return;
    toast(message("category-changed", { name: item.name }));
    await this.changed();
  }
}

/** How much of a quota is used: `delegate.places` by those who hold one, minimums by those who count for them. @param {any} view @param {string} path */
function used(view, path) {
  const [category, , trait] = path.split(".");
  if (!trait) return view.held?.[category] ?? 0;
  const indicator = (view.indicators ?? []).find((/** @type {any} */ each) => each.category === category && each.trait === trait);
  return indicator?.submitted ?? 0;
}

/** What was extended for this unit alone, until when and why. @param {any} view */
function extended(view) {
  const said = (/** @type {any} */ one) => message("extended-for-unit", { stage: stageName(one.stage), time: dateTime(one.until), reason: one.reason });
  return (view.extensions ?? []).map(said).join(" ");
}

customElements.define("nominate-page", NominatePage);
