// @ts-check
import { get } from "./api.js";
import { congressView } from "./congress-view.js";
import { show } from "./dom.js";
import { fill, rows } from "./fill.js";
import { message } from "./messages.js";
import { PageElement } from "./page-element.js";
import * as query from "./query.js";
import { requirePlace } from "./session.js";

/** How often a report under way is looked at again, in milliseconds. */
const AGAIN_AFTER = 2000;

/** `<report-receipts>` 上报回执: the receipts of a unit's reports and returns, to print; `?number=` shows one. */
class ReportReceipts extends PageElement {
  actions = { print: () => print() };

  async start() {
    await this.load(() => this.#show());
  }

  async #show() {
    const place = await requirePlace();
    const asked = query.read();
    const unit = asked.unit || place.unit;
    const [congress, reports] = await Promise.all([congressView(place.congress), get(`/reviews/${place.congress}/units/${unit}/reports`)]);
    const chosen = asked.number ? reports.items.filter((/** @type {any} */ each) => each.number === asked.number) : reports.items;
    const sheets = chosen.map((/** @type {any} */ each) => ({
      ...each,
      congress_title: congress.title,
      unit_name: reports.unit_name,
      heading: message(each.returned === null ? "receipt-reported" : "receipt-returned"),
      count: message("people-count", { count: each.nominations.length }),
    }));
    rows(this, "sheets", sheets, (sheet, each) => {
      show(sheet, "[data-returned]", each.returned !== null);
      rows(sheet, "people", each.nominations);
    });
    show(this, "[data-new]", asked.new === "1" && !reports.under_way);
    show(this, "[data-under-way]", Boolean(reports.under_way));
    show(this, "[data-all]", Boolean(asked.number) && reports.items.length > chosen.length);
    for (const link of this.querySelectorAll("[data-all] a")) link.setAttribute("href", query.withQuery(location.href, { number: null, new: null }));
    if (reports.under_way) {
      fill(this, { progress: message("report-progress", { done: reports.under_way.done, of: reports.under_way.of }) });
      setTimeout(() => this.load(() => this.#show(), { quietly: true }), AGAIN_AFTER);
    }
    this.state = sheets.length > 0 ? "ready" : "empty";
  }
}

customElements.define("report-receipts", ReportReceipts);
