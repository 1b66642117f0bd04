// @ts-check
import { blank } from "./fill.js";

/** Long enough to read one sentence twice. */
const SHOWN_MS = 6000;

/** `<toast-region>`: a live region at the page's edge that announces results. */
class ToastRegion extends HTMLElement {
  /** @param {string} text @param {string} tone */
  announce(text, tone) {
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
    // What went wrong stays until it was read; what went well goes by itself.
    if (tone !== "bad") setTimeout(() => row.remove(), SHOWN_MS);
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
 * @param {string} text @param {"good" | "bad" | "neutral" | "attention"} [tone]
 */
export function toast(text, tone = "good") {
  const region = document.querySelector("toast-region");
  if (region instanceof ToastRegion) region.announce(text, tone);
}
