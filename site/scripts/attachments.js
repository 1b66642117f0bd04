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
 * Shows the files of a nomination, to open and (where it may change) to remove.
 * @param {HTMLElement} root around `[data-list=attachments]`
 * @param {string} path of the nomination
 * @param {any[]} attachments
 * @param {{ removable: boolean, removed: () => unknown, failed: (error: unknown) => unknown }} how
 */
export function showAttachments(root, path, attachments, { removable, removed, failed }) {
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
      const { url } = await get(`${path}/attachments/${each.id}`);
      location.assign(url);
    });
    on("remove", async () => {
      await remove(`${path}/attachments/${each.id}`);
      removed();
    });
  });
  const none = maybe(root, "[data-empty=attachments]");
  if (none) none.hidden = attachments.length > 0;
}

/** @param {any} attachment */
function kindName(attachment) {
  return attachment.kind_name ?? message(attachment.kind === "signed_form" ? "signed-form" : "material");
}
