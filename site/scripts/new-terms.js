// @ts-check
import { put } from "./api.js";
import { control, ticked } from "./dom.js";
import { openDialog } from "./form-dialog.js";
import { message } from "./messages.js";
import { PageElement } from "./page-element.js";
import { Problem } from "./problem.js";
import { renewSession } from "./session.js";
import { signOut } from "./sign-out.js";
import { toast } from "./toast-region.js";

/** @import { Session } from "./session.js" */

/**
 * `<new-terms>`: terms that came into force since the sign-in are put to the person over the page, which stays as it is. Whoever
 * agrees goes on; whoever does not is signed out.
 */
class NewTerms extends PageElement {
  actions = { refuse: () => signOut() };

  start() {
    document.addEventListener("session-known", (event) => {
      const who = /** @type {CustomEvent<Session | null>} */ (event).detail;
      if (who && !who.agreement.current) this.attempt(null, () => this.#put());
    });
  }

  async #put() {
    const dialog = /** @type {HTMLDialogElement} */ (this.querySelector("dialog"));
    if (dialog.open) return;
    // There is no way around it: however the browser was made to close it, it is put again.
    while (!(await openDialog(dialog, () => this.#agree())));
    await renewSession();
    toast(message("terms-agreed"), "good");
  }

  async #agree() {
    if (!ticked(this, "agreed")) {
      const detail = message("agree-first");
      throw new Problem({ status: 422, code: "invalid_input", title: message("please-complete"), detail, errors: [{ pointer: "/agreed", code: "required", detail }] });
    }
    const { terms, privacy } = control(this, "agreed")?.dataset ?? {};
    await put("/login/agreement", { terms, privacy });
  }
}

customElements.define("new-terms", NewTerms);
