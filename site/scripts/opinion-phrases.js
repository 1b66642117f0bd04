// @ts-check
import { get, post } from "./api.js";
import { find, maybe } from "./dom.js";
import { rows } from "./fill.js";
import { message } from "./messages.js";
import { PageElement } from "./page-element.js";
import { toast } from "./toast-region.js";

/** @typedef {{ kept: string[], frequent: string[] }} Phrases */

/** Asked for once a page, by the first that shows them. @type {Promise<Phrases> | null} */
let known = null;

/** `<opinion-phrases data-for="id">`: the person's own phrases below an opinion; one click writes, the list can be kept up. */
class OpinionPhrases extends PageElement {
  actions = {
    "use-phrase": (/** @type {HTMLElement} */ button) => this.#use(button),
    "forget-phrase": (/** @type {HTMLElement} */ button) => this.#change("/reviews/phrases/removals", { text: this.#textOf(button) }),
    "keep-phrase": () => this.#keep(),
    "edit-phrases": () => this.toggleAttribute("data-editing"),
  };

  async start() {
    document.addEventListener("phrases-changed", () => this.attempt(null, () => this.#show()));
    await this.#show();
  }

  get #area() {
    return /** @type {HTMLTextAreaElement} */ (find(document, `#${this.dataset.for}`));
  }

  async #show() {
    known ??= get("/reviews/phrases").catch(() => ({ kept: [], frequent: [] }));
    const { kept, frequent } = await known;
    const chips = [...kept.map((text) => ({ text, kept: true })), ...frequent.map((text) => ({ text, kept: false }))];
    rows(this, "phrases", chips, (row, chip) => {
      row.toggleAttribute("data-own", chip.kept);
      find(row, "[data-action=forget-phrase]").setAttribute("aria-label", message("forget-phrase", { text: chip.text }));
    });
    const edit = maybe(this, "[data-action=edit-phrases]");
    if (edit) edit.hidden = chips.length === 0;
    this.toggleAttribute("data-none", chips.length === 0);
  }

  /** @param {HTMLElement} button */
  #textOf(button) {
    return find(/** @type {HTMLElement} */ (button.closest("li")), "[data-field=text]").textContent ?? "";
  }

  /** Written where the opinion is empty, added to it otherwise. @param {HTMLElement} button */
  #use(button) {
    const area = this.#area;
    const text = this.#textOf(button);
    area.value = area.value.trim() ? message("phrase-added", { opinion: area.value.trim(), text }) : text;
    area.focus();
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }

  async #keep() {
    const text = this.#area.value.trim();
    if (!text) {
      toast(message("write-opinion-first"), "attention");
      this.#area.focus();
      return;
    }
    await this.#change("/reviews/phrases", { text, keep: true });
    toast(message("phrase-kept"));
  }

  /** @param {string} path @param {unknown} body */
  async #change(path, body) {
    known = Promise.resolve(await post(path, body));
    document.dispatchEvent(new CustomEvent("phrases-changed"));
  }
}

customElements.define("opinion-phrases", OpinionPhrases);

/** Counts an opinion that was given, so that it is offered again. Never in the way: what fails here is no matter. @param {string} text */
export async function noteOpinion(text) {
  if (!text.trim()) return;
  const phrases = await post("/reviews/phrases", { text }).catch(() => null);
  if (!phrases) return;
  known = Promise.resolve(phrases);
  document.dispatchEvent(new CustomEvent("phrases-changed"));
}
