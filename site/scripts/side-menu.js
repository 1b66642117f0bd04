// @ts-check
import { get } from "./api.js";
import { all, control, find, maybe } from "./dom.js";
import { PageElement } from "./page-element.js";
import { withQuery } from "./query.js";
import { here, meets, requireSession, rolesIn } from "./session.js";
import { countIn, unitView } from "./unit-view.js";

/** @import { Place, Session } from "./session.js" */

/** Everything that holds a place. */
const HOLDING = ["allocated", "first_review_pending", "first_review_rejected", "first_review_approved", "reported",
  "final_review_approved", "final_review_rejected"];

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
      const unit = await unitView(place.congress, place.unit);
      for (const slot of all(this, "[data-count]")) {
        const count = countIn(unit, (slot.dataset.count ?? "").split(" "));
        slot.textContent = count > 0 ? String(count) : "";
      }
      for (const slot of all(this, "[data-count-allocated]")) slot.textContent = `${countIn(unit, HOLDING)}/${placesOf(unit)}`;
    }
    if (place.roles.includes("final_reviewer") || place.roles.includes("administrator")) {
      const { counts } = await get(`/reviews/${place.congress}/queue?limit=1`);
      const slot = maybe(this, '[data-menu="final-review"] [data-count]');
      if (slot) slot.textContent = counts?.reported ? String(counts.reported) : "";
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

/** All places of a unit. A committee member takes a delegate's place, so theirs come in only where they are more. @param {any} unit */
function placesOf(unit) {
  const places = (/** @type {string} */ category) => unit.quotas?.[category]?.places ?? 0;
  const others = ["special_delegate", "observer", "guest", "staff"].reduce((sum, category) => sum + places(category), 0);
  return Math.max(places("delegate"), places("committee_member")) + others;
}

customElements.define("side-menu", SideMenu);
