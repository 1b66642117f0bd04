// @ts-check
import { approvalWords } from "./approval.js";
import { showAttachments, withNames } from "./attachments.js";
import { dateTime } from "./china-time.js";
import { all, find, maybe } from "./dom.js";
import { isOpen, showChanges } from "./drawer-changes.js";
import { showValues } from "./drawer-values.js";
import { showEligibility } from "./eligibility-notes.js";
import { fill } from "./fill.js";
import { missing, showMaterials } from "./materials.js";
import { joined, message } from "./messages.js";
import { pathOf } from "./nomination-path.js";
import { lastDecision, showTimeline } from "./timeline.js";

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
  showChanges(root, details);
  const approval = approvalWords(details);
  fill(root, { approval_words: approval });
  find(root, "[data-approval]").hidden = approval === "";
  const decided = standing(details);
  const head = find(root, "[data-decided]");
  head.hidden = !decided;
  if (decided) fill(head, { ...decided, state_name: details.state_name, state: details.state });
  showEligibility(root, details);
  showTimeline(root, timeline);
  const nothing = { removable: false, removed: () => {}, failed };
  const panel = find(root, '[data-panel="attachments"]');
  const materials = details.materials ?? [];
  showMaterials(panel, details.congress_id, materials, failed);
  showAttachments(panel, `${pathOf(details)}/attachments`, withNames(attachments, materials), nothing);
  const lacks = missing(materials).map((each) => each.name);
  fill(root, { lacks: lacks.length > 0 ? message("materials-lacking", { names: joined(lacks) }) : "" });
  find(root, "[data-lacks]").hidden = lacks.length === 0;
  showPhoto(root, details);
}

/** The decision under which somebody stands; while another one is due, an earlier one of that review is history. @param {any} details */
function standing(details) {
  const last = lastDecision(details.timeline ?? []);
  if (!last || !isOpen(details)) return last;
  return details.state === "reported" && last.code.startsWith("first") ? last : null;
}

/** @param {any} details */
function summary(details) {
  const time = details.submitted_at && dateTime(details.submitted_at);
  const submitted = time ? message("submitted-summary", { count: details.submissions, time }) : message("not-submitted");
  return [details.category_name, details.unit_name, submitted].join(" · ");
}

/** The photo of a nomination, or the words that there is none. @param {ParentNode} root @param {any} details */
export function showPhoto(root, details) {
  const image = /** @type {HTMLImageElement} */ (find(root, "img[data-photo]"));
  const none = maybe(root, "[data-no-photo]");
  image.hidden = !details.photo;
  if (none) none.hidden = details.photo;
  if (details.photo) image.src = `/api${pathOf(details)}/photo?v=${details.version}`;
  else image.removeAttribute("src");
}
