// @ts-check
import { showChangeList } from "./changes.js";
import { maybe } from "./dom.js";
import { rows, words } from "./fill.js";
import { message } from "./messages.js";
import { codeOf } from "./tones.js";

/** Decisions, and whether they were good news. @type {Record<string, string>} */
const TONES = { first_approve: "good", final_approve: "good", first_reject: "bad", final_reject: "bad", deregister: "bad" };

/** The newest step first. @param {any[]} timeline @returns {any[]} */
export const newestFirst = (timeline) => [...timeline].sort((one, other) => Date.parse(other.at) - Date.parse(one.at));

/**
 * Shows every step of a nomination.
 * @param {ParentNode} root around `[data-list=timeline]` @param {any[]} timeline
 */
export function showTimeline(root, timeline) {
  const steps = newestFirst(timeline).map((step) => ({ ...step, action: step.action_name ?? words(step.action), role_name: step.role_name ?? "", tone: TONES[codeOf(step.action)] ?? "neutral" }));
  rows(root, "timeline", steps, (row, step) => {
    row.dataset.tone = step.tone;
    const opinion = maybe(row, "[data-field=opinion]");
    if (opinion) opinion.hidden = !step.opinion;
    rows(row, "remarks", step.remarks ?? []);
    showChangeList(row, "step-changes", step.changes ?? []);
  });
}

/**
 * The last decision of a review, for the head of the details: which review, its outcome and opinion.
 * @param {any[]} timeline
 */
export function lastDecision(timeline) {
  const step = newestFirst(timeline).find(({ action }) => /^(first|final)_(approve|reject)$/.test(codeOf(action)));
  if (!step) return null;
  const code = codeOf(step.action);
  return {
    code,
    review_kind: message(code.startsWith("first") ? "stage-first-review" : "stage-final-review"),
    outcome: message(code.endsWith("approve") ? "approved" : "sent-back"),
    opinion: step.opinion ?? null,
    by: step.name,
    at: step.at,
  };
}
