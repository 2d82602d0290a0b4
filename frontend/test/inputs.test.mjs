import assert from "node:assert/strict";
import test from "node:test";

import { arrow, halfPlane } from "../live/inputs/drawing.js";
import { numbers } from "../live/inputs/numbers.js";
import { caption, sentence } from "../live/inputs/words.js";
import { scale } from "../live/parts/axes.js";
import { toText } from "../live/parts/phrase.js";

const POINTS = [[0, 0], [0, 1], [1, 0], [1, 1]];
const TARGETS = { and: [0, 0, 0, 1], or: [0, 1, 1, 1], xor: [0, 1, 1, 0] };
const LOSSES = ["half_squared_error", "binary_cross_entropy"];
const plane = { x: [-0.5, 1.5, 0, 200], y: [-0.5, 1.5, 200, 0] };
const place = { x: scale(...plane.x), y: scale(...plane.y) };
const symbols = Object.fromEntries(["L", "p", "eta", "w1", "w2", "b"].map((name) => [name, { text: name }]));
const coordinates = (path) => [...path.matchAll(/-?[\d.]+/g)].map(Number);
const at = (data, loss, [w1, w2, b], eta = 1) => numbers(POINTS, TARGETS[data], loss, { w1, w2, b }, eta, 1e-5);

test("the line is where the weighted sum is 0, and the area where it is above", () => {
  const { area, line } = halfPlane({ w1: 2, w2: 1, b: -1 }, plane, place); // x2 = 1 - 2 x1
  const [ax, ay, bx, by] = coordinates(line);
  for (const [x, y] of [[ax, ay], [bx, by]]) {
    const [x1, x2] = [x / 100 - 0.5, 1.5 - y / 100];
    assert.ok(Math.abs(2 * x1 + x2 - 1) < 1e-9, `${x1}, ${x2}`);
  }
  const [xs, ys] = [0, 1].map((k) => coordinates(area).filter((_, i) => i % 2 === k));
  xs.forEach((x, k) => assert.ok(2 * (x / 100 - 0.5) + (1.5 - ys[k] / 100) - 1 > -1e-9));
  assert.ok(xs.some((x, k) => x === 200 && ys[k] === 0), "the upper right corner belongs to it");
  assert.ok(!xs.some((x, k) => x === 0 && ys[k] === 200), "the lower left one does not");
});

test("all of the plane, nothing of it, and what is not finite", () => {
  assert.deepEqual(halfPlane({ w1: 0, w2: 0, b: 1 }, plane, place), { area: "M0 200L200 200L200 0L0 0Z", line: "" });
  assert.deepEqual(halfPlane({ w1: 0, w2: 0, b: 0 }, plane, place), { area: "", line: "" });
  assert.deepEqual(halfPlane({ w1: 1e308, w2: 1e308, b: 0 }, plane, place), { area: "", line: "" });
});

test("an arrow points against the gradient, and is as long as it is beside the whole", () => {
  const end = (path) => coordinates(path).slice(2, 4);
  assert.deepEqual(end(arrow([100, 100], [3, -4], [3, -4], 50, 5)), [70, 60]); // w2 is to grow, upwards
  assert.deepEqual(end(arrow([100, 100], [6, -8], [3, -4], 50, 5)), [40, 20]);
  assert.equal(arrow([100, 100], [0, 0], [0, 0], 50, 5), "");
  assert.equal(arrow([100, 100], [NaN, 0], [NaN, 0], 50, 5), "");
});

test("gradient and finite difference agree, also for the bias", () => {
  for (const loss of LOSSES) {
    const { gradient, difference } = at("or", loss, [1.5, -2, 0.4]);
    assert.deepEqual(Object.keys(difference), ["w1", "w2", "b"]);
    for (const [name, g] of Object.entries(gradient)) {
      assert.ok(Math.abs(g - difference[name]) < 1e-8 && Math.abs(g) > 1e-3, `${loss} ${name}`);
    }
  }
});

test("at 0 the gradient of XOR is 0, and the sentence says why", () => {
  for (const loss of LOSSES) {
    const now = at("xor", loss, [0, 0, 0]);
    assert.deepEqual(Object.values(now.gradient).map(Math.abs), [0, 0, 0]);
    assert.match(toText(sentence("xor", 1, now), symbols), /exactly 0.*only two points are right/);
  }
});

test("the sentence counts, compares and warns", () => {
  const say = (data, loss, parameters, eta, outside) =>
    toText(sentence(data, eta, at(data, loss, parameters, eta), outside), symbols);
  assert.match(say("and", LOSSES[0], [2, 2, -3], 1), /^All four points .* takes it down to/);
  assert.match(say("xor", LOSSES[0], [2, 2, -1], 1), /^Three of four points are right, and no line does better on XOR/);
  assert.match(say("and", LOSSES[0], [2, 2, -1], 1), /^Two of four points are right/);
  assert.match(say("and", LOSSES[0], [-2, -2, 3], 1), /^None of four points is right/);
  assert.match(say("xor", LOSSES[1], [0.1, -1, -0.2], 100), /overshoots, to/);
  const [, before, after] = /L is (\S+); .* takes it down to (\S+)\.$/.exec(say("and", LOSSES[0], [2, 2, -3], 1e-3));
  assert.ok(Number(after) < Number(before), `${after} is below ${before}`);
  assert.match(say("and", LOSSES[0], [0, 0, -800], 1), /exactly 0, .*with 3 of four points right/);
  assert.match(say("and", LOSSES[1], [-1e308, -1e308, 0], 1), /not finite: the weights have outgrown/);
  assert.match(say("and", LOSSES[0], [6, 2, -3], 1, ["w1", "b"]), /\. The pair w1, b lies outside the picture\.$/);
  assert.doesNotMatch(say("and", LOSSES[0], [6, 2, -3], 1, false), /outside/);
});

test("the caption names the parameter that is held, and where", () => {
  assert.equal(toText(caption("w2", -1.25), symbols), "Lines of equal loss at w2 = −1.25");
  assert.equal(toText(caption("b", 1e-7), symbols), "Lines of equal loss at b = 1e−7");
});

test("every setting has a sentence without holes", () => {
  for (const data in TARGETS) {
    for (const loss of LOSSES) {
      for (const parameters of [[0, 0, 0], [5, 5, -5], [-5, 5, 0], [700, -700, 3], [-3, -3, 5], [1, 1, -0.5]]) {
        for (const eta of [0.001, 1, 100]) {
          const said = toText(sentence(data, eta, at(data, loss, parameters, eta)), symbols);
          assert.match(said, /^[A-Z].{40,180}\.$/);
          assert.doesNotMatch(said, /undefined|NaN|Infinity/);
        }
      }
    }
  }
});
