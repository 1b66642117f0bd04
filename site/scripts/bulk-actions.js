// @ts-check
import { get, post } from "./api.js";
import { ask } from "./confirm-dialog.js";
import { dialog, typed } from "./dom.js";
import { fill } from "./fill.js";
import { openDialog } from "./form-dialog.js";
import { message } from "./messages.js";
import { pathOf } from "./nomination-path.js";
import { showResults } from "./results-dialog.js";
import { decide, dueReview, revoke } from "./reviewing.js";
import { toast } from "./toast-region.js";

/** What is done to one or many nominations of a list; each answers whether something changed. */

/** @param {any[]} items @returns {boolean} */
function nobody(items) {
  if (items.length === 0) toast(message("none-possible"), "attention");
  return items.length === 0;
}

/** 撤销. @param {HTMLElement} root @param {any[]} items */
export async function revokeAll(root, items) {
  if (nobody(items)) return false;
  const sure = await ask({
    title: message("revoke-title"),
    text: message("revoke-text", { count: items.length }),
    confirm: message("revoke"),
    details: items.map((item) => item.name),
  });
  if (sure) showResults(root, await revoke(items), items);
  return sure;
}

/** 提醒, all of one unit. @param {any[]} items */
export async function remindAll(items) {
  if (nobody(items)) return false;
  const { congress_id, unit_id } = items[0];
  const { sent } = await post(`/nominations/${congress_id}/${unit_id}/reminders`, { nominations: items.map((item) => item.id) });
  toast(message("reminded", { count: sent }));
  return false;
}

/** 批量审核. @param {HTMLElement} root @param {any[]} items */
export async function reviewAll(root, items) {
  const due = items.filter((item) => dueReview(item));
  if (nobody(due)) return false;
  const box = dialog(root, "batch-review");
  fill(box, { selected: message("selected", { count: due.length }) });
  /** @type {any[]} */
  let results = [];
  const done = await openDialog(box, async (form) => {
    results = await decide(due, typed(form, "outcome"), typed(form, "opinion"));
  });
  if (done) showResults(root, results, due);
  return done;
}

/** 修改后重新上报, after final review sent somebody back. @param {any} item */
export async function resubmit(item) {
  const sure = await ask({ title: message("resubmit-title"), text: message("resubmit-text", { name: item.name }), confirm: message("resubmit") });
  if (!sure) return false;
  const form = await get(`${pathOf(item)}/form`);
  await post(`${pathOf(item)}/submission`, {}, { version: form.version });
  toast(message("resubmitted", { name: item.name }));
  return true;
}
