// @ts-check
import { tabWords } from "../../site/scripts/completeness.js";
import { equal, test } from "./testing.js";

test("what is wrong counts beside what is missing, and colours the tab", () => {
  const seen = [[5, 5, 0], [5, 3, 0], [5, 5, 2], [5, 3, 1]].map(([required, filled, wrong]) => tabWords({ required, filled, wrong }));
  equal(seen.map(({ tone }) => tone), ["good", "attention", "bad", "bad"]);
  equal(seen.map(({ words }) => words.split(" · ").length), [1, 1, 1, 2]);
});
