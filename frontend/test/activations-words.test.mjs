// The sentences of the explorers of activations: true at every setting.

import assert from "node:assert/strict";
import { test } from "node:test";

import * as loss from "../live/activations/loss.js";
import * as slope from "../live/activations/slope.js";
import * as softmax from "../live/activations/softmax.js";
import { toText } from "../live/parts/phrase.js";

const LABELS = { sigmoid: "sigmoid", tanh: "tanh", relu: "ReLU", leaky_relu: "leaky ReLU", elu: "ELU", softplus: "softplus", gelu: "GELU", silu: "SiLU" };
const symbols = Object.fromEntries(["z", "y", "p", "p1", "p2", "p3"].map((name) => [name, { text: name }]));
const say = (part, setting, spec = {}) => toText(part.sentence({ ...setting, ...part.numbers(setting) }, spec), symbols);
const saySlope = (activation, z, beside = "none", u = -0.4) => say(slope, { activation, beside, z, u }, { labels: LABELS });

test("a slope says which part of the gradient goes on", () => {
  const cases = [
    ["sigmoid", 3.2, /is 0\.0376: of the gradient that arrives, 3\.76 % goes on\. This neuron is saturated; its slope is at most ¼\.$/],
    ["sigmoid", 0, /25\.0 % goes on\. Its slope is at most ¼\.$/],
    ["tanh", 0, /is 1\.00: the whole gradient goes on, −0\.400\./],
    ["relu", -1, /is 0: no gradient goes on/],
    ["relu", 0, /is 0: no gradient/],
    ["relu", 2, /the whole gradient goes on/],
    ["leaky_relu", -2, /is 0\.0100: .* 1\.00 % goes on\. This neuron is saturated\.$/],
    ["gelu", -1.5, /the gradient changes its sign, and 12\.8 % of its size goes on/],
    ["silu", 2.4, /is 1\.10: a little more goes on than arrives, 110 %/],
  ];
  for (const [activation, z, expected] of cases) assert.match(saySlope(activation, z), expected);
  assert.match(saySlope("sigmoid", 1, "none", 0), /The gradient that arrives is 0, so nothing goes on/);
});

test("two slopes are compared on either side of their crossing", () => {
  assert.match(saySlope("tanh", 1.6, "sigmoid"), /nearer to 0 than 1\.6629, tanh has the larger slope\.$/);
  assert.match(saySlope("sigmoid", -1.7, "tanh"), /farther out than 1\.6629, sigmoid has the larger slope\.$/);
  assert.match(saySlope("tanh", 1, "tanh"), /at most 1\.$/);
  assert.match(saySlope("gelu", 1, "silu"), /That of SiLU is 0\.928\.$/);
  for (let z = -600; z <= 600; z += 7) {
    const [tanh, sigmoid] = ["tanh", "sigmoid"].map((activation) => slope.numbers({ activation, beside: "none", z: z / 100, u: 1 })["f_prime(z)"]);
    assert.match(saySlope("tanh", z / 100, "sigmoid"), tanh > sigmoid ? /tanh has the larger/ : /sigmoid has the larger/);
  }
});

test("the two losses of a sigmoid", () => {
  assert.equal(say(loss, { z: -5, y: "1" }),
    "p is 0.00669 where y is 1. The sigmoid is saturated on the wrong side: cross-entropy sends back −0.993, squared error 150 times less.");
  assert.match(say(loss, { z: 5, y: "1" }), /The answer is right/);
  assert.match(say(loss, { z: 0, y: "0" }), /multiplies the error by the slope 0\.250,/);
});

test("the two losses of a softmax", () => {
  const at = (z1, z2, z3, of) => say(softmax, { z1, z2, z3, true: of });
  assert.match(at(10, 0, 0, "2"), /sure of class 1, .* a gradient of length 0\.000170, cross-entropy one of 1\.41\.$/);
  assert.match(at(10, 0, 0, "1"), /The answer is right/);
  assert.match(at(2, 1, 0, "2"), /p2 is 0\.245\. .* its gradient is 2\.8 times shorter\.$/);
});

test("no sentence is longer than its two lines, and none says NaN", () => {
  const longest = (sentences) => sentences.reduce((most, each) => (each.length > most.length ? each : most));
  const all = [];
  for (const activation in LABELS) {
    for (const beside of ["none", ...Object.keys(LABELS)]) {
      for (const z of [-6, -1.28, -0.75, 0, 0.01, 1.7, 6]) for (const u of [-2, 0, 1]) all.push(saySlope(activation, z, beside, u));
    }
  }
  for (const z of [-10, -3.3, 0, 2, 10]) for (const y of ["0", "1"]) all.push(say(loss, { z, y }));
  for (const z of [-10, 0, 10]) for (const of of ["1", "2", "3"]) all.push(say(softmax, { z1: z, z2: 0.5, z3: -z, true: of }));
  assert.ok(longest(all).length <= 185, longest(all));
  assert.deepEqual(all.filter((each) => /NaN|undefined|not a number/.test(each)), []);
});
