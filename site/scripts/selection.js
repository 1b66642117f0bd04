// @ts-check
import { all, controls, maybe } from "./dom.js";
import { fill } from "./fill.js";
import { message } from "./messages.js";

/** The ticked rows of a list. The bar with what can be done to them all is there only while some are ticked. */
export class Selection {
  /** @param {HTMLElement} root around the list and the bar */
  constructor(root) {
    this.root = root;
    root.addEventListener("change", (event) => {
      const box = /** @type {HTMLInputElement} */ (event.target);
      if (box.dataset.action === "select-all") for (const each of this.#boxes()) each.checked = box.checked && !each.disabled;
      if (box.name === "selected" || box.dataset.action === "select-all") this.show();
    });
  }

  /** The ids of the ticked rows, in their order. */
  get ids() {
    return this.#boxes().filter((box) => box.checked).map((box) => box.value);
  }

  /** Brings bar and head in line with the boxes. */
  show() {
    const boxes = this.#boxes();
    const count = this.ids.length;
    const bar = maybe(this.root, "[data-selection]");
    if (bar) {
      fill(bar, { selected: message("selected", { count }) });
      bar.hidden = count === 0;
    }
    for (const box of boxes) box.closest("tr, li")?.toggleAttribute("data-selected", box.checked);
    for (const head of /** @type {HTMLInputElement[]} */ (all(this.root, "input[data-action=select-all]"))) {
      head.checked = count > 0 && count === boxes.length;
      head.indeterminate = count > 0 && count < boxes.length;
    }
  }

  #boxes() {
    return controls(this.root, "selected");
  }
}
