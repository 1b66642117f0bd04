// @ts-check
import { solve } from "../../site/scripts/altcha.js";
import { equal, test } from "./testing.js";

const hex = (/** @type {ArrayBuffer} */ buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** The server's side: the key derived from the nonce and the secret counter. @param {number} counter */
async function derive(counter) {
  const password = new Uint8Array([0xaa, 0xbb, 0, 0, counter >> 8, counter & 0xff]);
  const key = await crypto.subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"]);
  const salt = new Uint8Array([1, 2]);
  return hex(await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations: 10 }, key, 256));
}

test("a challenge is solved by the counter it was made of", async () => {
  const secret = await derive(300);
  const parameters = { algorithm: "PBKDF2/SHA-256", cost: 10, keyLength: 32, keyPrefix: secret.slice(0, 32), nonce: "aabb", salt: "0102" };
  const challenge = { parameters, signature: "00" };
  let tried = 0;
  const answer = JSON.parse(atob(await solve(challenge, (count) => { tried = Math.max(tried, count); })));
  equal(answer.challenge, challenge);
  equal([answer.solution.counter, answer.solution.derivedKey], [300, secret]);
  equal(tried >= 300, true);
});

test("an unknown algorithm is refused at once", async () => {
  const parameters = { algorithm: "ARGON2ID", cost: 1, keyLength: 32, keyPrefix: "00", nonce: "aa", salt: "01" };
  const refused = await solve({ parameters }).then(() => false, () => true);
  equal(refused, true);
});
