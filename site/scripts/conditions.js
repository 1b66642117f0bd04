// @ts-check
import { all, controls } from "./dom.js";

/**
 * Shows what an answer opens and hides it otherwise: `data-when="<name>=<value>|<value>"`. What was typed into a hidden
 * part stays.
 * @param {ParentNode} root
 */
export function applyConditions(root) {
  for (const part of all(root, "[data-when]")) {
    const [name, wanted = ""] = (part.dataset.when ?? "").split("=");
    part.hidden = !wanted.split("|").includes(answer(root, name));
  }
}

/** @param {ParentNode} root @param {string} name */
function answer(root, name) {
  const group = controls(root, name);
  const boxes = group.filter(({ type }) => type === "radio" || type === "checkbox");
  return boxes.length > 0 ? (boxes.find(({ checked }) => checked)?.value ?? "") : (group[0]?.value ?? "");
}
