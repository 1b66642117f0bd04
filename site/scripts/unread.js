// @ts-check
import { get } from "./api.js";
import { all } from "./dom.js";

/** From this many on it is only said that there are more. */
const MOST = 99;

/** Asks how many messages are not read and shows it; a page is of use without it, so a failure says nothing. */
export async function showUnread() {
  try {
    unreadIs((await get("/inbox/unread", { quiet: true })).unread);
  } catch (error) {
    console.warn(error);
  }
}

/** Shows how many messages are not read, wherever the page says it. @param {number} count */
export function unreadIs(count) {
  for (const slot of all(document, "[data-unread]")) {
    slot.textContent = count > MOST ? `${MOST}+` : String(count);
    slot.hidden = count === 0;
  }
}
