// @ts-check
/** Passkeys: the browser's `navigator.credentials` with binary values as base64url, as the server writes and reads them. */

/** Whether this browser knows passkeys. */
export const knowsPasskeys = () => typeof window.PublicKeyCredential === "function" && Boolean(navigator.credentials);

/** @param {string} text @returns {Uint8Array<ArrayBuffer>} */
function bytes(text) {
  const binary = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

/** @param {ArrayBuffer | null | undefined} buffer @returns {string | null} */
function text(buffer) {
  if (!buffer) return null;
  const binary = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("");
  return btoa(binary).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

/** @param {{ id: string }[] | undefined} known */
const known = (known) => (known ?? []).map((each) => ({ ...each, type: /** @type {const} */ ("public-key"), id: bytes(each.id) }));

/**
 * Makes a passkey. Throws a `DOMException` when the person or the device declines.
 * @param {any} options as the server gives them @returns {Promise<unknown>} what to send back
 */
export async function createPasskey(options) {
  const publicKey = {
    ...options,
    challenge: bytes(options.challenge),
    user: { ...options.user, id: bytes(options.user.id) },
    excludeCredentials: known(options.excludeCredentials),
  };
  const made = /** @type {any} */ (await navigator.credentials.create({ publicKey }));
  const { response } = made;
  return {
    id: made.id,
    rawId: text(made.rawId),
    type: made.type,
    response: {
      attestationObject: text(response.attestationObject),
      clientDataJSON: text(response.clientDataJSON),
      transports: response.getTransports?.() ?? [],
    },
  };
}

/**
 * Shows a passkey; as {@link createPasskey}.
 * @param {any} options @returns {Promise<unknown>}
 */
export async function showPasskey(options) {
  const publicKey = { ...options, challenge: bytes(options.challenge), allowCredentials: known(options.allowCredentials) };
  const shown = /** @type {any} */ (await navigator.credentials.get({ publicKey }));
  const { response } = shown;
  return {
    id: shown.id,
    rawId: text(shown.rawId),
    type: shown.type,
    response: {
      authenticatorData: text(response.authenticatorData),
      clientDataJSON: text(response.clientDataJSON),
      signature: text(response.signature),
      userHandle: text(response.userHandle),
    },
  };
}
