// @ts-check
import { get } from "./api.js";
import { all, control } from "./dom.js";
import { rows } from "./fill.js";
import { Filters } from "./filters.js";
import { returnToPosition } from "./list-position.js";
import { drawer } from "./nomination-drawer.js";
import { offerPlaces } from "./offered-places.js";
import { PageElement } from "./page-element.js";
import { Problem } from "./problem.js";
import { showPager, wanted } from "./pager.js";
import * as query from "./query.js";
import { Selection } from "./selection.js";
import { meets, requirePlace, requireSession } from "./session.js";
import { unitChanged } from "./unit-view.js";

/** @import { Place, Session } from "./session.js" */

/** What all lists of nominations share: filters, pages, selection, the drawer over them, and keeping one's place. */
export class NominationList extends PageElement {
  /** @type {Session} */
  who = /** @type {any} */ (null);
  /** @type {Place} */
  place = /** @type {any} */ (null);
  /** The rows of the present page. @type {any[]} */
  items = [];
  /** How many there are in each state. @type {Record<string, number>} */
  counts = {};
  selection = new Selection(this);

  /** `unit` lists one unit's nominations, `congress` those of all units. */
  get source() {
    return this.dataset.source ?? "unit";
  }

  /** The states it lists; none means all. */
  get states() {
    return (this.dataset.states ?? "").split(" ").filter(Boolean);
  }

  async start() {
    this.who = await requireSession();
    this.place = await requirePlace();
    if (this.source === "unit") query.change({ unit: this.place.unit }, { replace: true });
    this.#showNeeded(this);
    this.filters = new Filters(this, () => this.refresh());
    await offerPlaces(this, this.who, this.place);
    this.filters.show();
    this.addEventListener("nomination-changed", () => this.changed());
    window.addEventListener("popstate", () => {
      this.filters?.show();
      this.refresh();
    });
    await this.load(() => this.fetchPage());
    returnToPosition();
    this.began();
  }

  /** What a list does more, once its first page is there. */
  began() {}

  /** Asks for the page the query names. @returns {Promise<void>} */
  async fetchPage() {
    const { limit, offset } = wanted();
    const { congress, unit } = this.place;
    const path = this.source === "congress" ? `/reviews/${congress}/queue` : `/nominations/${congress}/${unit}`;
    const asked = { state: this.states.join(","), ...this.filters?.values, limit, offset };
    if (!asked.state) asked.state = this.states.join(",");
    const page = await get(path + query.write(asked));
    if (page.items.length === 0 && offset > 0) {
      // The last row of the last page is gone: the page before is the last now.
      query.change({ page: null }, { replace: true });
      return this.fetchPage();
    }
    this.items = page.items;
    this.counts = page.counts ?? {};
    this.#render(page.total);
  }

  /** Asks again and keeps showing the present rows meanwhile. */
  refresh() {
    return this.load(() => this.fetchPage(), { quietly: true });
  }

  /** A refusal because of something newer is shown upon the newer list. @param {unknown} error */
  failed(error) {
    super.failed(error);
    if (error instanceof Problem && [409, 412].includes(error.status)) this.refresh();
  }

  /** Something was done to nominations: list, menu and quota follow. */
  async changed() {
    unitChanged();
    await this.refresh();
  }

  /** @param {number} total */
  #render(total) {
    rows(this, "items", this.items, (row, item) => {
      const box = control(row, "selected");
      if (box) box.value = item.id;
      row.dataset.id = item.id;
      this.#showNeeded(row);
      for (const part of all(row, "[data-allows]")) part.hidden = !meets(part.dataset.allows, item.actions);
      this.completeRow(row, item);
    });
    this.state = this.items.length > 0 ? "ready" : "empty";
    showPager(this, total, () => this.refresh());
    this.selection.show();
    this.shown();
  }

  /** @param {HTMLElement} root */
  #showNeeded(root) {
    for (const part of all(root, "[data-needs]")) part.hidden = !meets(part.dataset.needs, this.place.roles);
  }

  /** What a row of this list has more. @param {HTMLElement} _row @param {any} _item */
  completeRow(_row, _item) {}

  /** Called whenever rows were shown. */
  shown() {}

  /** The row's nomination a button belongs to. @param {HTMLElement} button */
  itemOf(button) {
    const id = /** @type {HTMLElement | null} */ (button.closest("[data-id]"))?.dataset.id;
    return this.items.find((item) => item.id === id);
  }

  /** The ticked nominations that allow one of some actions; all of them when none is named. @param {string[]} actions */
  chosen(...actions) {
    const ids = this.selection.ids;
    const ticked = this.items.filter((item) => ids.includes(item.id));
    return actions.length === 0 ? ticked : ticked.filter((item) => actions.some((action) => item.actions.includes(action)));
  }

  /** Details over the list. @param {HTMLElement} button */
  view(button) {
    return drawer(this)?.open(this.itemOf(button), this.items);
  }
}
