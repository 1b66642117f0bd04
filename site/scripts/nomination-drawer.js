// @ts-check
import { get, post } from "./api.js";
import { control, dialog, find, setBusy } from "./dom.js";
import { Decision } from "./drawer-decision.js";
import { showDetails } from "./drawer-details.js";
import { showValues } from "./drawer-values.js";
import { fill } from "./fill.js";
import { openDialog } from "./form-dialog.js";
import { message } from "./messages.js";
import { pathOf } from "./nomination-path.js";
import { PageElement } from "./page-element.js";
import { Problem } from "./problem.js";
import { clearProblem, showProblem } from "./problems.js";
import { decide } from "./reviewing.js";
import { select, tabs, tabsOf } from "./tabs.js";
import { toast } from "./toast-region.js";

/** `<nomination-drawer>`: somebody's details over the list, and the decision at its foot. J and K go on to the next. */
class NominationDrawer extends PageElement {
  /** @type {any} */
  #details = null;
  /** @type {any[]} */
  #neighbours = [];
  /** @type {Decision} */
  #decision = /** @type {any} */ (null);

  actions = {
    close: () => this.#dialog.close(),
    reveal: () => this.#reveal(),
    remark: (/** @type {HTMLElement} */ button) => this.#decision.remarkOn(button.dataset.of ?? ""),
    approve: (/** @type {HTMLElement} */ button) => this.#decide(button, "approve"),
    reject: (/** @type {HTMLElement} */ button) => this.#decide(button, "reject"),
    previous: () => this.#go(-1),
    next: () => this.#go(1),
  };

  get #dialog() {
    return dialog(this, "drawer");
  }

  start() {
    tabs(this);
    this.#decision = new Decision(this);
    this.#dialog.addEventListener("keydown", (event) => this.#pressed(event));
    // A click beside the drawer closes it, as one on the list would be meant.
    this.#dialog.addEventListener("click", (event) => event.target === this.#dialog && this.#dialog.close());
  }

  /** @param {any} item a NominationView @param {any[]} neighbours the list it stands in */
  async open(item, neighbours) {
    this.#neighbours = neighbours;
    if (!this.#dialog.open) this.#dialog.showModal();
    select(this, tabsOf(this)[0]);
    await this.#show(item);
  }

  /** @param {any} item */
  async #show(item) {
    this.#decision.leave(this.#details);
    this.#details = item;
    fill(this.#dialog, { name: item.name, summary: item.category_name });
    clearProblem(this.#dialog);
    await this.load(async () => {
      const details = await get(pathOf(item));
      if (this.#details !== item) return; // already at the next person
      this.#details = details;
      this.#render(details);
      this.state = "ready";
    });
    find(this, "[data-field=name]").focus();
  }

  /** @param {any} details */
  #render(details) {
    showDetails(this, details, (error) => this.failed(error));
    this.#decision.show(details);
  }

  async #reveal() {
    const details = this.#details;
    await openDialog(dialog(this, "reveal"), async () => {
      const numbers = await post(`${pathOf(details)}/reveal`, {});
      if (this.#details === details) showValues(this, details.form ?? {}, numbers);
    });
  }

  /** @param {HTMLElement} button @param {"approve" | "reject"} outcome */
  async #decide(button, outcome) {
    const details = this.#details;
    const { form } = this.#decision;
    if (form.hasAttribute("data-busy")) return;
    clearProblem(this.#dialog);
    setBusy(button, true);
    form.toggleAttribute("data-busy", true);
    try {
      const { opinion, remarks } = this.#decision.read(outcome);
      const [result] = await decide([details], outcome, opinion, remarks);
      if (!result.done) throw new Problem(result.problem);
      toast(message(outcome === "approve" ? "approved-person" : "sent-back-person", { name: details.name }));
      this.#decision.done(details);
      const next = this.#neighbour(1) ?? this.#neighbour(-1);
      this.#neighbours = this.#neighbours.filter((each) => each.id !== details.id);
      this.dispatchEvent(new CustomEvent("nomination-changed", { bubbles: true, detail: result.nomination_view }));
      if (next) await this.#show(next);
      else this.#dialog.close();
    } catch (error) {
      // Somebody was faster: the refusal is shown upon what is there now, with what was written.
      if (error instanceof Problem && ["stale_version", "wrong_state"].includes(error.code)) {
        this.dispatchEvent(new CustomEvent("nomination-changed", { bubbles: true }));
        await this.#show(details);
      }
      showProblem(this.#dialog, error);
      // One thing is missing and it is right here.
      if (error instanceof Problem && error.errors[0]?.pointer === "/opinion") control(form, "opinion")?.focus();
    } finally {
      setBusy(button, false);
      form.toggleAttribute("data-busy", false);
    }
  }

  /** @param {number} step */
  #neighbour(step) {
    const at = this.#neighbours.findIndex((each) => each.id === this.#details.id);
    return this.#neighbours[at + step];
  }

  /** @param {number} step */
  async #go(step) {
    const next = this.#neighbour(step);
    if (next) await this.#show(next);
    else toast(message(step > 0 ? "last-person" : "first-person"), "neutral");
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    const typing = /** @type {Element} */ (event.target).closest("input, textarea, select") !== null;
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key.toLowerCase() === "j") this.attempt(null, () => this.#go(1));
    if (event.key.toLowerCase() === "k") this.attempt(null, () => this.#go(-1));
  }
}

customElements.define("nomination-drawer", NominationDrawer);

/** The drawer of a page. @param {ParentNode} root @returns {NominationDrawer | null} */
export function drawer(root) {
  const found = root.querySelector("nomination-drawer");
  return found instanceof NominationDrawer ? found : null;
}
