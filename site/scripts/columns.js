// @ts-check
import { all, controls } from "./dom.js";

/** Where this page's choice is kept, on this device. */
const KEPT = `columns:${document.documentElement.dataset.page ?? ""}`;

/**
 * Which columns somebody wants to see: chosen once, remembered for this page. Name, selection and actions always stay.
 */
export class Columns {
  /** @type {string[]} */
  #hidden;

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

  /** Shows what is wanted, in the head or in a new row. @param {ParentNode} part */
  show(part) {
    for (const cell of all(part, "[data-column]")) cell.hidden = this.#hidden.includes(cell.dataset.column ?? "");
  }
}
