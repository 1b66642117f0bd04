// @ts-check
import { get, post, put } from "./api.js";
import { clock } from "./china-time.js";
import { ask } from "./confirm-dialog.js";
import { readSettings, readWindows, showSettings, showWindows, suggest } from "./congress-settings.js";
import { CongressMaterials } from "./congress-materials.js";
import { CongressQuestions } from "./congress-questions.js";
import { CongressRules } from "./congress-rules.js";
import { CongressUnits } from "./congress-units.js";
import { lifeName, rememberCongress } from "./congress-view.js";
import { all, dialog, find, show, ticked, typed } from "./dom.js";
import { fill } from "./fill.js";
import { openDialog } from "./form-dialog.js";
import { message } from "./messages.js";
import { onSave } from "./named-form.js";
import { PageElement } from "./page-element.js";
import { PeopleRows } from "./people-rows.js";
import { Problem } from "./problem.js";
import * as query from "./query.js";
import { requirePlace, requireSession } from "./session.js";
import { tabs } from "./tabs.js";
import { toast } from "./toast-region.js";
import { toneOf } from "./tones.js";
import { openUnitFiles } from "./unit-files.js";

/** `<congress-setup>` 大会信息及受邀单位配置: settings, windows, officers, units, and the congress's life. */
class CongressSetup extends PageElement {
  /** The congress as last seen; none while a new one is being set up. @type {any} */
  #congress = null;
  /** @type {CongressUnits} */
  #units = /** @type {any} */ (null);
  /** @type {CongressQuestions} */
  #questions = /** @type {any} */ (null);
  /** @type {CongressRules} */
  #rules = /** @type {any} */ (null);
  /** @type {CongressMaterials} */
  #materials = /** @type {any} */ (null);
  /** @type {PeopleRows} */
  #officers = /** @type {any} */ (null);

  actions = {
    open: () => this.#live("open", message("congress-open-title"), message("congress-open-text")),
    close: () => this.#live("close", message("congress-close-title"), message("congress-close-text")),
    reopen: () => this.#live("reopen", message("congress-reopen-title"), message("congress-reopen-text")),
    archive: () => this.#live("archive", message("congress-archive-title"), message("congress-archive-text")),
    clone: () => this.#clone(),
    "add-row": (/** @type {HTMLElement} */ button) => this.#people(button).begin(),
    "remove-row": (/** @type {HTMLElement} */ button) => this.#people(button).remove(button),
    "add-condition": () => this.#rules.begin(),
    "remove-condition": (/** @type {HTMLElement} */ button) => this.#rules.remove(button),
    "add-material": () => this.#materials.begin(),
    "remove-material": (/** @type {HTMLElement} */ button) => this.#materials.drop(button),
    "download-template": (/** @type {HTMLElement} */ button) => this.#materials.downloadTemplate(button, this.#path),
    "remove-template": (/** @type {HTMLElement} */ button) => this.#removeTemplate(button),
    "unit-files": (/** @type {HTMLElement} */ button) => openUnitFiles(this, this.#congress.id, this.#units.unitOf(button)),
    "add-unit": () => this.#units.edit(),
    "edit-unit": (/** @type {HTMLElement} */ button) => this.#units.edit(this.#units.unitOf(button)),
    extend: (/** @type {HTMLElement} */ button) => this.#units.extend(this.#units.unitOf(button)),
    "remove-unit": (/** @type {HTMLElement} */ button) => this.#units.remove(this.#units.unitOf(button)),
    import: () => this.#units.import(),
    "export-units": () => this.#units.export(),
  };

  async start() {
    const who = await requireSession();
    tabs(this);
    this.#units = new CongressUnits(this, () => this.#congress);
    this.#questions = new CongressQuestions(this);
    Object.assign(this.actions, this.#questions.actions);
    onSave(this.#questions.form, () => this.#saveQuestions());
    this.#officers = new PeopleRows(this, "officers", ["administrator", "final_reviewer"]);
    onSave(this.#form("settings"), () => this.#saveSettings());
    this.#rules = new CongressRules(this.#form("rules"));
    onSave(this.#form("rules"), () => this.#saveRules());
    this.#materials = new CongressMaterials(this.#form("materials"));
    onSave(this.#form("materials"), () => this.#saveMaterials());
    onSave(this.#form("windows"), () => this.#saveWindows());
    onSave(this.#form("officers"), () => this.#saveOfficers());
    if ("new" in query.read() || (who.contexts.length === 0 && who.convener)) return this.#begin();
    await this.load(async () => {
      const { congress } = await requirePlace();
      this.#show(await get(`/congresses/${congress}`));
      await this.#units.load();
    });
  }

  /** @param {string} name */
  #form(name) {
    return /** @type {HTMLFormElement} */ (find(this, `form[data-form="${name}"]`));
  }

  /** A new congress: only its settings can be given until it exists. */
  #begin() {
    for (const tab of all(this, "[role=tab]")) tab.hidden = tab.dataset.tab !== "settings";
    fill(this, { title: message("congress-new") });
    suggest(this.#form("settings"));
    find(this.#form("settings"), "[name=title]").focus();
  }

  /** @param {any} congress */
  #show(congress) {
    this.#congress = congress;
    rememberCongress(congress);
    const administrator = congress.my_roles.includes("administrator");
    const life = find(this, "[data-field=life_name]");
    fill(this, { title: congress.title, life_name: lifeName(congress.life) });
    life.dataset.tone = toneOf("life", congress) ?? "neutral";
    showSettings(this.#form("settings"), congress);
    showWindows(this.#form("windows"), congress.windows);
    this.#rules.show(congress);
    this.#materials.show(congress);
    this.#officers.show(congress.officers ?? []);
    this.#questions.show(congress);
    show(this, "[data-needs~=administrator]", administrator);
    for (const button of all(this, "[data-life]")) button.hidden = button.dataset.life !== congress.life;
    for (const button of all(this, "form[data-form] button[type=submit]")) /** @type {HTMLButtonElement} */ (button).disabled = !administrator && button.closest("[data-form=find-unit]") === null;
  }

  async #saveSettings() {
    const typed = readSettings(this.#form("settings"));
    if (this.#congress) return this.#saveAlso(typed);
    location.assign(query.write({ congress: (await post("/congresses", typed)).id }));
    return message("saved-at", { time: clock(Date.now()) });
  }

  #saveRules() {
    return this.#saveAlso(this.#rules.read());
  }

  async #saveMaterials() {
    const said = await this.#saveSome(this.#materials.read());
    const chosen = this.#change(() => this.#materials.putTemplates(this.#path, this.#congress));
    this.#show(await chosen);
    return said;
  }

  /** @param {HTMLElement} button */
  async #removeTemplate(button) {
    this.#congress = await this.#change(() => this.#materials.removeTemplate(button, this.#path, this.#congress));
  }

  #saveWindows() {
    return this.#saveAlso({ windows: readWindows(this.#form("windows")) });
  }

  /** Saves some of the settings; the others stay as they are. @param {Record<string, any>} some */
  async #saveAlso(some) {
    const said = await this.#saveSome(some);
    this.#show(this.#congress);
    return said;
  }

  /** The same, and the forms stay as they are too. @param {Record<string, any>} some */
  async #saveSome(some) {
    const body = { ...this.#settings, ...some };
    this.#congress = await this.#change(() => put(this.#path, body, { version: this.#congress.version }));
    return message("saved-at", { time: clock(Date.now()) });
  }

  #saveQuestions() {
    const saving = this.#saveAlso({ form: this.#questions.read() });
    return saving.catch((error) => Promise.reject(CongressQuestions.placed(error)));
  }

  async #saveOfficers() {
    const officers = this.#officers.read();
    this.#show(await this.#change(() => put(`${this.#path}/officers`, { officers }, { version: this.#congress.version })));
    return message("saved-at", { time: clock(Date.now()) });
  }

  /** Everything that is set, also what another form of the page sets: all is sent together. */
  get #settings() {
    const { id, version, life, convener, officers, my_roles, ...settings } = this.#congress ?? {};
    return settings;
  }

  get #path() {
    return `/congresses/${this.#congress.id}`;
  }

  /** What was typed stays when somebody was faster; saving once more is then upon their version. @param {() => Promise<any>} request */
  async #change(request) {
    try {
      return await request();
    } catch (error) {
      if (error instanceof Problem && error.code === "stale_version" && error.current) this.#congress = error.current;
      throw error;
    }
  }

  /** The rows a button belongs to. @param {HTMLElement} button */
  #people(button) {
    return button.closest('dialog[data-dialog="unit"]') ? this.#units.dialog.liaisons : this.#officers;
  }

  /** @param {string} step @param {string} title @param {string} text */
  async #live(step, title, text) {
    const sure = await ask({ title, text, confirm: message("confirm") });
    if (!sure) return;
    this.#show(await this.#change(() => post(`${this.#path}/${step}`, {}, { version: this.#congress.version })));
    toast(message("congress-now", { life: lifeName(this.#congress.life) }));
  }

  async #clone() {
    /** @type {any} */
    let made = null;
    const done = await openDialog(dialog(this, "clone"), async (form) => {
      made = await post(`${this.#path}/clone`, { title: typed(form, "title"), units: ticked(form, "units") });
    });
    if (done && made) location.assign(query.write({ congress: made.id }));
  }
}

customElements.define("congress-setup", CongressSetup);
