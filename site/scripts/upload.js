// @ts-check
import { base64 } from "./altcha.js";
import { post, remove } from "./api.js";
import { Problem } from "./problem.js";

/** The largest attachment, in bytes. */
export const LARGEST = 20 * 1024 * 1024;

/**
 * Uploads a file for a nomination: announced with its checksum, sent to the address that is given for it, confirmed.
 * @param {string} path of the nomination @param {File} file @param {string} kind `material` or `signed_form`
 * @param {(share: number) => void} progress from 0 to 1
 * @returns {Promise<any>} the attachment
 */
export async function upload(path, file, kind, progress) {
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  const announced = { name: file.name, size: file.size, content_type: typeOf(file), sha256: base64(digest), kind };
  const { id, upload: target } = await post(`${path}/attachments`, announced);
  try {
    await send(target, file, progress);
    return await post(`${path}/attachments/${id}/confirmation`, {});
  } catch (error) {
    // What was announced and did not arrive must not stay in the list.
    await remove(`${path}/attachments/${id}`).catch(() => {});
    throw error;
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

/**
 * `fetch` tells no progress of what is sent.
 * @param {{ url: string, method?: string, headers?: Record<string, string> }} target @param {File} file
 * @param {(share: number) => void} progress
 * @returns {Promise<void>}
 */
function send(target, file, progress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(target.method ?? "PUT", target.url);
    for (const [name, value] of Object.entries(target.headers ?? {})) {
      // The browser sets these itself and refuses to have them set.
      if (!["host", "content-length"].includes(name.toLowerCase())) request.setRequestHeader(name, value);
    }
    request.upload.onprogress = (event) => event.lengthComputable && progress(event.loaded / event.total);
    request.onload = () => (request.status < 300 ? resolve() : reject(new Problem({ status: request.status, code: "upload_refused" })));
    request.onerror = () => reject(new Problem({}));
    request.send(file);
  });
}
