// @ts-check
import { rows } from "./fill.js";
import { message } from "./messages.js";
import { PageElement } from "./page-element.js";

/** `<recovery-codes>`: shown once, to be downloaded or printed; fires `recovery-codes-kept` when the person says so. */
class RecoveryCodes extends PageElement {
  /** @type {string[]} */
  #codes = [];
  actions = {
    download: () => this.#download(),
    print: () => this.#print(),
    done: () => {
      this.hidden = true;
      this.#codes = [];
      rows(this, "codes", []);
      this.dispatchEvent(new CustomEvent("recovery-codes-kept", { bubbles: true }));
    },
  };

  /** @param {string[]} codes */
  show(codes) {
    this.#codes = codes;
    rows(this, "codes", codes.map((code) => ({ code })));
    this.hidden = false;
    this.find("h3").focus();
  }

  #download() {
    const text = `${message("recovery-file-title")}\r\n\r\n${this.#codes.join("\r\n")}\r\n`;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
    link.download = message("recovery-file-name");
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  #print() {
    this.toggleAttribute("data-printing", true);
    window.print();
    this.toggleAttribute("data-printing", false);
  }
}

customElements.define("recovery-codes", RecoveryCodes);

/** The one below a root. @param {ParentNode} root @returns {RecoveryCodes | null} */
export function recoveryCodes(root) {
  const found = root.querySelector("recovery-codes");
  return found instanceof RecoveryCodes ? found : null;
}
