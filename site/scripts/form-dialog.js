// @ts-check
import { all, setBusy } from "./dom.js";
import { clearProblem, showProblem } from "./problems.js";

/**
 * Opens a dialog with a form. Its primary button does `submit`; the dialog closes when that succeeded and stays, with
 * everything typed, when it was refused. The browser keeps the focus inside and gives it back.
 * @param {HTMLDialogElement} dialog
 * @param {(form: HTMLFormElement) => Promise<unknown>} submit resolves to `false` when the dialog is to stay
 * @param {{ reset?: boolean }} [how] `reset: false` keeps what was typed before
 * @returns {Promise<boolean>} whether it was submitted, once it is closed
 */
export function openDialog(dialog, submit, { reset = true } = {}) {
  const form = /** @type {HTMLFormElement} */ (dialog.querySelector("form"));
  if (reset) form.reset();
  clearProblem(dialog);
  dialog.returnValue = "";
  form.onsubmit = async (event) => {
    const button = /** @type {HTMLButtonElement | null} */ (event.submitter);
    if (button?.value === "cancel") return;
    event.preventDefault();
    if (form.hasAttribute("data-busy")) return;
    clearProblem(dialog);
    mark(dialog, form, true);
    try {
      if ((await submit(form)) !== false) dialog.close("done");
    } catch (error) {
      showProblem(dialog, error);
    } finally {
      mark(dialog, form, false);
    }
  };
  if (!dialog.open) dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "done"), { once: true });
  });
}

/** @param {HTMLDialogElement} dialog @param {HTMLElement} form @param {boolean} busy */
function mark(dialog, form, busy) {
  form.toggleAttribute("data-busy", busy);
  for (const button of all(dialog, 'button[value="submit"]')) setBusy(button, busy);
}
