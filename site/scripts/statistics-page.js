// @ts-check
import { get } from "./api.js";
import { barChart } from "./bar-chart.js";
import { dateTime } from "./china-time.js";
import { all, find, show } from "./dom.js";
import { saveFile } from "./download.js";
import { fill, rows } from "./fill.js";
import { joined, message } from "./messages.js";
import { PageElement } from "./page-element.js";
import { read } from "./query.js";
import { requirePlace } from "./session.js";

/** @import { Place } from "./session.js" */

/**
 * @typedef {{ code: string, name: string, count: number, tenths: number }} Share
 * @typedef {{ code: string, name: string, adds_up: boolean, shares: Share[] }} Facet
 * @typedef {{ name: string, target: number, tenths: number, count: number, known: number, unknown: number, met: boolean }} Target
 */

/** Tenths of a percent as they are read: 333 is 33.3%. @param {number} tenths */
const percent = (tenths) => `${(tenths / 10).toFixed(1)}%`;

/** `<statistics-page>` 统计: who holds a place, of the whole congress or of one unit, as drawings and as numbers. */
class StatisticsPage extends PageElement {
  actions = { print: () => print(), export: () => this.#export() };

  /** @type {Place | null} */
  #place = null;

  async start() {
    await this.load(async () => {
      const place = (this.#place = await requirePlace());
      const convener = ["administrator", "final_reviewer"].some((role) => place.roles.includes(role));
      const unit = convener && !read().unit ? "" : place.unit;
      show(this, "[data-action=export]", !unit);
      const { composition, targets } = await get(`/congresses/${place.congress}${unit ? `/units/${unit}` : ""}/statistics`);
      const name = place.context?.units.find((each) => each.id === unit)?.name ?? place.context?.congress.title ?? "";
      fill(this, { as_of: message("composition-of", { name, count: composition.total, time: dateTime(Date.now()) }) });
      this.#showTargets(targets);
      const facets = /** @type {Facet[]} */ (composition.facets).filter((facet) => facet.shares.some((share) => share.count > 0));
      rows(this, "facets", facets, (card, facet) => this.#showFacet(card, facet));
      this.state = composition.total > 0 ? "ready" : "empty";
    });
  }

  /** @param {HTMLElement} card @param {Facet} facet */
  #showFacet(card, facet) {
    const shares = facet.shares.map((share) => ({ ...share, percent: percent(share.tenths) }));
    const most = Math.max(1, ...shares.map((share) => share.count));
    const bars = shares.map((share) => ({
      name: share.name,
      part: share.count / most,
      text: message("people-share", { count: share.count, share: share.percent }),
      ...(share.code === "unknown" ? { kind: /** @type {const} */ ("unknown") } : {}),
    }));
    draw(card, facet.name, bars);
    rows(card, "shares", shares);
    show(card, "[data-overlaps]", !facet.adds_up);
  }

  /** @param {Target[]} targets */
  #showTargets(targets) {
    const card = find(this, "[data-targets]");
    card.hidden = targets.length === 0;
    const bars = targets.map((target) => ({
      name: target.name,
      part: target.tenths / 1000,
      mark: target.target / 100,
      text: message(target.met ? "target-met" : "target-short", { share: percent(target.tenths), target: target.target }),
      ...(target.met ? {} : { kind: /** @type {const} */ ("short") }),
    }));
    draw(card, message("targets"), bars);
    rows(card, "targets", targets.map((target) => ({ ...target, share: percent(target.tenths), goal: `${target.target}%`, met_words: message(target.met ? "yes" : "no") })));
  }

  async #export() {
    const file = await get(`/exports/${this.#place?.congress}/statistics.xlsx`, { answer: "blob" });
    saveFile(file, `${message("statistics-file")}.xlsx`);
  }
}

/** @param {HTMLElement} card @param {string} name @param {import("./bar-chart.js").Bar[]} bars */
function draw(card, name, bars) {
  const words = joined(bars.map((bar) => `${bar.name} ${bar.text}`));
  for (const place of all(card, "[data-chart]")) place.replaceChildren(barChart(bars, `${name}: ${words}`));
}

customElements.define("statistics-page", StatisticsPage);
