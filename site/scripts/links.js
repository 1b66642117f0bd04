// @ts-check
import { find } from "./dom.js";
import { withQuery } from "./query.js";

/**
 * The address of a page in the page's language, with a query. Pages carry the links; no script spells a path.
 * @param {string} name of the page, as in `a[data-link]`
 * @param {Record<string, string | number | null | undefined>} [values]
 */
export function address(name, values = {}) {
  const link = find(document, `a[data-link="${name}"], a[data-menu="${name}"]`);
  return withQuery(link.getAttribute("href") ?? "", values);
}
