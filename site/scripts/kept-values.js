// @ts-check
/**
 * What was typed and not yet saved, kept on this device until the connection is back, though the page be closed. It is
 * personal: it lies encrypted in IndexedDB under a key that cannot leave the browser, and signing out deletes both.
 *
 * @typedef {{ base: Record<string, any>, values: Record<string, any> }} Kept what was typed, and what was stored in the
 *   same fields when that was begun
 */
const DATABASE = "kept";
/** Nobody comes back to what is older. */
const LONGEST_MS = 30 * 24 * 3600 * 1000;

/** One thing after the other, or a late writing would undo a forgetting. @type {Promise<any>} */
let last = Promise.resolve();

/** @template T @param {() => Promise<T>} what @returns {Promise<T | null>} null where the device keeps nothing (private windows) */
function inTurn(what) {
  const done = last.then(what).catch(() => null);
  last = done;
  return done;
}

/** @param {string} name @param {Kept} kept */
export const keep = (name, kept) =>
  inTurn(async () => {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const plain = new TextEncoder().encode(JSON.stringify(kept));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await key(), plain);
    await ask("values", "readwrite", (store) => store.put({ iv, sealed, at: Date.now() }, name));
  });

/** @param {string} name @returns {Promise<Kept | null>} */
export const kept = (name) =>
  inTurn(async () => {
    const found = await ask("values", "readonly", (store) => store.get(name));
    if (!found || Date.now() - found.at > LONGEST_MS) return null;
    const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: found.iv }, await key(), found.sealed);
    return JSON.parse(new TextDecoder().decode(plain));
  });

/** @param {string} name */
export const forget = (name) => inTurn(() => ask("values", "readwrite", (store) => store.delete(name)));

/** On signing out: nothing personal stays on a shared computer, nor the key to it. */
export const forgetAll = () =>
  inTurn(async () => {
    await ask("values", "readwrite", (store) => store.clear());
    await ask("keys", "readwrite", (store) => store.clear());
  });

/** This browser's key, made when first needed. @returns {Promise<CryptoKey>} */
async function key() {
  const known = await ask("keys", "readonly", (store) => store.get("typed"));
  if (known) return known;
  const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  await ask("keys", "readwrite", (store) => store.put(made, "typed"));
  return made;
}

/**
 * @param {"values" | "keys"} name @param {IDBTransactionMode} mode @param {(store: IDBObjectStore) => IDBRequest} what
 * @returns {Promise<any>}
 */
async function ask(name, mode, what) {
  const database = await open();
  try {
    return await answer(what(database.transaction(name, mode).objectStore(name)));
  } finally {
    database.close();
  }
}

/** @returns {Promise<IDBDatabase>} */
function open() {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("values");
    request.result.createObjectStore("keys");
  };
  return answer(request);
}

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
const answer = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
