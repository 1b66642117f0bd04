// @ts-check
import { find, maybe, setBusy } from "./dom.js";
import { fill } from "./fill.js";
import { Problem } from "./problem.js";
import { wordsOf } from "./problems.js";
import { toast } from "./toast-region.js";

/**
 * What all our elements have in common: they start once, handle the clicks on `[data-action]` and the forms inside, and
 * say so while something is under way or has failed.
 */
export class PageElement extends HTMLElement {
  #started = false;
  /** @type {() => unknown} */
  #again = () => undefined;

  /** What each `[data-action]` does. @type {Record<string, (button: HTMLElement) => unknown>} */
  actions = {};

  connectedCallback() {
    if (this.#started) return;
    this.#started = true;
    this.addEventListener("click", (event) => this.#clicked(event));
    this.attempt(null, () => this.start());
  }

  /** Begins: the children are there. @returns {unknown} */
  start() {
    return undefined;
  }

  /** `loading`, `ready`, `empty`, `error` or `offline`. @param {string} state */
  set state(state) {
    const place = this.matches("[data-state]") ? this : maybe(this, ".results[data-state], [data-state]");
    if (place) place.dataset.state = state;
  }

  /**
   * Loads what the element shows, again when asked to; a failure is shown in its place, with a button to try again.
   * @param {() => Promise<unknown>} what @param {{ quietly?: boolean }} [how] keep showing the present until it is there
   */
  async load(what, { quietly = false } = {}) {
    this.#again = () => this.load(what);
    if (!quietly) this.state = "loading";
    try {
      await what();
    } catch (error) {
      const { title, detail } = wordsOf(error);
      console.error(error);
      fill(this, { problem_title: title, problem_detail: detail });
      this.state = error instanceof Problem && error.isNetwork ? "offline" : "error";
    }
  }

  /** @param {MouseEvent} event */
  #clicked(event) {
    const target = /** @type {Element} */ (event.target);
    const button = /** @type {HTMLElement | null} */ (target.closest("[data-action]"));
    const name = button && this.contains(button) ? (button.dataset.action ?? "") : "";
    const action = this.actions[name] ?? (name === "retry" ? this.#again : undefined);
    if (!button || !action) return;
    event.stopPropagation();
    if (button.hasAttribute("data-busy") || button.getAttribute("aria-disabled") === "true") return;
    this.attempt(button, () => action.call(this, button));
  }

  /**
   * Does something, shows that it is under way, and tells when it failed.
   * @param {HTMLElement | null} button @param {() => unknown} what
   */
  async attempt(button, what) {
    // Before it begins: a dialog it opens takes this back, because then nothing waits.
    setBusy(button, true);
    try {
      await what();
    } catch (error) {
      this.failed(error);
    } finally {
      setBusy(button, false);
    }
  }

  /** Something failed that no form shows by itself. @param {unknown} error */
  failed(error) {
    const { detail } = wordsOf(error);
    console.error(error);
    toast(detail, "bad");
  }

  /** @param {string} selector */
  find(selector) {
    return find(this, selector);
  }
}
