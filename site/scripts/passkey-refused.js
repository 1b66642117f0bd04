// @ts-check
import { message } from "./messages.js";
import { Problem } from "./problem.js";

/** What the device or the person declined, in words; other failures as they are. @param {unknown} error */
export function passkeyRefused(error) {
  if (!(error instanceof DOMException)) return error;
  const known = error.name === "InvalidStateError";
  const detail = message(known ? "passkey-there-already" : "passkey-declined");
  return new Problem({ status: 422, code: "verification_failed", title: message("failed"), detail });
}
