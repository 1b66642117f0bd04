// @ts-check
import { get } from "./api.js";
import { showAttachments, withNames } from "./attachments.js";
import { control, dialog, find, typed } from "./dom.js";
import { chosenFile, sendFile } from "./file-sending.js";
import { fill } from "./fill.js";
import { openDialog } from "./form-dialog.js";
import { message } from "./messages.js";
import { pathOf } from "./nomination-path.js";
import { showProblem } from "./problems.js";

/**
 * 上传文件: a material or the scan of the signed form. The dialog stays open for the next file.
 * @param {HTMLElement} root with `dialog[data-dialog=attach]` @param {any} item
 * @returns {Promise<boolean>} whether files were added or removed
 */
export async function attach(root, item) {
  const box = dialog(root, "attach");
  const files = `${pathOf(item)}/attachments`;
  let changed = false;
  const list = async () => {
    const { attachments, materials } = await get(pathOf(item));
    const how = {
      removable: true,
      removed: () => {
        changed = true;
        return list();
      },
      failed: (/** @type {unknown} */ error) => showProblem(box, error),
    };
    showAttachments(box, files, withNames(attachments ?? [], materials), how);
    showKinds(box, materials, item.actions.includes("attach"));
  };
  fill(box, { name: item.name });
  find(box, "[data-sending]").hidden = true;
  await list();
  await openDialog(box, async (form) => {
    const kind = typed(form, "kind");
    const unsaid = kind ? [] : [{ pointer: "/kind", code: "required", detail: message("choose-kind") }];
    const file = chosenFile(form, unsaid);
    const [, material] = kind.split(":");
    await sendFile(box, files, file, material ? { kind: "material", material } : { kind });
    changed = true;
    await list();
    return false;
  });
  return changed;
}

/**
 * What the person may attach in this state: materials while the unit has it, those that are still missing said to be so; the
 * signed form always.
 * @param {HTMLElement} box @param {any[]} materials @param {boolean} may
 */
function showKinds(box, materials, may) {
  const select = /** @type {HTMLSelectElement} */ (/** @type {unknown} */ (control(box, "kind")));
  const chosen = select.value;
  for (const option of Array.from(select.options)) if (option.value.startsWith("material:")) option.remove();
  const options = materials.map((each) => new Option(each.required && each.files === 0 ? message("material-wanted", { name: each.name }) : each.name, `material:${each.id}`));
  const other = /** @type {HTMLOptionElement} */ (find(select, 'option[value="material"]'));
  for (const option of options) other.before(option);
  for (const option of [...options, other]) option.disabled = !may;
  select.value = chosen;
}
