// @ts-check
/**
 * Human verification by proof of work: ALTCHA, protocol 2, with PBKDF2 of Web Crypto. The server has derived a key from
 * its nonce and a secret counter; we try counters until the derived key begins with the given prefix.
 *
 * @typedef {{ algorithm: string, cost: number, keyLength: number, keyPrefix: string, nonce: string, salt: string,
 *   expiresAt?: number }} Parameters
 * @typedef {{ parameters: Parameters, signature?: string }} Challenge
 */

/** Derivations at once: Web Crypto works on threads of its own, so four lanes use a phone's cores. */
const LANES = 4;
/** Counters tried before giving up: some ten times what the server asks for at most. */
const LIMIT = 50_000;

/**
 * Solves a challenge; the answer goes to the server as `solution`.
 * @param {Challenge} challenge
 * @param {(tried: number) => void} [progress] called after every counter tried
 * @returns {Promise<string>} base64 of the JSON `{challenge, solution}`
 */
export async function solve(challenge, progress = () => {}) {
  const { parameters } = challenge;
  const hash = /^PBKDF2\/(SHA-(?:256|384|512))$/i.exec(parameters.algorithm)?.[1];
  if (!hash) throw new Error(`unknown algorithm ${parameters.algorithm}`);
  const started = performance.now();
  const found = await search(parameters, hash.toUpperCase(), progress);
  const solution = { ...found, time: Math.round(performance.now() - started) };
  return base64(new TextEncoder().encode(JSON.stringify({ challenge, solution })));
}

/** @param {Parameters} parameters @param {string} hash @param {(tried: number) => void} progress */
async function search(parameters, hash, progress) {
  const prefix = parameters.keyPrefix.toLowerCase();
  const nonce = bytes(parameters.nonce);
  const salt = bytes(parameters.salt);
  /** @type {{ counter: number, derivedKey: string } | undefined} */
  let found;
  let next = 0;
  const lane = async () => {
    while (!found && next < LIMIT) {
      const counter = next++;
      const password = new Uint8Array(nonce.length + 4);
      password.set(nonce);
      new DataView(password.buffer).setUint32(nonce.length, counter); // big-endian
      const key = await crypto.subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"]);
      const algorithm = { name: "PBKDF2", hash, salt, iterations: parameters.cost };
      const derivedKey = hex(await crypto.subtle.deriveBits(algorithm, key, parameters.keyLength * 8));
      if (derivedKey.startsWith(prefix)) found ??= { counter, derivedKey };
      progress(counter + 1);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  if (!found) throw new Error("no counter solves the challenge");
  return found;
}

/** @param {string} text hex digits */
function bytes(text) {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

/** @param {ArrayBuffer} buffer */
function hex(buffer) {
  return Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {Uint8Array | ArrayBuffer} data */
export function base64(data) {
  return btoa(Array.from(new Uint8Array(data), (byte) => String.fromCharCode(byte)).join(""));
}
