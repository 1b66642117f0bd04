// @ts-check
import { clock } from "./china-time.js";
import { message } from "./messages.js";

/**
 * What stands at “已保存 10:32”.
 * @param {string} state of the draft @param {any} [view] of the form
 */
export function savedWords(state, view) {
  if (state === "saved") return view?.saved_at && view.version > 0 ? message("saved-at", { time: clock(view.saved_at) }) : "";
  const words = /** @type {Record<string, string>} */ ({
    dirty: message("saving-soon"),
    saving: message("saving"),
    offline: message("kept-here"),
    refused: message("partly-saved"),
  });
  return words[state] ?? "";
}
