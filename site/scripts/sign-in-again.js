// @ts-check
import { whenSessionEnds } from "./api.js";
import { maybe } from "./dom.js";
import { renewSession, session } from "./session.js";

/** @type {Promise<boolean> | null} */
let asking = null;

/**
 * A session that ends in the middle of something: the person signs in over the page and carries on where they were.
 * Several requests that fail at once ask only once.
 */
async function ask() {
  const dialog = maybe(document, 'dialog[data-dialog="sign-in"]');
  if (!(dialog instanceof HTMLDialogElement)) return false;
  await import("./login-page.js");
  const before = await session();
  const signedIn = await new Promise((resolve) => {
    dialog.addEventListener("signed-in", () => resolve(true), { once: true });
    dialog.addEventListener("close", () => resolve(false), { once: true });
    dialog.showModal();
  });
  dialog.close();
  if (!signedIn) return false;
  const now = await renewSession();
  // Somebody else signed in: what stands on this page is not theirs.
  if (before && now && before.phone !== now.phone) location.reload();
  return true;
}

whenSessionEnds(() => {
  asking ??= ask().finally(() => {
    asking = null;
  });
  return asking;
});

document.addEventListener("click", (event) => {
  const button = /** @type {Element} */ (event.target).closest('dialog[data-dialog="sign-in"] [data-action=close]');
  button?.closest("dialog")?.close();
});
