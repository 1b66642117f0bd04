// @ts-check
import { tabWords } from "./completeness.js";
import { all, show } from "./dom.js";
import { fill } from "./fill.js";
import { message } from "./messages.js";
import { select, tabs, tabsOf } from "./tabs.js";

/** The three tabs of the form as steps, each with what is missing in it. */
export class Steps {
  #maySubmit = false;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    tabs(root, () => this.#shown());
    root.addEventListener("reveal-field", (event) => this.showOf(/** @type {Element} */ (event.target)));
    this.#shown();
  }

  /** @param {boolean} may */
  set maySubmit(may) {
    this.#maySubmit = may;
    this.#shown();
  }

  /** The next or previous step, from its top. @param {number} by */
  go(by) {
    const next = this.#all[this.#at + by];
    if (!next) return;
    select(this.root, next);
    this.#shown();
    scrollTo(0, 0);
    next.focus({ preventScroll: true });
  }

  /** The step in which an element stands. @param {Element} element */
  showOf(element) {
    const panel = element.closest("[data-step-panel]");
    select(this.root, this.#all.find((tab) => tab.getAttribute("aria-controls") === panel?.id));
    this.#shown();
  }

  /** @param {{ tab: string, required: number, filled: number, wrong: number }[]} completeness */
  showCompleteness(completeness) {
    for (const tab of this.#all) {
      const of = completeness.find((each) => each.tab === tab.dataset.step);
      if (!of) continue;
      const { words, tone } = tabWords(of);
      fill(tab, { missing: words });
      tab.dataset.tone = tone;
    }
  }

  get #all() {
    return tabsOf(this.root);
  }

  get #at() {
    return this.#all.findIndex((tab) => tab.getAttribute("aria-selected") === "true");
  }

  #shown() {
    const last = this.#at === this.#all.length - 1;
    show(this.root, ".bottom-bar [data-action=previous]", this.#at > 0);
    show(this.root, ".bottom-bar [data-action=next]", !last);
    show(this.root, ".bottom-bar [data-action=submit]", last && this.#maySubmit);
    const next = all(this.root, ".bottom-bar [data-action=next]")[0];
    const name = this.#all[this.#at + 1]?.querySelector("span")?.textContent;
    if (next && name) next.textContent = message("next-step", { name });
  }
}
