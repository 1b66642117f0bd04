// @ts-check
import { get, post } from "./api.js";
import { ask } from "./confirm-dialog.js";
import { congressView } from "./congress-view.js";
import { all, dialog, find, maybe } from "./dom.js";
import { fill, rows } from "./fill.js";
import { openDialog } from "./form-dialog.js";
import { message } from "./messages.js";
import { PageElement } from "./page-element.js";
import { Problem } from "./problem.js";
import { clearProblem, showProblem } from "./problems.js";
import { QuotaEdits, blockOf, numberOf } from "./quota-edits.js";
import { QuotaGrid } from "./quota-grid.js";
import { requirePlace } from "./session.js";
import { toast } from "./toast-region.js";

/** `<quota-matrix>` 名额表: the quotas of all units on one screen, worked as a spreadsheet, checked before they are saved. */
class QuotaMatrix extends PageElement {
  #edits = new QuotaEdits();
  /** @type {QuotaGrid} */
  #grid = /** @type {any} */ (null);
  /** @type {any} */
  #congress = null;
  #minimums = false;

  actions = { undo: () => this.#undo(), discard: () => this.#discard(), save: () => this.#save() };

  async start() {
    const editor = /** @type {HTMLTemplateElement} */ (this.find("template[data-editor]"));
    this.#grid = new QuotaGrid(this.find("[data-grid]"), editor, {
      typed: (cell, text) => this.#typed([[cell, text]]),
      pasted: (cell, text) => this.#pasted(cell, text),
      undo: () => this.#undo(),
    });
    this.find("[data-show-minimums]").addEventListener("change", (event) => {
      this.#minimums = /** @type {HTMLInputElement} */ (event.target).checked;
      this.#columns();
    });
    this.find("[data-find]").addEventListener("input", (event) => this.#find(/** @type {HTMLInputElement} */ (event.target).value));
    addEventListener("beforeunload", (event) => this.#edits.count > 0 && event.preventDefault());
    await this.load(() => this.#show());
  }

  async #show() {
    const { congress, roles } = await requirePlace();
    this.#congress = await congressView(congress);
    const { items } = await get(`/congresses/${congress}/units`);
    this.#grid.locked = !roles.includes("administrator") || !["draft", "open"].includes(this.#congress.life);
    this.find(".matrix-bar").hidden = this.#grid.locked;
    rows(this, "units", items, (row, unit) => this.#row(row, unit));
    this.#columns();
    this.state = items.length > 0 ? "ready" : "empty";
    this.#grid.begin();
    this.#count();
  }

  /** @param {HTMLElement} row @param {any} unit */
  #row(row, unit) {
    row.dataset.id = unit.id;
    row.dataset.find = `${unit.code} ${unit.name}`;
    for (const cell of cells(row)) {
      const column = cell.dataset.column ?? "";
      this.#edits.read(unit.id, column, numberAt(unit.quotas, column));
      cell.dataset.name = `units.${unit.id}.quotas.${column}`;
      cell.setAttribute("aria-description", `${unit.name} ${this.#label(column)}`);
      this.#draw(cell);
    }
  }

  /** @param {string} column */
  #label(column) {
    const [category] = column.split(".");
    const group = find(this, `[data-group="${category}"]`).textContent ?? "";
    return `${group.trim()} ${(find(this, `thead [data-column="${column}"]`).textContent ?? "").trim()}`;
  }

  /** @param {HTMLElement} cell */
  #draw(cell) {
    const { unit, column } = placeOf(cell);
    cell.textContent = String(this.#edits.at(unit, column));
    cell.toggleAttribute("data-changed", this.#edits.changed(unit, column));
  }

  /** Which columns this congress has, and whether minimums are shown. */
  #columns() {
    const { categories, traits } = this.#congress;
    for (const part of all(this, "[data-column]")) {
      const [category, kind, wanted] = (part.dataset.column ?? "").split(".");
      const used = category in categories;
      const asked = traits.includes(wanted) && categories[category]?.minimums !== false;
      part.hidden = !used || (kind === "minimums" && !(asked && this.#minimums));
    }
    for (const group of all(this, "[data-group]")) {
      const shown = all(this, `thead [data-column^="${group.dataset.group}."]`).filter((part) => !part.hidden);
      group.hidden = shown.length === 0;
      group.setAttribute("colspan", String(Math.max(1, shown.length)));
    }
    this.#grid.begin();
  }

  /** @param {string} text */
  #find(text) {
    const wanted = text.trim().toLowerCase();
    for (const row of all(this, "tbody tr")) row.hidden = !(row.dataset.find ?? "").toLowerCase().includes(wanted);
  }

  /** @param {[HTMLElement, string][]} texts by cell @returns {boolean} whether all of them are numbers */
  #typed(texts) {
    const numbers = texts.map(([cell, text]) => ({ ...placeOf(cell), to: numberOf(text) }));
    const odd = numbers.filter(({ to }) => to === null).length;
    if (odd > 0) {
      toast(message("matrix-no-number", { count: odd }), "bad");
      return false;
    }
    this.#edits.set(/** @type {any} */ (numbers));
    for (const [cell] of texts) {
      cell.removeAttribute("aria-invalid");
      this.#draw(cell);
    }
    this.#count();
    return true;
  }

  /** @param {HTMLElement} cell @param {string} text */
  #pasted(cell, text) {
    const block = blockOf(text);
    const put = this.#grid.block(cell, block);
    const left = block.reduce((sum, line) => sum + line.length, 0) - put.length;
    if (this.#typed(put)) toast(left > 0 ? message("matrix-pasted-part", { count: put.length, left }) : message("matrix-pasted", { count: put.length }), left > 0 ? "bad" : "good");
  }

  #undo() {
    for (const { unit, column } of this.#edits.undo()) {
      const cell = maybe(this, `[data-name="units.${unit}.quotas.${column}"]`);
      if (cell) this.#draw(cell);
    }
    this.#count();
  }

  async #discard() {
    const sure = await ask({ title: message("matrix-discard-title"), text: message("matrix-discard-text", { count: this.#edits.count }), confirm: message("matrix-discard"), tone: "bad" });
    if (!sure) return;
    this.#edits.discard();
    this.#faults([]);
    for (const cell of cells(this)) this.#draw(cell);
    this.#count();
  }

  /** The totals, and what can be pressed. */
  #count() {
    const count = this.#edits.count;
    fill(this, { changed: count > 0 ? message("matrix-changed", { count }) : message("matrix-unchanged") });
    for (const [name, possible] of Object.entries({ save: count > 0, discard: count > 0, undo: this.#edits.undoable })) {
      /** @type {HTMLButtonElement} */ (this.find(`[data-action=${name}]`)).disabled = !possible;
    }
    const units = all(this, "tbody tr").map((row) => row.dataset.id ?? "");
    for (const total of all(this, "[data-totals] [data-column]")) {
      const column = total.dataset.column ?? "";
      const sum = units.reduce((all, unit) => all + this.#edits.at(unit, column), 0);
      find(total, "[data-total]").textContent = String(sum);
      this.#plan(total, column, sum);
    }
  }

  /** @param {HTMLElement} total @param {string} column @param {number} sum */
  #plan(total, column, sum) {
    const badge = maybe(total, "[data-planned]");
    const planned = this.#congress.categories[column.split(".")[0]]?.planned;
    if (!badge) return;
    badge.hidden = planned === undefined || planned === null;
    if (badge.hidden) return;
    const words = sum === planned ? "matrix-as-planned" : sum > planned ? "matrix-over" : "matrix-under";
    badge.textContent = { "matrix-as-planned": message("matrix-as-planned", { planned }), "matrix-over": message("matrix-over", { planned, by: sum - planned }), "matrix-under": message("matrix-under", { planned, by: planned - sum }) }[words];
    badge.dataset.tone = sum === planned ? "met" : "unmet";
  }

  async #save() {
    const path = `/congresses/${this.#congress.id}/quotas`;
    const body = { cells: this.#edits.cells() };
    this.#faults([]);
    const seen = await post(path, body);
    if (seen.errors.length > 0) return this.#refused(new Problem({ status: 422, code: "invalid_input", title: message("matrix-cannot"), detail: message("please-correct", { count: seen.errors.length }), errors: seen.errors }));
    const warnings = this.#warnings(seen);
    const save = () => post(`${path}?confirm=true`, body);
    try {
      if (warnings.length === 0) await save();
      else if (!(await this.#anyway(warnings, save))) return;
    } catch (error) {
      return this.#refused(error);
    }
    toast(message("matrix-saved", { count: body.cells.length }));
    this.#edits.discard();
    await this.#show();
  }

  /** What would break in words. @param {any} seen */
  #warnings(seen) {
    const units = seen.breaks.map((/** @type {any} */ each) => `${each.code} ${each.name}：${each.says}`);
    const over = seen.totals.filter((/** @type {any} */ each) => each.planned !== null && each.total > each.planned);
    const totals = over.map((/** @type {any} */ each) => message("matrix-total-over", { category: this.#label(`${each.category}.places`), total: each.total, planned: each.planned }));
    return [...totals, ...units];
  }

  /** @param {string[]} warnings @param {() => Promise<unknown>} save */
  #anyway(warnings, save) {
    const box = dialog(this, "breaks");
    const saved = openDialog(box, save);
    rows(box, "breaks", warnings.map((text) => ({ text })));
    return saved;
  }

  /** @param {unknown} error */
  async #refused(error) {
    // Somebody was faster: what they changed is shown, what was typed stays.
    if (error instanceof Problem && error.code === "stale_version") await this.#show();
    const errors = error instanceof Problem ? error.errors : [];
    const minimum = errors.some(({ pointer }) => pointer.includes("/minimums/"));
    const box = /** @type {HTMLInputElement} */ (this.find("[data-show-minimums]"));
    if (minimum && !this.#minimums) {
      this.#minimums = box.checked = true;
      this.#columns();
    }
    showProblem(this, error);
    this.#faults(errors);
  }

  /** @param {{ pointer: string, detail: string }[]} errors */
  #faults(errors) {
    if (errors.length === 0) clearProblem(this);
    for (const cell of cells(this)) cell.title = "";
    for (const { pointer, detail } of errors) {
      const cell = maybe(this, `[data-name="${pointer.slice(1).split("/").join(".")}"]`);
      if (!cell) continue;
      cell.setAttribute("aria-invalid", "true");
      cell.title = detail;
    }
  }
}

/** @param {ParentNode} root */
const cells = (root) => all(root, "tbody [role=gridcell]").concat(root instanceof HTMLTableRowElement ? all(root, "[role=gridcell]") : []);

/** @param {HTMLElement} cell */
function placeOf(cell) {
  return { unit: /** @type {HTMLElement} */ (cell.closest("tr")).dataset.id ?? "", column: cell.dataset.column ?? "" };
}

/** @param {any} quotas @param {string} column `delegate.minimums.female` */
const numberAt = (quotas, column) => column.split(".").reduce((value, name) => value?.[name], quotas) ?? 0;

customElements.define("quota-matrix", QuotaMatrix);
