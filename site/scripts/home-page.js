// @ts-check
import { congressView, lifeOf, stageName } from "./congress-view.js";
import { show } from "./dom.js";
import { standing } from "./deadline.js";
import { fill, rows } from "./fill.js";
import { PageElement } from "./page-element.js";
import { session } from "./session.js";

/** `<home-page>`: for whoever is signed in, the congresses they take part in and the stages they are in. */
class HomePage extends PageElement {
  async start() {
    const who = await session();
    show(this, "[data-signed=out]", !who);
    show(this, "[data-signed=in]", Boolean(who));
    if (!who) return;
    const contexts = who.contexts.map((each) => ({ ...each, life: lifeOf(each.congress.life) }));
    const cards = rows(this, "contexts", contexts);
    await Promise.all(contexts.map(async (context, index) => this.#showWindows(cards[index], context.congress.id)));
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
