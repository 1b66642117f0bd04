// @ts-check
import { Crop } from "../../site/scripts/photo-crop.js";
import { equal, test } from "./testing.js";

test("of a wide picture the middle is kept, of a tall one the upper part", () => {
  const wide = new Crop({ width: 2000, height: 1400 });
  equal([wide.width, wide.height, wide.x], [1000, 1400, 1000]);
  const tall = new Crop({ width: 1000, height: 3000 });
  equal([tall.width, Math.round(tall.height), Math.round(tall.y)], [1000, 1400, 700]);
});

test("moving and zooming never leave the picture", () => {
  const crop = new Crop({ width: 2000, height: 1400 });
  crop.zoomTo(2);
  crop.move(9, 9);
  equal([crop.x - crop.width / 2, Math.round(crop.y - crop.height / 2)], [0, 0]);
  crop.move(-99, -99);
  equal([crop.x + crop.width / 2, Math.round(crop.y + crop.height / 2)], [2000, 1400]);
});

test("a part with too few pixels is not sharp, and the result has no more than there are", () => {
  equal(new Crop({ width: 400, height: 560 }).isSharp, false);
  equal(new Crop({ width: 413, height: 579 }).isSharp, true);
  const enough = new Crop({ width: 500, height: 700 });
  equal([enough.isSharp, enough.result], [true, { width: 500, height: 700 }]);
  equal(new Crop({ width: 5000, height: 7000 }).result.width, 826);
});
