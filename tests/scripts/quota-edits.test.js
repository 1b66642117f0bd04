// @ts-check
import { QuotaEdits, blockOf, numberOf } from "../../site/scripts/quota-edits.js";
import { equal, test } from "./testing.js";

test("numbers are read as offices type and paste them", () => {
  equal(["5", " 12 ", "１２", "1,200", "", "–", "3.0"].map(numberOf), [5, 12, 12, 1200, 0, 0, 3]);
  equal(["-1", "2.5", "五", "10000", "=A1"].map(numberOf), [null, null, null, null, null]);
});

test("a block copied from a workbook keeps its empty cells and loses its last line's end", () => {
  equal(blockOf("1\t\t3\r\n4\t5\t6\r\n"), [["1", "", "3"], ["4", "5", "6"]]);
});

test("what is typed can be taken back step by step, a pasted block at once", () => {
  const edits = new QuotaEdits();
  edits.read("u1", "delegate.places", 5);
  edits.read("u1", "delegate.minimums.female", 1);
  equal(edits.set([{ unit: "u1", column: "delegate.places", to: 5 }]), false);
  edits.set([{ unit: "u1", column: "delegate.places", to: 6 }]);
  edits.set([{ unit: "u1", column: "delegate.places", to: 7 }, { unit: "u1", column: "delegate.minimums.female", to: 2 }]);
  equal(edits.cells(), [
    { unit: "u1", category: "delegate", trait: null, from: 5, to: 7 },
    { unit: "u1", category: "delegate", trait: "female", from: 1, to: 2 },
  ]);
  edits.undo();
  equal([edits.at("u1", "delegate.places"), edits.count], [6, 1]);
  edits.undo();
  equal([edits.count, edits.undoable], [0, false]);
});

test("what somebody else saved is the new beginning, what was typed stays", () => {
  const edits = new QuotaEdits();
  edits.read("u1", "guest.places", 1);
  edits.set([{ unit: "u1", column: "guest.places", to: 4 }]);
  edits.read("u1", "guest.places", 2);
  equal(edits.cells()[0], { unit: "u1", category: "guest", trait: null, from: 2, to: 4 });
  edits.read("u1", "guest.places", 4);
  equal(edits.count, 0);
});
