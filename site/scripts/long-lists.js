// @ts-check
import { asset } from "./api.js";
import { all } from "./dom.js";
import { language } from "./messages.js";

/**
 * Chooses in a list; an entry that is not in the page yet is added with its words, so that no answer is lost meanwhile.
 * @param {HTMLSelectElement | HTMLInputElement} control @param {string} code @param {string} [words]
 */
export function choose(control, code, words) {
  control.value = code;
  if (code && control.dataset.rest && control.value !== code && "options" in control) control.add(new Option(words ?? code, code, false, true));
}

/** Fetches the lists that are too long for the page, and keeps what is chosen. @param {HTMLElement} root */
export function completeLists(root) {
  for (const select of /** @type {HTMLSelectElement[]} */ (all(root, "select[data-rest]"))) complete(select);
}

/** @param {HTMLSelectElement} select */
async function complete(select) {
  try {
    const rows = /** @type {[code: string, name: string][]} */ (await asset(`./${select.dataset.rest}.${language}.json`));
    const { value } = select;
    select.replaceChildren(select.options[0], ...rows.map(([code, name]) => new Option(name, code)));
    // A code that the list has no longer is no answer, as everywhere.
    select.value = value;
    delete select.dataset.rest;
  } catch {
    // Offline: again when the connection is back, or when the list is next gone to.
    const again = new AbortController();
    const retry = () => {
      again.abort();
      complete(select);
    };
    addEventListener("online", retry, { signal: again.signal });
    select.addEventListener("focus", retry, { signal: again.signal });
  }
}
