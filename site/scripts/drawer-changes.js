// @ts-check
import { showChangeList } from "./changes.js";
import { all, find, maybe } from "./dom.js";
import { markFields } from "./drawer-values.js";
import { fill } from "./fill.js";
import { message } from "./messages.js";
import { select, tabsOf } from "./tabs.js";
import { lastDecision } from "./timeline.js";

/** States in which a decision is still to come: an earlier one is history then. */
const OPEN = ["allocated", "first_review_pending", "reported"];

/** @param {any} details */
export const isOpen = (details) => OPEN.includes(details.state);

/**
 * What changed since the last decision: named on top with old and new, marked at the fields, counted on the tabs.
 * @param {HTMLElement} root @param {any} details
 */
export function showChanges(root, details) {
  /** @type {import("./changes.js").Change[]} */
  const changes = details.changes ?? [];
  const before = isOpen(details) ? lastDecision(details.timeline ?? []) : null;
  const notice = find(root, "[data-changes]");
  const opinion = before?.code.endsWith("reject") ? before.opinion : null;
  notice.hidden = changes.length === 0 && !opinion;
  const title = changes.length > 0 ? message("changed-count", { count: changes.length }) : message("nothing-changed");
  fill(notice, { changed_title: title, last_opinion: opinion ? message("last-opinion", { opinion }) : "" });
  showChangeList(notice, "changes", changes);
  markFields(root, changes, details.form?.remarks ?? []);
  for (const tab of tabsOf(root)) {
    const badge = maybe(tab, "[data-changed-in]");
    if (!badge) continue;
    const panel = document.getElementById(tab.getAttribute("aria-controls") ?? "");
    const count = panel ? all(panel, "[data-changed]").length : 0;
    badge.textContent = String(count);
    badge.hidden = count === 0;
  }
}

/** Leads from a change to its field, in whichever tab it stands. @param {HTMLElement} root @param {HTMLElement} button */
export function jumpToField(root, button) {
  const id = /** @type {HTMLElement | null} */ (button.closest("[data-of]"))?.dataset.of ?? "";
  const row = maybe(root, `[data-row-of="${id}"]`) ?? (id === "photo" ? maybe(root, "img[data-photo]") : null);
  const panel = row?.closest("[role=tabpanel]");
  if (!row || !panel) return;
  select(root, tabsOf(root).find((tab) => tab.getAttribute("aria-controls") === panel.id));
  row.tabIndex = -1;
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "center" });
}
