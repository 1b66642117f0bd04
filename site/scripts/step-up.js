// @ts-check
import { whenFactorNeeded } from "./api.js";
import { maybe } from "./dom.js";

/** @type {Promise<boolean> | null} */
let asking = null;

/**
 * Something asks for a factor that was not shown, or not lately: the person shows it over the page, and what they were doing
 * goes on. Several requests that need it at once ask only once.
 * @param {string} code of the problem
 */
async function ask(code) {
  const dialog = maybe(document, 'dialog[data-dialog="second-factor"]');
  if (!(dialog instanceof HTMLDialogElement)) return false;
  const { secondFactor } = await import("./second-factor.js");
  const element = secondFactor(dialog);
  if (!element) return false;
  dialog.showModal();
  const shown = new Promise((resolve) => {
    dialog.addEventListener("factor-shown", () => resolve(true), { once: true });
    dialog.addEventListener("close", () => resolve(false), { once: true });
  });
  await element.begin(code);
  const done = await shown;
  dialog.close();
  return Boolean(done);
}

/** Asks for a second factor; resolves to whether it was shown. @param {string} code */
export function askForFactor(code) {
  asking ??= ask(code).finally(() => {
    asking = null;
  });
  return asking;
}

whenFactorNeeded(askForFactor);

document.addEventListener("click", (event) => {
  const button = /** @type {Element} */ (event.target).closest('dialog[data-dialog="second-factor"] [data-action=close]');
  button?.closest("dialog")?.close();
});
