import assert from "node:assert/strict";
import test from "node:test";

import { sentence } from "../live/optimizers/words.js";
import { way } from "../live/optimizers/ways.js";
import { toText } from "../live/parts/phrase.js";

const surfaces = {
  ravine: { a: 1, b: 25, start: [-4, 1.5], arrived: 0.2 },
  saddle: { a: 1, b: -1, start: [-4, 0.01], arrived: 0 },
};
const labels = { sgd: "gradient descent", momentum: "momentum", nesterov: "Nesterov", rmsprop: "RMSProp", adam: "Adam" };
const symbols = Object.fromEntries(["x", "y", "f", "eta", "mu"].map((name) => [name, { text: name }]));
const spec = { surfaces, labels, steps: 80 };

function say(surface, optimizer, eta, mu = 0.9) {
  const its = way(surfaces[surface], optimizer, eta, mu, spec.steps);
  return toText(sentence(spec, { surface, optimizer, eta, mu }, its), symbols);
}

test("a way has every step, and its heights and lengths belong to its places", () => {
  const { xs, ys, fs, norms } = way(surfaces.ravine, "adam", 0.05, 0.9, 80);
  assert.deepEqual([xs.length, ys.length, fs.length, norms.length], [81, 81, 81, 81]);
  assert.equal(fs[7], 0.5 * (xs[7] ** 2 + 25 * ys[7] ** 2));
  assert.equal(norms[7], Math.hypot(xs[7], 25 * ys[7]));
});

test("the sentence of gradient descent gives the factor of each step", () => {
  assert.match(say("ravine", "sgd", 0.07), /multiplies y by −0\.750 and x by 0\.930: it jumps/);
  assert.match(say("ravine", "sgd", 0.02), /multiplies y by 0\.500 and x by 0\.980: across the ravine it is quick/);
  assert.match(say("ravine", "sgd", 0.1), /diverges: across the ravine each step multiplies y by −1\.50\. Below eta = 0\.0800/);
});

test("on the saddle the sentence says whether it is left", () => {
  assert.match(say("saddle", "sgd", 0.01), /does not leave the saddle in 80 steps/);
  assert.match(say("saddle", "sgd", 0.2), /is below the saddle after \d+ steps: each multiplies y by 1\.20/);
  assert.match(say("saddle", "adam", 0.2), /is below the saddle after \d+ steps/);
});

test("the number of steps in the sentence is the first below the mark", () => {
  const { fs } = way(surfaces.ravine, "momentum", 0.07, 0.9, 80);
  const [, steps] = /is down after (\d+) steps/.exec(say("ravine", "momentum", 0.07));
  assert.ok(fs[steps] < 0.2 && fs.slice(0, steps).every((f) => f >= 0.2));
});

test("every setting has a sentence without holes", () => {
  for (const surface in surfaces) {
    for (const optimizer in labels) {
      for (const eta of [0.001, 0.01, 0.08, 0.3, 1]) {
        for (const mu of [0, 0.5, 0.99]) {
          const said = say(surface, optimizer, eta, mu);
          assert.match(said, /^[A-Z].{30,200}\.$/);
          assert.doesNotMatch(said, /undefined|NaN|Infinity/);
        }
      }
    }
  }
});
