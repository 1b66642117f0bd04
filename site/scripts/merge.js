// @ts-check
/**
 * Two people may fill in one form. When a save is refused because the other was faster, different fields are put
 * together and only a field that both changed is asked about.
 *
 * @typedef {Record<string, any>} Values
 */

/** Whether two values are the same; nothing, empty text and an empty list are. @param {any} one @param {any} other */
export function same(one, other) {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

/** @param {any} value @returns {any} */
function sorted(value) {
  if (value === undefined || value === "" || (Array.isArray(value) && value.length === 0)) return null;
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.keys(value).sort().map((key) => [key, sorted(value[key])]);
  const filled = entries.filter(([, member]) => member !== null);
  return filled.length > 0 ? Object.fromEntries(filled) : null;
}

/**
 * The fields of `now` that differ from `base`; a field emptied is `null`.
 * @param {Values} base @param {Values} now @returns {Values}
 */
export function changes(base, now) {
  /** @type {Values} */
  const found = {};
  for (const field of new Set([...Object.keys(base), ...Object.keys(now)])) {
    if (!same(base[field], now[field])) found[field] = sorted(now[field]) === null ? null : now[field];
  }
  return found;
}

/**
 * Puts our unsaved changes upon what the other saved.
 * @param {Values} base what both began with
 * @param {Values} ours what we have now
 * @param {Values} theirs what is stored now
 * @returns {{ merged: Values, conflicts: string[] }} all values, ours where both changed a field differently, and
 *   the names of those fields
 */
export function merge(base, ours, theirs) {
  const our = changes(base, ours);
  const their = changes(base, theirs);
  const conflicts = Object.keys(our).filter((field) => field in their && !same(our[field], their[field]));
  return { merged: { ...theirs, ...our }, conflicts };
}
