// @ts-check
import { get } from "./api.js";
import { all, find } from "./dom.js";
import { rows } from "./fill.js";
import { message } from "./messages.js";
import { PageElement } from "./page-element.js";
import { requirePlace } from "./session.js";

/** So many changes of one entry are shown at first. */
const FIRST = 8;

/** `<congress-history>` 变更记录: who changed which setting, unit or quota, when, from what to what. */
class CongressHistory extends PageElement {
  /** @type {any[]} */
  #entries = [];

  async start() {
    const finder = /** @type {HTMLInputElement} */ (this.find("[data-find]"));
    finder.addEventListener("input", () => this.#show(finder.value.trim().toLowerCase()));
    await this.load(async () => {
      const { congress } = await requirePlace();
      this.#entries = (await get(`/congresses/${congress}/history`)).items;
      this.#show("");
    });
  }

  /** @param {string} wanted */
  #show(wanted) {
    const having = (/** @type {any} */ change) => [change.unit, change.what, change.from, change.to].join(" ").toLowerCase().includes(wanted);
    const entries = this.#entries.flatMap((entry) => {
      const whole = [entry.deed_name, entry.name].join(" ").toLowerCase().includes(wanted);
      const changes = whole ? entry.changes : entry.changes.filter(having);
      return whole || changes.length > 0 ? [{ ...entry, changes }] : [];
    });
    rows(this, "entries", entries, (row, entry) => this.#changes(row, entry.changes, FIRST));
    this.state = entries.length > 0 ? "ready" : "empty";
  }

  /** @param {HTMLElement} row @param {any[]} changes @param {number} most */
  #changes(row, changes, most) {
    rows(row, "changes", changes.slice(0, most));
    for (const table of all(row, "table")) table.hidden = changes.length === 0;
    const more = find(row, "[data-action=more]");
    more.hidden = changes.length <= most;
    more.textContent = message("history-more", { count: changes.length - most });
    more.onclick = () => this.#changes(row, changes, changes.length);
  }
}

customElements.define("congress-history", CongressHistory);
