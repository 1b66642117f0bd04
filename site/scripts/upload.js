// @ts-check
import { base64 } from "./altcha.js";
import { get, post, remove } from "./api.js";

/** @import { Part, Sending } from "./sending.js" */

/** The largest attachment, in bytes. */
export const LARGEST = 20 * 1024 * 1024;

/**
 * Uploads a file: announced with its checksum, sent in parts to the addresses that are given for them, confirmed.
 * The same file chosen again goes on where an upload stopped that its page did not live to end.
 * @param {string} files the path of the files that it joins @param {File} file
 * @param {{ kind?: string, material?: string }} what it is: `material`, `signed_form` or `answer`, and which material
 * @param {Sending} sending
 * @returns {Promise<any>} the attachment
 */
export async function upload(files, file, what, sending) {
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  const announced = { name: file.name, size: file.size, content_type: typeOf(file), sha256: base64(digest), ...what };
  const begun = `upload:${files}:${what.material ?? what.kind}:${announced.sha256}`;
  const known = localStorage.getItem(begun);
  const rest = (/** @type {string} */ id) => get(`${files}/${id}/upload`);
  const going = known ? await rest(known).then(({ parts }) => ({ id: known, parts }), () => null) : null;
  const { id, parts } = going ?? (await post(files, announced));
  localStorage.setItem(begun, id);
  try {
    await sending.send(parts, file, async () => /** @type {Part[]} */ ((await rest(id)).parts));
    return await post(`${files}/${id}/confirmation`, {});
  } catch (error) {
    // What was announced and did not arrive must not stay in the list.
    await remove(`${files}/${id}`).catch(() => {});
    throw error;
  } finally {
    localStorage.removeItem(begun);
  }
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
