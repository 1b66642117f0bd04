// @ts-check
import { get, post, put } from "./api.js";
import { controls, dialog, maybe, show } from "./dom.js";
import { rows } from "./fill.js";
import { openDialog } from "./form-dialog.js";
import { address } from "./links.js";
import { message } from "./messages.js";
import { PageElement } from "./page-element.js";
import { session } from "./session.js";
import { toast } from "./toast-region.js";
import { unreadIs } from "./unread.js";

/** @import { Session } from "./session.js" */

/** Where each kind of message leads; what stands here for no kind leads to the workbench. @type {Record<string, string>} */
const LEADS = {
  invited: "my-form",
  sent_back: "my-form",
  approved: "my-form",
  finally_approved: "my-form",
  finally_rejected: "my-form",
  reminder: "my-form",
  liaison_invited: "nominate",
  finally_sent_back: "reported",
  report_accepted: "reported",
  report_returned: "approved",
  from_convener: "nominate",
  unit_reported: "final-review",
};

/** `<inbox-page>` 消息: what one was told, the newest first; what is shown counts as read. What comes by SMS is chosen here. */
class InboxPage extends PageElement {
  /** @type {any[]} */
  #messages = [];
  /** @type {string | null} */
  #next = null;

  actions = { more: () => this.#more(), "choose-sms": () => this.#choose() };

  async start() {
    await this.load(() => this.#more());
  }

  async #more() {
    const who = await session();
    const before = this.#next ? `&before=${encodeURIComponent(this.#next)}` : "";
    const { items, next } = await get(`/inbox/messages?limit=20${before}`);
    this.#messages.push(...items);
    this.#next = next;
    rows(this, "items", this.#messages, (row, item) => dress(row, item, who));
    show(this, "[data-action=more]", next !== null);
    this.state = this.#messages.length > 0 ? "ready" : "empty";
    const ids = items.filter((/** @type {any} */ item) => !item.read).map((/** @type {any} */ item) => item.id);
    if (ids.length > 0) unreadIs((await post("/inbox/read", { ids })).unread);
  }

  async #choose() {
    const box = dialog(this, "sms");
    const { kinds } = await get("/inbox/settings");
    rows(box, "kinds", kinds, (row, { kind, sms }) => {
      const tick = /** @type {HTMLInputElement} */ (row.querySelector("input"));
      tick.value = kind;
      tick.defaultChecked = sms;
    });
    const done = await openDialog(box, () => {
      const sms = Object.fromEntries(controls(box, "sms").map((tick) => [tick.value, tick.checked]));
      return put("/inbox/settings", { sms });
    });
    if (done) toast(message("saved"), "good");
  }
}

/** @param {HTMLElement} row @param {any} item @param {Session | null} who */
function dress(row, item, who) {
  row.toggleAttribute("data-new", !item.read);
  rows(row, "remarks", item.remarks);
  const link = maybe(row, "a");
  if (!link) return;
  link.hidden = item.about === null;
  if (item.about) link.setAttribute("href", place(item, who));
}

/** The address of what a message is about. @param {any} item @param {Session | null} who */
function place({ kind, about: { congress, unit, nomination } }, who) {
  if (kind !== "window_closing") return address(LEADS[kind] ?? "workbench", { congress, unit, nomination: LEADS[kind] === "my-form" ? nomination : null });
  if (nomination) return address("my-form", { congress, unit, nomination });
  const context = who?.contexts.find((each) => each.congress.id === congress);
  return unit && context?.units.some(({ id }) => id === unit) ? address("pending", { congress, unit }) : address("final-review", { congress });
}

customElements.define("inbox-page", InboxPage);
