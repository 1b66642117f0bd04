// @ts-check
import { get, post } from "./api.js";
import { control, dialog, maybe, ticked, typed } from "./dom.js";
import { saveFile } from "./download.js";
import { openDialog } from "./form-dialog.js";
import { message } from "./messages.js";
import { write } from "./query.js";
import { day } from "./china-time.js";
import { toast } from "./toast-region.js";

/**
 * 导出: masked without more ado, with full numbers only for a reason, which is recorded.
 * @param {HTMLElement} root with `dialog[data-dialog=export]`
 * @param {string} congress
 * @param {Record<string, string>} filters those of the list: `unit`, `state`, `category`, …
 */
export async function exportRoster(root, congress, filters) {
  const box = dialog(root, "export");
  const why = maybe(box, '[data-when="unmasked=true"]');
  const follow = () => {
    if (why) why.hidden = !ticked(box, "unmasked");
  };
  /** @type {HTMLInputElement} */ (control(box, "unmasked")).onchange = follow;
  const opened = openDialog(box, async (form) => {
    const file = ticked(form, "unmasked") ? await unmasked(congress, filters, typed(form, "reason")) : await masked(congress, filters);
    saveFile(file, `${message(ticked(form, "unmasked") ? "roster-full" : "roster")}-${day(Date.now())}.xlsx`);
  });
  follow();
  if (await opened) toast(message("exported"));
}

/** @param {string} congress @param {Record<string, string>} filters @returns {Promise<Blob>} */
const masked = (congress, filters) => get(`/exports/${congress}/roster.xlsx${write(filters)}`, { answer: "blob" });

/** @param {string} congress @param {Record<string, string>} filters @param {string} reason @returns {Promise<Blob>} */
function unmasked(congress, filters, reason) {
  const list = (/** @type {string} */ text) => (text ? text.split(",") : undefined);
  const { name, ethnic_group, occupation, party, submitted_from, submitted_to } = filters;
  const further = { name, ethnic_group, occupation, party, submitted_from, submitted_to };
  const body = { unit: filters.unit || undefined, states: list(filters.state), categories: list(filters.category), filters: further, unmasked: true, reason };
  return post(`/exports/${congress}/rosters`, body, { answer: "blob" });
}
