// @ts-check
import { published } from "./api.js";
import { congressView, lifeOf, stageName } from "./congress-view.js";
import { show } from "./dom.js";
import { standing } from "./deadline.js";
import { fill, rows } from "./fill.js";
import { PageElement } from "./page-element.js";
import { session } from "./session.js";

/** `<home-page>`: for whoever is signed in, the congresses they take part in and the stages they are in. */
class HomePage extends PageElement {
  async start() {
    this.attempt(null, () => this.#showNews());
    const who = await session();
    show(this, "[data-signed=out]", !who);
    show(this, "[data-signed=in]", Boolean(who));
    if (!who) return;
    const contexts = who.contexts.map((each) => ({ ...each, life: lifeOf(each.congress.life) }));
    const cards = rows(this, "contexts", contexts);
    await Promise.all(contexts.map(async (context, index) => this.#showWindows(cards[index], context.congress.id)));
  }

  /** The newest notices: a file beside their pages, so that no function is asked. */
  async #showNews() {
    const { items } = await published("newest.json");
    const language = document.documentElement.lang === "en" ? "en" : "zh";
    rows(this, "news", items, (row, notice) => row.querySelector("a[data-read]")?.setAttribute("href", notice[language]));
    show(this, "[data-news]", items.length > 0);
  }

  /** @param {HTMLElement} card @param {string} congress */
  async #showWindows(card, congress) {
    const { windows, life } = await congressView(congress);
    fill(card, { life: lifeOf(life) });
    const stages = Object.entries(windows ?? {}).map(([stage, window]) => ({ name: stageName(stage), ...window, ...standing(window) }));
    rows(card, "windows", stages, (row, { tone }) => {
      const badge = row.querySelector("[data-field=words]");
      if (badge instanceof HTMLElement) badge.dataset.tone = tone;
    });
  }
}

customElements.define("home-page", HomePage);
