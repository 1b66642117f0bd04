// @ts-check
import { get } from "./api.js";
import { showOwnNames } from "./category-names.js";
import { codeOf } from "./tones.js";
import { message } from "./messages.js";

/** The congress of the page, fetched once: title, windows, support contact, categories. @type {Map<string, Promise<any>>} */
const views = new Map();

/** @param {string} congress @returns {Promise<any>} */
export function congressView(congress) {
  if (!views.has(congress)) {
    const asked = get(`/congresses/${congress}`).then(
      (view) => {
        showOwnNames(view);
        return view;
      },
      (error) => {
        views.delete(congress);
        throw error;
      },
    );
    views.set(congress, asked);
  }
  return /** @type {Promise<any>} */ (views.get(congress));
}

/** After a change: the fresh view is the known one. @param {any} view */
export function rememberCongress(view) {
  views.set(view.id, Promise.resolve(view));
}

/** What the congress's present part of life is called. @param {any} life */
export function lifeName(life) {
  if (life?.name) return life.name;
  const names = /** @type {Record<string, string>} */ ({
    draft: message("life-draft"),
    open: message("life-open"),
    closed: message("life-closed"),
    archived: message("life-archived"),
  });
  return names[codeOf(life)] ?? "";
}

/** The present part of life with its name, as a coded value. @param {any} life */
export const lifeOf = (life) => ({ code: codeOf(life), name: lifeName(life) });

/** What a stage is called. @param {string} stage */
export function stageName(stage) {
  const names = /** @type {Record<string, string>} */ ({
    nominating: message("stage-nominating"),
    first_review: message("stage-first-review"),
    final_review: message("stage-final-review"),
  });
  return names[stage] ?? stage;
}
