// @ts-check
import { get, put as send, remove } from "./api.js";
import { control, find, typed } from "./dom.js";
import { blank, fill } from "./fill.js";
import { message } from "./messages.js";
import { choose, chosen, put } from "./named-form.js";

/** The materials that a congress asks for in their form, with the empty forms that people download. */
export class CongressMaterials {
  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form;
    this.list = find(form, '[data-list="materials"]');
  }

  get #rows() {
    return /** @type {HTMLElement[]} */ (Array.from(this.list.children).filter((row) => !(row instanceof HTMLTemplateElement)));
  }

  /** @param {any} congress */
  show(congress) {
    for (const row of this.#rows) row.remove();
    for (const material of congress.materials ?? []) this.#add(material);
  }

  /** What stands in the form, as the server takes it. */
  read() {
    return { materials: this.#rows.map(material) };
  }

  /** A new material to fill in. Its id is short: whoever has a file of it carries it. */
  begin() {
    const row = this.#add({ id: crypto.randomUUID().slice(0, 8), name: {}, belongs: "person", categories: [] });
    control(row, "name.zh")?.focus();
  }

  /** @param {HTMLElement} button in the row */
  drop(button) {
    button.closest("li")?.remove();
  }

  /**
   * Puts the empty forms that were chosen, once the materials themselves are saved.
   * @param {string} path of the congress @param {any} congress as it is now @returns {Promise<any>} the congress then
   */
  async putTemplates(path, congress) {
    let present = congress;
    for (const row of this.#rows) {
      const [file] = control(row, "template")?.files ?? [];
      if (!file) continue;
      const to = `${path}/materials/${row.dataset.id}/template?name=${encodeURIComponent(file.name)}`;
      present = await send(to, undefined, { bytes: file, version: present.version });
    }
    return present;
  }

  /** @param {HTMLElement} button @param {string} path of the congress @param {any} congress @returns {Promise<any>} the congress then */
  async removeTemplate(button, path, congress) {
    const changed = await remove(`${path}/materials/${idOf(button)}/template`, { version: congress.version });
    showTemplate(/** @type {HTMLElement} */ (button.closest("li")), null);
    return changed;
  }

  /** @param {HTMLElement} button @param {string} path of the congress */
  async downloadTemplate(button, path) {
    location.assign((await get(`${path}/materials/${idOf(button)}/template`)).url);
  }

  /** @param {any} material */
  #add(material) {
    const row = blank(this.list, "materials");
    row.dataset.id = material.id;
    put(row, "name.zh", material.name.zh);
    put(row, "name.en", material.name.en);
    put(row, "belongs", material.belongs);
    choose(row, "required", material.categories);
    showTemplate(row, material.template ?? null);
    this.list.append(row);
    return row;
  }
}

/** @param {HTMLElement} button */
const idOf = (button) => /** @type {HTMLElement} */ (button.closest("[data-id]")).dataset.id;

/** @param {HTMLElement} row @param {{ name: string } | null} template */
function showTemplate(row, template) {
  fill(row, { template_name: template ? template.name : message("no-template") });
  for (const action of ["download-template", "remove-template"]) find(row, `[data-action=${action}]`).hidden = !template;
}

/** @param {HTMLElement} row */
function material(row) {
  return {
    id: row.dataset.id,
    name: { zh: typed(row, "name.zh"), en: typed(row, "name.en") },
    belongs: typed(row, "belongs"),
    categories: chosen(row, "required"),
  };
}
