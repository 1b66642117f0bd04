// @ts-check
import { all, control, typed } from "./dom.js";
import { blank } from "./fill.js";
import { choose, chosen, put } from "./named-form.js";

/** Targets and conditions of a congress in their form. */
export class CongressRules {
  /** @param {HTMLElement} form */
  constructor(form) {
    this.form = form;
    this.list = /** @type {HTMLElement} */ (form.querySelector('[data-list="conditions"]'));
    this.list.addEventListener("change", (event) => {
      const at = /** @type {HTMLElement} */ (event.target);
      if (at.getAttribute("name") === "kind") followKind(/** @type {HTMLElement} */ (at.closest("li")));
    });
  }

  get #rows() {
    return /** @type {HTMLElement[]} */ (Array.from(this.list.children).filter((row) => !(row instanceof HTMLTemplateElement)));
  }

  /** @param {any} congress */
  show(congress) {
    for (const input of all(this.form, '[name^="percent."]')) {
      const code = codeOf(input);
      const target = congress.targets?.[code];
      put(this.form, `percent.${code}`, target?.percent);
      put(this.form, `among.${code}`, target?.among);
    }
    for (const row of this.#rows) row.remove();
    for (const condition of congress.conditions ?? []) this.#add(condition);
  }

  /** What stands in the form, as the server takes it. */
  read() {
    const codes = all(this.form, '[name^="percent."]').map(codeOf).filter((code) => typed(this.form, `percent.${code}`));
    const target = (/** @type {string} */ code) => ({ percent: Number(typed(this.form, `percent.${code}`)), among: typed(this.form, `among.${code}`) || null });
    return { targets: Object.fromEntries(codes.map((code) => [code, target(code)])), conditions: this.#rows.map(condition) };
  }

  /** A new condition to fill in. */
  begin() {
    const row = this.#add({ id: crypto.randomUUID(), kind: "born_not_before", severity: "refusal", categories: [], exceptions: [] });
    control(row, "kind")?.focus();
  }

  /** @param {HTMLElement} button in the row */
  remove(button) {
    button.closest("li")?.remove();
  }

  /** @param {any} condition */
  #add(condition) {
    const row = blank(this.list, "conditions");
    row.dataset.id = condition.id;
    put(row, "kind", condition.kind);
    put(row, "severity", condition.severity);
    put(row, "exceptions", condition.exceptions.join("；"));
    for (const input of all(row, "[data-for]")) if (forKind(input, condition.kind)) put(row, input.getAttribute("name") ?? "", condition.value);
    choose(row, "for", condition.categories);
    followKind(row);
    this.list.append(row);
    return row;
  }
}

/** @param {HTMLElement} input */
const codeOf = (input) => (input.getAttribute("name") ?? "").split(".")[1];

/** @param {HTMLElement} input @param {string} kind */
const forKind = (input, kind) => (input.dataset.for ?? "").split(" ").includes(kind);

/** Only the control for the chosen kind of condition is seen. @param {HTMLElement} row */
function followKind(row) {
  const kind = typed(row, "kind");
  for (const input of all(row, "[data-for]")) input.hidden = !forKind(input, kind);
}

/** @param {HTMLElement} row */
function condition(row) {
  const kind = typed(row, "kind");
  const input = all(row, "[data-for]").find((each) => forKind(each, kind));
  const exceptions = typed(row, "exceptions").split(/[;；\n]/).map((reason) => reason.trim()).filter(Boolean);
  return { id: row.dataset.id, kind, value: typed(row, input?.getAttribute("name") ?? ""), severity: typed(row, "severity"), categories: chosen(row, "for"), exceptions };
}
