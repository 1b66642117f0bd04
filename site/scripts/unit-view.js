// @ts-check
import { get } from "./api.js";

/**
 * The unit as its liaisons see it: quotas, counts, indicators. The menu and the quota panel show it both, so it is
 * fetched once, and again when something changed.
 */

/** @type {Map<string, Promise<any>>} */
const views = new Map();

/** @param {string} congress @param {string} unit @returns {Promise<any>} */
export function unitView(congress, unit) {
  const path = `/congresses/${congress}/units/${unit}`;
  if (!views.has(path)) views.set(path, get(path).catch((error) => { views.delete(path); throw error; }));
  return /** @type {Promise<any>} */ (views.get(path));
}

/** Says that counts or indicators may have changed: whoever shows them asks again. */
export function unitChanged() {
  views.clear();
  document.dispatchEvent(new CustomEvent("unit-changed"));
}

/** How many nominations of a unit stand in these states. @param {any} unit @param {string[]} states */
export function countIn(unit, states) {
  const byCategory = Object.values(unit.counts ?? {});
  return byCategory.reduce((sum, counts) => sum + states.reduce((part, state) => part + (counts[state] ?? 0), 0), 0);
}
