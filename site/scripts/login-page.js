// @ts-check
import { get, post, put } from "./api.js";
import { startCountdown } from "./countdown.js";
import { all, control, maybe, setBusy, show, ticked, typed } from "./dom.js";
import { humanCheck } from "./human-check.js";
import { address } from "./links.js";
import { message } from "./messages.js";
import { PageElement } from "./page-element.js";
import { passkeyRefused } from "./passkey-refused.js";
import { typedPhone } from "./phone.js";
import { Problem } from "./problem.js";
import { clearProblem, showProblem } from "./problems.js";
import { read, safeNext } from "./query.js";
import { askForFactor } from "./step-up.js";
import { tabs, tabsOf } from "./tabs.js";
import { toast } from "./toast-region.js";
import { knowsPasskeys, showPasskey } from "./webauthn.js";

/** @import { Session } from "./session.js" */

/** Seconds after which a code's way is asked after. */
const ASK_AFTER = [4, 10, 20, 40];

/** `<login-page>`: 短信登录, 密码登录 and setting the password again. With `data-inline` it stands in a dialog. */
class LoginPage extends PageElement {
  /** The message that is waited for: only the last code counts. */
  #awaited = "";

  actions = {
    passkey: () => this.#signInByPasskey(),
    "send-code": (/** @type {HTMLElement} */ button) => this.#sendCode(/** @type {HTMLButtonElement} */ (button)),
    forgot: () => {
      const tab = tabsOf(this).find((each) => each.dataset.tab === "reset");
      show(this, "[data-tab=reset]", true);
      tab?.click();
      tab?.focus();
    },
  };

  start() {
    tabs(this, () => this.#shareNumber());
    show(this, "[data-passkey]", knowsPasskeys());
    for (const form of /** @type {HTMLFormElement[]} */ (all(this, "form[data-form]"))) {
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        if (form.dataset.form) this.#submit(form);
      });
    }
    this.addEventListener("human-checked", (event) => {
      const form = /** @type {Element} */ (event.target).closest("form");
      const button = /** @type {HTMLButtonElement | null} */ (form && maybe(form, "[data-action=send-code]"));
      if (!button || button.hasAttribute("data-counting")) return;
      button.disabled = false;
      button.focus();
    });
  }

  /** What was typed as phone on one tab stands on the others too. */
  #shareNumber() {
    const phones = all(this, "[name=phone]").map((each) => /** @type {HTMLInputElement} */ (each));
    const given = phones.find((each) => each.value)?.value;
    for (const each of phones) if (given && !each.value) each.value = given;
  }

  /** @param {HTMLButtonElement} button */
  async #sendCode(button) {
    const form = /** @type {HTMLFormElement} */ (button.closest("form"));
    const check = humanCheck(form);
    clearProblem(this);
    try {
      button.disabled = true;
      if (!check?.solution) throw refused("/solution", message("human-check-first"));
      const sent = await post("/login/codes", { phone: typedPhone(form), solution: check.solution }, { quiet: true });
      startCountdown(button, sent.resend_after_seconds, () => Boolean(check.solution));
      toast(message("code-sent"), "good");
      this.#watch(sent.delivery, form);
      control(form, "code")?.focus();
    } catch (error) {
      if (error instanceof Problem && error.retryAfterSeconds > 0) startCountdown(button, error.retryAfterSeconds, () => Boolean(check?.solution));
      showProblem(this, error, form);
    } finally {
      // A wrong phone uses the solution up as well, unless it never arrived.
      check?.reset();
    }
  }

  /**
   * Asks after the text message while somebody waits for it: a gateway that fails is told here, not found out in vain.
   * @param {string} delivery @param {HTMLFormElement} form
   */
  async #watch(delivery, form) {
    this.#awaited = delivery;
    for (const seconds of ASK_AFTER) {
      await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
      if (!this.isConnected || this.#awaited !== delivery || typed(form, "code")) return;
      const { state } = await get(`/login/codes/${delivery}`, { quiet: true }).catch(() => ({ state: "waiting" }));
      if (state === "sent") return;
      if (state === "failed") return showProblem(this, refused("/code", message("code-failed")), form);
      if (state === "delayed") toast(message("code-delayed"), "attention");
    }
  }

  /** @param {HTMLFormElement} form */
  async #submit(form) {
    const button = maybe(form, "button[type=submit]");
    if (button?.hasAttribute("data-busy")) return;
    clearProblem(this);
    setBusy(button, true);
    try {
      if (form.dataset.form === "reset") await this.#setPassword(form);
      else if (ticked(this, "agreed")) await this.#signIn(form);
      else throw refused("/agreed", message("agree-first"));
    } catch (error) {
      showProblem(this, error, form);
    } finally {
      setBusy(button, false);
    }
  }

  /** @param {HTMLFormElement} form */
  async #signIn(form) {
    const secret = form.dataset.form === "sms" ? { code: typed(form, "code") } : { password: control(form, "password")?.value };
    const who = await post("/login/sessions", { phone: typedPhone(form), ...secret, agreed: this.#agreed() }, { quiet: true });
    form.reset();
    await this.#enter(who);
  }

  async #signInByPasskey() {
    clearProblem(this);
    try {
      if (!ticked(this, "agreed")) throw refused("/agreed", message("agree-first"));
      const { ceremony, options } = await post("/login/passkey-sessions/challenges", undefined, { quiet: true });
      const credential = await showPasskey(options);
      await this.#enter(await post("/login/passkey-sessions", { passkey: { ceremony, credential }, agreed: this.#agreed() }, { quiet: true }));
    } catch (error) {
      showProblem(this, passkeyRefused(error));
    }
  }

  /** The versions whose box is ticked. */
  #agreed() {
    const box = control(this, "agreed");
    return { terms: box?.dataset.terms, privacy: box?.dataset.privacy };
  }

  /** Signed in: whoever needs a second factor is asked for it at once, not in the middle of what they do. @param {Session} who */
  async #enter(who) {
    if (this.hasAttribute("data-inline")) {
      this.dispatchEvent(new CustomEvent("signed-in", { bubbles: true }));
      return;
    }
    if (who.second_factor.required && !who.second_factor.shown) await askForFactor("second_factor_required");
    location.assign(safeNext(read().next, address("workbench")));
  }

  /** @param {HTMLFormElement} form */
  async #setPassword(form) {
    const password = control(form, "password")?.value;
    await put("/login/password", { phone: typedPhone(form), code: typed(form, "code"), password }, { quiet: true });
    // The number goes along to the tab on which it is of use now.
    const tab = tabsOf(this).find((each) => each.dataset.tab === "password");
    tab?.click();
    form.reset();
    toast(message("password-set"), "good");
    control(maybe(this, 'form[data-form="password"]') ?? this, "password")?.focus();
  }
}

/** A refusal of our own, at a field, before the server is asked. @param {string} pointer @param {string} detail */
function refused(pointer, detail) {
  return new Problem({ status: 422, code: "invalid_input", title: message("please-complete"), detail, errors: [{ pointer, code: "required", detail }] });
}

customElements.define("login-page", LoginPage);
