// @ts-check
import { leaves, search } from "../../site/scripts/places.js";
import { equal, test } from "./testing.js";

/** @type {[string, string, string][]} */
const ROWS = [
  ["110000", "北京市", "bjs"],
  ["110105", "朝阳区", "cyq"],
  ["220000", "吉林省", "jls"],
  ["220100", "长春市", "ccs"],
  ["220104", "朝阳区", "cyq"],
  ["440000", "广东省", "gds"],
  ["442000", "中山市", "zss"],
];
const ALL = leaves(ROWS);

test("only places with none below them can be chosen, a city without counties too", () => {
  equal(ALL.map(({ code }) => code), ["110105", "220104", "442000"]);
});

test("a place is told with those above it", () => {
  equal(ALL.map(({ words }) => words), ["北京市 朝阳区", "吉林省 长春市 朝阳区", "广东省 中山市"]);
});

test("places are found by their name, by that of a place above and by initials", () => {
  equal(search(ALL, "朝阳", 9).map(({ code }) => code), ["110105", "220104"]);
  equal(search(ALL, "吉林", 9).map(({ code }) => code), ["220104"]);
  equal(search(ALL, "zs", 9).map(({ code }) => code), ["442000"]);
  equal(search(ALL, "jlscc", 9).map(({ code }) => code), ["220104"]);
  equal(search(ALL, "  ", 9), []);
  equal(search(ALL, "朝阳", 1).length, 1);
});
