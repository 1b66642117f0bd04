// @ts-check
import { all, controls, find, maybe } from "./dom.js";
import { fill, rows } from "./fill.js";
import { message } from "./messages.js";
import { PageElement } from "./page-element.js";

/** @typedef {{ id: string, name: string }} Column */

/** `<export-columns>`: which columns an export has and in which order, by mouse and by keys. */
export class ExportColumns extends PageElement {
  /** As they stand by themselves. @type {Column[]} */
  #all = [];
  /** What keeping and forgetting a view do. @type {{ keep: () => unknown, forget: () => unknown }} */
  views = { keep: () => undefined, forget: () => undefined };

  actions = {
    "columns-all": () => this.choose([]),
    "columns-none": () => this.#tick(false),
    "column-up": (/** @type {HTMLElement} */ button) => this.#move(button, -1),
    "column-down": (/** @type {HTMLElement} */ button) => this.#move(button, 1),
    "keep-view": () => this.views.keep(),
    "forget-view": () => this.views.forget(),
  };

  start() {
    this.addEventListener("change", () => this.#count());
  }

  /** Which columns there are. @param {Column[]} columns */
  offer(columns) {
    this.#all = columns;
    this.choose([]);
  }

  /** Those with these ids first, in this order, and ticked; all of them when there are none. @param {string[]} ids */
  choose(ids) {
    const known = ids.filter((id) => this.#all.some((column) => column.id === id));
    const chosen = known.map((id) => /** @type {Column} */ (this.#all.find((column) => column.id === id)));
    const others = this.#all.filter((column) => !known.includes(column.id));
    rows(this, "columns", [...chosen, ...others], (row, column) => {
      const box = controls(row, "columns")[0];
      box.value = column.id;
      box.checked = known.length === 0 || known.includes(column.id);
      find(row, "[data-action=column-up]").setAttribute("aria-label", message("column-up", { name: column.name }));
      find(row, "[data-action=column-down]").setAttribute("aria-label", message("column-down", { name: column.name }));
    });
    this.#count();
  }

  /** The ids of those ticked, in order; none when they are all, as they stand by themselves. @returns {string[]} */
  get chosen() {
    const ids = controls(this, "columns").filter((box) => box.checked).map((box) => box.value);
    return ids.join() === this.#all.map((column) => column.id).join() ? [] : ids;
  }

  /** Whether at least one is ticked. */
  get some() {
    return controls(this, "columns").some((box) => box.checked);
  }

  /** @param {boolean} ticked */
  #tick(ticked) {
    for (const box of controls(this, "columns")) box.checked = ticked;
    this.#count();
  }

  /** @param {HTMLElement} button @param {number} step */
  #move(button, step) {
    const row = /** @type {HTMLElement} */ (button.closest("li"));
    const items = all(/** @type {HTMLElement} */ (row.parentElement), ":scope > li");
    const other = items[items.indexOf(row) + step];
    if (!other) return;
    if (step < 0) other.before(row);
    else other.after(row);
    button.focus();
    row.scrollIntoView({ block: "nearest" });
  }

  #count() {
    const count = controls(this, "columns").filter((box) => box.checked).length;
    const slot = maybe(this, "summary");
    if (slot) fill(slot, { chosen: `${count}/${this.#all.length}` });
  }
}

customElements.define("export-columns", ExportColumns);
