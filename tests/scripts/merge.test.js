// @ts-check
import { changes, merge, same } from "../../site/scripts/merge.js";
import { equal, test } from "./testing.js";

test("nothing, empty text and an empty list are the same, and the order of members does not matter", () => {
  equal([same(null, ""), same([], undefined), same({ a: 1, b: 2 }, { b: 2, a: 1 }), same("a", "b")], [true, true, true, false]);
});

test("only changed fields are told, an emptied one as null", () => {
  equal(changes({ name: "甲", fax: "1", awards: [] }, { name: "甲", fax: "", awards: [{ year: "2020" }] }), {
    fax: null,
    awards: [{ year: "2020" }],
  });
});

test("changes to different fields are put together", () => {
  const base = { name: "甲", fax: "1", email: "a@b.cn" };
  const { merged, conflicts } = merge(base, { ...base, fax: "2" }, { ...base, email: "c@d.cn" });
  equal([merged, conflicts], [{ name: "甲", fax: "2", email: "c@d.cn" }, []]);
});

test("a field changed differently by both is named, and ours is kept meanwhile", () => {
  const { merged, conflicts } = merge({ fax: "1" }, { fax: "2" }, { fax: "3" });
  equal([merged, conflicts], [{ fax: "2" }, ["fax"]]);
});

test("a field changed to the same by both is no conflict", () => {
  equal(merge({ fax: "1" }, { fax: "2" }, { fax: "2" }).conflicts, []);
});
