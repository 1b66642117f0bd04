// @ts-check
import { equal, test } from "./testing.js";

// The pager speaks, so its messages are asked for; here there are none and keys stand for them.
const { numbers } = await import("../../site/scripts/pager.js");

test("all numbers of a short list are shown", () => {
  equal(numbers(1, 3), [1, 2, 3]);
});

test("of a long list the first, the last and those around are shown, with a gap between", () => {
  equal(numbers(10, 20), [1, 0, 8, 9, 10, 11, 12, 0, 20]);
  equal(numbers(1, 9), [1, 2, 3, 0, 9]);
});
