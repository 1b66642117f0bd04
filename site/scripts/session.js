// @ts-check
import { get } from "./api.js";
import { address } from "./links.js";
import { Problem } from "./problem.js";
import * as query from "./query.js";

/**
 * Who is signed in, and what they are where. Asked for once a page.
 *
 * @typedef {{ id: string, title: string, life: string }} CongressName
 * @typedef {{ unit_id: string, id: string, state: string, state_name?: string, category: string }} OwnNomination
 * @typedef {{ congress: CongressName, roles: string[], units: { id: string, name: string }[],
 *   nomination: OwnNomination | null }} Context `units` are those of which one is liaison
 * @typedef {{ required: boolean, methods: string[], shown: boolean }} SecondFactor `methods`: `totp`, `passkey`, `recovery_code`
 * @typedef {{ phone: string, name: string | null, has_password: boolean, second_factor: SecondFactor, convener: { organisation: string } | null,
 *   agreement: { terms: string, privacy: string, current: boolean }, contexts: Context[] }} Session
 * @typedef {{ congress: string, unit: string, nomination: string, roles: string[], context: Context | null }} Place
 */

/** @type {Promise<Session | null> | null} */
let known = null;

/** The session, or `null` when nobody is signed in. @returns {Promise<Session | null>} */
export function session() {
  known ??= get("/login/session", { quiet: true }).catch((error) => {
    if (error instanceof Problem && error.status === 401) return null;
    known = null;
    throw error;
  });
  return known;
}

/** The session of a page that is of no use without one: whoever is not signed in is taken to the login page. */
export async function requireSession() {
  const who = await session();
  if (who) return who;
  location.replace(address("login", { next: location.pathname + location.search }));
  return /** @type {Promise<Session>} */ (new Promise(() => {}));
}

/**
 * Where a page is that is of no use outside of a congress; the address then names it and can be shared. Whoever takes
 * part in none is taken to the workbench, which says whom to ask.
 * @returns {Promise<Place>}
 */
export async function requirePlace() {
  const place = here(await requireSession());
  if (place.congress) {
    query.change({ congress: place.congress }, { replace: true });
    return place;
  }
  location.replace(address("workbench"));
  return /** @type {Promise<Place>} */ (new Promise(() => {}));
}

/** Asks again: after signing in, or when something changed who one is. */
export function renewSession() {
  known = null;
  return session();
}

/**
 * Where the page is, from its query; what the query leaves open is the first that the person has.
 * @param {Session} who @returns {Place}
 */
export function here(who) {
  const asked = query.read();
  const context = who.contexts.find((each) => each.congress.id === asked.congress) ?? (asked.congress ? null : who.contexts[0] ?? null);
  const congress = context?.congress.id ?? asked.congress ?? "";
  // In a convener's lists the query's unit is a filter and says nothing of where a liaison is.
  const own = context?.units.find((each) => each.id === asked.unit) ?? context?.units[0];
  const unit = own?.id ?? asked.unit ?? context?.nomination?.unit_id ?? "";
  const nomination = asked.nomination ?? "";
  return { congress, unit, nomination, roles: rolesIn(who, context, unit), context };
}

/** The roles somebody has in a congress and unit. @param {Session} who @param {Context | null} context @param {string} unit */
export function rolesIn(who, context, unit) {
  // Somebody who is liaison of one unit is nobody in another.
  const roles = (context?.roles ?? []).filter((role) => role !== "liaison");
  if (context?.units.some((each) => each.id === unit)) roles.push("liaison");
  if (who.convener) roles.push("convener");
  return roles;
}

/** Whether one of the needed roles is there; `needs` is `data-needs`. @param {string | undefined} needs @param {string[]} roles */
export function meets(needs, roles) {
  return (needs ?? "").split(" ").some((role) => roles.includes(role));
}
