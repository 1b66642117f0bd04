// @ts-check
import { showAttachments } from "./attachments.js";
import { dateTime } from "./china-time.js";
import { all, find, maybe } from "./dom.js";
import { markFields, showValues } from "./drawer-values.js";
import { fill } from "./fill.js";
import { joined, message } from "./messages.js";
import { pathOf, placeOf } from "./nomination-path.js";
import { withQuery } from "./query.js";
import { lastDecision, newestFirst, showTimeline } from "./timeline.js";

/**
 * Fills the drawer with somebody's details.
 * @param {HTMLElement} root @param {any} details @param {(error: unknown) => void} failed
 */
export function showDetails(root, details, failed) {
  const timeline = details.timeline ?? [];
  const attachments = details.attachments ?? [];
  fill(root, { name: details.name, summary: summary(details), attachments_count: attachments.length || " " });
  showValues(root, details.form ?? {});
  for (const part of all(root, "[data-allows]")) part.hidden = !details.actions.includes(part.dataset.allows);
  showChanges(root, details, newestFirst(timeline)[0]?.changed_fields ?? []);
  const decided = isOpen(details.state) ? null : lastDecision(timeline);
  const head = find(root, "[data-decided]");
  head.hidden = !decided;
  if (decided) fill(head, { ...decided, state_name: details.state_name, state: details.state });
  showTimeline(root, timeline);
  const nothing = { removable: false, removed: () => {}, failed };
  showAttachments(find(root, '[data-panel="attachments"]'), pathOf(details), attachments, nothing);
  showPhoto(root, details);
  const print = maybe(root, "[data-action=open-print]");
  print?.setAttribute("href", withQuery(print.getAttribute("href") ?? "", placeOf(details)));
}

/** @param {any} details */
function summary(details) {
  const time = details.submitted_at && dateTime(details.submitted_at);
  const submitted = time ? message("submitted-summary", { count: details.submissions, time }) : message("not-submitted");
  return [details.category_name, details.unit_name, submitted].join(" · ");
}

/** @param {HTMLElement} root @param {any} details @param {{ id: string, label: string }[]} changed */
function showChanges(root, details, changed) {
  // Everything is new in a first submission: marking all of it would mark nothing.
  const marked = details.submissions > 1 ? changed : [];
  markFields(root, marked, details.form?.remarks ?? []);
  const before = isOpen(details.state) ? lastDecision(details.timeline ?? []) : null;
  const said = [
    before?.opinion ? message("last-opinion", { opinion: before.opinion }) : "",
    marked.length > 0 ? message("changed-since", { fields: joined(marked.map((field) => field.label)) }) : "",
  ].filter(Boolean);
  const notice = find(root, "[data-changes]");
  notice.hidden = said.length === 0;
  fill(notice, { changes: said.join(" ") });
}

/** Whether a decision is still to come: an earlier one is history then. @param {string} state */
const isOpen = (state) => ["allocated", "first_review_pending"].includes(state);

/** The photo of a nomination, or the words that there is none. @param {ParentNode} root @param {any} details */
export function showPhoto(root, details) {
  const image = /** @type {HTMLImageElement} */ (find(root, "img[data-photo]"));
  const none = maybe(root, "[data-no-photo]");
  image.hidden = !details.photo;
  if (none) none.hidden = details.photo;
  if (details.photo) image.src = `/api${pathOf(details)}/photo?v=${details.version}`;
  else image.removeAttribute("src");
}
