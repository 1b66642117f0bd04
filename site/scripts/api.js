// @ts-check
import { Problem } from "./problem.js";

/**
 * The one place that talks to the server. What every request needs is added here, so that no page can forget it.
 *
 * @typedef {object} Wishes
 * @property {number | string | null} [version] the version our change is based on, sent as `If-Match`
 * @property {Blob | ArrayBuffer} [bytes] a body that is no JSON
 * @property {string} [type] the media type of `bytes`
 * @property {"json" | "blob" | "file" | "text"} [answer] what to make of the answer; JSON unless told; a file is its bytes with what the headers tell
 * @property {number} [patience] how long the answer may take, in milliseconds
 * @property {boolean} [quiet] a lost session or a missing factor is an answer (a Problem), not a reason to ask for it
 * @property {boolean} [keepalive] must survive the closing of the page (at most 64 KB)
 * @property {string} [key] the idempotency key, when the caller repeats a POST itself
 */

/** Waits before the second, third and fourth attempt, in milliseconds. */
const PAUSES = [300, 1000, 2500];
/** No answer for so long is a dropped connection. */
const PATIENCE_MS = 30_000;
/** Refusals that pass by themselves. */
const PASSING = ["busy", "unavailable"];

/** Refusals that a factor turns into a yes. */
const FACTOR_NEEDED = ["second_factor_required", "fresh_factor_required"];

/** @type {() => Promise<boolean>} */
let signInAgain = () => Promise.resolve(false);

/**
 * Says how somebody whose session ended signs in again; resolves to whether they did. The request then carries on.
 * @param {() => Promise<boolean>} ask
 */
export function whenSessionEnds(ask) {
  signInAgain = ask;
}

/** @type {(code: string) => Promise<boolean>} */
let showFactor = () => Promise.resolve(false);

/**
 * Says how somebody shows a factor that a request needs; resolves to whether they did. The request then carries on.
 * @param {(code: string) => Promise<boolean>} ask given the problem's code
 */
export function whenFactorNeeded(ask) {
  showFactor = ask;
}

/** @param {string} path @param {Wishes} [wishes] @returns {Promise<any>} */
export const get = (path, wishes) => request("GET", path, undefined, wishes);
/** @param {string} path @param {unknown} body @param {Wishes} [wishes] @returns {Promise<any>} */
export const post = (path, body, wishes) => request("POST", path, body, wishes);
/** @param {string} path @param {unknown} body @param {Wishes} [wishes] @returns {Promise<any>} */
export const put = (path, body, wishes) => request("PUT", path, body, wishes);
/** @param {string} path @param {unknown} body @param {Wishes} [wishes] @returns {Promise<any>} */
export const patch = (path, body, wishes) => request("PATCH", path, body, wishes);
/** @param {string} path @param {Wishes} [wishes] @returns {Promise<any>} */
export const remove = (path, wishes) => request("DELETE", path, undefined, wishes);

/**
 * A file published beside this module, as JSON.
 * @param {string} name
 */
export async function asset(name) {
  const response = await fetch(new URL(name, import.meta.url));
  if (!response.ok) throw new Problem({ status: response.status, code: "not_found" });
  return response.json();
}

/**
 * A file published beside the notices, as JSON; nothing when there is none yet.
 * @param {string} name
 */
export async function published(name) {
  const response = await fetch(`/notices/${name}`, { cache: "no-cache" });
  return response.ok ? response.json() : { items: [] };
}

/**
 * @param {string} method @param {string} path below `/api` @param {unknown} body @param {Wishes} [wishes]
 */
async function request(method, path, body, wishes = {}) {
  const init = prepare(method, body, wishes);
  for (let attempt = 0; ; attempt += 1) {
    const outcome = await once(path, init, wishes);
    if (!(outcome instanceof Problem)) return outcome.value;
    if (outcome.status === 401 && !wishes.quiet && (await signInAgain())) continue;
    if (FACTOR_NEEDED.includes(outcome.code) && !wishes.quiet && (await showFactor(outcome.code))) continue;
    // A GET changes nothing and a POST carries its key: repeating them is safe, repeating others is not.
    const repeatable = method === "GET" || method === "POST";
    const passing = outcome.isNetwork || PASSING.includes(outcome.code);
    if (!repeatable || !passing || attempt >= PAUSES.length) throw outcome;
    await new Promise((resolve) => setTimeout(resolve, PAUSES[attempt]));
  }
}

/** @param {string} method @param {unknown} body @param {Wishes} wishes @returns {RequestInit} */
function prepare(method, body, wishes) {
  const headers = new Headers({ accept: "application/json", "accept-language": document.documentElement.lang });
  if (method !== "GET") headers.set("x-tuixuan", "1");
  if (method === "POST") headers.set("idempotency-key", wishes.key ?? crypto.randomUUID());
  if (wishes.version !== undefined && wishes.version !== null) headers.set("if-match", `"${wishes.version}"`);
  /** @type {BodyInit | undefined} */
  let content = wishes.bytes;
  if (content !== undefined) headers.set("content-type", wishes.type ?? "application/octet-stream");
  else if (body !== undefined) {
    content = JSON.stringify(body);
    headers.set("content-type", "application/json");
  }
  return { method, headers, body: content, credentials: "same-origin", keepalive: wishes.keepalive ?? false };
}

/** @param {string} path @param {RequestInit} init @param {Wishes} wishes */
async function once(path, init, wishes) {
  try {
    const response = await fetch(`/api${path}`, { ...init, signal: AbortSignal.timeout(wishes.patience ?? PATIENCE_MS) });
    if (!response.ok) return await Problem.from(response);
    if (response.status === 204) return { value: undefined };
    if (wishes.answer === "blob") return { value: await response.blob() };
    if (wishes.answer === "file") return { value: { blob: await response.blob(), headers: response.headers } };
    if (wishes.answer === "text") return { value: await response.text() };
    const text = await response.text();
    return { value: text ? JSON.parse(text) : undefined };
  } catch {
    return new Problem({});
  }
}
