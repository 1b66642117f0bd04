// @ts-check
import { read, tidy } from "../../site/scripts/id-number.js";
import { equal, test } from "./testing.js";

// Made-up numbers with sequence 000, which is given to nobody.
const TODAY = "2026-11-22";

test("a right number tells sex and birth date", () => {
  equal(read("11010519491231002X", TODAY), { birth_date: "1949-12-31", sex: "2" });
});

test("full-width digits, spaces and a small x are read as what they mean", () => {
  equal(tidy(" １１０１０５19491231 002x "), "11010519491231002X");
});

test("a wrong check digit, a day that is none and a birth to come tell nothing", () => {
  equal(read("110105194912310021", TODAY), null);
  equal(read("110105194902300025", TODAY), null);
  equal(read("110105209912310028", TODAY), null);
  equal(read("not a number", TODAY), null);
});
