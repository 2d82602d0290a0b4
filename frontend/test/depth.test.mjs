import assert from "node:assert/strict";
import test from "node:test";

import { axisOf, Depth, law, place } from "../live/depth/numbers.js";
import { perLayer } from "../live/depth/words.js";

const START = {
  activation: "tanh", residual: "off", layers: 6, width: 5, initializer: "xavier_normal", scale: 1, seed: 3, step: "none",
  eta: 0.5, limit: 1,
};

test("weights that are kept give the numbers of weights drawn afresh, whatever moved before", () => {
  const kept = new Depth(7);
  const moves = [
    {}, { scale: 0.5 }, { step: "plain" }, { scale: 2, activation: "relu" }, { residual: "on" }, { step: "clipped", scale: 3 },
    { limit: 0.1 }, { layers: 4 }, { layers: 6, width: 3 }, { seed: 4 }, { initializer: "normal" }, { ...START },
  ];
  let setting = START;
  const seen = new Set();
  for (const move of moves) {
    setting = { ...setting, ...move };
    const now = kept.numbers(setting);
    assert.deepEqual(now, new Depth(7).numbers(setting), JSON.stringify(setting));
    seen.add(now.L);
  }
  assert.equal(seen.size, moves.length - 1, "every move but the last, back to the start, leads to another loss");
});

test("numbers that are not finite make what is counted unknown, layer by layer", () => {
  const { L, start, dead, saturated } = new Depth(7).numbers({
    ...START, activation: "relu", initializer: "normal", layers: 20, width: 16, step: "plain", scale: 10, eta: 10,
  });
  assert.ok(!Number.isFinite(L) && Number.isFinite(start.L));
  assert.ok(start.dead.every(Number.isInteger) && start.saturated.every((share) => share >= 0 && share <= 1));
  assert.equal(dead.findIndex(Number.isNaN), saturated.findIndex(Number.isNaN));
  assert.ok(dead.some(Number.isInteger) && dead.some(Number.isNaN));
});

test("a law stands only beside a start without skip connections", () => {
  assert.deepEqual(law(START), { factor: 1, name: "tanh" });
  assert.equal(law({ ...START, activation: "relu", initializer: "he_normal", scale: 3 }).factor.toFixed(12), "3.000000000000");
  assert.equal(law({ ...START, initializer: "normal", width: 9 }).factor, 3);
  assert.equal(law({ ...START, activation: "gelu" }).factor, 0);
  assert.deepEqual(law({ ...START, residual: "on" }), { factor: 0, name: "residual" });
  assert.deepEqual(law({ ...START, residual: "on", step: "plain" }), { factor: 0, name: "step" });
});

test("the axis is the first with room for the largest finite norm", () => {
  assert.deepEqual([1e-16, 1, 1e4].map((size) => place(size, 0)), [0, 0.8, 1]);
  assert.equal(place(1e24, 1), 1);
  assert.deepEqual([[1], [1e4], [1.1e4], [1e25], [1e300], [Infinity, 1], [0], []].map(axisOf), [0, 0, 1, 2, 4, 0, 0, 0]);
});

test("the factor of a layer is the geometric mean", () => {
  assert.equal(perLayer([1, 5, 16]), 0.25);
});
