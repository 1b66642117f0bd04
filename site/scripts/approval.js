// @ts-check
import { dateTime } from "./china-time.js";
import { message } from "./messages.js";

/**
 * Where two final reviewers must approve: whose approval there is, and whether one may give the other.
 * @param {{ approval: { by: string, at: string, own: boolean } | null }} item
 */
export function approvalWords({ approval }) {
  if (!approval) return "";
  const words = { name: approval.by, time: dateTime(approval.at) };
  return approval.own ? message("approval-own", words) : message("approval-other", words);
}
