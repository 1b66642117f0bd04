// @ts-check
import { dialog } from "./dom.js";
import { rows } from "./fill.js";
import { message } from "./messages.js";
import { toast } from "./toast-region.js";

/**
 * What became of each row of a batch. When all went well a sentence is enough; otherwise every row is named with why.
 * @param {HTMLElement} root with `dialog[data-dialog=results]`
 * @param {{ nomination: string, done: boolean, problem?: { title: string, detail: string } }[]} results
 * @param {any[]} items the nominations, for their names
 */
export function showResults(root, results, items) {
  const done = results.filter((result) => result.done).length;
  if (done === results.length) return toast(message("batch-done", { count: done }), "good");
  const named = results.map((result) => ({
    name: items.find((item) => item.id === result.nomination)?.name ?? "",
    words: message(result.done ? "done" : "not-done"),
    detail: result.problem?.detail ?? result.problem?.title ?? "",
    tone: result.done ? "good" : "bad",
  }));
  const box = dialog(root, "results");
  rows(box, "results", named, (row, { tone, detail }) => {
    const badge = /** @type {HTMLElement} */ (row.querySelector("[data-field=words]") ?? row);
    badge.dataset.tone = tone;
    const reason = row.querySelector("[data-field=detail]");
    if (reason && !detail) reason.textContent = "";
  });
  box.showModal();
}
