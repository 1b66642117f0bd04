// @ts-check
import { post } from "./api.js";

/**
 * Reviews and their revocation. What a nomination allows says which review it is: the unit's or the convener's.
 *
 * @typedef {{ nomination: string, done: boolean, problem?: any, nomination_view?: any }} Result
 */

/** @param {any} item @returns {"first_review" | "final_review" | null} the review that is due and open to the person */
export function dueReview(item) {
  if (item.actions.includes("first_review")) return "first_review";
  return item.actions.includes("final_review") ? "final_review" : null;
}

/**
 * Decides on nominations, all with the same outcome.
 * @param {any[]} items @param {string} outcome `approve` or `reject` @param {string} opinion
 * @param {{ field: string, text: string }[]} [remarks]
 * @returns {Promise<Result[]>}
 */
export async function decide(items, outcome, opinion, remarks = []) {
  const decision = (/** @type {any} */ item) => ({ nomination: item.id, version: item.version, outcome, opinion, remarks });
  const first = items.filter((item) => dueReview(item) === "first_review");
  const final = items.filter((item) => dueReview(item) === "final_review");
  return together([
    ...byUnit(first).map(({ congress, unit, items: of }) => () =>
      post(`/reviews/${congress}/units/${unit}/first-reviews`, { decisions: of.map(decision) })),
    ...byCongress(final).map(({ congress, items: of }) => () =>
      post(`/reviews/${congress}/final-reviews`, { decisions: of.map((item) => ({ unit: item.unit_id, ...decision(item) })) })),
  ]);
}

/** Takes decisions back. @param {any[]} items @returns {Promise<Result[]>} */
export async function revoke(items) {
  const named = (/** @type {any} */ item) => ({ nomination: item.id, version: item.version });
  const first = items.filter((item) => item.actions.includes("revoke_first_review"));
  const final = items.filter((item) => item.actions.includes("revoke_final_review"));
  return together([
    ...byUnit(first).map(({ congress, unit, items: of }) => () =>
      post(`/reviews/${congress}/units/${unit}/revocations`, { items: of.map(named) })),
    ...byCongress(final).map(({ congress, items: of }) => () =>
      post(`/reviews/${congress}/final-revocations`, { items: of.map((item) => ({ unit: item.unit_id, ...named(item) })) })),
  ]);
}

/** Takes back what the person has just decided. @param {any[]} items as the decisions left them @returns {Promise<Result[]>} */
export async function undo(items) {
  const named = (/** @type {any} */ item) => ({ unit: item.unit_id, nomination: item.id, version: item.version });
  return together(byCongress(items).map(({ congress, items: of }) => () => post(`/reviews/${congress}/undos`, { items: of.map(named) })));
}

/** One request after the other: each is answered row by row. @param {(() => Promise<{ results: Result[] }>)[]} requests */
async function together(requests) {
  /** @type {Result[]} */
  const results = [];
  for (const request of requests) results.push(...(await request()).results);
  return results;
}

/** @param {any[]} items */
function byUnit(items) {
  const groups = grouped(items, (item) => `${item.congress_id}/${item.unit_id}`);
  return groups.map((of) => ({ congress: of[0].congress_id, unit: of[0].unit_id, items: of }));
}

/** @param {any[]} items */
function byCongress(items) {
  return grouped(items, (item) => item.congress_id).map((of) => ({ congress: of[0].congress_id, items: of }));
}

/** Groups of at most a hundred. `Map.groupBy` is younger than the browsers of some offices. @param {any[]} items @param {(item: any) => string} key */
function grouped(items, key) {
  /** @type {Map<string, any[]>} */
  const groups = new Map();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return [...groups.values()].flatMap(hundreds);
}

/** As many as one request takes. @param {any[]} items */
function hundreds(items) {
  const parts = [];
  for (let at = 0; at < items.length; at += 100) parts.push(items.slice(at, at + 100));
  return parts;
}
