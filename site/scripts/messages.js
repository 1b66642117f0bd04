// @ts-check
import { asset } from "./api.js";

/** The page's language: `zh` or `en`. */
export const language = document.documentElement.dataset.language === "en" ? "en" : "zh";

/**
 * Texts by key. Without them (the connection dropped just now) a key is still better than a page that stays dead.
 * @type {Record<string, string>}
 */
const texts = await asset(`./messages.${language}.json`).catch(() => ({}));

/**
 * A text in the page's language, its `{variable}`s filled in.
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 */
export function message(key, values = {}) {
  return (texts[key] ?? key).replace(/\{(\w+)\}/g, (all, name) => String(values[name] ?? all));
}

/** Joins names as the language does. @param {string[]} words */
export function joined(words) {
  return words.join(language === "zh" ? "、" : ", ");
}
