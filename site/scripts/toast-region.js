// @ts-check
import { maybe } from "./dom.js";
import { blank } from "./fill.js";

/**
 * What can be done about a result while it is shown, for so many seconds.
 * @typedef {{ label: string, seconds: number, run: () => unknown }} Way
 */

/** Long enough to read one sentence twice. */
const SHOWN_MS = 6000;

/** `<toast-region>`: a live region at the page's edge that announces results. */
class ToastRegion extends HTMLElement {
  /** @param {string} text @param {string} tone @param {Way} [way] */
  announce(text, tone, way) {
    const row = blank(this, "toast");
    const slot = /** @type {HTMLElement} */ (row.querySelector("[data-field]") ?? row);
    slot.textContent = text;
    slot.dataset.tone = tone;
    row.querySelector("[data-action=close]")?.addEventListener("click", () => row.remove());
    this.#raise();
    // One result at a time: a newer one says where things stand now.
    for (const old of this.querySelectorAll(":scope > [data-passing]")) old.remove();
    row.toggleAttribute("data-passing", tone !== "bad");
    this.append(row);
    if (way) this.#offer(row, way);
    // What went wrong stays until it was read; what went well goes by itself.
    else if (tone !== "bad") setTimeout(() => row.remove(), SHOWN_MS);
  }

  /** Counts down what can still be done; only the eye sees it count. @param {HTMLElement} row @param {Way} way */
  #offer(row, way) {
    const button = maybe(row, "[data-action=toast-way]");
    const left = maybe(row, "[data-left]");
    const label = maybe(row, "[data-way]");
    if (!button || !left || !label) return;
    label.textContent = way.label;
    button.hidden = false;
    let seconds = way.seconds;
    left.textContent = String(seconds);
    const clock = setInterval(() => {
      seconds -= 1;
      left.textContent = String(seconds);
      if (seconds <= 0 || !row.isConnected) {
        clearInterval(clock);
        row.remove();
      }
    }, 1000);
    button.addEventListener("click", () => {
      clearInterval(clock);
      row.remove();
      way.run();
    });
  }

  /** A modal dialog makes everything outside of it inert: the region moves into the topmost one. */
  #raise() {
    const open = Array.from(document.querySelectorAll("dialog:modal"));
    const place = open.at(-1) ?? document.body;
    if (this.parentElement === place) return;
    place.append(this);
    place.addEventListener("close", () => document.body.append(this), { once: true });
  }
}

customElements.define("toast-region", ToastRegion);

/**
 * Announces a result.
 * @param {string} text @param {"good" | "bad" | "neutral" | "attention"} [tone] @param {Way} [way] what can be done about it
 */
export function toast(text, tone = "good", way) {
  const region = document.querySelector("toast-region");
  if (region instanceof ToastRegion) region.announce(text, tone, way);
}
