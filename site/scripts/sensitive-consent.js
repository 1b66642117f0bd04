// @ts-check
import { post, remove } from "./api.js";
import { dateTime } from "./china-time.js";
import { ask } from "./confirm-dialog.js";
import { all, control, find, maybe, show } from "./dom.js";
import { fill } from "./fill.js";
import { message } from "./messages.js";
import { PageElement } from "./page-element.js";
import { newestFirst } from "./timeline.js";
import { codeOf } from "./tones.js";

/** The questions that wait for the consent. */
const SENSITIVE = ["id_number", "photo"];

/** `<sensitive-consent>` 单独同意: until it is given, the form takes neither the certificate's number nor the photo. */
class SensitiveConsent extends PageElement {
  #path = "";
  #own = true;

  actions = { withdraw: () => this.#withdraw() };

  start() {
    this.addEventListener("change", (event) => {
      const box = /** @type {HTMLInputElement} */ (event.target);
      if (box.name === "consent" && box.checked) this.attempt(box, () => this.#give(box));
    });
  }

  /**
   * Shows what stands in a nomination's trail.
   * @param {string} path of the nomination @param {any[]} timeline @param {{ own: boolean, mayEdit: boolean }} how
   */
  tell(path, timeline, { own, mayEdit }) {
    this.#path = path;
    this.#own = own;
    const steps = newestFirst(timeline).filter(({ action }) => /^(give|withdraw)_consent$/.test(codeOf(action)));
    const given = steps[0] && codeOf(steps[0].action) === "give_consent" ? steps[0] : null;
    // What a liaison attested is asked of the person as soon as they come themselves.
    const asked = !given || (own && given.role !== "nominee");
    this.hidden = !mayEdit && !given;
    this.dataset.consent = asked ? "none" : "given";
    show(this, "[data-asked]", asked && mayEdit);
    show(this, "[data-given]", Boolean(given));
    const whose = own ? "consent-own" : "consent-attested";
    fill(this, {
      words: message(whose),
      given: given ? message("consent-given", { time: dateTime(given.at), who: given.role_name ?? "", name: given.name, version: given.opinion ?? "" }) : "",
    });
    const button = maybe(this, "[data-action=withdraw]");
    if (button) button.hidden = !own || asked;
    const box = control(this, "consent");
    if (box) box.checked = false;
    this.#hold(asked && mayEdit);
  }

  /** Asks for it, where it is still to be given; whether it is. */
  demand() {
    const missing = !this.hidden && this.dataset.consent === "none";
    if (missing) {
      this.scrollIntoView({ block: "center" });
      control(this, "consent")?.focus();
    }
    return missing;
  }

  /** @param {boolean} held */
  #hold(held) {
    for (const id of SENSITIVE) for (const question of all(document, `[data-question="${id}"]`)) question.inert = held;
  }

  /** @param {HTMLInputElement} box */
  async #give(box) {
    try {
      await post(`${this.#path}/consent`, { version: this.dataset.version });
    } catch (error) {
      box.checked = false;
      throw error;
    }
    this.#changed();
    const first = maybe(document, '[data-question="id_number"] input');
    first?.focus();
  }

  async #withdraw() {
    const sure = await ask({ title: message("consent-withdraw-title"), text: message("consent-withdraw-text"), confirm: message("consent-withdraw-confirm"), tone: "bad" });
    if (!sure) return;
    await remove(`${this.#path}/consent`);
    this.#changed();
    find(this, "h2").scrollIntoView({ block: "center" });
  }

  #changed() {
    this.dispatchEvent(new CustomEvent("consent-changed", { bubbles: true }));
  }
}

customElements.define("sensitive-consent", SensitiveConsent);
