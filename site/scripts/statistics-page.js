// @ts-check
import { get } from "./api.js";
import { dateTime } from "./china-time.js";
import { maybe } from "./dom.js";
import { fill, rows } from "./fill.js";
import { message } from "./messages.js";
import { PageElement } from "./page-element.js";
import { requirePlace } from "./session.js";

/** `<statistics-page>` 统计: progress per unit and the composition of all nominees, as bars and as numbers. */
class StatisticsPage extends PageElement {
  actions = { print: () => print() };

  async start() {
    await this.load(async () => {
      const { congress } = await requirePlace();
      const { units: all, composition } = await get(`/congresses/${congress}/statistics`);
      const units = /** @type {any[]} */ (all).map(progress);
      fill(this, { as_of: message("as-of", { time: dateTime(Date.now()) }) });
      rows(this, "units", units, (row, unit) => share(row, unit.places > 0 ? unit.final / unit.places : 0));
      rows(this, "figures", figures(units));
      for (const section of this.querySelectorAll("[data-composition]")) this.#compose(/** @type {HTMLElement} */ (section), composition);
      this.state = units.length > 0 ? "ready" : "empty";
    });
  }

  /** @param {HTMLElement} section @param {Record<string, { name: string, count: number }[]>} composition */
  #compose(section, composition) {
    const parts = composition[section.dataset.composition ?? ""] ?? [];
    section.hidden = parts.every((part) => part.count === 0);
    const total = parts.reduce((sum, part) => sum + part.count, 0);
    const most = Math.max(1, ...parts.map((part) => part.count));
    const shown = parts.map((part) => ({ ...part, percent: total > 0 ? `${((100 * part.count) / total).toFixed(1)}%` : "0%" }));
    rows(section, "bars", shown, (row, part) => share(row, part.count / most));
  }
}

/** Reached by everybody who has come so far, those sent back from there included. @type {Record<string, string[]>} */
const REACHED = {
  final: ["final_review_approved"],
  reported: ["reported", "final_review_rejected"],
  approved: ["first_review_approved"],
  submitted: ["first_review_pending", "first_review_rejected"],
};

/** A unit's people by how far they have come: each step counts those beyond it too. @param {any} unit */
function progress(unit) {
  let sum = 0;
  const steps = Object.entries(REACHED).map(([step, states]) => {
    sum += states.reduce((part, state) => part + (unit.states?.[state] ?? 0), 0);
    return [step, sum];
  });
  return { ...unit, ...Object.fromEntries(steps) };
}

/** What all units have together. @param {any[]} units */
function figures(units) {
  const sum = (/** @type {string} */ name) => units.reduce((total, unit) => total + (unit[name] ?? 0), 0);
  return [
    { name: message("figure-units"), count: units.length },
    { name: message("figure-places"), count: sum("places") },
    { name: message("figure-allocated"), count: sum("allocated") },
    { name: message("figure-reported"), count: sum("reported") },
    { name: message("figure-final"), count: sum("final") },
  ];
}

/** The length of a row's bar. @param {HTMLElement} row @param {number} part from 0 to 1 */
function share(row, part) {
  maybe(row, ".bar")?.style.setProperty("--share", `${Math.min(100, 100 * part)}%`);
}

customElements.define("statistics-page", StatisticsPage);
