// @ts-check
import { get } from "./api.js";
import { dateTime } from "./china-time.js";
import { all, control, find, maybe, typed } from "./dom.js";
import { fill, rows } from "./fill.js";
import { message } from "./messages.js";
import { writeToUnits } from "./message-units.js";
import { PageElement } from "./page-element.js";
import * as query from "./query.js";
import { Selection } from "./selection.js";
import { meets, requirePlace } from "./session.js";
import { select, tabs, tabsOf } from "./tabs.js";

/** Reached by everybody who has come so far, those sent back from there included. @type {Record<string, string[]>} */
const REACHED = {
  final: ["final_review_approved"],
  reported: ["reported", "final_review_rejected"],
  approved: ["first_review_approved"],
  submitted: ["first_review_pending", "first_review_rejected"],
};

/** What comes first in each order. @type {Record<string, (one: any, other: any) => number>} */
const ORDERS = {
  code: () => 0,
  days: (one, other) => (one.days_left ?? Infinity) - (other.days_left ?? Infinity),
  activity: (one, other) => (one.last_activity_at ?? "").localeCompare(other.last_activity_at ?? ""),
  done: (one, other) => rest(one) - rest(other),
};

/** `<progress-page>` 进度: where every unit is, who lags, and the units chosen to be told. */
class ProgressPage extends PageElement {
  actions = {
    "select-lagging": () => this.#selectLagging(),
    "write-to-units": () => this.#write(),
  };

  /** @type {any[]} */
  #units = [];
  /** @type {Selection | null} */
  #selection = null;

  /** The units ticked. @returns {any[]} */
  get chosen() {
    return this.#selection?.items ?? [];
  }

  async start() {
    this.#selection = new Selection(this);
    const finder = /** @type {HTMLFormElement} */ (find(this, "form[data-form=find-unit]"));
    const asked = query.read();
    for (const name of ["name", "sort"]) {
      const input = control(finder, name);
      if (input && asked[name]) input.value = asked[name];
    }
    finder.addEventListener("submit", (event) => event.preventDefault());
    finder.addEventListener("input", () => {
      query.change({ name: typed(finder, "name"), sort: typed(finder, "sort") }, { replace: true });
      this.#show();
    });
    tabs(this, (tab) => {
      query.change({ stage: tab.dataset.stageFilter });
      this.#show();
    });
    addEventListener("popstate", () => this.#show());
    await this.load(() => this.refresh());
    const { roles } = await requirePlace();
    for (const part of all(this, "[data-needs]")) part.hidden = !meets(part.dataset.needs, roles);
  }

  async refresh() {
    const { congress } = await requirePlace();
    const { items, by_progress } = await get(`/congresses/${congress}/progress`);
    this.#units = items.map(progress);
    fill(this, { as_of: message("as-of", { time: dateTime(Date.now()) }) });
    rows(this, "figures", figures(this.#units));
    for (const slot of all(this, "[data-count-of]")) {
      const of = slot.dataset.countOf;
      const known = by_progress.find((/** @type {any} */ share) => share.code === of)?.count;
      slot.textContent = String(known ?? this.#units.filter((unit) => unit.lags).length);
    }
    this.#show();
  }

  #show() {
    const { stage = "", name = "", sort = "code" } = query.read();
    const present = tabsOf(this).find((tab) => tab.dataset.stageFilter === stage) ?? tabsOf(this)[0];
    select(this, present);
    const wanted = name.trim();
    const inStage = (/** @type {any} */ unit) => stage === "" || (stage === "lagging" ? unit.lags : unit.progress === stage);
    const shown = this.#units.filter((unit) => inStage(unit) && (unit.name.includes(wanted) || unit.code === wanted));
    shown.sort(ORDERS[sort] ?? ORDERS.code);
    rows(this, "units", shown, (row, unit) => complete(row, unit));
    this.#selection?.turned(shown, shown.length);
    this.state = this.#units.length > 0 ? "ready" : "empty";
    const none = maybe(this, "[data-none]");
    if (none) none.hidden = shown.length > 0;
  }

  /** Writes to those ticked; where all of them lag, words to hurry them stand there already. */
  async #write() {
    const { congress } = await requirePlace();
    const lagging = this.chosen.every((unit) => unit.lags);
    const suggested = lagging ? { heading: message("hurry-heading"), text: message("hurry-text") } : {};
    if (!(await writeToUnits(this, congress, this.chosen, suggested))) return;
    this.#selection?.clear();
  }

  #selectLagging() {
    this.#selection?.clear();
    this.#selection?.add(this.#units.filter((unit) => unit.lags));
  }
}

/** @param {HTMLElement} row @param {any} unit */
function complete(row, unit) {
  const box = /** @type {HTMLInputElement} */ (control(row, "selected"));
  box.value = unit.id;
  box.setAttribute("aria-label", message("select-unit", { name: unit.name }));
  const stage = find(row, "[data-field=progress_name]");
  stage.dataset.tone = unit.progress === "completed" ? "good" : unit.lags ? "attention" : "waiting";
  maybe(row, ".bar")?.style.setProperty("--share", `${100 * (1 - rest(unit))}%`);
}

/** What part of a unit's places is not finally approved. @param {any} unit */
const rest = (unit) => (unit.places > 0 ? 1 - Math.min(1, unit.final / unit.places) : 1);

/** A unit's people by how far they have come: each step counts those beyond it too. @param {any} unit */
function progress(unit) {
  let sum = 0;
  const steps = Object.entries(REACHED).map(([step, states]) => {
    sum += states.reduce((part, state) => part + (unit.states?.[state] ?? 0), 0);
    return [step, sum];
  });
  const left = unit.days_left === null ? "" : unit.days_left === 0 ? message("window-over") : message("days-left", { count: unit.days_left });
  return { ...unit, ...Object.fromEntries(steps), taken: `${unit.allocated} / ${unit.places}`, left };
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

customElements.define("progress-page", ProgressPage);
