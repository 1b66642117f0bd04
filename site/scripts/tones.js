// @ts-check
/** Which colour goes with a word. The word itself comes with the data; the sign beside it from the style sheet. */

/** @type {Record<string, string>} */
const STATES = {
  allocated: "neutral",
  first_review_pending: "waiting",
  first_review_rejected: "bad",
  first_review_approved: "good",
  reported: "waiting",
  final_review_approved: "good",
  final_review_rejected: "bad",
  deregistered: "neutral",
};

/** @type {Record<string, string>} */
const LIVES = { draft: "attention", open: "good", closed: "neutral", archived: "neutral" };

/** @type {Record<string, string>} */
const VERDICTS = { new: "good", changed: "attention", unchanged: "neutral", error: "bad" };

/**
 * The tone of a slot, or nothing for slots without one.
 * @param {string} path the slot's `data-field` @param {any} view
 * @returns {string | undefined}
 */
export function toneOf(path, view) {
  const last = path.split(".").pop();
  const around = path.includes(".") ? view?.[path.split(".")[0]] : view;
  if (last === "state_name") return STATES[around?.state];
  if (last === "life" || last === "life_name") return LIVES[codeOf(around?.life)];
  if (last === "verdict_name") return VERDICTS[around?.verdict];
  if (last === "enabled_name") return around?.enabled ? "good" : "bad";
  return undefined;
}

/** A coded value's code, or the text itself. @param {any} value @returns {string} */
export const codeOf = (value) => (value && typeof value === "object" ? value.code : (value ?? ""));
