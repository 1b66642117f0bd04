// @ts-check
import { run } from "./testing.js";
import "./altcha.test.js";
import "./api.test.js";
import "./china-time.test.js";
import "./completeness.test.js";
import "./draft.test.js";
import "./id-number.test.js";
import "./kept-values.test.js";
import "./merge.test.js";
import "./own-questions.test.js";
import "./pager.test.js";
import "./pasted-people.test.js";
import "./photo-crop.test.js";
import "./places.test.js";
import "./query.test.js";
import "./quota-edits.test.js";
import "./typed-date.test.js";

await run();
