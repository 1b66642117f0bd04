// @ts-check
import { equal, test } from "./testing.js";

import { pastedPeople } from "../../site/scripts/pasted-people.js";

const codes = /** @type {Record<string, string>} */ ({ 代表: "delegate", 委员: "committee_member" });
const read = (/** @type {string} */ text) => pastedPeople(text, (words) => codes[words] ?? "").map((one) => Object.values(one));

test("rows of a spreadsheet are people, whatever the order of their columns and what stands beside them", () => {
  equal(read("徐怡\t19900000001\t代表\n曹雨\t19900000002\t委员\n"), [["徐怡", "19900000001", "delegate"], ["曹雨", "19900000002", "committee_member"]]);
  equal(read("序号\t姓名\t手机\t身份\r\n1\t徐怡\t199 0000 0001\t代表"), [["徐怡", "19900000001", "delegate"]]);
  equal(read("代表，１９９０００００００３，阿依古丽·买买提"), [["阿依古丽·买买提", "19900000003", "delegate"]]);
});

test("what is separated by single spaces is read too, and a name of several parts stays whole", () => {
  equal(read("徐怡 19900000001 代表"), [["徐怡", "19900000001", "delegate"]]);
  equal(read("Anna Maria Lang, +49 30 12345678"), [["Anna Maria Lang", "+493012345678", ""]]);
});

test("what is missing stays empty, to be filled in", () => {
  equal(read("徐怡\t\t代表\n\n曹雨"), [["徐怡", "", "delegate"], ["曹雨", "", ""]]);
});
