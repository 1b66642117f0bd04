// @ts-check
import { post } from "./api.js";
import { control, dialog, find, typed } from "./dom.js";
import { fill } from "./fill.js";
import { openDialog } from "./form-dialog.js";
import { message } from "./messages.js";
import { toast } from "./toast-region.js";

/**
 * The convener writes to the liaisons of chosen units: first it is said how many will get it, then it is sent.
 * @param {HTMLElement} root with `dialog[data-dialog=message-units]`
 * @param {string} congress @param {{ id: string, name: string }[]} units
 * @param {{ heading?: string, text?: string }} [suggested] what stands in the fields at first
 * @returns {Promise<boolean>} whether it was sent
 */
export async function writeToUnits(root, congress, units, suggested = {}) {
  const box = dialog(root, "message-units");
  const submit = find(box, 'button[value="submit"]');
  const ids = units.map(({ id }) => id);
  let seen = "";
  const words = () => ({ heading: typed(box, "heading"), text: typed(box, "text") });
  const step = (/** @type {any} */ preview) => {
    seen = preview ? JSON.stringify(words()) : "";
    fill(box, { preview: preview ? message("message-preview", preview) : "" });
    submit.textContent = message(preview ? "message-send" : "message-check");
  };
  /** @type {any} */
  let sent;
  const opened = openDialog(box, async () => {
    // What was changed after it was looked at is looked at again.
    if (seen !== JSON.stringify(words())) {
      step(await post(`/congresses/${congress}/messages`, { units: ids, ...words(), preview: true }));
      return false;
    }
    sent = await post(`/congresses/${congress}/messages`, { units: ids, ...words() });
    return true;
  });
  fill(box, { chosen: message("message-chosen", { count: units.length }) });
  for (const name of /** @type {const} */ (["heading", "text"])) {
    const input = control(box, name);
    if (input) input.value = suggested[name] ?? "";
  }
  step(null);
  const done = await opened;
  if (done) toast(message("message-sent", { people: sent.people, units: sent.units }), "good");
  return done;
}
