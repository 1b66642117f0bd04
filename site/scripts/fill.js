// @ts-check
import { dateTime, isInstant } from "./china-time.js";
import { all } from "./dom.js";
import { joined, message } from "./messages.js";
import { toneOf } from "./tones.js";

/** What stands where there is nothing. */
export const NOTHING = "—";

/** A member of a view by its path, `congress.title`. @param {any} view @param {string} path */
export function member(view, path) {
  return path.split(".").reduce((value, name) => value?.[name], view);
}

/** A value of a view in words: coded values by their name, times in China time. @param {any} value @returns {string} */
export function words(value) {
  if (value === null || value === undefined || value === "") return NOTHING;
  if (typeof value === "boolean") return message(value ? "yes" : "no");
  if (Array.isArray(value)) return value.length > 0 ? joined(value.map(words)) : NOTHING;
  if (typeof value === "object") return words(value.name ?? value.label ?? value.title);
  return isInstant(value) ? dateTime(value) : String(value);
}

/**
 * Fills the slots `[data-field]` of an element from a view. Slots of lists inside are their rows' own. A slot whose
 * member the view doesn't name at all keeps its text.
 * @param {Element | DocumentFragment} root @param {any} view
 */
export function fill(root, view) {
  const own = root instanceof Element && root.hasAttribute("data-field") ? [/** @type {HTMLElement} */ (root)] : [];
  for (const slot of [...own, ...all(root, "[data-field]")]) {
    const list = slot.parentElement?.closest("[data-list]");
    if (list && list !== root && root.contains(list)) continue;
    const path = slot.dataset.field ?? "";
    if (!(path.split(".")[0] in view)) continue;
    const value = member(view, path);
    // Nothing known is a dash; nothing to say is nothing.
    slot.textContent = value === "" ? "" : words(value);
    if (slot instanceof HTMLTimeElement && typeof value === "string") slot.dateTime = value;
    const tone = toneOf(path, view);
    if (tone) slot.dataset.tone = tone;
  }
}

/**
 * Puts one clone of the list's template per item into it, in place of the present ones.
 * @template T
 * @param {ParentNode} root @param {string} name of the list
 * @param {T[]} items
 * @param {(row: HTMLElement, item: T, index: number) => void} [each] what more a row needs, after its slots are filled
 * @returns {HTMLElement[]} the rows
 */
export function rows(root, name, items, each = () => {}) {
  const list = root instanceof HTMLElement && root.dataset.list === name ? root : root.querySelector(`[data-list="${name}"]`);
  if (!list) return [];
  for (const old of Array.from(list.children)) if (!(old instanceof HTMLTemplateElement)) old.remove();
  return items.map((item, index) => {
    const row = blank(/** @type {HTMLElement} */ (list), name);
    if (item && typeof item === "object") fill(row, item);
    each(row, item, index);
    list.append(row);
    return row;
  });
}

/** A new row of a list, not yet in it. @param {HTMLElement} list @param {string} name @returns {HTMLElement} */
export function blank(list, name) {
  const selector = `template[data-row="${name}"]`;
  const near = list.querySelector(`:scope > ${selector}`) ?? list.closest("table")?.querySelector(selector);
  const template = near ?? climb(list, selector);
  if (!(template instanceof HTMLTemplateElement)) throw new Error(`the page has no ${selector}`);
  const copy = document.importNode(template.content, true);
  if (!copy.firstElementChild) throw new Error(`${selector} is empty`);
  return /** @type {HTMLElement} */ (copy.firstElementChild);
}

/** The nearest template around. @param {HTMLElement} from @param {string} selector */
function climb(from, selector) {
  for (let around = from.parentElement; around; around = around.parentElement) {
    const found = around.querySelector(selector);
    if (found) return found;
  }
  return null;
}
