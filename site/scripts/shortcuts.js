// @ts-check
import { control, dialog } from "./dom.js";

/**
 * Single keys as shortcuts. They never fire while somebody types, and can be switched off: who speaks to the computer or
 * rests a hand on the keys would set them off unawares (WCAG 2.1.4).
 */

const KEPT = "shortcuts";

/** Whether they are on. */
export const shortcutsOn = () => localStorage.getItem(KEPT) !== "off";

/**
 * The key of an event that is a shortcut; nothing while somebody types or means another key.
 * @param {KeyboardEvent} event
 */
export function shortcutOf(event) {
  if (!shortcutsOn() || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return "";
  const target = /** @type {Element} */ (event.target);
  if (target.closest("textarea, select, [contenteditable], [role=combobox], input:not([type=checkbox], [type=radio])")) return "";
  return event.key.toLowerCase();
}

/** Shows which keys there are, and the switch. @param {ParentNode} root with `dialog[data-dialog=shortcuts]` */
export function showShortcuts(root) {
  const box = dialog(root, "shortcuts");
  const on = control(box, "shortcuts_on");
  if (on) {
    on.checked = shortcutsOn();
    on.onchange = () => localStorage.setItem(KEPT, on.checked ? "on" : "off");
  }
  if (!box.open) box.showModal();
}
