// @ts-check
import { get, post } from "./api.js";
import { ask } from "./confirm-dialog.js";
import { congressView } from "./congress-view.js";
import { all, show } from "./dom.js";
import { showPhoto } from "./drawer-details.js";
import { showValues } from "./drawer-values.js";
import { NOTHING, rows } from "./fill.js";
import { showLevel } from "./level-words.js";
import { message } from "./messages.js";
import { pathOf } from "./nomination-path.js";
import { PageElement } from "./page-element.js";
import * as query from "./query.js";
import { requirePlace } from "./session.js";
import { fitOnPage } from "./sheet-fit.js";

/** `<registration-print>`: one A4 sheet per nomination: `?unit&nomination`, or `nominations=<unit>/<id>` several times. */
class RegistrationPrint extends PageElement {
  /** @type {any[]} */
  #all = [];
  /** @type {any} */
  #congress = null;

  actions = { print: () => print(), reveal: () => this.#reveal() };

  async start() {
    await this.load(async () => {
      const place = await requirePlace();
      const named = query.readAll("nominations");
      const asked = query.read();
      if (asked.unit && asked.nomination) named.push(`${asked.unit}/${asked.nomination}`);
      this.#congress = await congressView(place.congress);
      this.#all = await Promise.all(named.map((each) => get(`/nominations/${place.congress}/${each}`)));
      this.#show(new Map());
      const masked = this.#all.some((details) => String(details.form?.display?.phone ?? "").includes("*"));
      show(this, "[data-action=reveal]", masked);
      this.state = this.#all.length > 0 ? "ready" : "empty";
    });
    this.#fit();
  }

  /** Once it can be seen, and again when a photo has come. */
  #fit() {
    for (const sheet of all(this, ".sheet")) {
      fitOnPage(sheet);
      for (const photo of all(sheet, "img")) photo.onload = () => fitOnPage(sheet);
    }
  }

  /** @param {Map<string, Record<string, any>>} revealed full numbers by nomination */
  #show(revealed) {
    const title = (/** @type {any} */ { category }) => message(category === "committee_member" ? "form-of-candidate" : "form-of-delegate");
    const sheets = this.#all.map((details) => ({ ...details, congress_title: this.#congress.title, form_title: title(details) }));
    rows(this, "sheets", sheets, (sheet, details) => {
      showValues(sheet, details.form ?? {}, revealed.get(details.id));
      // An empty box of a paper form stays empty.
      for (const slot of sheet.querySelectorAll("[data-value]")) if (slot.textContent === NOTHING) slot.textContent = "";
      showLevel(sheet, this.#congress.level);
      showPhoto(sheet, details);
    });
  }

  /** On paper the numbers are needed in full. Looking at them is recorded. */
  async #reveal() {
    const count = this.#all.length;
    const details = this.#all.map((each) => each.name);
    const sure = await ask({ title: message("reveal-title"), text: message("reveal-text", { count }), confirm: message("reveal"), details });
    if (!sure) return;
    const numbers = await Promise.all(this.#all.map((each) => post(`${pathOf(each)}/reveal`, {})));
    this.#show(new Map(this.#all.map((each, index) => [each.id, numbers[index]])));
    show(this, "[data-action=reveal]", false);
    this.#fit();
  }
}

customElements.define("registration-print", RegistrationPrint);
