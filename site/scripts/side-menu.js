// @ts-check
import { all, maybe } from "./dom.js";
import { PageElement } from "./page-element.js";
import { withQuery } from "./query.js";
import { here, meets, requireSession } from "./session.js";
import { unitView } from "./unit-view.js";
import { showCounts, showQueue } from "./waiting-counts.js";

/** @import { Place } from "./session.js" */

/** `<side-menu>`: what the person's roles give in this congress, with how many wait in each list. */
class SideMenu extends PageElement {
  async start() {
    const who = await requireSession();
    const place = here(who);
    for (const link of all(this, "a[data-menu]")) {
      link.hidden = !meets(link.dataset.needs, place.roles);
      link.setAttribute("href", withQuery(link.getAttribute("href") ?? "", placeFor(link, place)));
    }
    for (const group of all(this, "[data-menu-group]")) group.hidden = !maybe(group, "a[data-menu]:not([hidden])");
    document.addEventListener("unit-changed", () => this.attempt(null, () => this.#count(place)));
    if (place.congress) await this.#count(place);
  }

  /** @param {Place} place */
  async #count(place) {
    if (place.roles.includes("liaison")) {
      showCounts(this, await unitView(place.congress, place.unit));
    }
    if (place.roles.includes("final_reviewer") || place.roles.includes("administrator")) {
      await showQueue(this, place.congress);
    }
  }
}

/**
 * What a link of the menu says of where one goes: one's own form, one's unit, or the whole congress.
 * @param {HTMLElement} link @param {Place} place
 */
function placeFor(link, place) {
  const { congress, unit, context, roles } = place;
  const own = context?.nomination;
  if (link.dataset.menu === "my-form") return { congress, unit: own?.unit_id, nomination: own?.id };
  const ofCongress = ["administrator", "final_reviewer"].some((role) => roles.includes(role) && meets(link.dataset.needs, [role]));
  return ofCongress ? { congress } : { congress, unit };
}

customElements.define("side-menu", SideMenu);
