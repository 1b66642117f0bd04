// @ts-check
import { get } from "./api.js";
import { control, maybe } from "./dom.js";
import { write } from "./query.js";

/** @import { Place, Session } from "./session.js" */

/**
 * Filters whose choices are not part of the page: the congresses of the person, for the convener the units.
 * @param {HTMLElement} root @param {Session} who @param {Place} place
 */
export async function offerPlaces(root, who, place) {
  const unit = control(root, "unit");
  if (unit instanceof HTMLSelectElement && !unit.closest("[hidden]")) {
    const { items } = await get(`/congresses/${place.congress}/units`);
    unit.append(...items.map((/** @type {any} */ each) => new Option(each.name, each.id)));
  }
  const congress = maybe(root, "form[data-filters] select[name=congress]");
  if (!(congress instanceof HTMLSelectElement)) return;
  congress.replaceChildren(...who.contexts.map((context) => new Option(context.congress.title, context.congress.id)));
  congress.value = place.congress;
  congress.addEventListener("change", () => location.assign(write({ congress: congress.value })));
}
