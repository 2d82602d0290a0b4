import assert from "node:assert/strict";
import test from "node:test";

import { toText } from "../live/parts/phrase.js";
import { finiteDifference, lossAlong, nudge, roundingNoise, stepSentence } from "../live/network/step.js";
import { agreement, digitsOfAgreement, moves } from "../live/parts/agreement.js";
import { at, oneNeuron, workedExample } from "./live-graphs.mjs";

const sigmoid = (z) => 1 / (1 + Math.exp(-z));

test("central differences agree with the gradients of the book to 9 digits or more", () => {
  const { checks, spec } = at(workedExample());
  for (const name of spec.parameters) assert.ok(checks[name].digits >= 9, `${name}: ${checks[name].digits}`);
});

test("a finite difference leaves the probe where it was", () => {
  const { probe, replay, spec } = at(workedExample());
  finiteDifference(probe, "w1", 1e-3);
  for (const name of spec.parameters) assert.equal(probe.value(name), spec.book[name]);
  assert.equal(probe.forward(), replay.value("L"));
});

test("agreement in words", () => {
  assert.equal(agreement(digitsOfAgreement(1, 1)), "exactly");
  assert.equal(agreement(digitsOfAgreement(0, 0)), "exactly");
  assert.equal(agreement(digitsOfAgreement(1, 1 + 3e-10)), "to 9 digits");
  assert.equal(agreement(digitsOfAgreement(1, 1.0003)), "to 3 digits only");
  assert.equal(agreement(digitsOfAgreement(1, 1.03)), "to 1 digit only");
  assert.equal(agreement(digitsOfAgreement(1, -1)), "to no digit");
  assert.equal(agreement(digitsOfAgreement(0, 1e-9)), "to no digit");
  assert.equal(agreement(digitsOfAgreement(NaN, 1)), "not finite");
  assert.equal(agreement(digitsOfAgreement(1, Infinity)), "not finite");
});

test("the step of one neuron is the textbook's", () => {
  const { step } = at(oneNeuron(), { eta: 0.5 });
  const [x, y, w, b] = [2, 1, 0.5, 0];
  const a = sigmoid(w * x + b);
  const delta = (a - y) * a * (1 - a);
  const [newW, newB] = [w - 0.5 * delta * x, b - 0.5 * delta];
  const after = 0.5 * (sigmoid(newW * x + newB) - y) ** 2;
  const near = (actual, expected) => assert.ok(Math.abs(actual - expected) < 1e-15, `${actual} is not ${expected}`);
  near(step.values.w, newW);
  near(step.values.b, newB);
  near(step.updates.b, -0.5 * delta);
  near(step.after, after);
  near(step.predicted, -0.5 * delta * delta * (x * x + 1));
  near(step.actual, after - 0.5 * (a - y) ** 2);
});

test("the curve starts at the loss, passes the loss after the step and has the predicted slope", () => {
  const { curve, step, replay, probe, spec } = at(workedExample());
  assert.equal(curve.length, 41);
  assert.equal(curve[0], step.now);
  assert.equal(curve[20], step.after);
  const t = 1e-4;
  const slope = (lossAlong(replay, probe, spec.parameters, t) - lossAlong(replay, probe, spec.parameters, -t)) / (2 * t);
  assert.ok(Math.abs(slope - step.predicted / 0.1) < 1e-9);
});

test("sentences about the step", () => {
  const say = (spec, position) => {
    const now = at(spec, position);
    return toText(stepSentence(now.step, now.noise), spec.symbols);
  };
  assert.equal(say(workedExample()), "99.40 % of the predicted change comes true.");
  assert.equal(say(workedExample(), { eta: 60, y: 0.4, w3: -3, w4: 3, b3: -1 }),
    "The step goes up, not down: eta is too large here.");
  assert.equal(say(oneNeuron(), { x: 0, b: 0, y: 0.5 }), "The gradient is 0, so the step changes nothing.");
  assert.equal(say(oneNeuron(), { w: Infinity, x: 0 }),
    "There is no step from here: the gradient is not finite.");
  assert.equal(say(oneNeuron(), { y: sigmoid(1) - 2e-16 }), "The predicted change is smaller than the rounding of L.");
  const step = { now: 1, after: NaN, predicted: -1, actual: NaN };
  assert.match(toText(stepSentence(step, 0), workedExample().symbols), /not finite: eta is far too large/);
});

test("rounding noise is of the size of the last digits of the loss", () => {
  const { replay, step } = at(workedExample());
  const noise = roundingNoise(replay);
  assert.ok(noise > 1e-17 && noise < 10 * Number.EPSILON, `${noise} for L = ${step.now}`);
});

test("directions", () => {
  assert.equal(moves(0.1), "↑ up");
  assert.equal(moves(-0.1), "↓ down");
  assert.equal(moves(-0), "stays");
  assert.equal(moves(NaN), "not finite");
});

test("a nudge of any node changes the loss by about its gradient, and leaves the probe", () => {
  const { replay, probe } = at(workedExample());
  for (const name of ["w1", "x", "z1", "h2", "y_hat", "L"]) {
    const change = nudge(replay, probe, name, 1e-6);
    assert.ok(Math.abs(change / 1e-6 - replay.gradient(name)) < 1e-6, `${name}: ${change}`);
  }
  assert.deepEqual(probe.values, replay.values);
});
