// @ts-check
import { all } from "./dom.js";
import { language } from "./messages.js";

/**
 * Puts a congress's own names of categories and its age limit in place of the usual ones, which pages are built with.
 * @param {any} congress
 */
export function showOwnNames(congress) {
  const names = Object.entries(congress.categories ?? {}).flatMap(([code, rule]) => {
    const own = /** @type {any} */ (rule).name;
    return own?.zh ? [[code, language === "en" ? own.en || own.zh : own.zh]] : [];
  });
  for (const part of parts(document)) {
    for (const [code, name] of names) {
      for (const slot of all(part, `[data-category-name="${code}"], select[name="category"] option[value="${code}"]`)) slot.textContent = name;
      for (const cell of all(part, `[data-category-label="${code}"]`)) cell.dataset.label = name;
    }
  }
}

/** The page and what its templates hold. @param {ParentNode} root @returns {ParentNode[]} */
function parts(root) {
  const templates = /** @type {HTMLTemplateElement[]} */ (all(root, "template"));
  return [root, ...templates.flatMap((template) => parts(template.content))];
}
