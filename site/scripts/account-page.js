// @ts-check
import { get, patch, post, put, remove } from "./api.js";
import { ask } from "./confirm-dialog.js";
import { control, dialog, find, show } from "./dom.js";
import { fill, rows } from "./fill.js";
import { openDialog } from "./form-dialog.js";
import { message } from "./messages.js";
import { PageElement } from "./page-element.js";
import "./passkey-setup.js";
import { changePhone, sendCode } from "./phone-change.js";
import { recoveryCodes } from "./recovery-codes.js";
import { renewSession, requireSession } from "./session.js";
import { toast } from "./toast-region.js";
import "./totp-setup.js";

/**
 * @typedef {{ id: string, name: string, added_at: string, used_at: string | null }} Passkey
 * @typedef {{ id: string, device: string, address: string, signed_in_at: string, seen_at: string, is_this: boolean }} Device
 * @typedef {{ phone: string, password_set_at: string | null, totp_since: string | null, recovery_codes_left: number,
 *   passkeys: Passkey[], sessions: Device[], fresh_until: string | null }} Account
 * @typedef {{ event: string, event_name: string, is_failure: boolean, at: string, times: number, from_here: boolean | null }} Happened
 */

/** A passkey that was not used for so long, in milliseconds, may be forgotten: ninety days. */
const LONG_UNUSED = 90 * 24 * 3600 * 1000;

/** `<account-page>`: 账号与安全. */
class AccountPage extends PageElement {
  /** Whether one of the person's parts asks for a second factor. */
  #required = false;
  /** @type {Account | null} */
  #account = null;
  actions = {
    phone: () => this.#phone(),
    "send-code": (/** @type {HTMLElement} */ button) => sendCode(/** @type {HTMLButtonElement} */ (button)),
    password: () => this.#password(),
    "rename-passkey": (/** @type {HTMLElement} */ button) => this.#rename(idOf(button)),
    "remove-totp": () => this.#sure("totp", () => remove("/login/second-factor/totp")),
    "renew-recovery": () => this.#renewRecovery(),
    "remove-passkey": (/** @type {HTMLElement} */ button) => this.#sure("passkey", () => remove(`/login/passkeys/${encodeURIComponent(idOf(button))}`)),
    "end-session": (/** @type {HTMLElement} */ button) => this.#endSession(idOf(button)),
    "end-others": () => this.#endOthers(),
  };

  async start() {
    const who = await requireSession();
    this.#required = who.second_factor.required;
    this.addEventListener("factor-set-up", (event) => {
      const { recovery_codes: codes = [] } = /** @type {CustomEvent} */ (event).detail;
      toast(message("factor-set-up"), "good");
      this.#show(codes);
    });
    this.addEventListener("recovery-codes-kept", () => this.#refresh());
    this.addEventListener("human-checked", () => {
      const button = /** @type {HTMLButtonElement} */ (find(this, "[data-action=send-code]"));
      if (button.hasAttribute("data-counting")) return;
      button.disabled = false;
      button.focus();
    });
    await this.#refresh({ quietly: false });
  }

  #refresh({ quietly = true } = {}) {
    return this.load(async () => {
      const [account, events] = await Promise.all([get("/login/account"), get("/login/events")]);
      this.#account = account;
      this.#fill(account);
      this.#tell(events.items);
    }, { quietly });
  }

  /** What happened at one's door. @param {Happened[]} items */
  #tell(items) {
    rows(this, "events", items, (row, one) => {
      row.toggleAttribute("data-failure", one.is_failure);
      show(row, "[data-failed]", one.is_failure);
      show(row, "[data-elsewhere]", one.from_here === false);
      show(row, "[data-often]", one.times > 1);
    });
  }

  /** @param {Account} account */
  #fill(account) {
    fill(this, account);
    const has = {
      password: Boolean(account.password_set_at),
      totp: Boolean(account.totp_since),
      factor: Boolean(account.totp_since) || account.passkeys.length > 0,
      others: account.sessions.length > 1,
    };
    for (const [name, there] of Object.entries(has)) {
      show(this, `[data-has="${name}"]`, there);
      show(this, `[data-lacks="${name}"]`, !there);
    }
    show(this, "[data-show=required]", this.#required && !has.factor);
    rows(this, "passkeys", account.passkeys, (row, one) => {
      row.dataset.id = one.id;
      show(row, "[data-used]", Boolean(one.used_at));
      show(row, "[data-unused]", !one.used_at);
      show(row, "[data-idle]", Date.now() - Date.parse(one.used_at ?? one.added_at) > LONG_UNUSED);
    });
    rows(this, "sessions", account.sessions, (row, one) => {
      row.dataset.id = one.id;
      const device = find(row, "[data-field=device]");
      if (!one.device) device.textContent = device.dataset.unknown ?? "";
      show(row, "[data-this]", one.is_this);
      show(row, "[data-action=end-session]", !one.is_this);
    });
    this.state = "ready";
  }

  /** @param {string[]} codes */
  async #show(codes) {
    await this.#refresh();
    if (codes.length > 0) recoveryCodes(this)?.show(codes);
  }

  async #phone() {
    if (!(await changePhone(dialog(this, "phone"), this.#account?.fresh_until ?? null))) return;
    await renewSession();
    toast(message("phone-changed"), "good");
    await this.#refresh();
  }

  /** @param {string} id */
  async #rename(id) {
    const box = dialog(this, "rename-passkey");
    const input = () => /** @type {HTMLInputElement} */ (control(box, "name"));
    const renamed = openDialog(box, () => patch(`/login/passkeys/${encodeURIComponent(id)}`, { name: input().value }));
    input().value = this.#account?.passkeys.find((one) => one.id === id)?.name ?? "";
    if (await renamed) await this.#refresh();
  }

  async #password() {
    const saved = await openDialog(dialog(this, "password"), (form) => put("/login/account/password", { password: control(form, "password")?.value }));
    if (!saved) return;
    toast(message("account-password-saved"), "good");
    await this.#refresh();
  }

  /** @param {"totp" | "passkey"} what @param {() => Promise<unknown>} removing */
  async #sure(what, removing) {
    const [title, text] = what === "totp" ? [message("remove-totp"), message("remove-totp-text")] : [message("remove-passkey"), message("remove-passkey-text")];
    if (!(await ask({ title, text, confirm: message("remove"), tone: "bad" }))) return;
    await removing();
    await this.#refresh();
  }

  async #renewRecovery() {
    if (!(await ask({ title: message("renew-recovery"), text: message("renew-recovery-text"), confirm: message("confirm") }))) return;
    const { recovery_codes: codes } = await post("/login/second-factor/recovery-codes", undefined);
    await this.#show(codes);
  }

  /** @param {string} id */
  async #endSession(id) {
    if (!(await ask({ title: message("end-session"), text: message("end-session-text"), confirm: message("confirm") }))) return;
    await remove(`/login/sessions/${encodeURIComponent(id)}`);
    toast(message("signed-out-there"), "good");
    await this.#refresh();
  }

  async #endOthers() {
    if (!(await ask({ title: message("end-sessions"), text: message("end-sessions-text"), confirm: message("confirm") }))) return;
    await remove("/login/sessions");
    toast(message("signed-out-there"), "good");
    await this.#refresh();
  }
}

/** The id of the row in which a button stands. @param {HTMLElement} button */
const idOf = (button) => /** @type {HTMLElement | null} */ (button.closest("[data-id]"))?.dataset.id ?? "";

customElements.define("account-page", AccountPage);
