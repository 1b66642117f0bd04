// @ts-check
import { all, control } from "./dom.js";
import * as query from "./query.js";

/** The order when nothing was chosen: as they were submitted. */
const USUAL = "submitted_at";

/** The order the query asks for: a column, with `-` before it the other way round. */
export const order = () => query.read().sort ?? "";

/**
 * Sorting by the heads of columns; on phones, where tables have none, by a choice.
 * @param {HTMLElement} root @param {() => unknown} go called after the query changed
 */
export function sorting(root, go) {
  const to = (/** @type {string} */ sort) => {
    query.change({ sort: sort === USUAL ? null : sort, page: null });
    showOrder(root);
    go();
  };
  root.addEventListener("click", (event) => {
    const button = /** @type {Element} */ (event.target).closest("button[data-sort]");
    if (!(button instanceof HTMLElement)) return;
    const column = button.dataset.sort ?? "";
    to((order() || USUAL) === column ? `-${column}` : column);
  });
  const choice = control(root, "sort");
  choice?.addEventListener("change", () => to(choice.value));
  showOrder(root);
}

/** Says which column the list is sorted by. @param {HTMLElement} root */
export function showOrder(root) {
  const sort = order() || USUAL;
  const column = sort.replace(/^-/, "");
  for (const button of all(root, "button[data-sort]")) {
    const direction = button.dataset.sort !== column ? "none" : sort.startsWith("-") ? "descending" : "ascending";
    button.closest("th")?.setAttribute("aria-sort", direction);
  }
  const choice = control(root, "sort");
  if (choice) choice.value = sort;
}
