// @ts-check
import { all, controls, maybe } from "./dom.js";
import { linkLevels } from "./two-level.js";
import * as query from "./query.js";

/** What stands in the query and is no filter. */
const PLACE = ["congress", "nomination", "page", "limit"];

/**
 * The block of conditions above a list. 搜索 submits all together, 重置 clears them; the query holds them.
 */
export class Filters {
  /**
   * @param {ParentNode} root around the form
   * @param {() => unknown} search called after the query changed
   */
  constructor(root, search) {
    this.form = /** @type {HTMLFormElement} */ (root.querySelector("form[data-filters]"));
    this.align = linkLevels(this.form);
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      query.change({ ...this.#typed(), page: null });
      this.show();
      search();
    });
    this.form.addEventListener("reset", (event) => {
      event.preventDefault();
      const cleared = Object.fromEntries(this.#names().map((name) => [name, null]));
      query.change({ ...cleared, page: null });
      this.show();
      search();
    });
  }

  /** Fills the form from the query. */
  show() {
    const present = query.read();
    for (const name of this.#names()) {
      for (const control of controls(this.form, name)) {
        if (control instanceof HTMLSelectElement && control.dataset.level === "2") control.dataset.wanted = present[name] ?? "";
        else control.value = present[name] ?? "";
      }
    }
    this.align();
    const badge = maybe(this.form.closest(".filters") ?? this.form, "[data-field=active]");
    const count = this.#names().filter((name) => present[name]).length;
    if (!badge) return;
    badge.textContent = String(count);
    badge.hidden = count === 0;
  }

  /** What the server is asked for. */
  get values() {
    const present = query.read();
    const names = this.#names().filter((name) => name !== "occupation_group");
    const values = Object.fromEntries(names.map((name) => [name, present[name] ?? ""]));
    // The second level says more than the first.
    if ("occupation" in values) values.occupation ||= present.occupation_group ?? "";
    return values;
  }

  #names() {
    const named = all(this.form, "[name]").map((each) => each.getAttribute("name") ?? "");
    // For the convener the unit is a condition; for a liaison it says where one is and is no part of the form.
    return [...new Set(named)].filter((name) => !PLACE.includes(name) && !this.#hidden(name));
  }

  /** A condition that is not this person's to set. @param {string} name */
  #hidden(name) {
    return controls(this.form, name)[0]?.closest("[hidden]") !== null;
  }

  #typed() {
    return Object.fromEntries(this.#names().map((name) => [name, controls(this.form, name)[0]?.value.trim() ?? ""]));
  }
}
