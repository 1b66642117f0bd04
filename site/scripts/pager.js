// @ts-check
import { control, find, maybe } from "./dom.js";
import { fill, rows } from "./fill.js";
import { message } from "./messages.js";
import * as query from "./query.js";

/** Rows to a page unless the person chose otherwise. */
const USUAL = 10;
/** Page numbers shown on each side of the present one. */
const AROUND = 2;

/** Which part of the list the query asks for. */
export function wanted() {
  const { page, limit } = query.read();
  const size = Math.min(100, Math.max(1, Number(limit) || USUAL));
  const number = Math.max(1, Number(page) || 1);
  return { page: number, limit: size, offset: (number - 1) * size };
}

/** The place in the whole list of a row of the present page. @param {number} at */
export const placeIn = (at) => wanted().offset + at + 1;

/** Turns the query's page by a step, where there is such a page. @param {number} total of all pages @param {number} step */
export function turned(total, step) {
  const { page, limit } = wanted();
  const to = page + step;
  if (to < 1 || to > Math.ceil(total / limit)) return false;
  query.change({ page: to === 1 ? null : to }, { replace: true });
  return true;
}

/**
 * Numbered pages below a list.
 * @param {ParentNode} root @param {number} total of all pages @param {() => unknown} go called after the query changed
 */
export function showPager(root, total, go) {
  const pager = maybe(root, "[data-pager]");
  if (!pager) return;
  const { page, limit } = wanted();
  const last = Math.max(1, Math.ceil(total / limit));
  const to = (/** @type {number} */ number) => {
    query.change({ page: number === 1 ? null : number });
    go();
  };
  fill(pager, { total_words: message("total", { count: total }), total });
  rows(pager, "pages", numbers(page, last), (row, number) => {
    const button = /** @type {HTMLButtonElement} */ (row.matches("button") ? row : find(row, "button"));
    button.textContent = number === 0 ? "…" : String(number);
    button.disabled = number === 0;
    if (number === page) button.setAttribute("aria-current", "page");
    button.onclick = () => to(number);
  });
  step(pager, "previous", page > 1, () => to(page - 1));
  step(pager, "next", page < last, () => to(page + 1));
  const size = /** @type {HTMLInputElement} */ (control(pager, "limit"));
  size.value = String(limit);
  size.onchange = () => {
    query.change({ limit: size.value === String(USUAL) ? null : size.value, page: null });
    go();
  };
}

/** @param {HTMLElement} pager @param {string} action @param {boolean} possible @param {() => void} go */
function step(pager, action, possible, go) {
  const button = /** @type {HTMLButtonElement} */ (find(pager, `[data-action=${action}]`));
  button.disabled = !possible;
  button.onclick = go;
}

/** First, last and those around the present page; 0 where some are left out. @param {number} page @param {number} last */
export function numbers(page, last) {
  const shown = [];
  for (let number = 1; number <= last; number += 1) {
    const near = Math.abs(number - page) <= AROUND;
    if (near || number === 1 || number === last) shown.push(number);
    else if (shown.at(-1) !== 0) shown.push(0);
  }
  return shown;
}
