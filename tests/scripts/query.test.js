// @ts-check
import { change, readAll, safeNext, withQuery, write } from "../../site/scripts/query.js";
import { equal, test } from "./testing.js";

test("what is empty does not stand in the query", () => {
  equal(write({ name: "阿依古丽·买买提", category: "", page: null, limit: 10 }), `?${new URLSearchParams("name=阿依古丽·买买提&limit=10")}`);
  equal(write({}), "");
});

test("a link keeps its own query and gets ours", () => {
  equal(withQuery("/pending/?limit=20#list", { congress: "c", limit: null }), "/pending/?congress=c#list");
});

test("after signing in one goes to a path of this site and nowhere else", () => {
  equal(safeNext("/my-form/?congress=1#a", "/workbench/"), "/my-form/?congress=1#a");
  for (const evil of ["//evil.example/x", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "", null]) {
    equal(safeNext(evil, "/workbench/"), "/workbench/");
  }
});

test("changing one thing in the address leaves what is repeated in it alone", () => {
  const before = location.search;
  history.replaceState(null, "", "?nominations=u/1&nominations=u/2&page=3");
  change({ congress: "c", page: null }, { replace: true });
  equal([readAll("nominations"), readAll("congress"), readAll("page")], [["u/1", "u/2"], ["c"], []]);
  history.replaceState(null, "", location.pathname + before);
});
