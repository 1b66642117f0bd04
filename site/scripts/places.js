// @ts-check
import { asset } from "./api.js";
import { language } from "./messages.js";

/**
 * The places of GB/T 2260 down to the county, fetched when first needed.
 *
 * @typedef {{ code: string, name: string, words: string, initials: string }} Place `words` is the full name
 */

/** @type {Promise<Place[]> | null} */
let known = null;

/** Every place that has none below it. @returns {Promise<Place[]>} */
export function places() {
  known ??= asset(`./divisions.${language}.json`).then(leaves);
  known.catch(() => {
    known = null;
  });
  return known;
}

/** @param {[code: string, name: string, hint: string][]} rows @returns {Place[]} */
export function leaves(rows) {
  const byCode = new Map(rows.map(([code, name, hint]) => [code, { name, hint }]));
  const above = (/** @type {string} */ code) => {
    const candidates = [`${code.slice(0, 4)}00`, `${code.slice(0, 2)}0000`];
    return candidates.find((candidate) => candidate !== code && byCode.has(candidate));
  };
  const parents = new Set(rows.map(([code]) => above(code)));
  return rows.filter(([code]) => !parents.has(code)).map(([code, name]) => {
    /** @type {string[]} */
    const path = [];
    for (let at = /** @type {string | undefined} */ (code); at; at = above(at)) path.unshift(at);
    const parts = path.map((each) => /** @type {{ name: string, hint: string }} */ (byCode.get(each)));
    return { code, name, words: parts.map((part) => part.name).join(" "), initials: parts.map((part) => part.hint).join(" ") };
  });
}

/**
 * Places whose name, or that of a place above, or whose initials, contain what was typed; the closest first.
 * @param {Place[]} all @param {string} typed @param {number} most
 */
export function search(all, typed, most) {
  const wanted = typed.trim().toLowerCase().replace(/\s+/g, "");
  if (!wanted) return [];
  const rank = (/** @type {Place} */ place) => {
    const [own, ownInitials] = [place.name.toLowerCase(), place.initials.split(" ").at(-1) ?? ""];
    if (own.startsWith(wanted) || ownInitials === wanted) return 0;
    if (ownInitials.startsWith(wanted)) return 1;
    if (place.words.toLowerCase().replace(/\s+/g, "").includes(wanted)) return 2;
    if (place.initials.replace(/\s+/g, "").includes(wanted) && /^[a-z]+$/.test(wanted)) return 3;
    return place.initials.includes(wanted) ? 3 : -1;
  };
  const ranked = all.map((place) => ({ place, rank: rank(place) })).filter((each) => each.rank >= 0);
  ranked.sort((one, other) => one.rank - other.rank);
  return ranked.slice(0, most).map(({ place }) => place);
}
