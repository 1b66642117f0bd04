// @ts-check
import { find, maybe, show } from "./dom.js";
import { showEligibility } from "./eligibility-notes.js";
import { fill } from "./fill.js";
import { message } from "./messages.js";
import { placeOf } from "./nomination-path.js";
import { withQuery } from "./query.js";
import { lastDecision, showTimeline } from "./timeline.js";

/**
 * Above the form: whose it is, where it stands and, when it was sent back, why.
 * @param {HTMLElement} root @param {any} details @param {any} congress @param {boolean} own
 */
export function showHead(root, details, congress, own) {
  fill(root, {
    title: own ? message("my-form") : message("form-of", { name: details.name }),
    summary: [congress.title, details.unit_name, details.category_name].join(" · "),
    state_name: details.state_name,
  });
  showEligibility(root, details);
  showTimeline(root, details.timeline ?? []);
  const decided = lastDecision(details.timeline ?? []);
  show(root, "[data-opinion]", isSentBack(details) && Boolean(decided));
  if (decided) fill(find(root, "[data-opinion]"), decided);
  const print = maybe(root, "a[data-link=print]");
  print?.setAttribute("href", withQuery(print.getAttribute("href") ?? "", placeOf(details)));
}

/** Whether a reviewer sent it back to be corrected. @param {any} details */
export const isSentBack = (details) => details.state.endsWith("_rejected");
