// @ts-check
import { all, controls, maybe } from "./dom.js";
import { fill } from "./fill.js";
import { message } from "./messages.js";

/** @typedef {{ id: string }} Item */

/**
 * The ticked rows of a list, on whichever page they stand. The bar with what can be done to them all is there only while some
 * are ticked.
 */
export class Selection {
  /** In the order in which they were ticked. @type {Map<string, any>} */
  #ticked = new Map();
  /** The rows of the present page. @type {any[]} */
  #page = [];
  /** How many there are on all pages. */
  #total = 0;

  /** @param {HTMLElement} root around the list and the bar */
  constructor(root) {
    this.root = root;
    root.addEventListener("change", (event) => {
      const box = /** @type {HTMLInputElement} */ (event.target);
      if (box.dataset.action === "select-all") {
        for (const each of this.#boxes()) if (!each.disabled) this.#tick(each.value, box.checked);
      } else if (box.name === "selected") this.#tick(box.value, box.checked);
      else return;
      this.show();
    });
  }

  /** The ticked ones, as they were last seen. @returns {any[]} */
  get items() {
    return [...this.#ticked.values()];
  }

  /** The rows that are shown now, and how many there are on all pages. @param {any[]} page @param {number} total */
  turned(page, total) {
    this.#page = page;
    this.#total = total;
    for (const item of page) if (this.#ticked.has(item.id)) this.#ticked.set(item.id, item);
    this.show();
  }

  /** Ticks these besides. @param {any[]} items */
  add(items) {
    for (const item of items) this.#ticked.set(item.id, item);
    this.show();
  }

  /** Of these, or of all when none are named, nobody is ticked any more. @param {string[]} [ids] */
  clear(ids) {
    if (!ids) this.#ticked.clear();
    else for (const id of ids) this.#ticked.delete(id);
    this.show();
  }

  /** @param {string} id @param {boolean} ticked */
  #tick(id, ticked) {
    const item = this.#page.find((each) => each.id === id);
    if (ticked && item) this.#ticked.set(id, item);
    else this.#ticked.delete(id);
  }

  /** Brings bar, head and boxes in line. */
  show() {
    const boxes = this.#boxes();
    for (const box of boxes) box.checked = this.#ticked.has(box.value);
    const here = boxes.filter((box) => box.checked).length;
    const count = this.#ticked.size;
    const elsewhere = count - here;
    const bar = maybe(this.root, "[data-selection]");
    if (bar) {
      const selected = elsewhere > 0 ? message("selected-elsewhere", { count, elsewhere }) : message("selected", { count });
      fill(bar, { selected, matching: message("select-matching", { count: this.#total }) });
      bar.hidden = count === 0;
      const all = maybe(bar, "[data-action=select-matching]");
      if (all) all.hidden = count >= this.#total;
    }
    for (const box of boxes) box.closest("tr, li")?.toggleAttribute("data-selected", box.checked);
    for (const head of /** @type {HTMLInputElement[]} */ (all(this.root, "input[data-action=select-all]"))) {
      head.checked = here > 0 && here === boxes.length;
      head.indeterminate = here > 0 && here < boxes.length;
    }
  }

  #boxes() {
    return controls(this.root, "selected");
  }
}
