// @ts-check
import { post } from "./api.js";
import { maybe, setBusy, show, typed } from "./dom.js";
import { PageElement } from "./page-element.js";
import { passkeyRefused } from "./passkey-refused.js";
import { clearProblem, showProblem } from "./problems.js";
import { createPasskey, knowsPasskeys } from "./webauthn.js";

/** `<passkey-setup>`: makes a passkey on this device and gives it a name. Fires `factor-set-up`. */
class PasskeySetup extends PageElement {
  start() {
    show(this, "[data-supported]", knowsPasskeys());
    show(this, "[data-unsupported]", !knowsPasskeys());
    const form = /** @type {HTMLFormElement} */ (this.find("form"));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#create(form);
    });
  }

  /** @param {HTMLFormElement} form */
  async #create(form) {
    const button = maybe(form, "button[type=submit]");
    if (button?.hasAttribute("data-busy")) return;
    const wishes = { quiet: this.closest("second-factor") !== null };
    clearProblem(this);
    setBusy(button, true);
    try {
      const { ceremony, options } = await post("/login/passkeys/challenges", undefined, wishes);
      const credential = await createPasskey(options);
      const detail = await post("/login/passkeys", { ceremony, name: typed(form, "name"), credential }, wishes);
      form.reset();
      this.dispatchEvent(new CustomEvent("factor-set-up", { bubbles: true, detail }));
    } catch (error) {
      const refused = passkeyRefused(error);
      const told = this.dispatchEvent(new CustomEvent("factor-refused", { bubbles: true, cancelable: true, detail: refused }));
      if (told) showProblem(this, refused);
    } finally {
      setBusy(button, false);
    }
  }
}

customElements.define("passkey-setup", PasskeySetup);
