// @ts-check
import { get } from "./api.js";
import { showAttachments } from "./attachments.js";
import { control, dialog, find, typed } from "./dom.js";
import { fill } from "./fill.js";
import { openDialog } from "./form-dialog.js";
import { message } from "./messages.js";
import { pathOf } from "./nomination-path.js";
import { Problem } from "./problem.js";
import { showProblem } from "./problems.js";
import { Sending } from "./sending.js";
import { toast } from "./toast-region.js";
import { LARGEST, upload } from "./upload.js";

/**
 * 上传文件: material or the scan of the signed form. The dialog stays open for the next file.
 * @param {HTMLElement} root with `dialog[data-dialog=attach]` @param {any} item
 * @returns {Promise<boolean>} whether files were added or removed
 */
export async function attach(root, item) {
  const box = dialog(root, "attach");
  const part = find(box, "[data-sending]");
  const bar = /** @type {HTMLProgressElement} */ (find(part, "progress"));
  let changed = false;
  const list = async () => {
    const { attachments } = await get(pathOf(item));
    const how = {
      removable: true,
      removed: () => {
        changed = true;
        return list();
      },
      failed: (/** @type {unknown} */ error) => showProblem(box, error),
    };
    showAttachments(box, pathOf(item), attachments ?? [], how);
  };
  fill(box, { name: item.name });
  part.hidden = true;
  await list();
  // What the person may attach in this state: material while the unit has it, the signed form always.
  const material = /** @type {HTMLInputElement} */ (find(box, '[name=kind][value="material"]'));
  material.disabled = !item.actions.includes("attach");
  await openDialog(box, async (form) => {
    const file = control(form, "file")?.files?.[0];
    const kind = typed(form, "kind");
    check(file, kind);
    const sending = shownSending(part, bar);
    const closed = () => sending.cancel();
    box.addEventListener("close", closed);
    try {
      await upload(pathOf(item), /** @type {File} */ (file), kind, sending);
    } finally {
      box.removeEventListener("close", closed);
      part.hidden = true;
    }
    changed = true;
    toast(message("uploaded", { name: /** @type {File} */ (file).name }));
    /** @type {HTMLInputElement} */ (control(form, "file")).value = "";
    await list();
    return false;
  });
  return changed;
}

/**
 * The bar with what can be done meanwhile: hold, and go on.
 * @param {HTMLElement} part @param {HTMLProgressElement} bar @returns {Sending}
 */
function shownSending(part, bar) {
  const [hold, goOn] = ["hold", "go-on"].map((action) => /** @type {HTMLButtonElement} */ (find(part, `[data-action=${action}]`)));
  const says = { sending: "", held: message("upload-held"), dropped: message("upload-dropped") };
  const sending = new Sending({
    progress: (share) => {
      bar.value = share * 100;
    },
    state: (how) => {
      fill(part, { sending: says[how] });
      const hadFocus = part.contains(document.activeElement);
      hold.hidden = how !== "sending";
      goOn.hidden = how === "sending";
      if (hadFocus || how === "dropped") (how === "sending" ? hold : goOn).focus();
    },
  });
  hold.onclick = () => sending.hold();
  goOn.onclick = () => sending.goOn();
  bar.value = 0;
  part.hidden = false;
  return sending;
}

/** What can be said before anything is sent. @param {File | undefined} file @param {string} kind */
function check(file, kind) {
  const errors = [];
  if (!kind) errors.push({ pointer: "/kind", code: "required", detail: message("choose-kind") });
  if (!file) errors.push({ pointer: "/file", code: "required", detail: message("choose-file") });
  else if (file.size > LARGEST) errors.push({ pointer: "/file", code: "too_large", detail: message("file-too-large") });
  if (errors.length > 0) throw new Problem({ status: 422, code: "invalid_input", title: message("please-complete"), errors, detail: message("please-correct", { count: errors.length }) });
}
