import assert from "node:assert/strict";
import test from "node:test";

import { Network, start, train } from "../live/engine/training.js";

const XOR = { X: [[0, 0], [0, 1], [1, 0], [1, 1]], Y: [0, 1, 1, 0] };
const network = (more) => new Network({ ...XOR, units: 3, hidden: "tanh", loss: "half_squared_error", ...more });

test("every gradient is the difference quotient of the loss", () => {
  for (const hidden of ["sigmoid", "tanh", "relu"]) {
    for (const loss of ["half_squared_error", "binary_cross_entropy"]) {
      for (const change of [{}, { reduction: "sum" }, { output: "identity" }]) {
        if (change.output && loss === "binary_cross_entropy") continue; // which is of the logit
        const net = network({ hidden, loss, ...change });
        const theta = start(1, 3, 5).map((w, k) => w + 0.01 * k);
        net.pass(theta);
        const gradient = net.gradient.slice();
        theta.forEach((w, k) => {
          const at = (value) => net.pass(theta.with(k, value));
          const difference = (at(w + 1e-5) - at(w - 1e-5)) / 2e-5;
          assert.ok(Math.abs(difference - gradient[k]) < 1e-9, `${hidden} ${loss} ${JSON.stringify(change)}, parameter ${k}`);
        });
      }
    }
  }
});

test("the parts of the samples sum up to the gradient", () => {
  const net = network();
  net.pass(start("xavier_normal", 3, 1));
  const parts = XOR.X.map((x, s) => net.partOf(s));
  net.gradient.forEach((g, k) => assert.ok(Math.abs(parts.reduce((sum, part) => sum + part[k], 0) - g) < 1e-16));
});

test("any epoch of a run can be shown as it was", () => {
  const net = network();
  const { losses, parameters, stopped } = train(net, start("he_normal", 3, 1), { name: "Adam", lr: 0.1 }, 50);
  assert.equal(stopped, null);
  losses.forEach((loss, e) => assert.equal(net.pass(parameters, e * net.size), loss));
  assert.equal(parameters.length, 51 * net.size);
});

test("what is not finite first is named, and no further step is made", () => {
  const settings = { units: 1, hidden: "relu", loss: "binary_cross_entropy", reduction: "sum" };
  const large = 1.5e308;
  for (const [theta, X, of] of [
    [[0.1, 0.1, 0, large, 0], [[0, 4], [4, 0], [0, 0], [0, 0]], "layer 1 weight"],
    [[0, 0, 0.01, large, 0], [[0, 0], [0, 0], [0, 0], [0, 0]], "layer 1 bias"],
    [[0, 0, large, 1e-308, 0], [[0, 0], [0, 0], [0, 0], [0, 0]], "layer 2 weight"],
    [[0, 0, large, large, 0], [[0, 0], [0, 0], [0, 0], [0, 0]], "loss"],
  ]) {
    const net = new Network({ X, Y: [0, 0, 0, 0], ...settings });
    const { losses, parameters, stopped } = train(net, Float64Array.from(theta), { name: "SGD", lr: 1 }, 5);
    assert.deepEqual(stopped, { epoch: 0, of });
    assert.equal(losses.length, 1);
    assert.deepEqual([...parameters], theta);
  }
});
