// @ts-check
import { get, remove } from "./api.js";
import { all, maybe } from "./dom.js";
import { rows } from "./fill.js";
import { message } from "./messages.js";

/** How large a file is, in words. @param {number} bytes */
export function sizeWords(bytes) {
  const megabytes = bytes / (1024 * 1024);
  return megabytes >= 1 ? `${megabytes.toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1024))} KB`;
}

/**
 * Shows files, to open and (where they may change) to remove.
 * @param {HTMLElement} root around `[data-list=attachments]`
 * @param {string} files their path
 * @param {any[]} attachments
 * @param {{ removable: boolean, removed: () => unknown, failed: (error: unknown) => unknown }} how
 */
export function showAttachments(root, files, attachments, { removable, removed, failed }) {
  const shown = attachments.map((each) => ({ ...each, kind_name: kindName(each), size_words: sizeWords(each.size) }));
  rows(root, "attachments", shown, (row, each) => {
    for (const button of all(row, "[data-removable]")) button.hidden = !removable;
    const on = (/** @type {string} */ action, /** @type {() => Promise<unknown>} */ what) => {
      maybe(row, `[data-action=${action}]`)?.addEventListener("click", (event) => {
        event.stopPropagation();
        what().catch(failed);
      });
    };
    on("download", async () => {
      // The address is good for five minutes, so it is asked for when it is wanted.
      const { url } = await get(`${files}/${each.id}`);
      location.assign(url);
    });
    on("remove", async () => {
      await remove(`${files}/${each.id}`);
      removed();
    });
  });
  const none = maybe(root, "[data-empty=attachments]");
  if (none) none.hidden = attachments.length > 0;
}

/** Files with the names of the materials that they are. @param {any[]} attachments @param {{ id: string, name: string }[]} materials */
export function withNames(attachments, materials) {
  const names = new Map(materials.map((each) => [each.id, each.name]));
  return attachments.map((each) => ({ ...each, kind_name: names.get(each.material) }));
}

/** @param {any} attachment */
function kindName(attachment) {
  return attachment.kind_name ?? message(attachment.kind === "signed_form" ? "signed-form" : "material");
}
