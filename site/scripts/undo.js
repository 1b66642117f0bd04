// @ts-check
import { find } from "./dom.js";
import { message } from "./messages.js";
import { undo } from "./reviewing.js";
import { wordsOf } from "./problems.js";
import { toast } from "./toast-region.js";

/** @import { Result } from "./reviewing.js" */

/**
 * Says what was decided and offers to take it back.
 * @param {string} text @param {Result[]} results those that were done @param {(results: Result[]) => unknown} undone called with what became of it
 */
export function offerUndo(text, results, undone) {
  const decided = results.filter((result) => result.done).map((result) => result.nomination_view);
  const run = async () => {
    try {
      const back = await undo(decided);
      const refused = back.find((result) => !result.done);
      if (refused) toast(refused.problem?.detail ?? refused.problem?.title ?? message("failed"), "bad");
      else toast(message("undone", { count: back.length }), "neutral");
      await undone(back.filter((result) => result.done));
    } catch (error) {
      toast(wordsOf(error).detail, "bad");
    }
  };
  const seconds = Number(find(document, "toast-region").dataset.undoSeconds);
  toast(text, "good", { label: message("undo"), seconds, run });
}

/** Takes back by a key what the page offers to take back. */
export function pressUndo() {
  const button = document.querySelector("toast-region [data-action=toast-way]:not([hidden])");
  if (button instanceof HTMLElement) button.click();
}
