// @ts-check
import { forget, forgetAll, keep, kept } from "../../site/scripts/kept-values.js";
import { equal, test } from "./testing.js";

/** Everything that lies in one part of the store, as it lies there. @param {"values" | "keys"} part @returns {Promise<any[]>} */
const stored = (part) =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open("kept", 1);
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const all = request.result.transaction(part).objectStore(part).getAll();
      all.onsuccess = () => {
        request.result.close();
        resolve(all.result);
      };
    };
  });

test("what is kept is read back and nobody else reads it", async () => {
  const typed = { base: { post: null }, values: { post: "示例大学教授" } };
  await keep("one", typed);
  equal(await kept("one"), typed);
  equal(await kept("another"), null);
  const lying = (await stored("values")).map(({ sealed }) => new TextDecoder().decode(sealed)).join("");
  equal(lying.includes("示例大学教授"), false);
});

test("the key cannot leave the browser", async () => {
  const [key] = await stored("keys");
  equal([key.extractable, await crypto.subtle.exportKey("raw", key).then(() => "exported", () => "refused")], [false, "refused"]);
});

test("what comes last holds, and what is forgotten is gone", async () => {
  keep("one", { base: {}, values: { fax: "1" } });
  keep("one", { base: {}, values: { fax: "2" } });
  equal((await kept("one"))?.values, { fax: "2" });
  keep("one", { base: {}, values: { fax: "3" } });
  await forget("one");
  equal(await kept("one"), null);
});

test("signing out leaves neither what was typed nor the key", async () => {
  await keep("one", { base: {}, values: { fax: "1" } });
  await forgetAll();
  equal([await kept("one"), (await stored("values")).length, (await stored("keys")).length], [null, 0, 0]);
});
