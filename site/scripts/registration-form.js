// @ts-check
import "./file-answer.js";
import "./photo-field.js";
import "./place-picker.js";
import "./sensitive-consent.js";
import { get } from "./api.js";
import { Answers } from "./answers.js";
import { applyConditions } from "./conditions.js";
import { congressView } from "./congress-view.js";
import { all, find, maybe, show, typed } from "./dom.js";
import { Draft } from "./draft.js";
import { fill } from "./fill.js";
import { rowActions } from "./form-rows.js";
import { FormFaults } from "./form-faults.js";
import { isSentBack, showHead } from "./form-head.js";
import { Steps } from "./form-steps.js";
import { fillFromIdNumber } from "./id-number-fills.js";
import { showLevel } from "./level-words.js";
import { showAsked } from "./own-questions.js";
import { address } from "./links.js";
import { completeLists } from "./long-lists.js";
import { showMaterials } from "./materials.js";
import { message } from "./messages.js";
import { PageElement } from "./page-element.js";
import { downloadForm } from "./print-dialog.js";
import * as query from "./query.js";
import { savedWords } from "./saved-words.js";
import { here, requireSession } from "./session.js";
import { submitForm } from "./submit-dialog.js";
import { toast } from "./toast-region.js";
import { tidyDate } from "./typed-date.js";
import { unitChanged } from "./unit-view.js";

/** `<registration-form>` 我的登记表: one's own, or somebody's that the liaison completes. It saves itself. */
class RegistrationForm extends PageElement {
  #path = "";
  /** @type {any} */
  #place = null;
  /** @type {Draft | null} */
  #draft = null;

  actions = {
    ...rowActions(() => this.#draft?.touched()),
    previous: () => this.#steps.go(-1),
    next: () => this.#steps.go(1),
    "save-and-leave": () => this.#leave(),
    "download-form": () => this.#download(),
    submit: () => this.#submit(),
  };

  async start() {
    this.#place = here(await requireSession());
    const own = this.#place.context?.nomination;
    const nomination = this.#place.nomination || own?.id;
    const unit = query.read().unit ?? own?.unit_id;
    this.#steps = new Steps(this);
    this.#faults = new FormFaults(this, this.#steps);
    if (!nomination || !unit) {
      this.state = "empty";
      return;
    }
    query.change({ congress: this.#place.congress, unit, nomination }, { replace: true });
    this.#path = `/nominations/${this.#place.congress}/${unit}/${nomination}`;
    this.#form.addEventListener("submit", (event) => event.preventDefault());
    for (const kind of ["input", "change"]) this.#form.addEventListener(kind, (event) => this.#typed(/** @type {HTMLElement} */ (event.target)));
    this.#form.addEventListener("change", (event) => tidyDate(event.target), { capture: true });
    this.addEventListener("consent-changed", () => this.attempt(null, () => this.#showDetails()));
    this.addEventListener("photo-saved", () => this.attempt(null, () => this.#afterPhoto()));
    await this.load(() => this.#open());
    completeLists(this.#form);
  }

  /** @type {Steps} */
  #steps = /** @type {any} */ (null);
  /** @type {FormFaults} */
  #faults = /** @type {any} */ (null);
  /** @type {Answers | null} */
  #known = null;

  get #form() {
    return /** @type {HTMLFormElement} */ (find(this, "form[data-form=registration]"));
  }

  async #open() {
    const [details, form, congress] = await Promise.all([get(this.#path), get(`${this.#path}/form`), congressView(this.#place.congress)]);
    if (!this.#known) showAsked(this.#form, form.asks, form.values);
    this.#known ??= new Answers(this.#form);
    for (const field of all(this, "file-answer")) /** @type {any} */ (field).path = this.#path;
    showLevel(this, congress.level);
    this.#details = details;
    showHead(this, details, congress, this.#isOwn);
    showMaterials(this, this.#place.congress, details.materials ?? [], (error) => this.failed(error));
    this.#showPhoto(details);
    this.#mayEdit = form.may_edit;
    this.#showConsent(details);
    this.#answers.write(form.values, form.display);
    this.#draft = new Draft(`${this.#path}/form`, form, this.#page());
    this.#follow(form);
    this.#faults.showRemarks(isSentBack(details) ? form.remarks : []);
    this.state = "ready";
    this.#stored = form;
    if (form.may_edit) await this.#draft.recover(form);
    // What was put back is on its way and not saved yet.
    if (Object.keys(this.#draft.changes).length === 0) this.#tell("saved", form);
    if (form.may_edit && this.#isOwn) this.attempt(null, () => this.#offerFormer());
  }

  /** Forms at other congresses, which few have. */
  async #offerFormer() {
    const former = await get(`${this.#path}/former-forms`);
    if (former.items.length === 0) return;
    const { offerFormer } = await import("./former-forms.js");
    offerFormer(this, this.#path, former, this.#former());
  }

  /** What bringing in a former form needs of the page. @returns {import("./former-forms.js").Page} */
  #former() {
    return {
      read: () => this.#answers.read(),
      beside: (fields, display) => this.#faults.beside(fields, display),
      hasPhoto: () => !find(this, "img[data-photo]").hidden,
      draft: /** @type {Draft} */ (this.#draft),
      took: (view) => {
        this.#answers.write(view.values, view.display);
        this.#draft?.adopt(view);
        this.dispatchEvent(new CustomEvent("consent-changed", { bubbles: true }));
      },
    };
  }

  /** The questions are known once the congress is: it has its own. */
  get #answers() {
    return /** @type {Answers} */ (this.#known);
  }

  get #isOwn() {
    return this.#place.context?.nomination?.id === (query.read().nomination ?? "");
  }

  #mayEdit = false;
  /** @type {any} */
  #details = null;

  async #showDetails() {
    const details = await get(this.#path);
    this.#showConsent(details);
    this.#showPhoto(details);
  }

  /** @param {any} details */
  #showConsent(details) {
    const consent = /** @type {any} */ (maybe(this, "sensitive-consent"));
    consent?.tell(this.#path, details.timeline ?? [], { own: this.#isOwn, mayEdit: this.#mayEdit });
  }

  /** @param {any} details */
  #showPhoto(details) {
    const field = /** @type {any} */ (maybe(this, "photo-field"));
    if (!field) return;
    field.path = this.#path;
    field.show(details.photo ? `/api${this.#path}/photo?v=${details.version}` : "");
  }

  /** What the draft needs of the page. @returns {import("./draft.js").Page} */
  #page() {
    return {
      read: () => this.#answers.read(),
      write: (values, display, fields) => this.#answers.write(values, display, fields),
      tell: (state, view) => this.#tell(state, view),
      refused: (problem) => this.#faults.mark(problem.errors),
      choose: (fields, theirs) => this.#faults.choose(fields, theirs),
    };
  }

  /** @param {any} view brings everything in line that depends on the answers */
  #follow(view) {
    applyConditions(this.#form);
    this.#steps.showCompleteness(view.completeness ?? []);
    for (const part of all(this.#form, "fieldset.form-section")) /** @type {HTMLFieldSetElement} */ (part).disabled = !view.may_edit;
    show(this, "[data-readonly]", !view.may_edit);
    this.#steps.maySubmit = view.may_submit;
    this.#faults.markFilled(view.faults ?? []);
  }

  /** @type {any} the form as it was last stored */
  #stored = null;

  /** @param {string} state @param {any} [view] */
  #tell(state, view) {
    if (view) this.#follow(view);
    this.#stored = view ?? this.#stored;
    if (state === "saved") for (const field of all(this, "file-answer")) /** @type {any} */ (field).settle();
    const saved = savedWords(state, this.#stored);
    const tone = { offline: "bad", refused: "bad", saved: "good" }[state];
    fill(this, { saved });
    find(this, "[data-field=saved]").dataset.tone = (saved && tone) || "neutral";
    show(this, "[data-offline]", state === "offline");
  }

  /** @param {HTMLElement} target */
  #typed(target) {
    const name = target.getAttribute("name");
    if (name === "id_number" || name === "id_type") fillFromIdNumber(this.#form);
    applyConditions(this.#form);
    this.#draft?.touched();
  }

  async #afterPhoto() {
    const form = await get(`${this.#path}/form`);
    this.#steps.showCompleteness(form.completeness ?? []);
    this.#faults.forget("photo");
  }

  async #leave() {
    await this.#draft?.flush();
    location.assign(this.#isOwn ? address("workbench") : address("drafts", { congress: this.#place.congress, unit: query.read().unit }));
  }

  /** On paper stands what is stored. */
  async #download() {
    await this.#draft?.flush();
    await downloadForm(this.#details);
  }

  async #submit() {
    await this.#draft?.flush().catch(() => {});
    if (Object.keys(this.#draft?.changes ?? {}).length > 0) return toast(message("not-saved-yet"), "bad");
    const consent = /** @type {any} */ (maybe(this, "sensitive-consent"));
    // A form that holds no number yet is refused with all that is missing, which says more.
    if (typed(this.#form, "id_number") && consent?.demand()) return toast(message("consent-first"), "bad");
    this.#faults.clear();
    const outcome = await submitForm(this, this.#path, this.#draft?.version);
    if (outcome === "cancelled") return;
    if (outcome !== "submitted") return this.#faults.refuse(outcome);
    unitChanged();
    await this.load(() => this.#open(), { quietly: true });
    const next = find(this, "[data-submitted]");
    next.hidden = false;
    scrollTo(0, 0);
    next.focus({ preventScroll: true });
  }
}

customElements.define("registration-form", RegistrationForm);
