import assert from "node:assert/strict";
import test from "node:test";

import { compile, OPERATIONS, Replay } from "../live/engine/graph.js";
import { Tape } from "./live-graphs.mjs";

const close = (actual, expected, tolerance = 1e-12) =>
  assert.ok(Math.abs(actual - expected) <= tolerance * Math.max(1, Math.abs(expected)), `${actual} is not ${expected}`);

/** A graph of one operation on inputs a (and b). */
function single(op, values, exponent) {
  const tape = new Tape();
  const inputs = values.map((value, k) => tape.input("ab"[k], value));
  const out = tape.put(op, inputs, { name: "out", exponent });
  return new Replay(compile(tape.json(out))).run({});
}

const CLOSED_FORMS = {
  add: [(a, b) => a + b, () => 1, () => 1],
  sub: [(a, b) => a - b, () => 1, () => -1],
  mul: [(a, b) => a * b, (a, b) => b, (a) => a],
  div: [(a, b) => a / b, (a, b) => 1 / b, (a, b) => -a / (b * b)],
  neg: [(a) => -a, () => -1],
  exp: [Math.exp, Math.exp],
  log: [Math.log, (a) => 1 / a],
  sqrt: [Math.sqrt, (a) => 1 / (2 * Math.sqrt(a))],
  identity: [(a) => a, () => 1],
  tanh: [Math.tanh, (a) => 1 / Math.cosh(a) ** 2],
  softplus: [(a) => Math.log(1 + Math.exp(a)), (a) => 1 / (1 + Math.exp(-a))],
  sigmoid: [(a) => 1 / (1 + Math.exp(-a)), (a) => 1 / (2 + Math.exp(a) + Math.exp(-a))],
  relu: [(a) => (a > 0 ? a : 0), (a) => (a > 0 ? 1 : 0)],
  leaky_relu: [(a) => (a > 0 ? a : a / 100), (a) => (a > 0 ? 1 : 0.01)],
  max: [(a, b) => (a > b ? a : b), (a, b) => (a > b ? 1 : 0), (a, b) => (a > b ? 0 : 1)],
  abs: [(a) => (a < 0 ? -a : a), (a) => (a < 0 ? -1 : a > 0 ? 1 : 0)],
};
const ONLY_POSITIVE = ["log", "sqrt"];

test("every operation of the table is tested", () => {
  assert.deepEqual(Object.keys(OPERATIONS).sort(), [...Object.keys(CLOSED_FORMS), "pow"].sort());
});

for (const [op, [value, ...derivatives]] of Object.entries(CLOSED_FORMS)) {
  test(`${op}: value and derivatives are the closed forms, on both sides of 0 and at it`, () => {
    for (const a of ONLY_POSITIVE.includes(op) ? [0.3, 1, 2.5] : [-2.5, -0.3, 0, 0.3, 2.5]) {
      for (const b of derivatives.length === 2 ? [-1.7, 0.3, 2] : [undefined]) {
        const replay = single(op, b === undefined ? [a] : [a, b]);
        close(replay.value("out"), value(a, b));
        close(replay.gradient("a"), derivatives[0](a, b));
        if (b !== undefined) close(replay.gradient("b"), derivatives[1](a, b));
      }
    }
  });
}

test("pow: a constant exponent, also 0, 1, negative and fractional", () => {
  for (const [a, c, value, derivative] of [[3, 2, 9, 6], [-3, 3, -27, 27], [2, -1, 0.5, -0.25], [4, 0.5, 2, 0.25],
    [0, 0, 1, 0], [0, 1, 0, 1], [5, 0, 1, 0]]) {
    const replay = single("pow", [a], c);
    close(replay.value("out"), value);
    close(replay.gradient("a"), derivative);
  }
});

test("sigmoid is finite at any z", () => {
  for (const [z, value] of [[800, 1], [-800, 0], [Infinity, 1], [-Infinity, 0]]) {
    assert.equal(single("sigmoid", [z]).value("out"), value);
  }
});

test("not a number goes through, as in Python", () => {
  for (const op of ["relu", "leaky_relu", "max", "abs", "sigmoid"]) {
    assert.ok(Number.isNaN(single(op, op === "max" ? [NaN, 1] : [NaN]).value("out")), op);
  }
});

test("replay across each change of sign equals a fresh recording there", () => {
  for (const op of ["relu", "leaky_relu", "abs", "sigmoid", "tanh"]) {
    const replay = single(op, [1.5]);
    for (const a of [-1.5, 0, 1.5, -0.2]) {
      replay.run({ a });
      const fresh = single(op, [a]);
      assert.equal(replay.value("out"), fresh.value("out"), `${op} at ${a}`);
      assert.equal(replay.gradient("a"), fresh.gradient("a"), `${op}′ at ${a}`);
    }
  }
});

test("x · x counts both inputs, and a second backward gives the same", () => {
  const tape = new Tape();
  const x = tape.input("x", 3);
  const replay = new Replay(compile(tape.json(tape.put("mul", [x, x], { name: "out" })))).run({});
  assert.equal(replay.gradient("x"), 6);
  assert.equal(replay.edge("x", "out"), 6);
  replay.backward();
  assert.equal(replay.gradient("x"), 6);
});

test("a contracted edge is the sum over the paths through unnamed nodes only", () => {
  // out = (x·x + x) · z with z = 2x named: ∂out/∂x along the edge keeps z fixed.
  const tape = new Tape();
  const x = tape.input("x", 3);
  const z = tape.put("mul", [tape.put("constant", [], { value: 2 }), x], { name: "z" });
  const sum = tape.put("add", [tape.put("mul", [x, x]), x]);
  const out = tape.put("mul", [sum, z], { name: "out" });
  const replay = new Replay(compile(tape.json(out))).run({});
  assert.deepEqual(replay.graph.edges.map(({ key }) => key), ["x>z", "x>out", "z>out"]);
  assert.equal(replay.edge("x", "out"), (2 * 3 + 1) * 6);
  assert.equal(replay.edge("z", "out"), 12);
  assert.equal(replay.edge("x", "z"), 2);
  assert.equal(replay.gradient("x"), 42 + 24);
});

test("100 000 chained additions", () => {
  const tape = new Tape();
  const x = tape.input("x", 1);
  let sum = x;
  for (let k = 0; k < 100_000; k++) sum = tape.put("add", [sum, x]);
  const replay = new Replay(compile(tape.json(sum))).run({ x: 2 });
  assert.equal(replay.values[sum], 200_002);
  assert.equal(replay.gradient("x"), 100_001);
});

test("a replay allocates no new arrays", () => {
  const replay = single("mul", [2, 3]);
  const { values, gradients, locals } = replay;
  replay.run({ a: 5 });
  assert.ok(values === replay.values && gradients === replay.gradients && locals === replay.locals);
});

test("an unknown operation is named", () => {
  const tape = new Tape();
  const out = tape.put("erf", [tape.input("a", 1)]);
  assert.throws(() => compile(tape.json(out)), /erf/);
});
