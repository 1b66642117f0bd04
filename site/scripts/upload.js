// @ts-check
import { base64 } from "./altcha.js";
import { post, remove } from "./api.js";
import { Sending } from "./sending.js";

/** The largest attachment, in bytes. */
export const LARGEST = 20 * 1024 * 1024;

/**
 * Uploads a file for a nomination: announced with its checksum, sent to the address that is given for it, confirmed.
 * @param {string} path of the nomination @param {File} file @param {string} kind `material` or `signed_form`
 * @param {(share: number) => void} progress from 0 to 1
 * @param {Sending} [sending] to hold it and go on; without it a dropped connection is a failure
 * @returns {Promise<any>} the attachment
 */
export async function upload(path, file, kind, progress, sending = once(progress)) {
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  const announced = { name: file.name, size: file.size, content_type: typeOf(file), sha256: base64(digest), kind };
  const { id, upload: target } = await post(`${path}/attachments`, announced);
  try {
    await sending.send(target, file);
    return await post(`${path}/attachments/${id}/confirmation`, {});
  } catch (error) {
    // What was announced and did not arrive must not stay in the list.
    await remove(`${path}/attachments/${id}`).catch(() => {});
    throw error;
  }
}

/** @param {(share: number) => void} progress @returns {Sending} */
function once(progress) {
  /** @type {Sending} */
  const sending = new Sending({ progress, state: (how) => how === "dropped" && sending.cancel() });
  return sending;
}

/** What some systems have no name for, by the end of the file's name. @type {Record<string, string>} */
const TYPES = {
  pdf: "application/pdf",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/** @param {File} file */
function typeOf(file) {
  const end = file.name.toLowerCase().split(".").pop() ?? "";
  return TYPES[end] ?? (file.type || "application/octet-stream");
}
