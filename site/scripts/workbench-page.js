// @ts-check
import { lifeOf } from "./congress-view.js";
import { deadline } from "./deadline.js";
import { all, maybe, show } from "./dom.js";
import { fill, rows } from "./fill.js";
import { PageElement } from "./page-element.js";
import { withQuery } from "./query.js";
import { meets, requireSession, rolesIn } from "./session.js";
import { unitView } from "./unit-view.js";
import { showCounts, showQueue } from "./waiting-counts.js";

/** @import { Context, Session } from "./session.js" */

/** `<workbench-page>` 工作台: a card per congress with the modules that the person's roles give. */
class WorkbenchPage extends PageElement {
  async start() {
    await this.load(async () => {
      const who = await requireSession();
      show(this, "[data-show=convener]", Boolean(who.convener));
      const contexts = who.contexts.map((context) => ({ ...context, life: lifeOf(context.congress.life) }));
      rows(this, "contexts", contexts, (card, context) => this.#card(who, card, context));
      this.state = contexts.length > 0 ? "ready" : "empty";
    });
  }

  /** @param {Session} who @param {HTMLElement} card @param {Context} context */
  #card(who, card, context) {
    const congress = context.congress.id;
    rows(card, "units", context.units, (row, unit) => {
      this.#offer(row, ["liaison"], { congress, unit: unit.id });
      void this.attempt(null, () => this.#stand(row, congress, unit.id));
    });
    const roles = rolesIn(who, context, "");
    for (const part of all(card, ":scope > [data-list=modules] > li")) this.#offer(part, roles, { congress });
    if (meets("administrator final_reviewer", roles)) void this.attempt(null, () => showQueue(card, congress));
    const own = context.nomination;
    const mine = maybe(card, "[data-own]");
    if (mine) mine.hidden = !own;
    for (const link of all(card, 'a[data-module="my-form"]')) {
      if (own) link.setAttribute("href", withQuery(link.getAttribute("href") ?? "", { unit: own.unit_id, nomination: own.id }));
    }
  }

  /** Where a unit stands: what waits in each list, until when. @param {HTMLElement} row @param {string} congress @param {string} id */
  async #stand(row, congress, id) {
    const unit = await unitView(congress, id);
    showCounts(row, unit);
    const until = (/** @type {string} */ stage) => deadline(stage, unit.windows?.[stage]);
    fill(row, { nominating: until("nominating"), first_review: until("first_review") });
  }

  /** @param {HTMLElement} part @param {string[]} roles @param {Record<string, string>} place */
  #offer(part, roles, place) {
    for (const link of all(part, "a[data-module]")) {
      const allowed = meets(link.dataset.needs, roles);
      link.hidden = !allowed;
      const item = link.closest("li[data-needs]");
      if (item instanceof HTMLElement) item.hidden = !allowed;
      link.setAttribute("href", withQuery(link.getAttribute("href") ?? "", place));
    }
  }
}

customElements.define("workbench-page", WorkbenchPage);
