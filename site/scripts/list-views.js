// @ts-check
import { get, post } from "./api.js";
import { control, maybe } from "./dom.js";
import * as query from "./query.js";

/**
 * A list as somebody likes to see it, kept on the server under a name.
 * @typedef {{ name: string, filters: Record<string, string>, columns: string[], split: string }} View
 * @typedef {{ items: View[], columns: { id: string, name: string }[] }} Views
 */

/** Asked for once a page. @type {Promise<Views> | null} */
let known = null;

/** What stands in the address and belongs to no view. */
const PLACE = ["congress", "nomination", "page", "limit", "view"];

/** The person's views of a congress, and all columns an export can have. @param {string} congress @returns {Promise<Views>} */
export function views(congress) {
  known ??= get(`/exports/${congress}/views`);
  return known;
}

/** @param {string} congress @param {View} view */
export const keepView = (congress, view) => change(post(`/exports/${congress}/views`, view));

/** @param {string} congress @param {string} name */
export const forgetView = (congress, name) => change(post(`/exports/${congress}/views/removals`, { name }));

/** @param {Promise<Views>} changed */
async function change(changed) {
  known = Promise.resolve(await changed);
  document.dispatchEvent(new CustomEvent("views-changed"));
}

/** The conditions and the order of the list as it is now. @param {boolean} withUnit whether the unit is a condition and not the place */
export function presentFilters(withUnit) {
  const present = Object.entries(query.read()).filter(([name]) => !PLACE.includes(name) && (withUnit || name !== "unit"));
  return Object.fromEntries(present);
}

/** Fills a choice with the views' names. @param {HTMLSelectElement} choice @param {View[]} items @param {string} chosen */
export function offerViews(choice, items, chosen) {
  while (choice.options.length > 1) choice.remove(1);
  for (const { name } of items) choice.add(new Option(name, name));
  choice.value = items.some((view) => view.name === chosen) ? chosen : "";
}

/**
 * The choice of a view above a list: its conditions, order and columns become the list's.
 * @param {HTMLElement} root around the list @param {string} congress
 * @param {(view: View | undefined) => unknown} apply after the address has changed, and at first with the one it names
 * @param {boolean} withUnit whether the unit is a condition and not the place
 */
export async function viewChoice(root, congress, apply, withUnit) {
  const around = maybe(root, "[data-views]");
  const choice = /** @type {HTMLSelectElement | undefined} */ (/** @type {unknown} */ (around ? control(around, "list_view") : undefined));
  if (!around || !choice) return;
  const show = async () => {
    const { items } = await views(congress);
    around.hidden = items.length === 0;
    offerViews(choice, items, query.read().view ?? "");
    return items;
  };
  document.addEventListener("views-changed", show);
  choice.addEventListener("change", async () => {
    const { items } = await views(congress);
    const view = items.find((each) => each.name === choice.value);
    const gone = Object.fromEntries(Object.keys(presentFilters(withUnit)).map((name) => [name, null]));
    query.change({ ...gone, ...view?.filters, view: view?.name, page: null });
    apply(view);
  });
  const present = (await show()).find((each) => each.name === query.read().view);
  if (present) apply(present);
}
