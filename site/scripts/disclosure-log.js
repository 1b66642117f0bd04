// @ts-check
import { get } from "./api.js";
import { day } from "./china-time.js";
import { show } from "./dom.js";
import { saveFile } from "./download.js";
import { rows } from "./fill.js";
import { joined, message } from "./messages.js";
import { PageElement } from "./page-element.js";
import { requirePlace } from "./session.js";
import { toast } from "./toast-region.js";

/** `<disclosure-log>` 审计: who saw or exported full numbers, what the convener wrote to units, and the trail as a file. */
class DisclosureLog extends PageElement {
  #congress = "";

  actions = { "export-trail": () => this.#export() };

  async start() {
    await this.load(async () => {
      this.#congress = (await requirePlace()).congress;
      const [{ items }, written] = await Promise.all([get(`/congresses/${this.#congress}/disclosures`), get(`/congresses/${this.#congress}/messages`)]);
      const whose = (/** @type {any} */ each) => each.of ?? message("people-count", { count: each.people });
      rows(this, "items", items.map((/** @type {any} */ each) => ({ ...each, whose: whose(each) })));
      const shown = written.items.map((/** @type {any} */ each) => ({ ...each, to: `${message("people-count", { count: each.people })}：${joined(each.units)}` }));
      rows(this, "messages", shown);
      show(this, "[data-written]", shown.length > 0);
      this.state = items.length > 0 ? "ready" : "empty";
    });
  }

  async #export() {
    const file = await get(`/exports/${this.#congress}/trail.csv`, { answer: "blob" });
    saveFile(file, `${message("trail-file")}-${day(Date.now())}.csv`);
    toast(message("exported"));
  }
}

customElements.define("disclosure-log", DisclosureLog);
