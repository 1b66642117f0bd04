// @ts-check
import { all, control, find, maybe } from "./dom.js";
import { PageElement } from "./page-element.js";
import { withQuery } from "./query.js";
import { here, meets, requireSession, rolesIn } from "./session.js";
import { unitView } from "./unit-view.js";
import { showCounts, showQueue } from "./waiting-counts.js";

/** @import { Place, Session } from "./session.js" */

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
    this.#offerContexts(who, place);
    document.addEventListener("unit-changed", () => this.attempt(null, () => this.#count(place)));
    if (place.congress) await this.#count(place);
  }

  /** @param {Session} who @param {Place} place */
  #offerContexts(who, place) {
    const select = control(this, "context");
    const options = who.contexts.flatMap((context) => {
      const units = context.units.length > 0 ? context.units : [{ id: "", name: "" }];
      return units.map((unit) => ({ value: `${context.congress.id}/${unit.id}`, text: [context.congress.title, unit.name].filter(Boolean).join(" · "), roles: rolesIn(who, context, unit.id) }));
    });
    if (!select || options.length < 2) return;
    select.replaceChildren(...options.map(({ value, text }) => new Option(text, value)));
    select.value = `${place.congress}/${place.context?.units.length ? place.unit : ""}`;
    const box = select.closest("[data-context]");
    if (box instanceof HTMLElement) box.hidden = false;
    select.addEventListener("change", () => {
      const [congress, unit] = select.value.split("/");
      const present = maybe(this, "a[aria-current=page]");
      const needs = present?.dataset.needs;
      const roles = options.find(({ value }) => value === select.value)?.roles ?? [];
      const target = present && meets(needs, roles) ? present : find(document, 'a[data-link="workbench"]');
      location.assign(withQuery(target.getAttribute("href") ?? "", { congress, unit, nomination: null }));
    });
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
