// @ts-check
import { Draft } from "../../site/scripts/draft.js";
import { keep, kept } from "../../site/scripts/kept-values.js";
import { equal, test } from "./testing.js";

/** @typedef {Record<string, any>} Values */

/**
 * A page with a form, and a server that answers in turn; an answer of `null` is a dropped connection.
 * @param {{ stored: Values, typed: Values, choice?: "mine" | "theirs", path?: string }} given
 * @param {({ status: number, body: any } | null)[]} answers
 */
function open({ stored, typed, choice = "mine", path = `/draft-${crypto.randomUUID()}` }, answers) {
  const page = { now: typed, told: /** @type {string[]} */ ([]), refused: /** @type {string[]} */ ([]), asked: /** @type {string[]} */ ([]) };
  const sent = /** @type {{ changes: Values, version: string | null }[]} */ ([]);
  window.fetch = async (_, init = {}) => {
    sent.push({ ...JSON.parse(String(init.body)), version: new Headers(init.headers).get("if-match") });
    const answer = answers.shift();
    if (!answer) throw new TypeError("dropped");
    return new Response(JSON.stringify(answer.body), { status: answer.status, headers: { "content-type": "application/json" } });
  };
  const draft = new Draft(path, { values: stored, version: 1 }, {
    read: () => page.now,
    write: (values, _, fields) => {
      page.now = { ...page.now, ...Object.fromEntries(fields.map((field) => [field, values[field] ?? null])) };
    },
    tell: (state) => page.told.push(state),
    refused: (problem) => page.refused.push(...problem.errors.map(({ pointer }) => pointer)),
    choose: async (fields) => {
      page.asked.push(...fields);
      return choice === "theirs" ? fields : [];
    },
  });
  return { draft, page, sent };
}

const saved = (/** @type {Values} */ values, version = 2) => ({ status: 200, body: { values, version } });
const stale = (/** @type {Values} */ values) => ({ status: 412, body: { code: "stale_version", current: { values, version: 5 } } });

test("only changed fields are sent, upon the version that is known", async () => {
  const { draft, page, sent } = open({ stored: { name: "甲", phone: "1" }, typed: { name: "乙", fax: null } }, [saved({ name: "乙", phone: "1" })]);
  await draft.flush();
  equal(sent, [{ changes: { name: "乙" }, version: '"1"' }]);
  equal([draft.version, page.told], [2, ["saving", "saved"]]);
  await draft.flush();
  equal(sent.length, 1);
});

test("what the server tidied is not sent again and again", async () => {
  const { draft, sent } = open({ stored: {}, typed: { fax: "１２３" } }, [saved({ fax: "123" })]);
  await draft.flush();
  await draft.flush();
  equal(sent.length, 1);
});

test("what is typed and taken back is not waited for", async () => {
  const { draft, page, sent } = open({ stored: { fax: "1" }, typed: { fax: "2" } }, []);
  draft.touched();
  page.now = { fax: "1" };
  draft.touched();
  await draft.flush();
  equal([sent, page.told.at(-1), await kept(draft.path)], [[], "saved", null]);
});

test("without a connection what was typed is kept on the device until it is saved", async () => {
  const { draft, page } = open({ stored: {}, typed: { fax: "1" } }, [null, saved({ fax: "1" })]);
  draft.touched();
  await draft.flush();
  equal([await kept(draft.path), page.told.at(-1)], [{ base: { fax: null }, values: { fax: "1" } }, "offline"]);
  await draft.flush();
  equal([await kept(draft.path), page.told.at(-1)], [null, "saved"]);
});

test("what never reached the server is put back when the form is opened again, upon what others changed meanwhile", async () => {
  const path = `/draft-${crypto.randomUUID()}`;
  await keep(path, { base: { fax: null, email: null }, values: { fax: "1", email: "a@b.cn" } });
  const view = { values: { post: "某所", email: "c@d.cn" }, version: 1 };
  const { draft, page } = open({ stored: view.values, typed: view.values, choice: "theirs", path }, [saved(view.values)]);
  page.now = { fax: null, ...view.values };
  draft.base = { fax: null, ...view.values };
  await draft.recover(view);
  equal([page.asked, page.now], [["email"], { fax: "1", post: "某所", email: "c@d.cn" }]);
  await draft.flush();
});

test("somebody else's change of another field is put together with ours without asking", async () => {
  const { draft, page, sent } = open({ stored: {}, typed: { fax: "1", email: null } }, [stale({ email: "a@b.cn" }), saved({ fax: "1", email: "a@b.cn" }, 6)]);
  await draft.flush();
  equal([page.now, page.asked], [{ fax: "1", email: "a@b.cn" }, []]);
  equal(sent[1], { changes: { fax: "1" }, version: '"5"' });
});

test("a field that both changed is asked about, and the answer holds", async () => {
  const theirs = open({ stored: {}, typed: { fax: "1" }, choice: "theirs" }, [stale({ fax: "2" })]);
  await theirs.draft.flush();
  equal([theirs.page.asked, theirs.page.now, theirs.sent.length], [["fax"], { fax: "2" }, 1]);
  const mine = open({ stored: {}, typed: { fax: "1" } }, [stale({ fax: "2" }), saved({ fax: "1" }, 6)]);
  await mine.draft.flush();
  equal([mine.page.now, mine.sent[1].changes], [{ fax: "1" }, { fax: "1" }]);
});

test("a field that cannot be kept does not hold up the others", async () => {
  const refusal = { status: 422, body: { code: "invalid_input", errors: [{ pointer: "/changes/fax", code: "too_long", detail: "太长" }] } };
  const { draft, page, sent } = open({ stored: {}, typed: { fax: "x", email: "a@b.cn" } }, [refusal, saved({ email: "a@b.cn" })]);
  await draft.flush().catch(() => {});
  equal(sent[1].changes, { email: "a@b.cn" });
  equal([page.refused, draft.changes], [["/changes/fax"], { fax: "x" }]);
});
