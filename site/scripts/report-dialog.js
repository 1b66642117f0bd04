// @ts-check
import { post } from "./api.js";
import { dialog, find } from "./dom.js";
import { fill, rows } from "./fill.js";
import { openDialog } from "./form-dialog.js";
import { message } from "./messages.js";
import { ask } from "./confirm-dialog.js";
import { unitChanged, unitView } from "./unit-view.js";

/** @import { Place } from "./session.js" */

/**
 * 全部上报: every indicator once more; the gate stays closed, and says why, until all are green. The receipt names who
 * was reported.
 * @param {HTMLElement} root with `dialog[data-dialog=report]` @param {Place} place
 * @returns {Promise<boolean>} whether it was reported
 */
export async function report(root, place) {
  const box = dialog(root, "report");
  unitChanged();
  const unit = await unitView(place.congress, place.unit);
  // A category without places and without people says nothing.
  const indicators = /** @type {any[]} */ (unit.indicators ?? []).filter((each) => each.quota > 0 || each.submitted > 0);
  const waiting = Object.values(unit.counts ?? {}).reduce((/** @type {number} */ sum, /** @type {any} */ of) => sum + (of.first_review_approved ?? 0), 0);
  const red = indicators.filter((each) => !each.met);
  const shown = indicators.map((each) => ({ ...each, words: message(each.met ? "met" : "unmet") }));
  rows(box, "indicators", shown, (row, { met }) => {
    find(row, "[data-field=words]").dataset.tone = met ? "met" : "unmet";
  });
  rows(box, "missing", red.map((each) => ({ text: each.missing ?? each.label })));
  const gate = waiting === 0 ? message("report-nobody") : red.length > 0 ? message("report-closed", { count: red.length }) : "";
  fill(box, { count: message("report-count", { count: waiting }), gate });
  const notice = find(box, "[data-gate]");
  notice.hidden = gate === "";
  const submit = /** @type {HTMLButtonElement} */ (find(box, 'button[value="submit"]'));
  submit.disabled = gate !== "";
  /** @type {any} */
  let receipt;
  const done = await openDialog(box, async () => {
    receipt = await post(`/reviews/${place.congress}/units/${place.unit}/reports`, {});
  });
  if (done) await showReceipt(receipt);
  return done;
}

/** @param {{ number: string | number, nominations: { name: string }[] }} receipt */
function showReceipt(receipt) {
  return ask({
    title: message("reported-title"),
    text: message("reported-text", { number: receipt.number, count: receipt.nominations.length }),
    confirm: message("ok"),
    details: receipt.nominations.map(({ name }) => name),
    tone: "good",
    told: true,
  });
}
