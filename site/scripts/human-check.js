// @ts-check
import { solve } from "./altcha.js";
import { get } from "./api.js";
import { fill } from "./fill.js";
import { PageElement } from "./page-element.js";

/** `<human-check>`: 点击完成验证. The device computes for about a second; `solution` is then good for one request. */
class HumanCheck extends PageElement {
  /** What to send to the server; empty until solved. */
  solution = "";
  actions = { verify: () => this.#verify() };

  async #verify() {
    if (this.dataset.state === "working") return;
    this.dataset.state = "working";
    try {
      const challenge = await get("/login/challenges", { quiet: true });
      this.solution = await solve(challenge, (tried) => fill(this, { progress: tried }));
      this.dataset.state = "done";
      this.dispatchEvent(new CustomEvent("human-checked", { bubbles: true }));
    } catch (error) {
      console.error(error);
      this.dataset.state = "failed";
    }
    // The button that was pressed is gone: unless the page put the focus on what comes next, it goes to the outcome.
    if (document.activeElement !== document.body && !this.contains(document.activeElement)) return;
    /** @type {HTMLElement | null} */ (this.querySelector(`[data-shown-in="${this.dataset.state}"]`))?.focus();
  }

  /** A solution is used up by the request it was sent with. */
  reset() {
    this.solution = "";
    this.dataset.state = "idle";
  }
}

customElements.define("human-check", HumanCheck);

/** The one of a form. @param {ParentNode} root @returns {HumanCheck | null} */
export function humanCheck(root) {
  const found = root.querySelector("human-check");
  return found instanceof HumanCheck ? found : null;
}
