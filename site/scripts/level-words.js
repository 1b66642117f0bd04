// @ts-check
import { all } from "./dom.js";

/**
 * Labels whose words depend on the congress's level (省委委员, 市委委员) are prebuilt with the words of every level.
 * @param {ParentNode} root @param {string} level `national`, `province`, `city` or `county`
 */
export function showLevel(root, level) {
  for (const slot of all(root, "[data-level-word]")) slot.textContent = slot.dataset[level] ?? slot.textContent;
}
