// @ts-check
import { remove } from "./api.js";
import { find, maybe } from "./dom.js";
import { fill } from "./fill.js";
import { message } from "./messages.js";
import { PageElement } from "./page-element.js";
import { wordsOf } from "./problems.js";

/** `<file-answer>`: an answer that is a file. It is uploaded at once; the answer is the attachment's id. */
class FileAnswer extends PageElement {
  /** Of the nomination; set by the form. */
  path = "";
  /** Files that answered before. @type {Set<string>} */
  #former = new Set();

  actions = {
    "choose-file": () => this.#input.click(),
    "clear-file": () => {
      this.set("", "");
      this.#changed();
    },
  };

  start() {
    this.#input.addEventListener("change", (event) => {
      event.stopPropagation();
      const file = this.#input.files?.[0];
      if (file) this.attempt(null, () => this.#send(file));
    });
  }

  /** Shows a stored answer. @param {string} id @param {string} words */
  set(id, words) {
    if (this.#answer.value) this.#former.add(this.#answer.value);
    this.#answer.value = id;
    fill(this, { file: words ?? "" });
    const clear = maybe(this, "[data-action=clear-file]");
    if (clear) clear.hidden = id === "";
  }

  get #input() {
    return /** @type {HTMLInputElement} */ (find(this, "input[type=file]"));
  }

  /** The form is saved: files that answered before and no longer do can go. */
  settle() {
    const now = this.#answer.value;
    for (const id of this.#former) if (id !== now) remove(`${this.path}/attachments/${id}`).catch(() => {});
    this.#former.clear();
  }

  get #answer() {
    return /** @type {HTMLInputElement} */ (find(this, "input[type=hidden]"));
  }

  /** @param {File} file */
  async #send(file) {
    const bar = /** @type {HTMLProgressElement} */ (find(this, "progress"));
    bar.hidden = false;
    const { Sending } = await import("./sending.js");
    const { upload } = await import("./upload.js");
    const sending = new Sending({
      progress: (share) => {
        bar.value = share;
      },
      state: (how) => fill(this, { file: message(how === "sending" ? "photo-sending" : "upload-dropped") }),
    });
    try {
      const { id } = await upload(`${this.path}/attachments`, file, { kind: "answer" }, sending);
      this.set(id, file.name);
      this.#changed();
    } catch (error) {
      fill(this, { file: wordsOf(error).detail });
    } finally {
      bar.hidden = true;
      this.#input.value = "";
    }
  }

  #changed() {
    this.#answer.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

customElements.define("file-answer", FileAnswer);
