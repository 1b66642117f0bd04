// @ts-check
import { clock, dateTime, fromInput, isInstant, toInput } from "../../site/scripts/china-time.js";
import { equal, test } from "./testing.js";

test("an instant is shown in China time, on the next day where that has begun", () => {
  equal(dateTime("2026-11-22T16:30:00Z"), "2026-11-23 00:30");
  equal(clock("2026-11-22T02:32:59.120Z"), "10:32");
});

test("what is typed as China time comes back as the same instant", () => {
  equal(fromInput("2026-11-30T18:00"), "2026-11-30T10:00:00.000Z");
  equal(toInput(fromInput("2026-11-30T18:00")), "2026-11-30T18:00");
  equal([fromInput(""), toInput(null)], [null, ""]);
});

test("only what is an instant is read as one", () => {
  equal(["2026-11-22T02:32:59Z", "2026-11-22", "T", 7].map(isInstant), [true, false, false, false]);
});
