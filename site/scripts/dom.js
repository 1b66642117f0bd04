// @ts-check
/**
 * The one of its kind below a root; a page without it is broken, so it says which.
 * @param {ParentNode} root @param {string} selector @returns {HTMLElement}
 */
export function find(root, selector) {
  const found = root.querySelector(selector);
  if (!found) throw new Error(`the page has no ${selector}`);
  return /** @type {HTMLElement} */ (found);
}

/** The first below a root, if any. @param {ParentNode} root @param {string} selector @returns {HTMLElement | null} */
export const maybe = (root, selector) => root.querySelector(selector);

/** All below a root. @param {ParentNode} root @param {string} selector @returns {HTMLElement[]} */
export const all = (root, selector) => Array.from(root.querySelectorAll(selector));

/** All controls of a name. @param {ParentNode} root @param {string} name @returns {HTMLInputElement[]} */
export const controls = (root, name) =>
  /** @type {HTMLInputElement[]} */ (all(root, `[name="${CSS.escape(name)}"]`));

/** The control of a name, if any. @param {ParentNode} root @param {string} name @returns {HTMLInputElement | undefined} */
export const control = (root, name) => controls(root, name)[0];

/** What stands in a control; of a group of radios the chosen one. @param {ParentNode} root @param {string} name */
export function typed(root, name) {
  const group = controls(root, name);
  const one = group[0]?.type === "radio" ? group.find((radio) => radio.checked) : group[0];
  return one?.value.trim() ?? "";
}

/** Whether a box is ticked. @param {ParentNode} root @param {string} name */
export const ticked = (root, name) => control(root, name)?.checked ?? false;

/** Shows what should be seen and hides the rest. @param {ParentNode} root @param {string} selector @param {boolean} seen */
export function show(root, selector, seen) {
  for (const element of all(root, selector)) element.hidden = !seen;
}

/** A dialog of the page. @param {ParentNode} root @param {string} name @returns {HTMLDialogElement} */
export const dialog = (root, name) =>
  /** @type {HTMLDialogElement} */ (find(root, `dialog[data-dialog="${name}"]`));

/** A dialog that opens is the answer to what was pressed: nothing outside of it waits any more. @param {HTMLElement} dialog */
export function nothingWaits(dialog) {
  for (const waiting of all(document, "[data-busy]")) if (!dialog.contains(waiting)) setBusy(waiting, false);
}

/** While it waits: shown by the style sheet, told to screen readers. @param {HTMLElement | null} element @param {boolean} busy */
export function setBusy(element, busy) {
  if (!element) return;
  element.toggleAttribute("data-busy", busy);
  if (busy) element.setAttribute("aria-busy", "true");
  else element.removeAttribute("aria-busy");
}
