// @ts-check
import { all } from "./dom.js";

/**
 * Makes a row of `[role=tab]` work as people with a keyboard expect (WAI-ARIA Authoring Practices, Tabs): arrow keys
 * move, Home and End jump; each shows the panel it controls.
 * @param {Element} root around tabs and panels
 * @param {(tab: HTMLElement) => void} [chosen] called after a person chose a tab
 */
export function tabs(root, chosen = () => {}) {
  const row = tabsOf(root);
  const choose = (/** @type {HTMLElement} */ tab) => {
    select(root, tab);
    chosen(tab);
  };
  for (const tab of row) {
    tab.addEventListener("click", () => choose(tab));
    tab.addEventListener("keydown", (event) => {
      const seen = row.filter((each) => !each.hidden);
      const at = seen.indexOf(tab);
      const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: seen.length - 1 }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      const next = seen[(to + seen.length) % seen.length];
      next.focus();
      choose(next);
    });
  }
}

/** The tabs of the first row below a root. @param {Element} root */
export function tabsOf(root) {
  const list = root.querySelector("[role=tablist]");
  return list ? all(list, "[role=tab]") : [];
}

/** Shows one tab's panel and hides the others'. @param {Element} root @param {HTMLElement | null | undefined} chosen */
export function select(root, chosen) {
  if (!chosen) return;
  for (const tab of tabsOf(root)) {
    tab.setAttribute("aria-selected", String(tab === chosen));
    tab.tabIndex = tab === chosen ? 0 : -1;
    const panel = document.getElementById(tab.getAttribute("aria-controls") ?? "");
    if (panel) panel.hidden = tab !== chosen && panel !== document.getElementById(chosen.getAttribute("aria-controls") ?? "");
  }
}
