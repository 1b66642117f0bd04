// @ts-check
import "./quota-panel.js";
import "./units-queue.js";
import { approvalWords } from "./approval.js";
import { attach } from "./attach-dialog.js";
import { remindAll, resubmit, reviewAll, revokeAll } from "./bulk-actions.js";
import { tabWords } from "./completeness.js";
import { congressView } from "./congress-view.js";
import { deadline, stageOf } from "./deadline.js";
import { deregister } from "./deregister-dialog.js";
import { all } from "./dom.js";
import { exportRoster } from "./export-dialog.js";
import { fill } from "./fill.js";
import { listShortcuts } from "./list-shortcuts.js";
import { drawer } from "./nomination-drawer.js";
import { NominationList } from "./nomination-list.js";
import { placeOf } from "./nomination-path.js";
import { printForms } from "./print-dialog.js";
import * as query from "./query.js";
import { report } from "./report-dialog.js";
import { showShortcuts } from "./shortcuts.js";
import { select, tabs, tabsOf } from "./tabs.js";
import { unitView } from "./unit-view.js";

/** `<review-list>`: 推荐, 待审核, 待上报, 不通过, 已上报 and 终审: the nominations in some states and what is done there. */
class ReviewList extends NominationList {
  actions = {
    view: (/** @type {HTMLElement} */ button) => this.view(button),
    review: (/** @type {HTMLElement} */ button) => this.view(button),
    revoke: (/** @type {HTMLElement} */ button) => this.#done(revokeAll(this, [this.itemOf(button)])),
    remind: (/** @type {HTMLElement} */ button) => remindAll([this.itemOf(button)]),
    attach: (/** @type {HTMLElement} */ button) => this.#done(attach(this, this.itemOf(button))),
    deregister: (/** @type {HTMLElement} */ button) => this.#done(deregister(this, this.itemOf(button))),
    resubmit: (/** @type {HTMLElement} */ button) => this.#done(resubmit(this.itemOf(button))),
    "select-matching": () => this.chooseMatching(),
    "select-none": () => this.selection.clear(),
    shortcuts: () => showShortcuts(this),
    "batch-review": () => this.#done(reviewAll(this, this.chosen())),
    "batch-approve": () => this.#done(reviewAll(this, this.chosen(), "approve")),
    "batch-reject": () => this.#done(reviewAll(this, this.chosen(), "reject")),
    "batch-revoke": () => this.#done(revokeAll(this, this.chosen("revoke_first_review", "revoke_final_review"))),
    "remind-many": () => remindAll(this.chosen("remind")),
    report: () => this.#done(report(this, this.place)),
    export: () => exportRoster(this, this.place.congress, this.#exported()),
    "print-forms": () => printForms(this, this.printed(this.chosen())),
    "print-form": (/** @type {HTMLElement} */ button) => printForms(this, this.printed([this.itemOf(button)])),
  };

  /** With tabs of states the chosen one counts. */
  get states() {
    const asked = query.read().state;
    const own = super.states;
    const offered = all(this, "[data-state-filter]").map((tab) => tab.dataset.stateFilter);
    return asked && offered.includes(asked) ? [asked] : own;
  }

  began() {
    tabs(this, (tab) => {
      if (!("stateFilter" in tab.dataset)) return;
      query.change({ state: tab.dataset.stateFilter, page: null });
      this.selection.clear();
      this.refresh();
    });
    this.attempt(null, () => this.#showDeadline());
    this.addEventListener("report-returned", () => this.refresh());
    for (const link of all(this, ".page-head a[data-link=receipts]")) link.setAttribute("href", query.withQuery(link.getAttribute("href") ?? "", { congress: this.place.congress, unit: this.place.unit }));
    listShortcuts(this, (outcome, item) => this.#decide(outcome, item));
  }

  /** By a key: on those ticked, or on the one the focus is at, whose details are shown first. @param {"approve" | "reject"} outcome @param {any} item */
  #decide(outcome, item) {
    const ticked = this.chosen("first_review", "final_review");
    if (ticked.length > 0) return this.#done(reviewAll(this, ticked, outcome));
    return item ? drawer(this)?.open(item, this) : undefined;
  }

  shown() {
    const present = tabsOf(this).find((tab) => tab.dataset.stateFilter === (query.read().state ?? "")) ?? tabsOf(this)[0];
    select(this, present);
    for (const slot of all(this, "[role=tab] [data-count]")) slot.textContent = String(this.counts[slot.dataset.count ?? ""] ?? 0);
    for (const button of all(this, "[data-in-state]")) button.hidden = !this.states.includes(button.dataset.inState ?? "");
  }

  /** @param {HTMLElement} row @param {any} item */
  completeRow(row, item) {
    fill(row, { approval_words: approvalWords(item) });
    for (const link of all(row, "a[data-link]")) link.setAttribute("href", query.withQuery(link.getAttribute("href") ?? "", placeOf(item)));
    for (const badge of all(row, "[data-completeness]")) {
      const part = (item.completeness ?? []).find((/** @type {any} */ each) => each.tab === badge.dataset.completeness);
      if (!part) continue;
      const { words, tone } = tabWords(part);
      badge.textContent = words;
      badge.dataset.tone = tone;
    }
  }

  async #showDeadline() {
    const { congress, unit } = this.place;
    const of = this.source === "unit" ? await unitView(congress, unit) : await congressView(congress);
    const stage = stageOf(super.states[0]);
    fill(this, { deadline: deadline(stage, of.windows?.[stage]) });
  }

  /** The list follows what was done. @param {Promise<boolean>} action */
  async #done(action) {
    if (!(await action)) return;
    await this.changed();
    document.dispatchEvent(new CustomEvent("queue-changed"));
  }

  #exported() {
    const unit = this.source === "unit" ? this.place.unit : "";
    return { ...this.filters?.values, unit: this.filters?.values.unit || unit, state: this.states.join(",") };
  }
}

customElements.define("review-list", ReviewList);
