// @ts-check
/**
 * One fault of a refused request.
 * @typedef {{ pointer: string, code: string, detail: string }} Fault
 */

/** A refusal of the server (RFC 9457), or a request that never arrived (`status` 0, `code` "network"). */
export class Problem extends Error {
  /** @param {{ status?: number, code?: string, title?: string, detail?: string, errors?: Fault[], current?: any,
   *   request_id?: string, retry_after_seconds?: number }} document */
  constructor(document) {
    super(document.detail || document.title || document.code || "");
    this.name = "Problem";
    this.status = document.status ?? 0;
    this.code = document.code ?? "network";
    this.title = document.title ?? "";
    this.detail = document.detail ?? "";
    /** All faults at once, each with a JSON pointer into what was sent. @type {Fault[]} */
    this.errors = document.errors ?? [];
    /** The fresh view, when ours was stale. */
    this.current = document.current;
    this.requestId = document.request_id ?? "";
    this.retryAfterSeconds = document.retry_after_seconds ?? 0;
  }

  /** Whether the request may not have reached the server at all. */
  get isNetwork() {
    return this.code === "network";
  }

  /**
   * Reads a refusal; one that is no problem document (a proxy's page) keeps its status.
   * @param {Response} response
   */
  static async from(response) {
    const type = response.headers.get("content-type") ?? "";
    const body = type.includes("json") ? await response.json().catch(() => ({})) : {};
    return new Problem({ code: "unavailable", ...body, status: response.status });
  }
}
