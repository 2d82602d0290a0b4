import assert from "node:assert/strict";
import test from "node:test";

import { pathsTo, product, reachable } from "../live/network/paths.js";
import { at, workedExample } from "./live-graphs.mjs";

const route = (path) => path.map(({ from }) => from).join(" ");

test("two paths lead to x, and their products add up to ∂L/∂x", () => {
  const { replay } = at(workedExample(), { w3: -1.5 });
  const paths = pathsTo(replay.graph, "x");
  assert.deepEqual(paths.map(route), ["y_hat z3 h1 z1 x", "y_hat z3 h2 z2 x"]);
  const [first, second] = paths.map((path) => product(replay, path));
  assert.ok(first > 0 && second < 0);
  assert.ok(Math.abs(first + second - replay.gradient("x")) < 1e-17);
});

test("products over paths are the gradient of every named node", () => {
  const { replay } = at(workedExample());
  for (const name of replay.graph.ids.keys()) {
    const sum = pathsTo(replay.graph, name).reduce((total, path) => total + product(replay, path), 0);
    assert.ok(Math.abs(sum - replay.gradient(name)) <= 1e-15 * Math.abs(sum), name);
  }
});

test("the loss itself has one empty path with product 1", () => {
  const { replay } = at(workedExample());
  assert.deepEqual(pathsTo(replay.graph, "L"), [[]]);
  assert.equal(product(replay, []), 1);
});

test("blocking an edge cuts off what lies behind it alone", () => {
  const { replay } = at(workedExample());
  const rest = reachable(replay.graph, new Set(["h1>z3"]));
  assert.ok(!rest.has("w1") && !rest.has("b1") && rest.has("x") && rest.has("w3") && rest.has("w2"));
});
