// @ts-check
import { all, maybe } from "./dom.js";
import { NOTHING, rows, words } from "./fill.js";
import { message } from "./messages.js";
import { showAskedValues } from "./own-questions.js";

/**
 * Writes a form's values where the schema's slots are: `[data-value]` for single answers, `table[data-rows]` for rows.
 * Used by the drawer and by the printed form.
 * @param {ParentNode} root
 * @param {{ values?: Record<string, any>, display?: Record<string, any>, asks?: import("./own-questions.js").Asks }} form
 * @param {Record<string, any>} [revealed] values known in full now, in place of masked ones
 */
export function showValues(root, form, revealed = {}) {
  showAskedValues(/** @type {HTMLElement} */ (root), form.asks);
  const display = { ...form.values, ...form.display, ...revealed };
  for (const slot of all(root, "[data-value]")) {
    slot.textContent = words(display[slot.dataset.value ?? ""]);
  }
  for (const table of all(root, "[data-rows]")) {
    const id = table.dataset.rows ?? "";
    rows(table, "rows", rowsOf(form, id), nameCodes);
    const holder = table.closest("dd, td, div");
    if (holder instanceof HTMLElement) holder.toggleAttribute("data-empty", rowsOf(form, id).length === 0);
  }
}

/** The rows of a field. One without an end goes on. @param {any} form @param {string} id @returns {any[]} */
function rowsOf(form, id) {
  const stored = form.values?.[id];
  const list = /** @type {any[]} */ (Array.isArray(stored) ? stored : []);
  return list.map((row) => (row.from && !row.to ? { ...row, to: message("until-now") } : row));
}

/** Rows hold codes; the cell knows their names: `data-names="1=国际|2=全国"`. @param {HTMLElement} row */
function nameCodes(row) {
  for (const cell of all(row, "[data-names]")) {
    const names = new Map((cell.dataset.names ?? "").split("|").map((pair) => /** @type {[string, string]} */ (pair.split("="))));
    cell.textContent = names.get(cell.textContent ?? "") ?? cell.textContent;
  }
}

/**
 * Marks what changed since the last decision, with what stood there, and what a reviewer remarked on.
 * @param {ParentNode} root @param {import("./changes.js").Change[]} changed @param {{ field: string, text: string }[]} remarks
 */
export function markFields(root, changed, remarks) {
  for (const row of all(root, "[data-row-of]")) {
    const id = row.dataset.rowOf ?? "";
    const said = remarks.filter((remark) => remark.field === id).map((remark) => remark.text).join(" ");
    const change = changed.find((field) => field.id === id);
    row.toggleAttribute("data-changed", change !== undefined);
    const was = maybe(row, "[data-was]");
    if (was) {
      was.hidden = !change || change.rows.length > 0;
      was.textContent = change ? message("was", { value: change.before ?? NOTHING }) : "";
    }
    row.toggleAttribute("data-remarked", said !== "");
    const slot = maybe(row, "[data-remark-said]");
    if (!slot) continue;
    slot.textContent = said;
    slot.hidden = said === "";
  }
}

/** What the reviewer wrote beside single fields. @param {ParentNode} root @returns {{ field: string, text: string }[]} */
export function writtenRemarks(root) {
  const areas = /** @type {HTMLTextAreaElement[]} */ (all(root, "textarea[data-remark]"));
  return areas.map((area) => ({ field: area.dataset.remark ?? "", text: area.value.trim() })).filter(({ text }) => text);
}

/** Puts remarks back that were written before. @param {ParentNode} root @param {{ field: string, text: string }[]} remarks */
export function writeRemarks(root, remarks) {
  for (const { field, text } of remarks) {
    const area = maybe(root, `textarea[data-remark="${field}"]`);
    if (!(area instanceof HTMLTextAreaElement)) continue;
    area.value = text;
    area.hidden = false;
  }
}

/** Takes the reviewer's own remarks away, for the next person. @param {ParentNode} root @param {boolean} possible */
export function clearRemarks(root, possible) {
  for (const area of /** @type {HTMLTextAreaElement[]} */ (all(root, "textarea[data-remark]"))) {
    area.value = "";
    area.hidden = true;
  }
  for (const button of all(root, "[data-action=remark]")) button.hidden = !possible;
}
