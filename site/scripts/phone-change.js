// @ts-check
import { post, put } from "./api.js";
import { startCountdown } from "./countdown.js";
import { control, typed } from "./dom.js";
import { openDialog } from "./form-dialog.js";
import { humanCheck } from "./human-check.js";
import { message } from "./messages.js";
import { typedPhone } from "./phone.js";
import { Problem } from "./problem.js";
import { clearProblem, showProblem } from "./problems.js";
import { askForFactor } from "./step-up.js";
import { toast } from "./toast-region.js";

/**
 * The dialog 更换手机号: first the person shows who they are, then that the new number is theirs.
 * @param {HTMLDialogElement} dialog @param {string | null} freshUntil until when what was shown is fresh enough
 * @returns {Promise<boolean>} whether the phone was changed
 */
export async function changePhone(dialog, freshUntil) {
  const fresh = freshUntil && Date.parse(freshUntil) > Date.now();
  if (!fresh && !(await askForFactor("fresh_factor_required"))) return false;
  return openDialog(dialog, (form) => put("/login/account/phone", { phone: typedPhone(form), code: typed(form, "code") }));
}

/** Sends a code to the number that was typed. @param {HTMLButtonElement} button */
export async function sendCode(button) {
  const form = /** @type {HTMLFormElement} */ (button.closest("form"));
  const check = humanCheck(form);
  const again = () => Boolean(check?.solution);
  clearProblem(form);
  try {
    const sent = await post("/login/codes", { phone: typedPhone(form), solution: check?.solution ?? "" }, { quiet: true });
    startCountdown(button, sent.resend_after_seconds, again);
    toast(message("code-sent"), "good");
    control(form, "code")?.focus();
  } catch (error) {
    if (error instanceof Problem && error.retryAfterSeconds > 0) startCountdown(button, error.retryAfterSeconds, again);
    showProblem(form, error);
  } finally {
    check?.reset();
  }
}
