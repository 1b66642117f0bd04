// @ts-check
import { get, post } from "./api.js";
import { ask } from "./confirm-dialog.js";
import { controls, dialog, typed } from "./dom.js";
import { fill } from "./fill.js";
import { openDialog } from "./form-dialog.js";
import { joined, message } from "./messages.js";
import { pathOf } from "./nomination-path.js";
import { noteOpinion } from "./opinion-phrases.js";
import { showResults } from "./results-dialog.js";
import { decide, dueReview, revoke } from "./reviewing.js";
import { toast } from "./toast-region.js";

/** @import { NominationList } from "./nomination-list.js" */

/** What is done to one or many nominations of a list; each answers whether something changed. */

/** Names shown before a batch; the rest is a number. */
const NAMED = 12;

/** @param {any[]} items @returns {boolean} */
function nobody(items) {
  if (items.length === 0) toast(message("none-possible"), "attention");
  return items.length === 0;
}

/** 撤销. @param {NominationList} list @param {any[]} items */
export async function revokeAll(list, items) {
  if (nobody(items)) return false;
  const sure = await ask({
    title: message("revoke-title"),
    text: message("revoke-text", { count: items.length }),
    confirm: message("revoke"),
    details: named(items),
  });
  if (sure) showResults(list, await revoke(items), items);
  return sure;
}

/** @param {any[]} items @returns {string[]} */
function named(items) {
  const names = items.slice(0, NAMED).map((item) => item.name);
  return items.length > NAMED ? [...names, message("and-others", { count: items.length - NAMED })] : names;
}

/** 提醒, all of one unit. @param {any[]} items */
export async function remindAll(items) {
  if (nobody(items)) return false;
  const { congress_id, unit_id } = items[0];
  const { sent } = await post(`/nominations/${congress_id}/${unit_id}/reminders`, { nominations: items.map((item) => item.id) });
  toast(message("reminded", { count: sent }));
  return false;
}

/**
 * 批量审核. Those who cannot be decided on are said beforehand.
 * @param {NominationList} list @param {any[]} items @param {"approve" | "reject"} [outcome] chosen already
 */
export async function reviewAll(list, items, outcome) {
  const due = items.filter((item) => dueReview(item));
  if (nobody(due)) return false;
  const box = dialog(list, "batch-review");
  const left = items.length - due.length;
  fill(box, {
    selected: message("selected", { count: due.length }),
    names: joined(named(due)),
    left_out: left > 0 ? message("left-out", { count: left }) : "",
  });
  /** @type {any[]} */
  let results = [];
  const opened = openDialog(box, async (form) => {
    const opinion = typed(form, "opinion");
    results = await decide(due, typed(form, "outcome"), opinion);
    noteOpinion(opinion);
  });
  for (const radio of controls(box, "outcome")) radio.checked = radio.value === outcome;
  const done = await opened;
  if (done) showResults(list, results, due);
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
