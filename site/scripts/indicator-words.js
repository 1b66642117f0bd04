// @ts-check
import { maybe } from "./dom.js";
import { rows } from "./fill.js";
import { message } from "./messages.js";

/** “代表名额 1(3)”, “45岁以下 0(≥1)，还差 1 名” @param {any} indicator */
export function wordsOf(indicator) {
  const asked = { equal: "", up_to: "≤", at_least: "≥" }[/** @type {string} */ (indicator.compare)] ?? "";
  const values = { label: indicator.label, submitted: indicator.submitted, quota: `${asked}${indicator.quota}` };
  if (indicator.material && !indicator.met) return message("material-indicator", { missing: indicator.missing, shows: indicator.shows });
  const words = message("indicator", values);
  if (indicator.met || !indicator.missing) return words;
  const missing = indicator.missing.replace(indicator.label, "").replace(/^[:：\s]+/, "");
  return message("indicator-missing", { words, missing });
}

/**
 * Shows indicators and early warnings, each with its sign.
 * @param {HTMLElement} root @param {any} view a unit with its indicators; none shows nothing
 */
export function showIndicators(root, view) {
  const indicators = /** @type {any[]} */ (view?.indicators ?? []).filter((each) => each.quota > 0 || each.submitted > 0);
  rows(root, "indicators", indicators.map((each) => ({ words: wordsOf(each), met: each.met })), (row, { met }) => {
    row.dataset.tone = met ? "met" : "unmet";
  });
  const warnings = /** @type {string[]} */ (view?.warnings ?? []);
  rows(root, "warnings", warnings.map((text) => ({ text })));
  const list = maybe(root, "[data-list=warnings]");
  if (list) list.hidden = warnings.length === 0;
}
