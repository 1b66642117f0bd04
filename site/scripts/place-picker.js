// @ts-check
import { find } from "./dom.js";
import { rows } from "./fill.js";
import { message } from "./messages.js";
import { places, search } from "./places.js";

/** As many as can be looked through. */
const MOST = 50;

/**
 * `<place-picker>`: a place by typing its name or pinyin initials (WAI-ARIA Authoring Practices, Combobox). The list is
 * fetched when the field is first used.
 */
class PlacePicker extends HTMLElement {
  #chosen = "";
  #at = -1;
  /** @type {import("./places.js").Place[]} */
  #found = [];

  connectedCallback() {
    const input = this.#input;
    input.addEventListener("focus", () => places().catch(() => {}));
    input.addEventListener("input", (event) => {
      event.stopPropagation(); // typing is no answer yet
      this.#look();
    });
    input.addEventListener("keydown", (event) => this.#pressed(event));
    input.addEventListener("blur", () => this.#left());
    this.#list.addEventListener("mousedown", (event) => event.preventDefault());
    this.#list.addEventListener("click", (event) => {
      const index = this.#options.indexOf(/** @type {HTMLElement} */ (/** @type {Element} */ (event.target).closest("[role=option]")));
      if (index >= 0) this.#choose(index);
    });
  }

  /** Shows a value. @param {string} code @param {string} words */
  set(code, words) {
    this.#hidden.value = code;
    this.#chosen = code ? words : "";
    this.#input.value = this.#chosen;
  }

  get #input() {
    return /** @type {HTMLInputElement} */ (find(this, "[role=combobox]"));
  }

  get #hidden() {
    return /** @type {HTMLInputElement} */ (find(this, "input[type=hidden]"));
  }

  get #list() {
    return find(this, "[role=listbox]");
  }

  get #options() {
    return /** @type {HTMLElement[]} */ (Array.from(this.#list.querySelectorAll("[role=option]")));
  }

  async #look() {
    const typed = this.#input.value;
    const all = await places().catch(() => []);
    if (typed !== this.#input.value) return;
    this.#found = search(all, typed, MOST);
    const shown = this.#found.length > 0 ? this.#found.map(({ words }) => ({ name: words })) : [{ name: message("place-none") }];
    rows(this, "option", typed ? shown : [], (row, _, index) => {
      row.id = `${this.#input.id}-option-${index}`;
      if (this.#found.length === 0) row.setAttribute("aria-disabled", "true");
    });
    this.#open(typed !== "");
    this.#point(this.#found.length > 0 ? 0 : -1);
  }

  /** @param {boolean} open */
  #open(open) {
    this.#list.hidden = !open;
    this.#input.setAttribute("aria-expanded", String(open));
    if (!open) this.#point(-1);
  }

  /** @param {number} index */
  #point(index) {
    this.#at = index;
    for (const [each, option] of this.#options.entries()) option.setAttribute("aria-selected", String(each === index));
    const option = this.#options[index];
    if (option && index >= 0) {
      this.#input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else this.#input.removeAttribute("aria-activedescendant");
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    if (event.isComposing) return; // the input method's own keys
    const count = this.#found.length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (this.#list.hidden) this.#look();
      else if (count > 0) this.#point((this.#at + (event.key === "ArrowDown" ? 1 : count - 1)) % count);
    } else if (event.key === "Enter" && !this.#list.hidden && this.#at >= 0) {
      event.preventDefault();
      this.#choose(this.#at);
    } else if (event.key === "Escape" && !this.#list.hidden) {
      event.preventDefault();
      this.#open(false);
    }
  }

  /** @param {number} index */
  #choose(index) {
    const place = this.#found[index];
    if (!place) return;
    this.set(place.code, place.words);
    this.#open(false);
    this.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /** Left without choosing: emptied when the text was deleted, otherwise what was chosen before stands again. */
  #left() {
    this.#open(false);
    if (this.#input.value.trim() === "" && this.#hidden.value) {
      this.set("", "");
      this.dispatchEvent(new Event("change", { bubbles: true }));
    } else this.#input.value = this.#chosen;
  }
}

customElements.define("place-picker", PlacePicker);
