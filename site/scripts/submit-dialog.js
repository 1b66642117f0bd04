// @ts-check
import { post } from "./api.js";
import { dialog, ticked } from "./dom.js";
import { openDialog } from "./form-dialog.js";
import { message } from "./messages.js";
import { Problem } from "./problem.js";

/**
 * Says what happens next, takes the declaration and hands the form in.
 * @param {HTMLElement} root with `dialog[data-dialog=submit]`
 * @param {string} path of the nomination @param {number | undefined} version of the form
 * @returns {Promise<"cancelled" | "submitted" | Problem>} a refusal is shown in the form, where its fields are
 */
export async function submitForm(root, path, version) {
  /** @type {Problem | null} */
  let refusal = null;
  const done = await openDialog(dialog(root, "submit"), async (form) => {
    if (!ticked(form, "declared")) throw new Problem({ status: 422, code: "invalid_input", title: message("please-complete"), detail: message("declare-first") });
    refusal = await post(`${path}/submission`, {}, { version }).then(() => null, (error) => error);
  });
  return done ? (refusal ?? "submitted") : "cancelled";
}
