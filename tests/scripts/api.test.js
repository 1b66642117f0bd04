// @ts-check
import { get, post, put, whenSessionEnds } from "../../site/scripts/api.js";
import { Problem } from "../../site/scripts/problem.js";
import { equal, test } from "./testing.js";

/** Answers in turn; a text is a dropped connection. @param {(Response | string)[]} answers */
function serve(...answers) {
  /** @type {{ address: string, init: RequestInit, headers: Headers }[]} */
  const seen = [];
  window.fetch = async (address, init = {}) => {
    seen.push({ address: String(address), init, headers: new Headers(init.headers) });
    const answer = answers.shift();
    if (!(answer instanceof Response)) throw new TypeError(answer);
    return answer;
  };
  return seen;
}

const json = (/** @type {unknown} */ body, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { "content-type": status < 400 ? "application/json" : "application/problem+json" } });

test("a change carries our header, a key, the version and the page's language", async () => {
  const seen = serve(json({ id: "1" }, 201));
  equal(await post("/nominations/c/u", { rows: [] }, { version: 7 }), { id: "1" });
  const { headers, init, address } = seen[0];
  equal(address, "/api/nominations/c/u");
  equal([headers.get("x-tuixuan"), headers.get("if-match"), headers.get("accept-language")], ["1", '"7"', "zh-CN"]);
  equal((headers.get("idempotency-key") ?? "").length, 36);
  equal([init.method, init.body], ["POST", '{"rows":[]}']);
});

test("after a dropped connection a POST is repeated with the same key", async () => {
  const seen = serve("dropped", json({ done: true }));
  equal(await post("/x", {}), { done: true });
  equal(seen.length, 2);
  equal(seen[0].headers.get("idempotency-key"), seen[1].headers.get("idempotency-key"));
});

test("a PUT is not repeated: its version may be used up", async () => {
  const seen = serve("dropped", json({}));
  const problem = await put("/x", {}, { version: 1 }).catch((error) => error);
  equal([problem.isNetwork, seen.length], [true, 1]);
});

test("a refusal tells its code, words and every fault", async () => {
  const errors = [{ pointer: "/rows/2/phone", code: "phone", detail: "手机号不对" }];
  serve(json({ status: 422, code: "invalid_input", title: "不能分配", detail: "有 1 处要改", errors }, 422));
  const problem = await get("/x").catch((error) => error);
  equal(problem instanceof Problem, true);
  equal([problem.status, problem.code, problem.detail, problem.errors], [422, "invalid_input", "有 1 处要改", errors]);
});

test("a page of a proxy is a refusal too", async () => {
  serve(new Response("gone", { status: 502, headers: { "content-type": "text/html" } }));
  const problem = await put("/x", {}).catch((error) => error);
  equal([problem.status, problem.code, problem.errors], [502, "unavailable", []]);
});

test("when the session ended, the request carries on after signing in", async () => {
  const seen = serve(json({ code: "unauthenticated" }, 401), json({ done: true }));
  whenSessionEnds(async () => true);
  equal(await post("/x", { kept: true }), { done: true });
  equal([seen.length, seen[1].init.body], [2, '{"kept":true}']);
});

test("somebody who does not sign in again gets the refusal", async () => {
  serve(json({ code: "unauthenticated" }, 401));
  whenSessionEnds(async () => false);
  const problem = await get("/x").catch((error) => error);
  equal(problem.code, "unauthenticated");
});
