// @ts-check
import { Problem } from "./problem.js";

/** @typedef {{ from: number, to: number, url: string, method?: string, headers?: Record<string, string> }} Part which bytes go where */

/** Waits before a part is tried again by itself, in milliseconds. */
const PAUSES = [1000, 3000, 8000];

/**
 * The bytes of a file on their way to the storage, part by part. They can be held and go on where they stopped: what has arrived is
 * not sent again. A part whose connection drops is tried again; when that does not help it waits, and goes on when told or when the
 * device is online again.
 */
export class Sending {
  /** @type {XMLHttpRequest | null} */
  #request = null;
  /** Goes on, while it waits. @type {(() => void) | null} */
  #again = null;
  /** Gives up. @type {(error: Problem) => void} */
  #giveUp = () => {};

  /** @param {{ progress: (share: number) => void, state: (state: "sending" | "held" | "dropped") => void }} told */
  constructor({ progress, state }) {
    this.progress = progress;
    this.state = state;
  }

  /**
   * @param {Part[]} parts @param {File} file
   * @param {() => Promise<Part[]>} rest asks which parts have not arrived, with fresh addresses
   * @returns {Promise<void>} once all has arrived
   */
  send(parts, file, rest) {
    const online = () => this.goOn();
    addEventListener("online", online);
    const givenUp = new Promise((_, reject) => {
      this.#giveUp = reject;
    });
    return Promise.race([this.#all(parts, file, rest), givenUp]).finally(() => removeEventListener("online", online));
  }

  /** @param {Part[]} parts @param {File} file @param {() => Promise<Part[]>} rest */
  async #all(parts, file, rest) {
    let [left, failures] = [parts, 0];
    this.state("sending");
    while (left.length > 0) {
      const end = await this.#part(left, file);
      if (end === "arrived") {
        [left, failures] = [left.slice(1), 0];
        continue;
      }
      if (end === "dropped" && failures < PAUSES.length) {
        await new Promise((resolve) => setTimeout(resolve, PAUSES[failures]));
        failures += 1;
      } else {
        await this.#wait(end);
        failures = 0;
      }
      left = await this.#rest(rest);
    }
  }

  /** @param {() => Promise<Part[]>} rest @returns {Promise<Part[]>} */
  async #rest(rest) {
    for (;;) {
      try {
        const left = await rest();
        this.state("sending");
        return left;
      } catch (error) {
        if (!(error instanceof Problem && error.isNetwork)) throw error;
        await this.#wait("dropped");
      }
    }
  }

  /** @param {"held" | "dropped"} how @returns {Promise<void>} */
  #wait(how) {
    this.state(how);
    return new Promise((resolve) => {
      this.#again = () => {
        this.#again = null;
        resolve();
      };
    });
  }

  /**
   * Sends the first of these. `fetch` tells no progress of what is sent.
   * @param {Part[]} left @param {File} file
   * @returns {Promise<"arrived" | "held" | "dropped">} what became of it
   */
  #part([part, ...after], file) {
    const before = file.size - [part, ...after].reduce((sum, { from, to }) => sum + to - from, 0);
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      this.#request = request;
      request.open(part.method ?? "PUT", part.url);
      for (const [name, value] of Object.entries(part.headers ?? {})) {
        // The browser sets these itself and refuses to have them set.
        if (!["host", "content-length"].includes(name.toLowerCase())) request.setRequestHeader(name, value);
      }
      request.upload.onprogress = ({ loaded }) => this.progress((before + loaded) / file.size);
      request.onload = () => {
        // 412: it is there already, and the answer that said so was lost.
        if (request.status < 300 || request.status === 412) resolve("arrived");
        // 403: the address is too old; there are fresh ones.
        else if (request.status === 403 || request.status >= 500) resolve("dropped");
        else reject(new Problem({ status: request.status, code: "upload_refused" }));
      };
      request.onerror = () => resolve("dropped");
      request.onabort = () => resolve("held");
      request.send(file.slice(part.from, part.to));
    });
  }

  /** Holds it until it is to go on. */
  hold() {
    if (!this.#again) this.#request?.abort();
  }

  /** Goes on, after it was held or the connection dropped. */
  goOn() {
    this.#again?.();
  }

  /** Gives it up. */
  cancel() {
    this.#giveUp(new Problem({}));
    this.#request?.abort();
  }
}
