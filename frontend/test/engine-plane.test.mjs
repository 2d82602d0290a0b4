import assert from "node:assert/strict";
import test from "node:test";

import { contour, grid, neuron, quadratic, trajectory } from "../live/engine/plane.js";

const points = (path) => [...path.matchAll(/[ML]([^ML]+)/g)].map(([, pair]) => pair.split(",").map(Number));
const lines = (path) => path.split("M").slice(1).map((line) => points("M" + line));
const same = (column, row) => [column, row];

test("a grid holds f from the lower left, row by row", () => {
  const box = { columns: 3, rows: 2, x0: 0, x1: 4, y0: 10, y1: 11 };
  assert.deepEqual([...grid((x, y) => x + 100 * y, box)], [1000, 1002, 1004, 1100, 1102, 1104]);
});

test("the loss of a neuron is a function of any two of its parameters", () => {
  const X = [[0, 0], [0, 1], [1, 0]], Y = [0, 1, 1];
  const p = (z) => 1 / (1 + Math.exp(-z));
  const { value } = neuron(X, Y, "half_squared_error");
  const held = { w1: 0.3, w2: -1.2, b: 0.7 };
  for (const [first, second] of [["w1", "w2"], ["w1", "b"], ["w2", "b"]]) {
    const values = grid((x, y) => value({ ...held, [first]: x, [second]: y }), { columns: 2, rows: 2, x0: -2, x1: 1, y0: 0, y1: 3 });
    [[-2, 0], [1, 0], [-2, 3], [1, 3]].forEach(([x, y], k) => {
      const { w1, w2, b } = { ...held, [first]: x, [second]: y };
      const expected = (p(b) ** 2 + (p(w2 + b) - 1) ** 2 + (p(w1 + b) - 1) ** 2) / 6;
      assert.ok(Math.abs(values[k] - expected) < 1e-15, `${first} ${second} ${k}`);
    });
  }
});

test("the contour of a bowl lies on its circle, closed", () => {
  const box = { columns: 41, rows: 41, x0: -2, x1: 2, y0: -2, y1: 2 };
  const values = grid(quadratic(1, 1).value, box);
  const place = (column, row) => [column / 10 - 2, row / 10 - 2].map((each) => each * 100);
  const found = lines(contour(values, 41, 41, 0.507, place));
  const radius = 100 * Math.sqrt(1.014); // through no point of the grid
  const length = found.reduce((sum, [[ax, ay], [bx, by]]) => sum + Math.hypot(ax - bx, ay - by), 0);
  assert.ok(Math.abs(length / (2 * Math.PI * radius) - 1) < 0.01, `${length}`);
  for (const [x, y] of found.flat()) assert.ok(Math.abs(Math.hypot(x, y) - radius) < 0.3, `${x}, ${y}`);
  const ends = new Map();
  for (const end of found.flat()) ends.set(`${end}`, (ends.get(`${end}`) ?? 0) + 1);
  assert.ok([...ends.values()].every((count) => count === 2), "every end is met by the next line");
});

test("each of the 16 cases of a cell separates what is above from what is below", () => {
  for (let which = 0; which < 16; which++) {
    const up = [0, 1, 2, 3].map((k) => (which >> k) & 1);
    const values = Float64Array.of(up[0], up[1], up[3], up[2]); // corners go round, the grid row by row
    const found = lines(contour(values, 2, 2, 0.4, same));
    const places = [[0, 0], [1, 0], [1, 1], [0, 1]];
    const side = ([x, y], [[ax, ay], [bx, by]]) => Math.sign((bx - ax) * (y - ay) - (by - ay) * (x - ax));
    const changes = up.filter((each, k) => each !== up[(k + 1) % 4]).length;
    assert.equal(found.length, changes / 2, `case ${which}`);
    for (const [k, corner] of places.entries()) {
      for (const [l, other] of places.entries()) {
        const apart = found.filter((line) => side(corner, line) !== side(other, line)).length;
        // in the two ambiguous cells two corners of a kind may be apart by both lines
        if (up[k] !== up[l]) assert.equal(apart % 2, 1, `case ${which}: corners ${k} and ${l}`);
        else assert.equal(apart % 2, 0, `case ${which}: corners ${k} and ${l}`);
      }
    }
  }
});

test("an ambiguous cell is joined on the side of its mean", () => {
  const [low, high] = [0.3, 0.7].map((level) => lines(contour(Float64Array.of(1, 0, 0, 1), 2, 2, level, same)));
  const cuts = (found, [x, y]) => found.some((line) => line.every(([px, py]) => Math.abs(px - x) + Math.abs(py - y) < 1));
  assert.ok(cuts(low, [1, 0]) && cuts(low, [0, 1]) && !cuts(low, [0, 0]), "mean above: the low corners are cut off");
  assert.ok(cuts(high, [0, 0]) && cuts(high, [1, 1]) && !cuts(high, [1, 0]), "mean below: the high ones are");
});

test("the place on an edge is by proportion", () => {
  assert.equal(contour(Float64Array.of(0, 4, 0, 4), 2, 2, 1, same), "M0.25,0L0.25,1");
});

test("cells with a corner that is not finite have no line; the others do", () => {
  for (const bad of [NaN, Infinity, -Infinity]) {
    const path = contour(Float64Array.of(bad, 0, 1, 0, 0, 1), 3, 2, 0.5, same);
    assert.deepEqual(lines(path).map((line) => line.map(([x]) => x)), [[1.5, 1.5]]);
  }
  assert.equal(contour(new Float64Array(9).fill(NaN), 3, 3, 0, same), "");
  assert.equal(contour(new Float64Array(9), 3, 3, 0, same), "");
});

test("a way that leaves all bounds ends where it is not finite", () => {
  const way = trajectory(quadratic(1, 20), [1, 1], { name: "SGD", lr: 1e200 }, 50);
  assert.ok(way.length < 10 && way.length % 2 === 0);
  assert.ok(Number.isFinite(way[0]) && !Number.isFinite(20 * way.at(-1)));
});
