// @ts-check
import { all, control, find, maybe } from "./dom.js";
import { blank } from "./fill.js";

/** Answers made of rows that repeat: experience, awards, posts. */

/** @param {HTMLElement} field `[data-rows]` @returns {HTMLElement[]} */
function rowsOf(field) {
  const list = find(field, "[data-list=rows]");
  return /** @type {HTMLElement[]} */ (Array.from(list.children).filter((row) => !(row instanceof HTMLTemplateElement)));
}

/** @param {HTMLElement} field @param {Record<string, string>} [values] @returns {HTMLElement} the new row */
function addRow(field, values = {}) {
  const row = blank(find(field, "[data-list=rows]"), "rows");
  for (const [column, value] of Object.entries(values)) {
    const cell = control(row, column);
    if (cell) cell.value = value ?? "";
  }
  find(field, "[data-list=rows]").append(row);
  limit(field);
  return row;
}

/** Takes a row away; the focus goes to the next one. @param {HTMLElement} field @param {HTMLElement} row */
function removeRow(field, row) {
  const next = /** @type {HTMLElement | null} */ (row.nextElementSibling ?? row.previousElementSibling);
  row.remove();
  limit(field);
  /** @type {HTMLElement | null} */ (next?.querySelector("input, select") ?? maybe(field, "[data-action=add-row]"))?.focus();
}

/** What the buttons of rows do. @param {() => unknown} changed called when a row went */
export const rowActions = (changed) => ({
  "add-row": (/** @type {HTMLElement} */ button) => {
    const row = addRow(/** @type {HTMLElement} */ (button.closest("[data-rows]")));
    /** @type {HTMLElement | null} */ (row.querySelector("input, select"))?.focus();
  },
  "remove-row": (/** @type {HTMLElement} */ button) => {
    removeRow(/** @type {HTMLElement} */ (button.closest("[data-rows]")), /** @type {HTMLElement} */ (button.closest("li")));
    changed();
  },
});

/** What stands in the rows. Empty ones between others stay, so that faults go on naming the right row. @param {HTMLElement} field */
export function readRows(field) {
  const read = rowsOf(field).map((row) => {
    const cells = /** @type {HTMLInputElement[]} */ (all(row, "[name]")).map((cell) => [cell.name, cell.value.trim()]);
    return Object.fromEntries(cells.filter(([, value]) => value !== ""));
  });
  while (read.length > 0 && Object.keys(read[read.length - 1]).length === 0) read.pop();
  return read;
}

/** @param {HTMLElement} field @param {Record<string, string>[]} values */
export function writeRows(field, values) {
  for (const row of rowsOf(field)) row.remove();
  for (const value of values) addRow(field, value);
  // Where there must be one, it stands there to be filled in.
  if (values.length === 0 && "begins" in field.dataset) addRow(field);
  limit(field);
}

/** @param {HTMLElement} field */
function limit(field) {
  const button = /** @type {HTMLButtonElement | null} */ (maybe(field, "[data-action=add-row]"));
  if (button) button.disabled = rowsOf(field).length >= Number(field.dataset.most ?? Infinity);
}
