// @ts-check
import { get } from "./api.js";
import { showAttachments, withNames } from "./attachments.js";
import { dialog, find, typed } from "./dom.js";
import { chosenFile, sendFile } from "./file-sending.js";
import { fill } from "./fill.js";
import { openDialog } from "./form-dialog.js";
import { showMaterials } from "./materials.js";
import { showProblem } from "./problems.js";

/**
 * 单位材料: what the congress asks of a unit as a whole. Its liaisons add and take back, the convener looks.
 * @param {ParentNode} root with `dialog[data-dialog=unit-files]` @param {string} congress
 * @param {{ id: string, name: string }} unit
 * @returns {Promise<boolean>} whether files were added or removed
 */
export async function openUnitFiles(root, congress, unit) {
  const box = dialog(root, "unit-files");
  const path = `/nominations/${congress}/${unit.id}/files`;
  const failed = (/** @type {unknown} */ error) => showProblem(box, error);
  let changed = false;
  const show = async () => {
    const { items, materials, may_change } = await get(path);
    showMaterials(box, congress, materials, failed);
    const removed = () => {
      changed = true;
      return show();
    };
    showAttachments(box, path, withNames(items, materials), { removable: may_change, removed, failed });
    const may = may_change && materials.length > 0;
    find(box, "[data-may-change]").hidden = !may;
    find(box, 'button[value="submit"]').hidden = !may;
    return materials;
  };
  fill(box, { name: unit.name });
  find(box, "[data-sending]").hidden = true;
  const materials = await show();
  find(box, "[name=material]").replaceChildren(...materials.map((/** @type {any} */ each) => new Option(each.name, each.id)));
  await openDialog(box, async (form) => {
    const file = chosenFile(form);
    await sendFile(box, path, file, { material: typed(form, "material") });
    changed = true;
    await show();
    return false;
  });
  return changed;
}
