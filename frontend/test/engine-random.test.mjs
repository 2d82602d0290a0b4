import assert from "node:assert/strict";
import test from "node:test";

import { Draws } from "../live/engine/random.js";

// kat_vectors of the Random123 library: threefry2x32, 20 rounds, counter 0, key 0.
test("the first block of seed 0 is the published one", () => {
  const draws = new Draws(0);
  draws.next();
  assert.deepEqual([draws.first, draws.second], [0x6b200159, 0x99ba4efe]);
});

test("the same seed draws the same numbers, another seed others", () => {
  const take = (seed) => Array.from({ length: 5 }, ((draws) => () => draws.normal())(new Draws(seed)));
  assert.deepEqual(take(7), take(7));
  assert.notDeepEqual(take(7), take(8));
  assert.notDeepEqual(take(0), take(2 ** 32), "all digits of the seed count");
});
