// @ts-check
import { dialog } from "./dom.js";
import { fill, rows } from "./fill.js";
import { message } from "./messages.js";
import { toast } from "./toast-region.js";
import { offerUndo } from "./undo.js";

/** @import { NominationList } from "./nomination-list.js" */
/** @import { Result } from "./reviewing.js" */

/**
 * What became of each row of a batch. When all went well a sentence is enough; otherwise every row is named with why, those that
 * failed first, and they stay ticked. What was decided can be taken back for a moment.
 * @param {NominationList} list @param {Result[]} results @param {any[]} items the nominations, for their names
 */
export function showResults(list, results, items) {
  const done = results.filter((result) => result.done);
  list.selection.clear(done.map((result) => result.nomination));
  if (done.length < results.length) openResults(list, results, items);
  const text = message("batch-done", { count: done.length });
  const undoable = done.filter((result) => result.nomination_view?.actions.includes("undo"));
  if (undoable.length > 0) offerUndo(text, undoable, () => list.changed());
  else if (done.length === results.length) toast(text, "good");
}

/** @param {NominationList} list @param {Result[]} results @param {any[]} items */
function openResults(list, results, items) {
  const one = (/** @type {Result} */ result) => {
    const item = items.find((each) => each.id === result.nomination);
    return { name: item?.name ?? "", unit: item?.unit_name ?? "", done: result.done, words: wordsFor(result), detail: result.problem?.detail ?? result.problem?.title ?? "" };
  };
  const named = results.map(one).sort((a, b) => Number(a.done) - Number(b.done));
  const box = dialog(list, "results");
  const failed = named.filter((each) => !each.done).length;
  fill(box, { results_summary: message("batch-results", { done: named.length - failed, failed }) });
  rows(box, "results", named, (row, { done }) => {
    const badge = /** @type {HTMLElement} */ (row.querySelector("[data-field=words]") ?? row);
    badge.dataset.tone = done ? "good" : "bad";
  });
  box.showModal();
}

/** How it went, in a word. @param {Result} result */
function wordsFor(result) {
  if (result.done) return message("done");
  const code = result.problem?.code;
  if (code === "wrong_state" || code === "stale_version") return message("changed-meanwhile");
  if (["forbidden", "stage_closed", "congress_not_open", "not_found"].includes(code)) return message("not-permitted");
  return message("not-done");
}
