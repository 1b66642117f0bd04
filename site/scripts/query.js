// @ts-check
/** The query of the address holds where one is and what is filtered: going back, reloading and sharing a link work. */

/** @returns {Record<string, string>} the present query; of a repeated name the last value */
export const read = () => Object.fromEntries(new URLSearchParams(location.search));

/** All values of a name that may be given several times. @param {string} name */
export const readAll = (name) => new URLSearchParams(location.search).getAll(name).filter(Boolean);

/**
 * A query string of what is set: empty, `null` and `undefined` values are left out.
 * @param {Record<string, string | number | boolean | null | undefined>} values
 */
export function write(values) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== "" && value !== null && value !== undefined) query.set(name, String(value));
  }
  const text = query.toString();
  return text ? `?${text}` : "";
}

/**
 * Changes the page's own query; what is not named stays, repeated names too.
 * @param {Record<string, string | number | null | undefined>} changes
 * @param {{ replace?: boolean }} [how] replace the present entry of the history rather than add one
 */
export function change(changes, how = {}) {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === "" || value === null || value === undefined) query.delete(name);
    else query.set(name, String(value));
  }
  const text = query.toString();
  const address = location.pathname + (text ? `?${text}` : "") + location.hash;
  if (address === location.pathname + location.search + location.hash) return;
  if (how.replace) history.replaceState(history.state, "", address);
  else history.pushState(null, "", address);
}

/**
 * A link's address with other values in its query.
 * @param {string} href
 * @param {Record<string, string | number | null | undefined>} values
 */
export function withQuery(href, values) {
  const url = new URL(href, location.href);
  return url.pathname + write({ ...Object.fromEntries(url.searchParams), ...values }) + url.hash;
}

/**
 * Where to go after signing in: only a path of this site, never another host's (`//evil`, `/\evil`, `https:`).
 * @param {string | null | undefined} next
 * @param {string} otherwise
 */
export function safeNext(next, otherwise) {
  if (!next || !next.startsWith("/")) return otherwise;
  const url = new URL(next, location.origin);
  return url.origin === location.origin ? url.pathname + url.search + url.hash : otherwise;
}
