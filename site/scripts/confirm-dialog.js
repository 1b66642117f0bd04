// @ts-check
import { find, nothingWaits } from "./dom.js";
import { fill, rows } from "./fill.js";

/**
 * @typedef {{ title: string, text: string, confirm: string, details?: string[], tone?: string }} Question
 */

/** `<confirm-dialog>`: asks before something that is not easily taken back. */
class ConfirmDialog extends HTMLElement {
  /**
   * @param {Question} question
   * @returns {Promise<boolean>}
   */
  ask({ title, text, confirm, details = [], tone = "neutral" }) {
    const dialog = /** @type {HTMLDialogElement} */ (find(this, "dialog"));
    const button = find(this, "[data-action=confirm]");
    fill(dialog, { title, text });
    rows(dialog, "details", details.map((each) => ({ text: each })));
    button.textContent = confirm;
    dialog.dataset.tone = tone;
    dialog.returnValue = "";
    dialog.showModal();
    nothingWaits(dialog);
    return new Promise((resolve) => {
      dialog.addEventListener("close", () => resolve(dialog.returnValue === "confirm"), { once: true });
    });
  }
}

customElements.define("confirm-dialog", ConfirmDialog);

/**
 * Asks with the page's confirmation dialog.
 * @param {Question} question
 * @returns {Promise<boolean>}
 */
export function ask(question) {
  const element = document.querySelector("confirm-dialog");
  return element instanceof ConfirmDialog ? element.ask(question) : Promise.resolve(false);
}
