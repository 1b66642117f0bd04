// @ts-check
import { post } from "./api.js";
import { dialog, typed } from "./dom.js";
import { fill } from "./fill.js";
import { openDialog } from "./form-dialog.js";
import { message } from "./messages.js";
import { pathOf } from "./nomination-path.js";
import { upon } from "./stale.js";
import { toast } from "./toast-region.js";

/**
 * Asks for the reason and deregisters a nominee; the place is free again.
 * @param {HTMLElement} root with `dialog[data-dialog=deregister]` @param {any} item
 * @returns {Promise<boolean>} whether it was done
 */
export async function deregister(root, item) {
  const box = dialog(root, "deregister");
  fill(box, { name: item.name });
  const done = await openDialog(box, async (form) => {
    const reason = typed(form, "reason");
    await upon(item, () => post(`${pathOf(item)}/deregister`, { reason }, { version: item.version }));
  });
  if (done) toast(message("deregistered", { name: item.name }));
  return done;
}
