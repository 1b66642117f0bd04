// @ts-check
import { find } from "./dom.js";

/**
 * A table worked as a spreadsheet: one cell is the present one; arrows, Home, End, Tab and Enter move, typing or F2 or Enter
 * edits, Escape leaves it as it was, Delete empties, a copied block is pasted from the present cell on.
 */
export class QuotaGrid {
  /** The present cell. @type {HTMLElement | null} */
  #present = null;
  #leaving = false;

  /**
   * @param {HTMLElement} table @param {HTMLTemplateElement} editor the control put into a cell while it is edited
   * @param {{ typed: (cell: HTMLElement, text: string) => boolean, pasted: (from: HTMLElement, text: string) => void, undo: () => void }} then
   *   `typed` answers whether it was taken
   */
  constructor(table, editor, then) {
    this.table = table;
    this.editor = editor;
    this.then = then;
    this.locked = false;
    table.addEventListener("keydown", (event) => this.#key(event));
    table.addEventListener("focusin", (event) => this.#focused(event));
    table.addEventListener("dblclick", (event) => this.#edit(this.#cellOf(event.target)));
    table.addEventListener("paste", (event) => this.#paste(event));
  }

  /** Whether a cell is being edited. */
  get editing() {
    return this.table.querySelector("input") !== null;
  }

  /** The rows as they are shown, each with the cells that are. @returns {HTMLElement[][]} */
  rows() {
    const rows = /** @type {HTMLElement[]} */ (Array.from(this.table.querySelectorAll("tbody tr"))).filter((row) => !row.hidden);
    return rows.map((row) => cellsOf(row));
  }

  /** The block that begins at a cell. @param {HTMLElement} from @param {string[][]} block @returns {[HTMLElement, string][]} */
  block(from, block) {
    const rows = this.rows();
    const { row, column } = placeOf(rows, from);
    return block.flatMap((line, down) =>
      line.flatMap((text, right) => {
        const cell = rows[row + down]?.[column + right];
        return cell ? [/** @type {[HTMLElement, string]} */ ([cell, text])] : [];
      }));
  }

  /** Makes the first cell the one that Tab comes to. */
  begin() {
    const first = this.rows()[0]?.[0];
    if (first && !this.#present?.isConnected) this.#enter(first, false);
  }

  /** @param {EventTarget | null} target @returns {HTMLElement | null} */
  #cellOf(target) {
    return target instanceof Element ? target.closest("[role=gridcell]") : null;
  }

  /** @param {FocusEvent} event */
  #focused(event) {
    const cell = this.#cellOf(event.target);
    if (cell) this.#enter(cell, false);
  }

  /** @param {HTMLElement} cell @param {boolean} focus */
  #enter(cell, focus) {
    if (this.#present && this.#present !== cell) this.#present.tabIndex = -1;
    this.#present = cell;
    cell.tabIndex = 0;
    if (focus) cell.focus();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const cell = this.#cellOf(event.target);
    if (!cell || event.isComposing) return;
    if (event.target instanceof HTMLInputElement) return this.#keyInEditor(event, cell, event.target);
    const meta = event.ctrlKey || event.metaKey;
    if (meta && event.key.toLowerCase() === "z") return this.#does(event, () => this.then.undo());
    const to = this.#target(event, cell, meta);
    if (to) return this.#does(event, () => this.#enter(to, true));
    if (meta || event.altKey || this.locked) return;
    if (event.key === "F2" || event.key === "Enter") this.#does(event, () => this.#edit(cell));
    else if (event.key === "Delete" || event.key === "Backspace") this.#does(event, () => this.then.typed(cell, "0"));
    else if (/^[0-9０-９]$/.test(event.key)) this.#does(event, () => this.#edit(cell, event.key));
  }

  /** @param {KeyboardEvent} event @param {HTMLElement} cell @param {HTMLInputElement} input */
  #keyInEditor(event, cell, input) {
    if (event.key === "Escape") return this.#does(event, () => this.#leave(cell, null));
    const moves = { Enter: event.shiftKey ? "ArrowUp" : "ArrowDown", Tab: event.shiftKey ? "ArrowLeft" : "ArrowRight", ArrowUp: "ArrowUp", ArrowDown: "ArrowDown" };
    const way = /** @type {Record<string, string>} */ (moves)[event.key];
    if (!way) return;
    this.#does(event, () => {
      if (this.#leave(cell, input.value)) this.#enter(this.#step(cell, way) ?? cell, true);
    });
  }

  /** @param {KeyboardEvent} event @param {() => unknown} what */
  #does(event, what) {
    event.preventDefault();
    event.stopPropagation();
    what();
  }

  /** Where a key leads. Tab at the end of a row leaves the table, as everywhere. @param {KeyboardEvent} event @param {HTMLElement} cell @param {boolean} meta */
  #target(event, cell, meta) {
    const rows = this.rows();
    const { row, column } = placeOf(rows, cell);
    if (event.key === "Tab") return this.#step(cell, event.shiftKey ? "ArrowLeft" : "ArrowRight");
    if (event.key === "Home") return meta ? rows[0]?.[0] : rows[row]?.[0];
    if (event.key === "End") return meta ? rows.at(-1)?.at(-1) : rows[row]?.at(-1);
    if (event.key === "PageDown") return rows[Math.min(rows.length - 1, row + 15)]?.[column];
    if (event.key === "PageUp") return rows[Math.max(0, row - 15)]?.[column];
    return event.key.startsWith("Arrow") ? this.#step(cell, event.key) : undefined;
  }

  /** @param {HTMLElement} cell @param {string} way */
  #step(cell, way) {
    const rows = this.rows();
    const { row, column } = placeOf(rows, cell);
    const by = /** @type {Record<string, number[]>} */ ({ ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] })[way];
    return rows[row + by[0]]?.[column + by[1]];
  }

  /** @param {HTMLElement | null} cell @param {string} [typed] the first character, in place of what stands there */
  #edit(cell, typed) {
    if (!cell || this.locked || this.editing) return;
    const copy = document.importNode(this.editor.content, true);
    const input = /** @type {HTMLInputElement} */ (copy.firstElementChild);
    cell.dataset.was = cell.textContent ?? "";
    input.value = typed ?? cell.dataset.was;
    input.setAttribute("aria-label", cell.getAttribute("aria-description") ?? "");
    cell.replaceChildren(input);
    input.focus();
    if (typed === undefined) input.select();
    input.addEventListener("blur", () => !this.#leaving && this.#leave(cell, input.value, false));
  }

  /** Ends editing. @param {HTMLElement} cell @param {string | null} text none to leave it as it was @param {boolean} [focus] */
  #leave(cell, text, focus = true) {
    // The editor loses the focus while it is taken out of the cell: that is no second end.
    this.#leaving = true;
    cell.replaceChildren(cell.dataset.was ?? "");
    this.#leaving = false;
    const taken = text === null || this.then.typed(cell, text);
    if (focus) this.#enter(cell, true);
    if (!taken && focus && text !== null) {
      this.#edit(cell, text);
      find(cell, "input").setAttribute("aria-invalid", "true");
    }
    return taken;
  }

  /** @param {ClipboardEvent} event */
  #paste(event) {
    const cell = this.#cellOf(event.target);
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!cell || this.locked || (this.editing && !/[\t\n]/.test(text.trimEnd()))) return;
    event.preventDefault();
    if (this.editing) this.#leave(cell, null);
    this.then.pasted(cell, text);
  }
}

/** @param {HTMLElement} row @returns {HTMLElement[]} */
function cellsOf(row) {
  const cells = /** @type {HTMLElement[]} */ (Array.from(row.querySelectorAll("[role=gridcell]")));
  return cells.filter((cell) => !cell.hidden);
}

/** @param {HTMLElement[][]} rows @param {HTMLElement} cell */
function placeOf(rows, cell) {
  const row = rows.findIndex((cells) => cells.includes(cell));
  return { row, column: rows[row]?.indexOf(cell) ?? -1 };
}
