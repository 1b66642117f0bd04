// @ts-check
/**
 * What was typed and not yet saved, kept on this device until the connection is back. It is personal, so it lives in
 * the tab's session storage only, and signing out clears it.
 */
const PREFIX = "typed:";

/** @param {string} key @param {{ base: number, values: Record<string, any> }} kept */
export function keep(key, kept) {
  try {
    sessionStorage.setItem(PREFIX + key, JSON.stringify(kept));
  } catch {
    // Full or forbidden storage: what was typed still stands in the page.
  }
}

/** @param {string} key @returns {{ base: number, values: Record<string, any> } | null} */
export function kept(key) {
  try {
    return JSON.parse(sessionStorage.getItem(PREFIX + key) ?? "null");
  } catch {
    return null;
  }
}

/** @param {string} key */
export function forget(key) {
  sessionStorage.removeItem(PREFIX + key);
}

/** On signing out: nothing personal stays on a shared computer. */
export function forgetAll() {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
}
