// @ts-check
import { get } from "./api.js";
import { Columns } from "./columns.js";
import { all, control, find, maybe } from "./dom.js";
import { rows } from "./fill.js";
import { Filters } from "./filters.js";
import { returnToPosition } from "./list-position.js";
import { viewChoice } from "./list-views.js";
import { message } from "./messages.js";
import { drawer } from "./nomination-drawer.js";
import { offerPlaces } from "./offered-places.js";
import { ownColumns } from "./own-columns.js";
import { PageElement } from "./page-element.js";
import { Problem } from "./problem.js";
import { showPager, turned, wanted } from "./pager.js";
import * as query from "./query.js";
import { Selection } from "./selection.js";
import { meets, requirePlace, requireSession } from "./session.js";
import { order, showOrder, sorting } from "./sorting.js";
import { toast } from "./toast-region.js";
import { unitChanged } from "./unit-view.js";

/** @import { Place, Session } from "./session.js" */

/** As many as one request lists. */
const LARGEST_PAGE = 100;
/** More are not chosen at once: whoever decides on so many sees none of them. */
const MOST_CHOSEN = 1000;

/** What all lists of nominations share: filters, order, pages, selection, the drawer over them, and keeping one's place. */
export class NominationList extends PageElement {
  /** @type {Session} */
  who = /** @type {any} */ (null);
  /** @type {Place} */
  place = /** @type {any} */ (null);
  /** The rows of the present page. @type {any[]} */
  items = [];
  /** How many there are on all pages. */
  total = 0;
  /** How many there are in each state. @type {Record<string, number>} */
  counts = {};
  selection = new Selection(this);
  /** @type {Columns | null} */
  #columns = null;

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
    this.filters = new Filters(this, () => {
      this.selection.clear();
      this.refresh();
    });
    await ownColumns(this, this.place.congress);
    this.#columns = new Columns(this);
    sorting(this, () => this.refresh());
    await offerPlaces(this, this.who, this.place);
    this.filters.show();
    this.attempt(null, () => viewChoice(this, this.place.congress, (view) => this.#take(view), this.source === "congress"));
    window.addEventListener("popstate", () => {
      this.filters?.show();
      showOrder(this);
      this.refresh();
    });
    await this.load(() => this.fetchPage());
    returnToPosition();
    this.began();
  }

  /** A view was chosen, or none: the list is as it says. @param {import("./list-views.js").View | undefined} view */
  #take(view) {
    this.#columns?.order(view?.columns ?? []);
    this.filters?.show();
    showOrder(this);
    this.selection.clear();
    return this.refresh();
  }

  /** What a list does more, once its first page is there. */
  began() {}

  /** Asks for the page the query names. @returns {Promise<void>} */
  async fetchPage() {
    const { limit, offset } = wanted();
    const page = await this.#ask(limit, offset);
    if (page.items.length === 0 && offset > 0) {
      // The last row of the last page is gone: the page before is the last now.
      query.change({ page: Math.ceil(page.total / limit) || null }, { replace: true });
      return this.fetchPage();
    }
    this.items = page.items;
    this.total = page.total;
    this.counts = page.counts ?? {};
    this.#render();
  }

  /** @param {number} limit @param {number} offset @returns {Promise<{ items: any[], total: number, counts?: Record<string, number> }>} */
  #ask(limit, offset) {
    const { congress, unit } = this.place;
    const path = this.source === "congress" ? `/reviews/${congress}/queue` : `/nominations/${congress}/${unit}`;
    const asked = { state: this.states.join(","), ...this.filters?.values, sort: order(), limit, offset };
    if (!asked.state) asked.state = this.states.join(",");
    return get(path + query.write(asked));
  }

  /** Asks again and keeps showing the present rows meanwhile. */
  refresh() {
    return this.load(() => this.fetchPage(), { quietly: true });
  }

  /** Turns to the next (1) or previous (-1) page, if there is one. @param {number} step */
  async turn(step) {
    if (!turned(this.total, step)) return false;
    await this.refresh();
    return true;
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

  #render() {
    const held = this.#heldRow();
    rows(this, "items", this.items, (row, item) => {
      const box = control(row, "selected");
      if (box) box.value = item.id;
      row.dataset.id = item.id;
      this.#showNeeded(row);
      this.#columns?.show(row);
      for (const part of all(row, "[data-allows]")) part.hidden = !meets(part.dataset.allows, item.actions);
      this.completeRow(row, item);
    });
    this.state = this.items.length > 0 ? "ready" : "empty";
    showPager(this, this.total, () => this.refresh());
    this.selection.turned(this.items, this.total);
    this.shown();
    if (held) this.goTo(held.id, held.at);
  }

  /** Which row the focus is in: rows are made anew, and who works by keyboard stays where they were. */
  #heldRow() {
    const row = document.activeElement?.closest("[data-list=items] > [data-id]");
    if (!(row instanceof HTMLElement) || !this.contains(row)) return null;
    const id = row.dataset.id ?? "";
    return { id, at: this.items.findIndex((item) => item.id === id) };
  }

  /** Puts the focus on somebody's row; where they left the list, on the one that stands in their place. @param {string} id @param {number} at */
  goTo(id, at) {
    const all = Array.from(this.querySelectorAll("[data-list=items] > [data-id]"));
    const row = all.find((each) => /** @type {HTMLElement} */ (each).dataset.id === id) ?? all[Math.min(Math.max(at, 0), all.length - 1)];
    const name = row && maybe(row, ".person [data-action]");
    (name ?? find(this, "h1")).focus();
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
    const ticked = this.selection.items;
    return actions.length === 0 ? ticked : ticked.filter((item) => actions.some((action) => item.actions.includes(action)));
  }

  /** What a print of these people, or when none are given of all whom the list shows, is to be made of. @param {any[]} [people] */
  printed(people) {
    const unit = this.source === "unit" ? this.place.unit : undefined;
    const filters = { ...this.filters?.values, state: this.filters?.values.state || this.states.join(",") };
    return { congress: this.place.congress, unit, people, filters, count: people?.length ?? this.total, liaison: Boolean(unit) };
  }

  /** Ticks everybody whom the filters find, on all pages. */
  async chooseMatching() {
    const most = Math.min(this.total, MOST_CHOSEN);
    for (let offset = 0; offset < most; offset += LARGEST_PAGE) {
      const page = await this.#ask(Math.min(LARGEST_PAGE, most - offset), offset);
      this.selection.add(page.items);
    }
    if (this.total > MOST_CHOSEN) toast(message("chosen-at-most", { count: MOST_CHOSEN }), "attention");
  }

  /** Details over the list. @param {HTMLElement} button */
  view(button) {
    return drawer(this)?.open(this.itemOf(button), this);
  }
}
