// @ts-check
import { get, post } from "./api.js";
import { dialog, find, setBusy, show } from "./dom.js";
import { jumpToField } from "./drawer-changes.js";
import { Decision } from "./drawer-decision.js";
import { showDetails } from "./drawer-details.js";
import { drawerShortcuts } from "./drawer-shortcuts.js";
import { showValues } from "./drawer-values.js";
import { fill } from "./fill.js";
import { openDialog } from "./form-dialog.js";
import { message } from "./messages.js";
import { pathOf } from "./nomination-path.js";
import { noteOpinion } from "./opinion-phrases.js";
import { PageElement } from "./page-element.js";
import { placeIn } from "./pager.js";
import { downloadForm } from "./print-dialog.js";
import { Problem } from "./problem.js";
import { clearProblem, showProblem } from "./problems.js";
import { decide, dueReview } from "./reviewing.js";
import { select, tabs, tabsOf } from "./tabs.js";
import { toast } from "./toast-region.js";
import { offerUndo } from "./undo.js";
import { Walk } from "./walk.js";

/** @import { NominationList } from "./nomination-list.js" */
/** @import { Result } from "./reviewing.js" */

/** `<nomination-drawer>`: somebody's details over the list, the decision at its foot, and on to the next without going back. */
class NominationDrawer extends PageElement {
  /** @type {any} */
  #details = null;
  /** @type {NominationList} */
  #list = /** @type {any} */ (null);
  /** @type {Walk} */
  #walk = /** @type {any} */ (null);
  /** @type {Decision} */
  #decision = /** @type {any} */ (null);
  /** Where on the page the present one stands, or stood. */
  #at = 0;

  actions = {
    close: () => this.#dialog.close(),
    reveal: () => this.#reveal(),
    jump: (/** @type {HTMLElement} */ button) => jumpToField(this, button),
    remark: (/** @type {HTMLElement} */ button) => this.#decision.remarkOn(button.dataset.of ?? ""),
    approve: (/** @type {HTMLElement} */ button) => this.#decide(button, "approve"),
    reject: (/** @type {HTMLElement} */ button) => this.#decide(button, "reject"),
    previous: () => this.go(-1),
    next: () => this.go(1),
    "download-form": () => downloadForm(this.#details),
  };

  get #dialog() {
    return dialog(this, "drawer");
  }

  start() {
    tabs(this);
    this.#decision = new Decision(this);
    drawerShortcuts(this, this.#dialog);
    // A click beside the drawer closes it, as one on the list would be meant.
    this.#dialog.addEventListener("click", (event) => event.target === this.#dialog && this.#dialog.close());
    this.#dialog.addEventListener("close", () => {
      this.#decision.leave(this.#details);
      this.#list.goTo(this.#details.id, this.#at);
    });
  }

  /** @param {any} item a NominationView @param {NominationList} list it stands in */
  async open(item, list) {
    this.#list = list;
    this.#walk = new Walk(list);
    if (!this.#dialog.open) this.#dialog.showModal();
    select(this, tabsOf(this)[0]);
    await this.#show(item);
  }

  /** @param {any} item */
  async #show(item) {
    this.#decision.leave(this.#details);
    this.#details = item;
    fill(this.#dialog, { name: item.name, summary: item.category_name });
    this.#showPosition(item);
    clearProblem(this.#dialog);
    await this.load(async () => {
      const details = await get(pathOf(item));
      if (this.#details !== item) return; // already at the next person
      this.#details = details;
      showDetails(this, details, (error) => this.failed(error));
      this.#decision.show(details);
      this.state = "ready";
    });
    find(this, ".drawer-body").scrollTop = 0;
    find(this, "[data-field=name]").focus();
  }

  /** @param {any} item */
  #showPosition(item) {
    const at = this.#list.items.findIndex((each) => each.id === item.id);
    if (at >= 0) this.#at = at;
    fill(this.#dialog, { position: at >= 0 ? message("position", { at: placeIn(at), total: this.#list.total }) : "" });
    show(this, "[data-walk]", this.#list.total > 1);
  }

  async #reveal() {
    const details = this.#details;
    await openDialog(dialog(this, "reveal"), async () => {
      const numbers = await post(`${pathOf(details)}/reveal`, {});
      if (this.#details === details) showValues(this, details.form ?? {}, numbers);
    });
  }

  /** Whether a decision is due and can be made here. */
  get deciding() {
    return this.#details !== null && !this.#decision.form.hidden && dueReview(this.#details) !== null;
  }

  /** Presses a button of the decision, as a key does; where an opinion must come first, leads to it. @param {"approve" | "reject"} outcome */
  press(outcome) {
    if (!this.deciding) return;
    if (outcome === "reject" && !this.#decision.written.opinion) this.#decision.write();
    else find(this, `[data-decision] [data-action=${outcome}]`).click();
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
      const written = this.#decision.read(outcome);
      const [result] = await decide([details], outcome, written.opinion, written.remarks);
      if (!result.done) throw new Problem(result.problem);
      noteOpinion(written.opinion);
      await this.#goOn(result, { ...details, outcome }, this.#decision.written);
    } catch (error) {
      // Somebody was faster: the refusal is shown upon what is there now, with what was written.
      if (error instanceof Problem && ["stale_version", "wrong_state"].includes(error.code)) {
        await this.#list.changed();
        await this.#show(details);
      }
      showProblem(this.#dialog, error);
      // One thing is missing and it is right here.
      if (error instanceof Problem && error.errors[0]?.pointer === "/opinion") this.#decision.write();
    } finally {
      setBusy(button, false);
      form.toggleAttribute("data-busy", false);
    }
  }

  /**
   * Decided: on to the next, and for a moment back.
   * @param {Result} result @param {any} details @param {import("./drawer-decision.js").Written} written
   */
  async #goOn(result, details, written) {
    const text = message(details.outcome === "approve" ? "approved-person" : "sent-back-person", { name: details.name });
    this.#decision.done(details);
    this.#list.selection.clear([details.id]);
    await this.#list.changed();
    const next = (await this.#walk.neighbour(details.id, 1)) ?? (await this.#walk.neighbour(details.id, -1));
    this.#walk.leave(details.id);
    if (next) await this.#show(next);
    else this.#dialog.close();
    offerUndo(text, [result], async ([undone]) => {
      if (!undone) return;
      this.#decision.restore(details.id, written);
      this.#walk.back(undone.nomination_view, next?.id ?? null);
      await this.#list.changed();
      if (!this.#dialog.open) this.#dialog.showModal();
      await this.#show(undone.nomination_view);
    });
  }

  /** On to the next (1) or back to the previous (-1) of the list. @param {number} step */
  async go(step) {
    const next = await this.#walk.neighbour(this.#details.id, step);
    if (next) await this.#show(next);
    else toast(message(step > 0 ? "last-person" : "first-person"), "neutral");
  }
}

customElements.define("nomination-drawer", NominationDrawer);

/** The drawer of a page. @param {ParentNode} root @returns {NominationDrawer | null} */
export function drawer(root) {
  const found = root.querySelector("nomination-drawer");
  return found instanceof NominationDrawer ? found : null;
}
