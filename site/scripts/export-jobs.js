// @ts-check
import { get, post } from "./api.js";
import { sizeWords } from "./attachments.js";
import { dateTime } from "./china-time.js";
import { find, maybe, show } from "./dom.js";
import { rows } from "./fill.js";
import { message } from "./messages.js";
import { PageElement } from "./page-element.js";
import { requirePlace } from "./session.js";
import { toast } from "./toast-region.js";

/** How often exports under way are looked at again, in milliseconds. */
const AGAIN_AFTER = 1500;

/** How an export's state looks. @type {Record<string, string>} */
const TONES = { waiting: "waiting", running: "waiting", done: "good", failed: "bad", cancelled: "neutral" };

/** `<export-jobs>` 导出任务: one's own exports that take a while: how far they are, the files, cancelling, trying again. */
class ExportJobs extends PageElement {
  #congress = "";
  /** @type {any[]} */
  #items = [];
  #timer = 0;

  actions = {
    "fetch-file": (/** @type {HTMLElement} */ button) => this.#fetch(button),
    "cancel-export": (/** @type {HTMLElement} */ button) => this.#do(button, "cancellations", message("export-cancelled")),
    "remove-export": (/** @type {HTMLElement} */ button) => this.#do(button, "cancellations", message("export-removed")),
    "retry-export": (/** @type {HTMLElement} */ button) => this.#do(button, "retries", message("export-retried")),
  };

  async start() {
    this.#congress = (await requirePlace()).congress;
    await this.load(() => this.#show());
  }

  async #show() {
    clearTimeout(this.#timer);
    const { items } = await get(`/exports/${this.#congress}/jobs`);
    const focused = document.activeElement?.closest("[data-id]");
    const held = focused instanceof HTMLElement ? focused.dataset.id : "";
    this.#items = items;
    rows(this, "items", items.map(dressed), (row, item) => {
      row.dataset.id = item.id;
      find(row, "[data-field=state_name]").dataset.tone = TONES[item.state] ?? "neutral";
      const bar = /** @type {HTMLProgressElement} */ (find(row, "progress"));
      bar.hidden = !item.open;
      bar.max = Math.max(item.total, 1);
      if (item.state === "running" && item.done > 0) bar.value = item.done;
      bar.setAttribute("aria-label", message("export-progress-of", { name: item.product_name }));
      for (const action of ["download", "cancel", "retry", "remove"]) show(row, `[data-allows=${action}]`, item.actions.includes(action));
    });
    if (held) maybe(this, `[data-id="${CSS.escape(held)}"] button:not([hidden])`)?.focus();
    this.state = items.length > 0 ? "ready" : "empty";
    const open = items.some((/** @type {any} */ item) => item.state === "waiting" || item.state === "running");
    if (open) this.#timer = setTimeout(() => this.load(() => this.#show(), { quietly: true }), AGAIN_AFTER);
  }

  /** @param {HTMLElement} button */
  #idOf(button) {
    return /** @type {HTMLElement} */ (button.closest("[data-id]")).dataset.id ?? "";
  }

  /** The file comes from where it is kept, by an address that is good for five minutes. @param {HTMLElement} button */
  async #fetch(button) {
    const id = this.#idOf(button);
    const { url } = await post(`/exports/${this.#congress}/jobs/${id}/links`, {});
    const link = document.createElement("a");
    link.href = url;
    link.download = this.#items.find((item) => item.id === id)?.file ?? "";
    link.click();
  }

  /** @param {HTMLElement} button @param {string} what @param {string} said */
  async #do(button, what, said) {
    await post(`/exports/${this.#congress}/jobs/${this.#idOf(button)}/${what}`, {});
    toast(said);
    await this.load(() => this.#show(), { quietly: true });
  }
}

/** An export with what is said of it. @param {any} item */
function dressed(item) {
  const open = item.state === "waiting" || item.state === "running";
  const left = item.seconds_left === undefined ? "" : message("export-left", { seconds: item.seconds_left });
  const far = item.total > 0 ? message("export-progress", { done: item.done, total: item.total }) : "";
  const ends = item.state === "done" ? message("export-expires", { at: dateTime(item.expires_at), size: sizeWords(item.size) }) : "";
  return {
    ...item,
    open,
    what: item.file ?? item.product_name,
    kind: message(item.unmasked ? "export-full" : "export-masked"),
    words: open ? [far, left].filter(Boolean).join(" · ") : (item.reason ?? ends),
  };
}

customElements.define("export-jobs", ExportJobs);
