// @ts-check
import { post, put } from "./api.js";
import { startCountdown } from "./countdown.js";
import { all, control, maybe, setBusy, show, typed } from "./dom.js";
import { fill } from "./fill.js";
import { humanCheck } from "./human-check.js";
import { message } from "./messages.js";
import { PageElement } from "./page-element.js";
import { passkeyRefused } from "./passkey-refused.js";
import "./passkey-setup.js";
import { Problem } from "./problem.js";
import { clearProblem, showProblem } from "./problems.js";
import { recoveryCodes } from "./recovery-codes.js";
import { renewSession } from "./session.js";
import { toast } from "./toast-region.js";
import "./totp-setup.js";
import { knowsPasskeys, showPasskey } from "./webauthn.js";

/**
 * `<second-factor>`: asks for what was not shown, or not lately. Fires `factor-shown` once it was. Four parts: show a second
 * factor; for those without one, show again what they sign in with; set one up; keep the recovery codes.
 */
class SecondFactor extends PageElement {
  /** Where to go on once the first factor was shown again. */
  #after = "";
  actions = {
    "use-passkey": () => this.#usePasskey(),
    "send-code": (/** @type {HTMLElement} */ button) => this.#sendCode(/** @type {HTMLButtonElement} */ (button)),
  };

  start() {
    for (const form of /** @type {HTMLFormElement[]} */ (all(this, "form[data-form]"))) {
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        this.#submit(form);
      });
    }
    this.addEventListener("human-checked", () => {
      const button = /** @type {HTMLButtonElement | null} */ (maybe(this, "[data-action=send-code]"));
      if (!button || button.hasAttribute("data-counting")) return;
      button.disabled = false;
      button.focus();
    });
    this.addEventListener("factor-set-up", (event) => this.#setUp(/** @type {CustomEvent} */ (event).detail));
    this.addEventListener("factor-refused", (event) => {
      const { detail } = /** @type {CustomEvent} */ (event);
      if (!(detail instanceof Problem) || detail.code !== "fresh_factor_required") return;
      event.preventDefault();
      this.#after = "enrol";
      this.#part("first");
    });
    this.addEventListener("recovery-codes-kept", () => this.#done());
  }

  /** Begins anew. @param {string} code of the problem that asks for it */
  async begin(code) {
    const who = await renewSession();
    if (!who) return this.#done();
    const { methods } = who.second_factor;
    for (const each of all(this, "[data-method]")) each.hidden = !methods.includes(each.dataset.method ?? "");
    if (!knowsPasskeys()) show(this, "[data-method=passkey]", false);
    show(this, "[data-password]", who.has_password);
    fill(this, { phone: who.phone });
    this.#after = "";
    if (methods.length > 0) this.#part("show");
    else this.#part(code === "fresh_factor_required" ? "first" : "enrol");
  }

  /** @param {"show" | "first" | "enrol" | "codes"} part */
  #part(part) {
    clearProblem(this);
    for (const each of all(this, "[data-part]")) each.hidden = each.dataset.part !== part;
    fill(this, { title: message(part === "enrol" ? "factor-title-enrol" : part === "codes" ? "factor-title-codes" : "factor-title-show") });
    const first = maybe(this, `[data-part="${part}"] form:not([hidden]) input, [data-part="${part}"] button:not([hidden])`);
    if (part !== "codes") first?.focus();
  }

  /** @param {HTMLFormElement} form */
  async #submit(form) {
    const button = maybe(form, "button[type=submit]");
    if (button?.hasAttribute("data-busy")) return;
    await this.#attempt(button, form, async () => {
      if (form.dataset.form === "totp") await this.#show({ code: typed(form, "code") });
      else if (form.dataset.form === "recovery") await this.#show({ recovery_code: typed(form, "recovery_code") });
      else await this.#showFirst(form);
      form.reset();
    });
  }

  #usePasskey() {
    return this.#attempt(null, this, async () => {
      const { ceremony, options } = await post("/login/second-factor/passkey", undefined, { quiet: true });
      await this.#show({ passkey: { ceremony, credential: await showPasskey(options) } });
    });
  }

  /** @param {HTMLElement | null} button @param {HTMLElement} within @param {() => Promise<unknown>} what */
  async #attempt(button, within, what) {
    clearProblem(this);
    setBusy(button, true);
    try {
      await what();
    } catch (error) {
      showProblem(this, passkeyRefused(error), within);
    } finally {
      setBusy(button, false);
    }
  }

  /** @param {unknown} shown */
  async #show(shown) {
    await post("/login/second-factor", shown, { quiet: true });
    this.#done();
  }

  /** @param {HTMLFormElement} form */
  async #showFirst(form) {
    const shown = form.dataset.form === "sms" ? { code: typed(form, "code") } : { password: control(form, "password")?.value };
    await put("/login/session", shown, { quiet: true });
    if (this.#after === "enrol") this.#part("enrol");
    else this.#done();
  }

  /** @param {HTMLButtonElement} button */
  #sendCode(button) {
    const form = /** @type {HTMLFormElement} */ (button.closest("form"));
    const check = humanCheck(form);
    return this.#attempt(null, form, async () => {
      button.disabled = true;
      try {
        const sent = await post("/login/codes", { solution: check?.solution ?? "" }, { quiet: true });
        startCountdown(button, sent.resend_after_seconds, () => Boolean(check?.solution));
        toast(message("code-sent"), "good");
        control(form, "code")?.focus();
      } catch (error) {
        if (error instanceof Problem && error.retryAfterSeconds > 0) startCountdown(button, error.retryAfterSeconds, () => Boolean(check?.solution));
        throw error;
      } finally {
        check?.reset();
      }
    });
  }

  /** @param {{ recovery_codes?: string[] }} changed */
  #setUp({ recovery_codes: codes = [] }) {
    if (codes.length === 0) return this.#done();
    this.#part("codes");
    recoveryCodes(this)?.show(codes);
  }

  async #done() {
    await renewSession();
    this.dispatchEvent(new CustomEvent("factor-shown", { bubbles: true }));
  }
}

customElements.define("second-factor", SecondFactor);

/** The one of a dialog. @param {ParentNode} root @returns {SecondFactor | null} */
export function secondFactor(root) {
  const found = root.querySelector("second-factor");
  return found instanceof SecondFactor ? found : null;
}
