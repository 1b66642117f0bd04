// @ts-check
import { patch } from "./api.js";
import { forget, keep, kept } from "./kept-values.js";
import { changes, merge, same } from "./merge.js";
import { Problem } from "./problem.js";

/** @import { Values } from "./merge.js" */

/** So long after the last key, at the latest, a draft is on its way. */
const PAUSE_MS = 1500;
/** How long to wait before trying again without a connection. */
const RETRY_MS = 5000;

/**
 * A form that saves itself: only changed fields, upon the version it knows; without a connection what was typed is kept
 * on this device and sent when it is back.
 *
 * @typedef {object} Page what the draft needs of the page
 * @property {() => Values} read what is filled in now
 * @property {(values: Values, display: Values, fields: string[]) => void} write shows what the other person changed
 * @property {(state: "dirty" | "saving" | "saved" | "offline" | "refused", view?: any) => void} tell with the form when it was
 *   just stored
 * @property {(problem: Problem) => void} refused faults in single fields
 * @property {(fields: string[], theirs: any) => Promise<string[]>} choose shows both answers to fields that both changed; resolves
 *   to those of which the other's stay
 */
export class Draft {
  #timer = 0;
  /** @type {Promise<void> | null} */
  #saving = null;

  /** @param {string} path of the form @param {any} view as loaded @param {Page} page */
  constructor(path, view, page) {
    this.path = path;
    this.page = page;
    /** @type {Values} what is stored */
    this.base = this.#asked(view.values);
    this.version = view.version;
    addEventListener("online", () => this.#later(0));
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && this.#leave());
  }

  /**
   * Puts back what was typed here before and never reached the server. Where somebody else has changed the same field since,
   * it is asked whose answer stays.
   * @param {any} view as loaded
   */
  async recover(view) {
    const found = await kept(this.path);
    if (!found) return;
    const fields = Object.keys(found.values).filter((field) => field in this.base);
    const conflicts = fields.filter((field) => !same(found.base[field], this.base[field]) && !same(found.values[field], this.base[field]));
    this.page.write({ ...view.values, ...found.values }, view.display ?? {}, fields);
    const given = conflicts.length > 0 ? await this.page.choose(conflicts, view) : [];
    this.page.write(view.values, view.display ?? {}, given);
    this.touched();
  }

  /** Fields that are not saved yet. */
  get changes() {
    return changes(this.base, this.page.read());
  }

  /** What the page asks for: the phone, for one, is shown but not asked. @param {Values} values */
  #asked(values) {
    const asked = Object.keys(this.page.read());
    return Object.fromEntries(asked.map((field) => [field, values[field] ?? null]));
  }

  /** The form was stored otherwise, and the page shows it so. @param {any} view */
  adopt(view) {
    this.#stored(view, {});
  }

  /** Something was typed. */
  touched() {
    this.page.tell("dirty");
    this.#keep();
    this.#later(PAUSE_MS);
  }

  /** On this device, until the server has it. */
  #keep() {
    const values = this.changes;
    const fields = Object.keys(values);
    if (fields.length === 0) return forget(this.path);
    return keep(this.path, { base: Object.fromEntries(fields.map((field) => [field, this.base[field] ?? null])), values });
  }

  /** Saves now what is not saved; afterwards everything that can be stored is. */
  async flush() {
    clearTimeout(this.#timer);
    while (this.#saving) await this.#saving;
    if (Object.keys(this.changes).length > 0) return this.#save();
    // Typed and taken back, or stored by the page's last request before it went away: there is nothing left to wait for.
    this.page.tell("saved");
  }

  /** @param {number} pause */
  #later(pause) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush().catch(() => {}), pause);
  }

  #save() {
    this.#saving = this.#send(this.changes, this.page.read()).finally(() => {
      this.#saving = null;
    });
    return this.#saving;
  }

  /** @param {Values} changed @param {Values} all everything as it was when this began */
  async #send(changed, all) {
    this.page.tell("saving");
    try {
      const view = await patch(this.path, { changes: changed }, { version: this.version });
      this.#stored(view, changed);
    } catch (error) {
      await this.#failed(/** @type {Problem} */ (error), changed, all);
    }
  }

  /** @param {any} view @param {Values} changed */
  #stored(view, changed) {
    // What was sent counts as stored the way it was typed, though the server may have tidied it.
    this.base = { ...this.#asked(view.values), ...changed };
    this.version = view.version;
    if (Object.keys(this.changes).length > 0) return this.touched();
    forget(this.path);
    this.page.tell("saved", view);
  }

  /** @param {Problem} problem @param {Values} changed @param {Values} all */
  async #failed(problem, changed, all) {
    if (!(problem instanceof Problem)) throw problem;
    if (problem.code === "stale_version" && problem.current) return this.#reconcile(problem.current, all);
    if (problem.isNetwork || problem.status >= 500) {
      this.page.tell("offline");
      this.#later(RETRY_MS);
    } else {
      await this.#withoutFaulty(problem, changed, all);
    }
  }

  /** What can be stored is, though single fields cannot. @param {Problem} problem @param {Values} changed @param {Values} all */
  async #withoutFaulty(problem, changed, all) {
    this.page.refused(problem);
    this.page.tell("refused");
    const faulty = new Set(problem.errors.map(({ pointer }) => pointer.split("/")[2]));
    const sound = Object.fromEntries(Object.entries(changed).filter(([field]) => !faulty.has(field)));
    const left = Object.keys(sound).length;
    if (left === 0 || left === Object.keys(changed).length) throw problem;
    const view = await patch(this.path, { changes: sound }, { version: this.version });
    this.base = { ...this.#asked(view.values), ...sound };
    this.version = view.version;
    throw problem;
  }

  /** Somebody else saved meanwhile. @param {any} current their view @param {Values} ours */
  async #reconcile(current, ours) {
    const stored = this.#asked(current.values);
    const { conflicts } = merge(this.base, ours, stored);
    const theirs = Object.keys(changes(this.base, stored));
    const untouched = theirs.filter((field) => !(field in changes(this.base, ours)));
    this.page.write(current.values, current.display ?? {}, untouched);
    const given = conflicts.length > 0 ? await this.page.choose(conflicts, current) : [];
    this.page.write(current.values, current.display ?? {}, given);
    this.base = stored;
    this.version = current.version;
    if (Object.keys(this.changes).length === 0) return this.#stored(current, {});
    await this.#send(this.changes, this.page.read());
  }

  /** The page goes out of sight, perhaps for ever: the request outlives it. */
  #leave() {
    const changed = this.changes;
    if (this.#saving || Object.keys(changed).length === 0) return;
    clearTimeout(this.#timer);
    const sent = patch(this.path, { changes: changed }, { version: this.version, keepalive: true, quiet: true });
    this.#saving = sent.then((view) => this.#stored(view, changed), () => this.#later(RETRY_MS)).finally(() => {
      this.#saving = null;
    });
  }
}
