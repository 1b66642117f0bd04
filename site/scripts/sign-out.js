// @ts-check
import { remove } from "./api.js";
import { forgetAll } from "./kept-values.js";
import { address } from "./links.js";

/** Ends the session, forgets what this device kept, and leaves. */
export async function signOut() {
  await remove("/login/session", { quiet: true });
  await forgetAll();
  location.assign(address("home"));
}
