// @ts-check
import { show } from "./dom.js";
import { fill } from "./fill.js";
import { PageElement } from "./page-element.js";
import { here, requireSession, session } from "./session.js";
import { signOut } from "./sign-out.js";
import { showUnread } from "./unread.js";

/** `<site-header>`: 工作台 and the name, or 请登录; the other language at the same place; signing out. */
class SiteHeader extends PageElement {
  actions = { "sign-out": () => signOut() };

  async start() {
    this.addEventListener("click", (event) => this.#keepQuery(event));
    const needed = document.querySelector("main[data-requires-session]") !== null;
    const who = needed ? await requireSession() : await session();
    show(this, "[data-signed=out]", !who);
    show(this, "[data-signed=in]", Boolean(who));
    if (who) {
      fill(this, { name: who.name ?? who.phone });
      showUnread();
    }
    const title = who && needed ? here(who).context?.congress.title : null;
    if (title) fill(this, { congress_title: title });
    document.dispatchEvent(new CustomEvent("session-known", { detail: who }));
  }

  /** The other language shows the same thing: the same congress, the same filters. @param {MouseEvent} event */
  #keepQuery(event) {
    const link = /** @type {Element} */ (event.target).closest("a[data-switch-language]");
    if (link instanceof HTMLAnchorElement) link.search = location.search;
  }
}

customElements.define("site-header", SiteHeader);
