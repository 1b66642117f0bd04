// @ts-check
import { all, find, maybe } from "./dom.js";
import { rows } from "./fill.js";
import { message } from "./messages.js";

/**
 * What changed in a form.
 *
 * @typedef {{ kind: "added" | "removed" | "changed", before: string | null, after: string | null }} RowChange
 * @typedef {{ id: string, label: string, before: string | null, after: string | null, masked: boolean, rows: RowChange[] }} Change
 */

/** What became of a row: its sign's colour. @type {Record<string, string>} */
const TONES = { added: "good", removed: "bad", changed: "attention" };

/**
 * Shows changes field by field, tables row by row.
 * @param {ParentNode} root around the list @param {string} list its name @param {Change[]} changes
 */
export function showChangeList(root, list, changes) {
  rows(root, list, changes, (row, change) => {
    row.dataset.of = change.id;
    const kinds = /** @type {Record<string, string>} */ ({
      added: message("row-added"), removed: message("row-removed"), changed: message("row-changed"),
    });
    pair(find(row, "[data-change]"), change);
    const masked = maybe(row, "[data-masked]");
    if (masked) masked.hidden = !change.masked;
    const named = change.rows.map((each) => ({ ...each, kind_name: kinds[each.kind] }));
    rows(row, "changed-rows", named, (part, each) => {
      find(part, "[data-field=kind_name]").dataset.tone = TONES[each.kind];
      pair(find(part, "[data-change]"), each);
    });
  });
}

/** Old and new; a photo has neither and is said in words. @param {HTMLElement} slot @param {any} change */
function pair(slot, change) {
  const { before, after } = change;
  const inTable = (change.rows ?? []).length > 0;
  const replaced = before === null && after === null && !inTable;
  slot.hidden = inTable;
  for (const part of all(slot, "[data-part]")) part.hidden = part.dataset.part === "before" ? before === null : false;
  find(slot, "del").textContent = before ?? "";
  find(slot, "ins").textContent = replaced ? message("replaced") : (after ?? (change.kind === "removed" ? "" : message("emptied")));
  if (change.kind === "removed") find(slot, "[data-part=after]").hidden = true;
}
