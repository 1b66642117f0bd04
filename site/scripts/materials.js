// @ts-check
import { get } from "./api.js";
import { find, maybe } from "./dom.js";
import { rows } from "./fill.js";
import { message } from "./messages.js";

/** Where a material stands, in words, and its tone. @param {any} material @returns {[string, string]} */
function standing({ required, files }) {
  if (files > 0) return [message("material-there", { count: files }), "met"];
  return required ? [message("material-missing"), "unmet"] : [message("material-optional"), "neutral"];
}

/** Whether a congress asks anything of units as a whole. @param {any} congress */
export const asksUnits = (congress) => (congress.materials ?? []).some((/** @type {any} */ each) => each.belongs === "unit");

/** Those that are required and not there. @param {any[]} materials */
export const missing = (materials) => materials.filter((each) => each.required && each.files === 0);

/**
 * Shows the materials that are asked of somebody or of a unit, each with where it stands and its empty form.
 * @param {HTMLElement} root around `[data-list=materials]` @param {string} congress @param {any[]} materials
 * @param {(error: unknown) => unknown} failed
 */
export function showMaterials(root, congress, materials, failed) {
  const shown = materials.map((each) => ({ ...each, stands: standing(each)[0] }));
  rows(root, "materials", shown, (row, each) => {
    find(row, "[data-field=stands]").dataset.tone = standing(each)[1];
    const button = find(row, "[data-action=template]");
    button.hidden = !each.template;
    button.addEventListener("click", (event) => {
      event.stopPropagation();
      get(`/congresses/${congress}/materials/${each.id}/template`).then(({ url }) => location.assign(url), failed);
    });
  });
  const part = maybe(root, "[data-materials]");
  if (part) part.hidden = materials.length === 0;
}
