// @ts-check
import { control } from "./dom.js";
import { address } from "./links.js";
import { message } from "./messages.js";
import { PageElement } from "./page-element.js";
import { withQuery } from "./query.js";
import { here, meets, requireSession } from "./session.js";

/** @import { Place, Session } from "./session.js" */

/**
 * One part of a person: of the convening body, liaison of one unit, or nominee; where it leads when the page at hand is none of
 * its own.
 * @typedef {{ value: string, text: string, roles: string[], page: string, query: Record<string, string | null> }} Part
 */

const OFFICES = ["administrator", "final_reviewer"];

/** `<context-switch>` in the bar on top: who has several parts chooses in which of them they act. Hidden from who has one. */
class ContextSwitch extends PageElement {
  async start() {
    const who = await requireSession();
    const parts = partsOf(who);
    const select = /** @type {HTMLSelectElement | null} */ (control(this, "context"));
    if (!select || parts.length < 2) return;
    const needs = document.querySelector("a[data-menu][aria-current=page]")?.getAttribute("data-needs") ?? "";
    const present = current(parts, here(who), needs);
    const options = parts.map(({ value, text }) => new Option(text, value));
    // On a page that belongs to none of them nothing is chosen yet.
    if (!present) options.unshift(new Option(message("context-choose"), ""));
    select.replaceChildren(...options);
    select.value = present?.value ?? "";
    this.hidden = false;
    select.addEventListener("change", () => {
      const part = parts.find(({ value }) => value === select.value);
      if (part) go(part, needs);
    });
  }
}

/** @param {Part} part @param {string} needs of the page at hand */
function go(part, needs) {
  const menu = document.querySelector("a[data-menu][aria-current=page]");
  const page = menu && meets(needs, part.roles) ? menu.getAttribute("href") : address(part.page);
  location.assign(withQuery((page ?? "").split("?")[0] ?? "", part.query));
}

/** @param {Session} who @returns {Part[]} */
function partsOf(who) {
  const several = who.contexts.length > 1;
  return who.contexts.flatMap(({ congress, roles, units, nomination }) => {
    // The part first: where it is cut off, what tells them apart still stands. One congress is named beside it already.
    const named = (/** @type {string[]} */ held, /** @type {string} */ unit) => [...held.map(nameOf), unit, several ? congress.title : ""].filter(Boolean).join(" · ");
    const offices = roles.filter((role) => OFFICES.includes(role));
    /** @type {Part[]} */
    const parts = units.map((unit) => ({
      value: `${congress.id}/${unit.id}`,
      text: named(["liaison"], unit.name),
      roles: ["liaison"],
      page: "nominate",
      query: { congress: congress.id, unit: unit.id, nomination: null },
    }));
    if (offices.length > 0) {
      parts.unshift({ value: congress.id, text: named(offices, ""), roles: offices, page: "congress", query: { congress: congress.id, unit: null, nomination: null } });
    }
    if (nomination) {
      parts.push({
        value: `${congress.id}//${nomination.id}`,
        text: named(["nominee"], ""),
        roles: ["nominee"],
        page: "my-form",
        query: { congress: congress.id, unit: nomination.unit_id, nomination: nomination.id },
      });
    }
    return parts;
  });
}

/** The part in which the page at hand is looked at: the first of its place that the page is for. @param {Part[]} parts @param {Place} place @param {string} needs */
function current(parts, place, needs) {
  const ofPlace = parts.filter(({ query }) => query.congress === place.congress && (!query.unit || query.unit === place.unit || query.nomination));
  return ofPlace.find(({ roles }) => meets(needs, roles));
}

/** @param {string} role */
function nameOf(role) {
  const names = /** @type {Record<string, string>} */ ({
    administrator: message("role-administrator"),
    final_reviewer: message("role-final-reviewer"),
    liaison: message("role-liaison"),
    nominee: message("role-nominee"),
  });
  return names[role] ?? role;
}

customElements.define("context-switch", ContextSwitch);
