// @ts-check
import { all, control, maybe } from "./dom.js";
import { shortcutOf, showShortcuts } from "./shortcuts.js";
import { pressUndo } from "./undo.js";

/** @import { NominationList } from "./nomination-list.js" */

/**
 * A list by single keys. The row one is at is the one whose name has the focus, so that Enter opens it and Tab goes on from there.
 * @param {NominationList} list @param {(outcome: "approve" | "reject", item: any) => unknown} decide
 */
export function listShortcuts(list, decide) {
  /** @type {Record<string, () => unknown>} */
  const keys = {
    j: () => move(list, 1),
    k: () => move(list, -1),
    o: () => present(list) && list.view(/** @type {HTMLElement} */ (present(list))),
    x: () => tick(list),
    a: () => decide("approve", item(list)),
    r: () => decide("reject", item(list)),
    z: pressUndo,
    "?": () => showShortcuts(list),
    "/": () => search(list),
  };
  document.addEventListener("keydown", (event) => {
    // What is open over the list has keys of its own.
    if (document.querySelector("dialog[open]")) return;
    const act = keys[shortcutOf(event)];
    if (!act) return;
    event.preventDefault();
    list.attempt(null, act);
  });
}

/** @param {NominationList} list */
const names = (list) => all(list, "[data-list=items] .person [data-action=view]");

/** @param {NominationList} list */
const at = (list) => names(list).findIndex((name) => name.closest("[data-id]")?.contains(document.activeElement));

/** @param {NominationList} list */
const present = (list) => names(list)[at(list)];

/** @param {NominationList} list */
const item = (list) => (present(list) ? list.itemOf(present(list)) : null);

/** @param {NominationList} list @param {number} step */
function move(list, step) {
  const there = names(list);
  const from = at(list);
  const to = from < 0 ? (step > 0 ? 0 : there.length - 1) : Math.min(there.length - 1, Math.max(0, from + step));
  there[to]?.focus();
  there[to]?.scrollIntoView({ block: "nearest" });
}

/** @param {NominationList} list */
function tick(list) {
  const row = present(list)?.closest("[data-id]");
  control(row instanceof HTMLElement ? row : list, "selected")?.click();
}

/** @param {NominationList} list */
function search(list) {
  const box = maybe(list, "details.filters");
  if (box instanceof HTMLDetailsElement) box.open = true;
  control(list, "name")?.focus();
}
