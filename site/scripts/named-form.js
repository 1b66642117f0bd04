// @ts-check
import { all, control, maybe, setBusy } from "./dom.js";
import { clearProblem, showProblem } from "./problems.js";

/**
 * A form of a settings page: shows its refusals itself and says when it is saved.
 * @param {HTMLFormElement} form @param {() => Promise<string>} save resolves to what to say
 */
export function onSave(form, save) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = maybe(form, "button[type=submit]");
    if (button?.hasAttribute("data-busy")) return;
    clearProblem(form);
    setBusy(button, true);
    try {
      const said = await save();
      const slot = maybe(form, "[data-field=saved]");
      if (slot) slot.textContent = said;
    } catch (error) {
      showProblem(form, error);
    } finally {
      setBusy(button, false);
    }
  });
}

/** Puts a value into the control of a name; ticks or clears a box. @param {ParentNode} root @param {string} name @param {any} value */
export function put(root, name, value) {
  const at = control(root, name);
  if (!at) return;
  if (at.type === "checkbox") at.checked = Boolean(value);
  else at.value = value ?? "";
}

/** Chooses in a group of radios or boxes. @param {ParentNode} root @param {string} name @param {string[]} values */
export function choose(root, name, values) {
  for (const box of /** @type {HTMLInputElement[]} */ (all(root, `[name="${name}"]`))) box.checked = values.includes(box.value);
}

/** The chosen of a group of boxes. @param {ParentNode} root @param {string} name */
export const chosen = (root, name) =>
  /** @type {HTMLInputElement[]} */ (all(root, `[name="${name}"]`)).filter((box) => box.checked).map((box) => box.value);
