// @ts-check
import { get, post } from "./api.js";
import { dateTime, fromInput } from "./china-time.js";
import { congressView, stageName } from "./congress-view.js";
import { deadline, standing } from "./deadline.js";
import { all, dialog, find, maybe, show, typed } from "./dom.js";
import { fill, rows } from "./fill.js";
import { openDialog } from "./form-dialog.js";
import { message } from "./messages.js";
import { PageElement } from "./page-element.js";
import { withQuery } from "./query.js";
import { requirePlace } from "./session.js";
import { toast } from "./toast-region.js";

const STAGES = ["nominating", "first_review", "final_review"];

/** `<congress-schedule>` 日程: when each stage is open, on one line of time, and which units were given longer. */
class CongressSchedule extends PageElement {
  #congress = "";

  actions = { extend: () => this.#extend() };

  async start() {
    await this.load(() => this.#show());
  }

  async #show() {
    const { congress, roles } = await requirePlace();
    this.#congress = congress;
    const [view, { items: units }] = await Promise.all([congressView(congress), get(`/congresses/${congress}/units`)]);
    show(this, "[data-needs~=administrator]", roles.includes("administrator"));
    const edit = this.find("[data-edit-windows]");
    edit.setAttribute("href", withQuery(edit.getAttribute("href") ?? "", { congress }));
    fill(this, { as_of: message("as-of", { time: dateTime(Date.now()) }) });
    this.#lines(view);
    this.#extensions(units);
    this.#choices(units);
    this.state = STAGES.some((stage) => view.windows?.[stage]) ? "ready" : "empty";
  }

  /** @param {any} view */
  #lines(view) {
    const lines = STAGES.flatMap((stage) => {
      const window = view.windows?.[stage];
      return window ? [{ name: stageName(stage), ...window, left: deadline(stage, window), window }] : [];
    });
    const held = view.starts_on ? [Date.parse(view.starts_on)] : [];
    const times = lines.flatMap(({ opens_at, closes_at }) => [Date.parse(opens_at), Date.parse(closes_at)]).concat(held);
    const [from, to] = [Math.min(...times), Math.max(...times)];
    const place = (/** @type {number} */ time) => `${Math.min(100, Math.max(0, (100 * (time - from)) / Math.max(1, to - from)))}%`;
    rows(this, "lines", lines, (row, line) => {
      const { words, tone } = standing(line.window);
      const badge = find(row, "[data-field=stands]");
      badge.textContent = words;
      badge.dataset.tone = tone;
      const track = find(row, ".schedule-track");
      track.style.setProperty("--from", place(Date.parse(line.opens_at)));
      track.style.setProperty("--to", place(Date.parse(line.closes_at)));
      track.style.setProperty("--now", place(Date.now()));
    });
  }

  /** @param {any[]} units */
  #extensions(units) {
    const extensions = units.flatMap((unit) =>
      unit.extensions.map((/** @type {any} */ one) => ({ unit: `${unit.code} ${unit.name}`, stage: stageName(one.stage), until: one.until, reason: one.reason })));
    rows(this, "extensions", extensions);
    this.find("[data-extensions]").hidden = extensions.length === 0;
    this.find("[data-none]").hidden = extensions.length > 0;
  }

  /** @param {any[]} units */
  #choices(units) {
    const select = /** @type {HTMLSelectElement} */ (maybe(this, 'select[name="unit"]'));
    for (const old of all(select, "option:not([value=''])")) old.remove();
    for (const unit of units) select.add(new Option(`${unit.code} ${unit.name}`, unit.id));
  }

  async #extend() {
    const done = await openDialog(dialog(this, "extend"), (form) =>
      post(`/congresses/${this.#congress}/units/${typed(form, "unit") || "-"}/extensions`, { stage: typed(form, "stage"), until: fromInput(typed(form, "until")), reason: typed(form, "reason") }));
    if (!done) return;
    toast(message("schedule-extended"));
    await this.#show();
  }
}

customElements.define("congress-schedule", CongressSchedule);
