// @ts-check
/**
 * What was changed in the quota matrix and not yet saved: each cell's number as it was read and as it is to be, with every step
 * remembered so that it can be taken back.
 *
 * @typedef {{ unit: string, column: string, to: number }} Step a column is `delegate.places` or `delegate.minimums.female`
 */
export class QuotaEdits {
  /** As it was read, by cell. @type {Map<string, number>} */
  #read = new Map();
  /** As it is to be, by cell; only what differs. @type {Map<string, number>} */
  #edited = new Map();
  /** Before each step: what stood in its cells. @type {Step[][]} */
  #steps = [];

  /** Notes what was read; what was typed stays. @param {string} unit @param {string} column @param {number} value */
  read(unit, column, value) {
    const key = keyOf(unit, column);
    this.#read.set(key, value);
    if (this.#edited.get(key) === value) this.#edited.delete(key);
  }

  /** What stands in a cell. @param {string} unit @param {string} column */
  at(unit, column) {
    const key = keyOf(unit, column);
    return this.#edited.get(key) ?? this.#read.get(key) ?? 0;
  }

  /** Whether a cell differs from what was read. @param {string} unit @param {string} column */
  changed(unit, column) {
    return this.#edited.has(keyOf(unit, column));
  }

  /** How many cells differ. */
  get count() {
    return this.#edited.size;
  }

  /** Whether there is a step to take back. */
  get undoable() {
    return this.#steps.length > 0;
  }

  /** Changes cells as one step; answers whether any of them did change. @param {Step[]} cells */
  set(cells) {
    const differ = cells.filter(({ unit, column, to }) => this.at(unit, column) !== to);
    if (differ.length === 0) return false;
    this.#steps.push(differ.map(({ unit, column }) => ({ unit, column, to: this.at(unit, column) })));
    for (const cell of differ) this.#put(cell);
    return true;
  }

  /** Takes the last step back; answers its cells. @returns {Step[]} */
  undo() {
    const cells = this.#steps.pop() ?? [];
    for (const cell of cells) this.#put(cell);
    return cells;
  }

  /** Forgets everything that was not saved. */
  discard() {
    this.#edited.clear();
    this.#steps = [];
  }

  /** The cells that differ, as the server takes them. */
  cells() {
    return Array.from(this.#edited, ([key, to]) => {
      const [unit, column] = key.split(" ");
      const [category, kind, wanted] = column.split(".");
      return { unit, category, trait: kind === "places" ? null : wanted, from: this.#read.get(key) ?? 0, to };
    });
  }

  /** @param {Step} cell */
  #put({ unit, column, to }) {
    const key = keyOf(unit, column);
    if (this.#read.get(key) === to) this.#edited.delete(key);
    else this.#edited.set(key, to);
  }
}

/** @param {string} unit @param {string} column */
const keyOf = (unit, column) => `${unit} ${column}`;

/** The largest number of places, as the server has it. */
const MOST = 9999;

/**
 * A number as people type or paste it: full-width digits, thousands' commas and blanks around it; nothing or a dash is 0.
 * @param {string} text @returns {number | null} null when it is none
 */
export function numberOf(text) {
  const plain = text.normalize("NFKC").replace(/[,\s]/g, "");
  if (plain === "" || plain === "-" || plain === "–" || plain === "—") return 0;
  if (!/^\d+(\.0+)?$/.test(plain)) return null;
  const number = Number(plain);
  return number <= MOST ? number : null;
}

/** A block of cells as Excel and WPS copy it: rows by line, cells by tabulator. @param {string} text */
export function blockOf(text) {
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n");
  return lines.map((line) => line.split("\t"));
}
