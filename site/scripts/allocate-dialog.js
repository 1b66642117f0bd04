// @ts-check
import { post } from "./api.js";
import { control, dialog, find, typed } from "./dom.js";
import { blank, fill, rows } from "./fill.js";
import { openDialog } from "./form-dialog.js";
import { message } from "./messages.js";
import { pastedPeople } from "./pasted-people.js";
import { Problem } from "./problem.js";
import { toast } from "./toast-region.js";

/** @import { Place } from "./session.js" */

/** How many are allocated at once at most (`domain::nomination::allocate::MOST_ROWS`). */
const MOST = 90;

/**
 * The dialog 新增: as many rows as wanted, allocated all or none. Enter goes on to the next row, what is copied from a spreadsheet
 * is pasted into the rows, and what was typed stays until it is allocated.
 */
export class AllocateDialog {
  /** The category chosen last: several of the same are usually entered in a row. */
  #category = "";

  /** @param {HTMLElement} root @param {Place} place */
  constructor(root, place) {
    this.dialog = dialog(root, "allocate");
    this.place = place;
    this.list = find(this.dialog, "[data-list=rows]");
    this.list.addEventListener("keydown", (event) => this.#pressed(event));
    this.list.addEventListener("paste", (event) => this.#pasted(event));
    this.list.addEventListener("change", (event) => {
      const field = /** @type {HTMLSelectElement} */ (event.target);
      if (field.name === "category") this.#category = field.value;
    });
    for (const kind of ["input", "change"]) this.list.addEventListener(kind, () => this.#count());
  }

  /** @returns {Promise<boolean>} whether somebody was allocated */
  open() {
    if (this.rows.length === 0) this.addRow();
    const opened = openDialog(this.dialog, () => this.#submit(), { reset: false });
    this.#count();
    control(this.rows[0], "name")?.focus();
    return opened;
  }

  /** What the early warnings of the unit say. @param {string[]} warnings */
  warn(warnings) {
    rows(this.dialog, "warnings", warnings.map((text) => ({ text })));
    find(this.dialog, "[data-list=warnings]").hidden = warnings.length === 0;
  }

  get rows() {
    return /** @type {HTMLElement[]} */ (Array.from(this.list.children).filter((row) => !(row instanceof HTMLTemplateElement)));
  }

  /** @param {{ name?: string, phone?: string, category?: string }} [values] */
  addRow(values = {}) {
    if (this.rows.length >= MOST) {
      toast(message("rows-at-most", { count: MOST }), "attention");
      return false;
    }
    const row = blank(this.list, "rows");
    write(row, { category: this.#category, ...values });
    this.list.append(row);
    control(row, "name")?.focus();
    return true;
  }

  /** @param {HTMLElement} button */
  removeRow(button) {
    const row = this.rows.find((each) => each.contains(button));
    const next = row?.nextElementSibling ?? row?.previousElementSibling;
    row?.remove();
    if (this.rows.length === 0) this.addRow();
    else if (next instanceof HTMLElement) control(next, "name")?.focus();
    this.#count();
  }

  /** Takes what stands in the box for pasting, for those who have no keyboard to paste with. */
  pasteRows() {
    const area = /** @type {HTMLInputElement} */ (control(this.dialog, "pasted"));
    this.#take(area.value);
    area.value = "";
  }

  /** Enter goes on to the next row and makes one at the end; with Ctrl it allocates. @param {KeyboardEvent} event */
  #pressed(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.key !== "Enter" || event.isComposing || event.ctrlKey || event.metaKey || !target.matches("input, select")) return;
    event.preventDefault();
    const row = this.rows.find((each) => each.contains(target));
    const next = row && this.rows[this.rows.indexOf(row) + 1];
    if (next) control(next, "name")?.focus();
    else if (row && !isBlank(row)) this.addRow();
  }

  /** One cell is pasted as ever; several are people. @param {ClipboardEvent} event */
  #pasted(event) {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!/[\t\n]/.test(text.trim())) return;
    event.preventDefault();
    this.#take(text);
  }

  /** @param {string} text */
  #take(text) {
    const people = pastedPeople(text, (words) => this.#codeOf(words));
    this.#dropBlank();
    const taken = people.filter(({ name, phone, category }) => this.addRow({ name, phone, ...(category ? { category } : {}) }));
    if (this.rows.length === 0) this.addRow();
    this.#count();
    toast(message("rows-taken", { count: taken.length }), "neutral");
  }

  /** A category by its name or code, as offered in the rows' select; empty when it is none. @param {string} words */
  #codeOf(words) {
    const probe = blank(this.list, "rows");
    const options = Array.from(/** @type {NodeListOf<HTMLOptionElement>} */ (probe.querySelectorAll("[name=category] option")));
    const found = options.find((option) => option.value && (option.value === words || option.text.trim() === words));
    return found?.value ?? "";
  }

  #dropBlank() {
    for (const row of this.rows) if (isBlank(row)) row.remove();
  }

  #count() {
    const count = this.rows.filter((row) => !isBlank(row)).length;
    fill(this.dialog, { tally: count > 0 ? message("rows-entered", { count }) : "" });
  }

  async #submit() {
    // The row that Enter left at the end is nobody; those that stay are numbered as the server sees them.
    this.#dropBlank();
    if (this.rows.length === 0) this.addRow();
    const entered = this.rows.map((row) => ({ name: typed(row, "name"), phone: typed(row, "phone"), category: typed(row, "category") }));
    const { congress, unit } = this.place;
    const { items, warnings } = await post(`/nominations/${congress}/${unit}`, { rows: entered }).catch(namingRows);
    for (const row of this.rows) row.remove();
    toast(message("allocated", { count: items.length }));
    this.warn(warnings ?? []);
  }
}

/** Of many rows that are refused for the same reason each says which it is. @param {unknown} error @returns {never} */
function namingRows(error) {
  for (const fault of error instanceof Problem ? error.errors : []) {
    const row = /^\/rows\/(\d+)\//.exec(fault.pointer)?.[1];
    if (row) fault.detail = message("in-row", { row: Number(row) + 1, detail: fault.detail });
  }
  throw error;
}

/** @param {HTMLElement} row @param {Record<string, string>} values */
function write(row, values) {
  for (const [name, value] of Object.entries(values)) /** @type {HTMLInputElement} */ (control(row, name)).value = value;
}

/** @param {HTMLElement} row */
const isBlank = (row) => !typed(row, "name") && !typed(row, "phone");

/** What the dialog's buttons do. @param {() => AllocateDialog} of */
export const allocateActions = (of) => ({
  "add-row": () => of().addRow(),
  "remove-row": (/** @type {HTMLElement} */ button) => of().removeRow(button),
  "paste-rows": () => of().pasteRows(),
});
