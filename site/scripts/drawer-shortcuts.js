// @ts-check
import { shortcutOf, showShortcuts } from "./shortcuts.js";
import { pressUndo } from "./undo.js";

/** What a key can do in the drawer. @typedef {{ go: (step: number) => unknown, press: (outcome: "approve" | "reject") => unknown, attempt: (button: null, what: () => unknown) => unknown }} Drawer */

/**
 * The drawer by single keys.
 * @param {Drawer & HTMLElement} drawer @param {HTMLDialogElement} dialog
 */
export function drawerShortcuts(drawer, dialog) {
  /** @type {Record<string, () => unknown>} */
  const keys = {
    j: () => drawer.go(1),
    k: () => drawer.go(-1),
    a: () => drawer.press("approve"),
    r: () => drawer.press("reject"),
    z: pressUndo,
    "?": () => showShortcuts(document),
  };
  dialog.addEventListener("keydown", (event) => {
    const act = keys[shortcutOf(event)];
    if (!act) return;
    event.preventDefault();
    drawer.attempt(null, act);
  });
}
