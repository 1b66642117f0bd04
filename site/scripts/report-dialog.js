// @ts-check
import { get, post } from "./api.js";
import { dialog, find } from "./dom.js";
import { fill, rows } from "./fill.js";
import { openDialog } from "./form-dialog.js";
import { address } from "./links.js";
import { message } from "./messages.js";
import { unitChanged, unitView } from "./unit-view.js";

/** @import { Place } from "./session.js" */

/** The most people of one part of a list. */
const PART = 100;
/** How often a report under way says how far it is, in milliseconds. */
const PROGRESS_EVERY = 1500;

/**
 * 全部上报: every indicator once more, and who is being reported; the gate stays closed, and says why, until all are green.
 * Afterwards the receipt is shown.
 * @param {HTMLElement} root with `dialog[data-dialog=report]` @param {Place} place
 * @returns {Promise<boolean>} whether it was reported
 */
export async function report(root, place) {
  const box = dialog(root, "report");
  unitChanged();
  const [unit, people] = await Promise.all([unitView(place.congress, place.unit), waitingPeople(place)]);
  // A category without places and without people says nothing.
  const indicators = /** @type {any[]} */ (unit.indicators ?? []).filter((each) => each.quota > 0 || each.submitted > 0);
  const red = indicators.filter((each) => !each.met);
  const shown = indicators.map((each) => ({ ...each, words: message(each.met ? "met" : "unmet") }));
  rows(box, "indicators", shown, (row, { met }) => {
    find(row, "[data-field=words]").dataset.tone = met ? "met" : "unmet";
  });
  rows(box, "missing", red.map((each) => ({ text: each.missing ?? each.label })));
  rows(box, "people", people);
  const gate = people.length === 0 ? message("report-nobody") : red.length > 0 ? message("report-closed", { count: red.length }) : "";
  fill(box, { count: message("report-count", { count: people.length }), gate, progress: "" });
  const notice = find(box, "[data-gate]");
  notice.hidden = gate === "";
  const submit = /** @type {HTMLButtonElement} */ (find(box, 'button[value="submit"]'));
  submit.disabled = gate !== "";
  /** @type {any} */
  let receipt;
  const done = await openDialog(box, async () => {
    const watched = watch(box, place);
    try {
      receipt = await post(`/reviews/${place.congress}/units/${place.unit}/reports`, {});
    } finally {
      watched();
    }
  });
  if (done) location.assign(address("receipts", { congress: place.congress, unit: place.unit, number: receipt.number, new: 1 }));
  return done;
}

/** Everybody who waits to be reported, however many. @param {Place} place @returns {Promise<any[]>} */
async function waitingPeople({ congress, unit }) {
  /** @type {any[]} */
  const people = [];
  for (;;) {
    const { items, total } = await get(`/nominations/${congress}/${unit}?state=first_review_approved&limit=${PART}&offset=${people.length}`);
    people.push(...items);
    if (items.length === 0 || people.length >= total) return people;
  }
}

/** While a long report goes on, says how far it is. @param {HTMLElement} box @param {Place} place @returns {() => void} ends it */
function watch(box, { congress, unit }) {
  const timer = setInterval(async () => {
    const { under_way } = await get(`/reviews/${congress}/units/${unit}/reports`, { quiet: true }).catch(() => ({ under_way: null }));
    if (under_way) fill(box, { progress: message("report-progress", { done: under_way.done, of: under_way.of }) });
  }, PROGRESS_EVERY);
  return () => clearInterval(timer);
}
