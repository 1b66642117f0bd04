// @ts-check
import { find, maybe } from "./dom.js";
import { rows } from "./fill.js";
import { wordsOf } from "./indicator-words.js";
import { address } from "./links.js";
import { message } from "./messages.js";
import { PageElement } from "./page-element.js";
import { requirePlace } from "./session.js";
import { openUnitFiles } from "./unit-files.js";
import { countIn, unitChanged, unitView } from "./unit-view.js";

const REPORTED = ["reported", "final_review_approved"];
const WAITING = ["first_review_approved"];
/** Whoever holds a delegate's place: committee members take one too (rule 2). @type {Record<string, string[]>} */
const HELD_BY = { delegate: ["delegate", "committee_member"] };

/** `<quota-panel>`: how many of how many, reported and waiting, each minimum with ✓ or ✕ and what is missing. */
class QuotaPanel extends PageElement {
  actions = { "unit-files": () => this.#files() };

  async start() {
    document.addEventListener("unit-changed", () => this.attempt(null, () => this.#show()));
    await this.#show();
  }

  async #show() {
    const { congress, unit, roles } = await requirePlace();
    if (!roles.includes("liaison")) {
      this.hidden = true;
      return;
    }
    const view = await unitView(congress, unit);
    const indicators = /** @type {any[]} */ (view.indicators ?? []);
    const places = indicators.filter((each) => each.category && !each.trait && (each.quota > 0 || each.submitted > 0));
    rows(this, "cards", places, (card, of) => {
      const own = indicators.filter((each) => each.trait && each.category === of.category && each.quota > 0);
      this.#bar(card, of, view);
      rows(card, "traits", [of, ...own].map((each) => ({ words: wordsOf(each), met: each.met })), (row, { met }) => {
        const badge = row.matches("[data-field]") ? row : (maybe(row, "[data-field]") ?? row);
        badge.dataset.tone = met ? "met" : "unmet";
      });
    });
    this.#materials(indicators.filter((each) => each.material), { congress, unit });
    const warnings = /** @type {string[]} */ (view.warnings ?? []);
    rows(this, "warnings", warnings.map((text) => ({ text })));
    find(this, "[data-list=warnings]").hidden = warnings.length === 0;
  }

  /**
   * The materials: what is missing, of how many, and whose it is.
   * @param {any[]} indicators @param {{ congress: string, unit: string }} place
   */
  #materials(indicators, place) {
    find(this, "[data-materials]").hidden = indicators.length === 0;
    rows(this, "materials", indicators.map((each) => ({ ...each, words: wordsOf(each) })), (row, each) => {
      find(row, "[data-field=words]").dataset.tone = each.met ? "met" : "unmet";
      rows(row, "lacking", each.lacking, (link, person) => {
        const shown = find(link, "a");
        shown.textContent = person.name;
        shown.setAttribute("href", address(person.state === "first_review_approved" ? "approved" : "reported", { ...place, name: person.name }));
      });
    });
  }

  async #files() {
    const { congress, unit } = await requirePlace();
    const view = await unitView(congress, unit);
    if (await openUnitFiles(this, congress, view)) unitChanged();
  }

  /** @param {HTMLElement} card @param {any} of @param {any} view */
  #bar(card, of, view) {
    const bar = maybe(card, ".bar");
    if (!bar) return;
    const holders = HELD_BY[of.category] ?? [of.category];
    const counts = Object.fromEntries(holders.map((category) => [category, view.counts?.[category] ?? {}]));
    const share = (/** @type {string[]} */ states) => {
      const count = countIn({ counts }, states);
      return { count, percent: of.quota > 0 ? Math.min(100, (100 * count) / of.quota) : 0 };
    };
    const reported = share(REPORTED);
    const waiting = share(WAITING);
    bar.style.setProperty("--reported", `${reported.percent}%`);
    bar.style.setProperty("--waiting", `${waiting.percent}%`);
    bar.setAttribute("aria-label", message("quota-bar", { label: of.label, reported: reported.count, waiting: waiting.count, quota: of.quota }));
  }
}

customElements.define("quota-panel", QuotaPanel);
