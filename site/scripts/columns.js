// @ts-check
import { all, controls } from "./dom.js";

/** Where this page's choice is kept, on this device. */
const KEPT = `columns:${document.documentElement.dataset.page ?? ""}`;

/** What a roster calls a list's column. @param {string} column */
const rosterColumn = (column) => column.replace(/^(unit|category|state)_name$/, "$1");

/**
 * Which columns somebody wants to see: chosen once, remembered for this page. Name, selection and actions always stay.
 */
export class Columns {
  /** @type {string[]} */
  #hidden;
  /** Of the view the list is in. @type {string[]} */
  #order = [];

  /** @param {HTMLElement} root around table and choice */
  constructor(root) {
    this.root = root;
    this.#hidden = (localStorage.getItem(KEPT) ?? "").split(" ").filter(Boolean);
    for (const box of controls(root, "column")) box.checked = !this.#hidden.includes(box.value);
    root.addEventListener("change", (event) => {
      const box = /** @type {HTMLInputElement} */ (event.target);
      if (box.name === "column") this.#choose();
    });
    this.show(root);
  }

  #choose() {
    const boxes = controls(this.root, "column");
    this.#hidden = boxes.filter((box) => !box.checked).map((box) => box.value);
    localStorage.setItem(KEPT, this.#hidden.join(" "));
    this.show(this.root);
  }

  /**
   * Shows those of a view, in its order: a roster's columns by their ids. None means all, as they stand.
   * @param {string[]} ids
   */
  order(ids) {
    for (const box of controls(this.root, "column")) box.checked = ids.length === 0 || ids.includes(rosterColumn(box.value));
    const boxes = controls(this.root, "column");
    this.#hidden = boxes.filter((box) => !box.checked).map((box) => box.value);
    this.#order = ids;
    this.show(this.root);
    for (const template of all(this.root, "template[data-row=items]")) this.show(/** @type {HTMLTemplateElement} */ (template).content);
  }

  /** Shows what is wanted, in the head or in a new row. @param {ParentNode} part */
  show(part) {
    const cells = all(part, "[data-column]");
    for (const cell of cells) cell.hidden = this.#hidden.includes(cell.dataset.column ?? "");
    if (this.#order.length === 0) return;
    for (const row of new Set(cells.map((cell) => cell.parentElement))) if (row) this.#arrange(row);
  }

  /** Those of the view come first, in its order. @param {HTMLElement} row */
  #arrange(row) {
    const cells = all(row, ":scope > [data-column]");
    const after = cells.at(-1)?.nextElementSibling ?? null;
    const place = (/** @type {HTMLElement} */ cell) => (this.#order.indexOf(rosterColumn(cell.dataset.column ?? "")) + 1) || cells.length + this.#order.length;
    for (const cell of cells.sort((one, other) => place(one) - place(other))) row.insertBefore(cell, after);
  }
}
