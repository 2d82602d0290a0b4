import assert from "node:assert/strict";
import test from "node:test";

import { toText } from "../live/parts/phrase.js";
import { extremes, mark, share } from "../live/training/pictures.js";
import { changes, isRight, rescue, run } from "../live/training/run.js";
import { sentence } from "../live/training/words.js";

const X = [[0, 0], [0, 1], [1, 0], [1, 1]];
const DATA = { xor: [X, [[0], [1], [1], [0]]], mistyped: [[...X.slice(0, 3), [-1, 1]], [[0], [1], [1], [0]]] };
const EPOCHS = 5000;
const BOOK = {
  eta: 2, seed: 1, units: 4, initializer: "xor_start_normal", activation: "sigmoid", loss: "half_squared_error",
  optimizer: "SGD", data: "xor", epoch: 900,
};
const STUCK = { ...BOOK, eta: 8, seed: 3, units: 2, initializer: "xor_start_uniform" };
const SPEC = {
  data: DATA,
  choices: { activation: ["sigmoid", "tanh"] },
  labels: { activation: ["sigmoid", "tanh"] },
  symbols: { eta: { text: "η" }, activation: { text: "activation" } },
};

/** What the view hands to the words. */
function now(setting, epoch = setting.epoch, earlier = null) {
  const one = run(setting, DATA, EPOCHS);
  const before = earlier && run(earlier, DATA, EPOCHS);
  const at = Math.min(epoch, one.last);
  const theta = one.parameters.subarray(at * one.net.size, (at + 1) * one.net.size);
  const loss = one.net.pass(theta);
  const pulls = [0, 1, 2, 3].map((s) => Math.hypot(...one.net.partOf(s)));
  return { spec: SPEC, run: one, before, epoch: at, theta, loss, pulls, rescue: one.stopped && rescue(one, DATA, EPOCHS, 1e-3) };
}
const say = (...given) => toText(sentence(now(...given)), SPEC.symbols);

test("a run has a loss and parameters for every epoch, the last one included", () => {
  const { losses, parameters, net, last } = run(BOOK, DATA, EPOCHS);
  assert.equal(last, EPOCHS);
  assert.equal(losses.length, EPOCHS + 1);
  assert.equal(parameters.length, (EPOCHS + 1) * net.size);
  for (const e of [0, 1, 777, EPOCHS]) assert.equal(net.pass(parameters, e * net.size), losses[e]);
});

test("runs differ by their controls, not by the epoch", () => {
  const [a, b] = [{ setting: BOOK }, { setting: { ...BOOK, epoch: 3 } }];
  assert.deepEqual(changes(a, b), []);
  assert.deepEqual(changes(a, { setting: STUCK }), ["eta", "seed", "units", "initializer"]);
});

test("half a run's learning rate, and half again, until all samples end right", () => {
  const wild = run({ ...BOOK, loss: "linear_output", eta: 4 }, DATA, EPOCHS);
  assert.ok(wild.stopped);
  const found = rescue(wild, DATA, EPOCHS, 1e-3);
  assert.deepEqual(found, { eta: 1, right: true });
  const { net } = run({ ...wild.setting, eta: found.eta }, DATA, EPOCHS);
  assert.ok(net.out.every((p, s) => isRight(p, net.Y[s])));
  assert.equal(rescue(wild, DATA, EPOCHS, 3), null);
  assert.deepEqual(rescue(wild, DATA, EPOCHS, 2), { eta: 2, right: false });
});

test("the sentence in ordinary weather, with and without a ghost", () => {
  assert.equal(say(BOOK), "At epoch 900 the loss is 0.04037. All four samples are right; (1, 1) pulls hardest.");
  const { run: one, before } = now(BOOK, 3000, { ...BOOK, eta: 0.8 });
  const ratio = (before.losses[3000] / one.losses[3000]).toPrecision(3);
  assert.match(say(BOOK, 3000, { ...BOOK, eta: 0.8 }), new RegExp(`, ${ratio} times lower than with η = 0.8\\. All four`));
  assert.match(say({ ...BOOK, eta: 0.8 }, 3000, BOOK), new RegExp(`, ${ratio} times higher than with η = 2\\. `));
  assert.match(say({ ...BOOK, activation: "tanh" }, 900, BOOK), /times lower than with activation = sigmoid\. All/);
  assert.match(say(BOOK, 3000, STUCK), /times lower than before\. /);
  assert.doesNotMatch(say({ ...BOOK, loss: "binary_cross_entropy" }, 3000, BOOK), /lower|higher/);
});

test("how many samples are right is counted, and a loss above that of the start is called so", () => {
  const wild = { ...BOOK, activation: "tanh", eta: 100 };
  const seen = new Set();
  for (let epoch = 0; epoch <= EPOCHS; epoch += 25) {
    const moment = now({ ...BOOK, eta: 2 }, epoch);
    const right = [...moment.run.net.out].filter((p, s) => isRight(p, moment.run.net.Y[s])).length;
    const words = toText(sentence(moment), SPEC.symbols).match(/(No sample is|One sample is|Two samples are|Three samples are|All four samples are) right/);
    if (!words) continue;
    assert.equal(["No sample is", "One sample is", "Two samples are", "Three samples are", "All four samples are"].indexOf(words[1]), right);
    seen.add(right);
  }
  assert.ok(seen.has(4) && seen.size > 1);
  assert.match(say(wild, 100), /higher than the 0\.\d+ of the start/);
});

test("the plateau, the stuck states and their losses", () => {
  assert.match(say(BOOK, 300), /^All four predictions are near ½.* near 1\/8\. After 5000 epochs it is 0\.000/);
  assert.match(say({ ...BOOK, loss: "binary_cross_entropy", eta: 0.01 }, EPOCHS), /near ½.* near ln 2\. It got no further in 5000 epochs\.$/);
  assert.match(say(STUCK, EPOCHS), /^Two samples are right and two are near ½: the loss is 0\.06\d+, near 1\/16\. It got no further/);
  assert.match(say(STUCK, 2000), /near 1\/16\. After 5000 epochs it is still 0\.06/);
  const third = { ...BOOK, activation: "relu", loss: "linear_output", eta: 0.1, seed: 2 };
  assert.match(say(third, EPOCHS), /^One sample is right and three are near ⅔: the loss is 0\.0833\d, near 1\/12\./);
});

test("equal units stay equal, and no gradient is no way", () => {
  assert.match(say({ ...BOOK, initializer: "zeros" }), /^The 4 hidden units are equal.* every gradient is even exactly 0\.$/);
  assert.match(say({ ...BOOK, initializer: "zeros", loss: "linear_output", eta: 0.1 }, 3), /^The 4 hidden units started equal/);
  assert.match(say({ ...BOOK, initializer: "zeros", units: 1 }), /^Every gradient is exactly 0 here/);
});

test("a run that is not finite: the epoch, the cause and what works", () => {
  const wild = { ...BOOK, loss: "linear_output", eta: 4 };
  const { stopped } = run(wild, DATA, EPOCHS);
  assert.equal(say(wild, 3), `In epoch ${stopped.epoch} the loss is not finite: the numbers have outgrown 64 bits, and the run ends. `
    + "η = 1 works: all four samples end right.");
  const moment = { ...now(wild), rescue: null };
  assert.match(toText(sentence(moment), SPEC.symbols), /No smaller η of its slider stays finite\.$/);
});

test("the curve keeps extremes and the last epoch, in order", () => {
  const losses = Float64Array.from({ length: 5001 }, (_, e) => (e === 777 ? 9 : e === 4000 ? 1e-5 : 0.1));
  const kept = extremes(losses);
  assert.ok(kept.includes(777) && kept.includes(4000) && kept.includes(5000) && kept.length <= 301);
  assert.deepEqual(kept, kept.toSorted((a, b) => a - b));
});

test("a loss without a place has no dot; its name stays at an end", () => {
  assert.deepEqual(mark(2500, 0.1, 5000), { line: "M300 0V196", dot: "M300 56h0" });
  assert.equal(mark(0, Infinity, 5000).dot, "");
  assert.deepEqual([0, 1e-9, 10, 1e9, NaN].map(share), [1, 1, 0, 0, 0]);
});
