// @ts-check
import { get } from "./api.js";
import { congressView } from "./congress-view.js";
import { showPhoto } from "./drawer-details.js";
import { showValues } from "./drawer-values.js";
import { NOTHING, rows } from "./fill.js";
import { showLevel } from "./level-words.js";
import { message } from "./messages.js";
import { PageElement } from "./page-element.js";
import * as query from "./query.js";
import { requirePlace } from "./session.js";

/** `<registration-print>`: one A4 sheet per nomination: `?unit&nomination`, or `nominations=<unit>/<id>` several times. */
class RegistrationPrint extends PageElement {
  actions = { print: () => print() };

  async start() {
    await this.load(async () => {
      const place = await requirePlace();
      const named = query.readAll("nominations");
      const asked = query.read();
      if (asked.unit && asked.nomination) named.push(`${asked.unit}/${asked.nomination}`);
      const congress = named.length > 0 ? await congressView(place.congress) : null;
      const all = await Promise.all(named.map((each) => get(`/nominations/${place.congress}/${each}`)));
      const sheets = all.map((details) => ({ ...details, congress_title: congress.title, form_title: message(details.category === "committee_member" ? "form-of-candidate" : "form-of-delegate") }));
      rows(this, "sheets", sheets, (sheet, details) => {
        showValues(sheet, details.form ?? {});
        for (const slot of sheet.querySelectorAll("[data-value]")) if (slot.textContent === NOTHING) slot.textContent = "";
        showLevel(sheet, congress.level);
        showPhoto(sheet, details);
      });
      this.state = sheets.length > 0 ? "ready" : "empty";
    });
  }
}

customElements.define("registration-print", RegistrationPrint);
