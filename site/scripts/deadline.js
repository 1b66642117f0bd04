// @ts-check
import { dateTime } from "./china-time.js";
import { stageName } from "./congress-view.js";
import { message } from "./messages.js";

const HOUR_MS = 3_600_000;

/** The stage in which a nomination in a state is worked on. @param {string} state */
export function stageOf(state) {
  if (["allocated", "first_review_rejected"].includes(state)) return "nominating";
  return state.startsWith("first_review") ? "first_review" : "final_review";
}

/**
 * “初审与上报截止 2026-11-30 18:00,还有 7 天 5 小时”; empty when the stage has no window.
 * @param {string} stage @param {{ opens_at?: string, closes_at?: string } | null | undefined} window
 */
export function deadline(stage, window) {
  if (!window?.closes_at) return "";
  const now = Date.now();
  const name = stageName(stage);
  const opens = Date.parse(window.opens_at ?? "");
  if (opens > now) return message("stage-opens", { stage: name, time: dateTime(opens) });
  const time = dateTime(window.closes_at);
  const left = Date.parse(window.closes_at) - now;
  if (left <= 0) return message("stage-closed", { stage: name, time });
  const hours = Math.floor(left / HOUR_MS);
  return message("stage-closes", { stage: name, time, days: Math.floor(hours / 24), hours: hours % 24 });
}

/** How a window stands now: its words and tone. @param {{ opens_at: string, closes_at: string }} window */
export function standing(window) {
  const now = Date.now();
  if (Date.parse(window.opens_at) > now) return { words: message("window-ahead"), tone: "neutral" };
  if (Date.parse(window.closes_at) <= now) return { words: message("window-over"), tone: "neutral" };
  return { words: message("window-open"), tone: "good" };
}
