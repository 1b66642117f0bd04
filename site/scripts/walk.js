// @ts-check
/**
 * What a walk needs of a list: the rows that are shown, and turning its pages.
 * @typedef {{ items: any[], turn: (step: number) => Promise<boolean> }} Pages
 */

/**
 * Who comes next in a list that is worked through: in the order in which it was seen, over the edges of pages, and though those
 * decided on leave it meanwhile.
 */
export class Walk {
  /** Everybody met so far, in order. @type {any[]} */
  #order;

  /** @param {Pages} pages */
  constructor(pages) {
    this.pages = pages;
    this.#order = [...pages.items];
  }

  /**
   * The one after (1) or before (-1) somebody; `null` at either end of the list.
   * @param {string} id @param {number} step
   */
  async neighbour(id, step) {
    const near = this.#order[this.#at(id) + step];
    if (near) return this.#fresh(near);
    const unmet = () => this.pages.items.filter((item) => this.#at(item.id) < 0);
    // Those decided on have left the page and others moved up.
    let more = step > 0 ? unmet() : [];
    if (more.length === 0 && (await this.pages.turn(step))) more = unmet();
    if (more.length === 0) return null;
    if (step > 0) this.#order.push(...more);
    else this.#order.unshift(...more);
    return step > 0 ? more[0] : more[more.length - 1];
  }

  /** Somebody has been decided on and is met no more. @param {string} id */
  leave(id) {
    this.#order = this.#order.filter((item) => item.id !== id);
  }

  /** Somebody is back, where they stood. @param {any} item @param {string | null} before whom */
  back(item, before) {
    this.leave(item.id);
    const at = before === null ? -1 : this.#at(before);
    this.#order.splice(at < 0 ? this.#order.length : at, 0, item);
  }

  /** @param {any} item */
  #fresh(item) {
    return this.pages.items.find((each) => each.id === item.id) ?? item;
  }

  /** @param {string} id */
  #at(id) {
    return this.#order.findIndex((item) => item.id === id);
  }
}
