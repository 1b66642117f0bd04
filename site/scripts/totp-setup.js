// @ts-check
import { post, put } from "./api.js";
import { control, find, maybe, setBusy, show, typed } from "./dom.js";
import { fill } from "./fill.js";
import { PageElement } from "./page-element.js";
import { clearProblem, showProblem } from "./problems.js";

/** `<totp-setup>`: a secret as QR code and text, and the code that shows that the app has it. Fires `factor-set-up`. */
class TotpSetup extends PageElement {
  actions = { begin: () => this.#begin() };

  start() {
    const form = /** @type {HTMLFormElement} */ (this.find("form"));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#confirm(form);
    });
  }

  /** Within a dialog that itself asks for factors, what is missing is told to it. */
  get #wishes() {
    return { quiet: this.closest("second-factor") !== null };
  }

  async #begin() {
    clearProblem(this);
    const offer = await post("/login/second-factor/totp", undefined, this.#wishes);
    fill(this, { secret: offer.secret });
    const qr = find(this, "[data-qr]");
    qr.setAttribute("viewBox", `0 0 ${offer.qr.size} ${offer.qr.size}`);
    find(qr, "path").setAttribute("d", offer.qr.path);
    find(this, "[data-uri]").setAttribute("href", offer.uri);
    this.#step("confirm");
    control(this, "code")?.focus();
  }

  /** @param {HTMLFormElement} form */
  async #confirm(form) {
    const button = maybe(form, "button[type=submit]");
    if (button?.hasAttribute("data-busy")) return;
    clearProblem(this);
    setBusy(button, true);
    try {
      const detail = await put("/login/second-factor/totp", { code: typed(form, "code") }, this.#wishes);
      form.reset();
      this.#step("begin");
      this.dispatchEvent(new CustomEvent("factor-set-up", { bubbles: true, detail }));
    } catch (error) {
      this.failed(error);
    } finally {
      setBusy(button, false);
    }
  }

  /** @param {"begin" | "confirm"} step */
  #step(step) {
    show(this, "[data-step=begin]", step === "begin");
    show(this, "[data-step=confirm]", step === "confirm");
  }

  /** @param {unknown} error */
  failed(error) {
    const told = this.dispatchEvent(new CustomEvent("factor-refused", { bubbles: true, cancelable: true, detail: error }));
    if (told) showProblem(this, error);
  }
}

customElements.define("totp-setup", TotpSetup);
