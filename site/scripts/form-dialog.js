// @ts-check
import { all, nothingWaits, setBusy } from "./dom.js";
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
  form.onkeydown = (event) => enter(event, form);
  if (!dialog.open) dialog.showModal();
  nothingWaits(dialog);
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "done"), { once: true });
  });
}

/**
 * Enter in a field does what the primary button does. The browser would take the first button of the form, which closes.
 * @param {KeyboardEvent} event @param {HTMLFormElement} form
 */
function enter(event, form) {
  const field = /** @type {Element} */ (event.target).closest("input, select");
  if (event.key !== "Enter" || event.isComposing || !field || event.defaultPrevented) return;
  event.preventDefault();
  const submit = /** @type {HTMLButtonElement | null} */ (form.querySelector('button[value="submit"]'));
  if (submit && !submit.disabled) form.requestSubmit(submit);
}

/** @param {HTMLDialogElement} dialog @param {HTMLElement} form @param {boolean} busy */
function mark(dialog, form, busy) {
  form.toggleAttribute("data-busy", busy);
  for (const button of all(dialog, 'button[value="submit"]')) setBusy(button, busy);
}
