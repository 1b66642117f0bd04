// @ts-check
import { message } from "./messages.js";

/**
 * How far a tab of the form is, in words with their colour.
 * @param {{ required: number, filled: number, wrong: number }} tab
 * @returns {{ words: string, tone: "good" | "attention" | "bad" }}
 */
export function tabWords({ required, filled, wrong }) {
  const missing = required - filled;
  const parts = [missing > 0 && message("missing-count", { count: missing }), wrong > 0 && message("wrong-count", { count: wrong })].filter(Boolean);
  if (parts.length === 0) return { words: message("complete"), tone: "good" };
  return { words: parts.join(" · "), tone: wrong > 0 ? "bad" : "attention" };
}
