// @ts-check
import { tidy } from "../../site/scripts/typed-date.js";
import { equal, test } from "./testing.js";

test("a day is shown as it is stored, however it was typed", () => {
  for (const typed of ["19750308", "1975-3-8", "1975.03.08", "1975/3/8", "1975年3月8日", " １９７５０３０８ "]) equal(tidy(typed, 3), "1975-03-08");
});

test("a month too", () => {
  for (const typed of ["201709", "2017-9", "2017.09", "2017年9月", "２０１７／９"]) equal(tidy(typed, 2), "2017-09");
});

test("what is no date stays as it was typed", () => {
  for (const typed of ["", "1975", "750308", "8.3.1975", "明天"]) equal(tidy(typed, 3), typed);
  for (const typed of ["", "2017", "2017-09-01", "至今"]) equal(tidy(typed, 2), typed);
});
