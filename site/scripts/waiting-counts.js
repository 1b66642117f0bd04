// @ts-check
import { get } from "./api.js";
import { all, maybe } from "./dom.js";
import { countIn } from "./unit-view.js";

/** Everything that holds a place. */
const HOLDING = ["allocated", "first_review_pending", "first_review_rejected", "first_review_approved", "reported",
  "final_review_approved", "final_review_rejected"];

/**
 * Writes how many nominations of a unit wait in each list: `data-count` names the states, `data-count-allocated` asks
 * for the places used of all.
 * @param {ParentNode} root @param {any} unit as `unitView` gives it
 */
export function showCounts(root, unit) {
  for (const slot of all(root, "[data-count]")) {
    const count = countIn(unit, (slot.dataset.count ?? "").split(" "));
    slot.textContent = count > 0 ? String(count) : "";
  }
  for (const slot of all(root, "[data-count-allocated]")) slot.textContent = `${countIn(unit, HOLDING)}/${placesOf(unit)}`;
}

/** All places of a unit. A committee member takes a delegate's place, so theirs come in only where they are more. @param {any} unit */
function placesOf(unit) {
  const places = (/** @type {string} */ category) => unit.quotas?.[category]?.places ?? 0;
  const others = ["special_delegate", "observer", "guest", "staff"].reduce((sum, category) => sum + places(category), 0);
  return Math.max(places("delegate"), places("committee_member")) + others;
}

/**
 * Writes how many nominations wait for final review, beside the link to its list.
 * @param {ParentNode} root @param {string} congress
 */
export async function showQueue(root, congress) {
  const { counts } = await get(`/reviews/${congress}/queue?limit=1`);
  const slot = maybe(root, 'a[href*="/final-review/"] [data-count]');
  if (slot) slot.textContent = counts?.reported ? String(counts.reported) : "";
}
