// @ts-check
import { post } from "./api.js";
import { control, dialog, find, typed } from "./dom.js";
import { blank, rows } from "./fill.js";
import { openDialog } from "./form-dialog.js";
import { message } from "./messages.js";
import { toast } from "./toast-region.js";

/** @import { Place } from "./session.js" */

/** How many are allocated at once at most. */
const MOST = 30;

/** The dialog 新增: as many rows as wanted, allocated all or none. What was typed stays until it is allocated. */
export class AllocateDialog {
  /** @param {HTMLElement} root @param {Place} place */
  constructor(root, place) {
    this.dialog = dialog(root, "allocate");
    this.place = place;
    this.list = find(this.dialog, "[data-list=rows]");
  }

  /** @returns {Promise<boolean>} whether somebody was allocated */
  open() {
    if (this.rows.length === 0) this.addRow();
    const opened = openDialog(this.dialog, () => this.#submit(), { reset: false });
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
    if (this.rows.length >= MOST) return toast(message("rows-at-most", { count: MOST }), "attention");
    const row = blank(this.list, "rows");
    const before = this.rows.at(-1);
    for (const [name, value] of Object.entries(values)) /** @type {HTMLInputElement} */ (control(row, name)).value = value ?? "";
    // Several of the same category are usually entered in a row.
    const category = /** @type {HTMLInputElement} */ (control(row, "category"));
    if (!category.value && before) category.value = typed(before, "category");
    this.list.append(row);
    control(row, "name")?.focus();
  }

  /** @param {HTMLElement} button */
  removeRow(button) {
    const row = this.rows.find((each) => each.contains(button));
    const next = row?.nextElementSibling ?? row?.previousElementSibling;
    row?.remove();
    if (this.rows.length === 0) this.addRow();
    else if (next instanceof HTMLElement) control(next, "name")?.focus();
  }

  /** Rows copied from a spreadsheet: name, phone, category in columns. */
  pasteRows() {
    const area = /** @type {HTMLInputElement} */ (control(this.dialog, "pasted"));
    const lines = area.value.split("\n").map((line) => line.trim()).filter(Boolean);
    for (const row of this.rows) if (!typed(row, "name") && !typed(row, "phone")) row.remove();
    for (const line of lines) {
      const [name = "", phone = "", category = ""] = line.split(/\t|,|，|;|\s{2,}/).map((cell) => cell.trim());
      this.addRow({ name, phone: phone.normalize("NFKC").replace(/[\s-]/g, ""), category: this.#codeOf(category) });
    }
    area.value = "";
    toast(message("rows-taken", { count: lines.length }), "neutral");
  }

  /** A category by its name or code, as offered in the rows' select; empty when it is none. @param {string} words */
  #codeOf(words) {
    const probe = blank(this.list, "rows");
    const options = Array.from(/** @type {NodeListOf<HTMLOptionElement>} */ (probe.querySelectorAll("[name=category] option")));
    const found = options.find((option) => option.value && (option.value === words || option.text.trim() === words));
    const similar = options.find((option) => option.value && words && option.text.startsWith(words));
    return (found ?? similar)?.value ?? "";
  }

  async #submit() {
    const entered = this.rows.map((row) => ({ name: typed(row, "name"), phone: typed(row, "phone"), category: typed(row, "category") }));
    const { congress, unit } = this.place;
    const { items, warnings } = await post(`/nominations/${congress}/${unit}`, { rows: entered });
    for (const row of this.rows) row.remove();
    toast(message("allocated", { count: items.length }));
    this.warn(warnings ?? []);
  }
}

/** What the dialog's buttons do. @param {() => AllocateDialog} of */
export const allocateActions = (of) => ({
  "add-row": () => of().addRow(),
  "remove-row": (/** @type {HTMLElement} */ button) => of().removeRow(button),
  "paste-rows": () => of().pasteRows(),
});
