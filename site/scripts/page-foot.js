// @ts-check
import { congressView } from "./congress-view.js";
import { maybe } from "./dom.js";
import { fill } from "./fill.js";
import { here } from "./session.js";

/** Whom to ask, at the foot of every page of somebody who takes part in a congress. */
document.addEventListener("session-known", async (event) => {
  const who = /** @type {CustomEvent} */ (event).detail;
  const foot = maybe(document, "[data-support]");
  const congress = who && here(who).congress;
  if (!foot || !congress) return;
  const { support } = await congressView(congress).catch(() => ({ support: null }));
  if (!support?.phone) return;
  fill(foot, { support });
  maybe(foot, "[data-tel]")?.setAttribute("href", `tel:${support.phone.replace(/[^+\d]/g, "")}`);
  foot.hidden = false;
});
