// @ts-check
import { Problem } from "./problem.js";

/**
 * The bytes of a file on their way to the storage. They can be held and go on: a single PUT is sent whole, so going on sends it
 * from its beginning. A connection that drops holds it too, and says so; nothing is lost by it but what was on its way.
 */
export class Sending {
  /** @type {XMLHttpRequest | null} */
  #request = null;
  #held = false;
  /** Goes on. @type {() => void} */
  #again = () => {};
  /** Gives up. @type {(error: Problem) => void} */
  #giveUp = () => {};

  /** @param {{ progress: (share: number) => void, state: (state: "sending" | "held" | "dropped") => void }} told */
  constructor({ progress, state }) {
    this.progress = progress;
    this.state = state;
  }

  /**
   * `fetch` tells no progress of what is sent.
   * @param {{ url: string, method?: string, headers?: Record<string, string> }} target @param {File} file
   * @returns {Promise<void>} once all has arrived
   */
  send(target, file) {
    return new Promise((resolve, reject) => {
      this.#giveUp = reject;
      this.#again = () => {
        this.#held = false;
        this.state("sending");
        const request = new XMLHttpRequest();
        this.#request = request;
        request.open(target.method ?? "PUT", target.url);
        for (const [name, value] of Object.entries(target.headers ?? {})) {
          // The browser sets these itself and refuses to have them set.
          if (!["host", "content-length"].includes(name.toLowerCase())) request.setRequestHeader(name, value);
        }
        request.upload.onprogress = (event) => event.lengthComputable && this.progress(event.loaded / event.total);
        request.onload = () => (request.status < 300 ? resolve() : reject(new Problem({ status: request.status, code: "upload_refused" })));
        request.onerror = () => this.#stopped("dropped");
        request.onabort = () => this.#stopped("held");
        request.send(file);
      };
      this.#again();
    });
  }

  /** Holds it until it is to go on. */
  hold() {
    if (!this.#held) this.#request?.abort();
  }

  /** Goes on, after it was held or the connection dropped. */
  goOn() {
    if (this.#held) this.#again();
  }

  /** Gives it up. */
  cancel() {
    this.#held = true;
    this.#request?.abort();
    this.#giveUp(new Problem({}));
  }

  /** @param {"held" | "dropped"} how */
  #stopped(how) {
    this.#held = true;
    this.state(how);
  }
}
