// @ts-check
import { get } from "./api.js";
import { all, control, find, show, typed } from "./dom.js";
import { fill } from "./fill.js";
import { message } from "./messages.js";
import { PageElement } from "./page-element.js";
import { clearProblem, showProblem } from "./problems.js";
import * as query from "./query.js";
import { here, requireSession } from "./session.js";

/**
 * `<paper-check>` 核验登记表: whether a paper says what the record says. `?congress&unit&nomination&code`, as its QR code has them, is
 * looked up at once; a code that is typed is looked for among those whom the person may see.
 */
class PaperCheck extends PageElement {
  #scanned = { congress: "", unit: "", nomination: "", code: "" };

  async start() {
    const { congress = "", unit = "", nomination = "", code = "" } = query.read();
    this.#scanned = { congress, unit, nomination, code };
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#check();
    });
    if (!code) return;
    /** @type {HTMLInputElement} */ (control(this.#form, "code")).value = code;
    await this.#check();
  }

  get #form() {
    return /** @type {HTMLFormElement} */ (find(this, "form[data-form=check]"));
  }

  async #check() {
    clearProblem(this);
    for (const part of all(this, "[data-answer]")) part.hidden = true;
    try {
      this.#show(await this.#ask(typed(this.#form, "code")));
    } catch (error) {
      showProblem(this, error);
    }
  }

  /** @param {string} code */
  async #ask(code) {
    const scanned = this.#scanned;
    if (scanned.nomination && scanned.code === code) return get(`/prints/checks${query.write(scanned)}`);
    const place = here(await requireSession());
    const convener = place.roles.some((role) => role === "administrator" || role === "final_reviewer");
    return get(`/prints/${place.congress}/checks${query.write({ unit: convener ? "" : place.unit, code })}`);
  }

  /** @param {{ matches: boolean, paper: string | null, person: any }} found */
  #show({ matches, paper, person }) {
    const answer = find(this, `[data-answer=${matches ? "matches" : "differs"}]`);
    fill(answer, { ...person, says: message(paper === "badge" ? "check-badge-matches" : "check-form-matches") });
    show(answer, "[data-whose]", Boolean(person));
    answer.hidden = false;
  }
}

customElements.define("paper-check", PaperCheck);
