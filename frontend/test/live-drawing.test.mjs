import assert from "node:assert/strict";
import test from "node:test";

import { curvePath, scale, tangentPath } from "../live/network/curve.js";
import { slopeOf } from "../live/network/slope.js";
import { lineWidth } from "../live/parts/width.js";
import { at, workedExample } from "./live-graphs.mjs";

const points = (path) => [...path.matchAll(/([ML])([\d.-]+) ([\d.-]+)/g)].map(([, pen, x, y]) => [pen, Number(x), Number(y)]);

test("line widths grow by 0.9 px for each power of ten", () => {
  assert.equal(lineWidth(1), 4.4);
  assert.equal(lineWidth(-0.1), 3.5);
  assert.equal(lineWidth(1e-9), 0.8);
  assert.equal(lineWidth(0), 0.8);
  assert.equal(lineWidth(1e6), 5.3);
  assert.equal(lineWidth(NaN), 5.3);
});

test("the curve fills the drawing, higher losses higher up", () => {
  const losses = [3, 1, 2];
  const drawn = points(curvePath(losses, scale(losses)));
  assert.deepEqual(drawn.map(([pen]) => pen), ["M", "L", "L"]);
  const [first, second, third] = drawn.map(([, , y]) => y);
  assert.ok(first < third && third < second);
  assert.ok(drawn[0][1] < drawn[1][1] && drawn[1][1] < drawn[2][1]);
});

test("the curve breaks where the loss is not finite, and a flat one is drawn", () => {
  const losses = [1, NaN, Infinity, 2, 3];
  assert.deepEqual(points(curvePath(losses, scale(losses))).map(([pen]) => pen), ["M", "M", "L"]);
  const flat = points(curvePath([2, 2, 2], scale([2, 2, 2])));
  assert.ok(flat.length === 3 && flat.every(([, , y]) => y === flat[0][2]));
});

test("the tangent touches the curve at 0 and stops at the axis", () => {
  const { curve, step } = at(workedExample());
  const place = scale(curve);
  const [[, x0, y0], [, x1, y1]] = points(tangentPath(step.now, step.predicted, place));
  const [[, cx0, cy0], [, cx1, cy1]] = points(curvePath(curve, place));
  assert.deepEqual([x0, y0], [cx0, cy0]);
  assert.ok(Math.abs((y1 - y0) / (x1 - x0) - (cy1 - cy0) / (cx1 - cx0)) < 0.02);
  const over = at(workedExample(), { eta: 60, y: 0.4, w3: -3, w4: 3, b3: -1 });
  const [, [, , end]] = points(tangentPath(over.step.now, over.step.predicted, scale(over.curve)));
  assert.equal(end, 168);
  assert.equal(tangentPath(1, NaN, place), "");
});

test("a slope belongs to a box only where it is a factor on the way there", () => {
  const slopes = { sigma: { of: "z", into: "y" } };
  const way = (...keys) => [keys.map((key) => ({ key }))];
  assert.equal(slopeOf(slopes, way("y>L"), "y"), "sigma");
  assert.equal(slopeOf(slopes, way("y>L", "z>y"), "z"), "sigma");
  assert.equal(slopeOf(slopes, way("y>L", "z>y", "w>z"), "w"), "sigma");
  assert.equal(slopeOf(slopes, way("z>L"), "z"), null, "the loss of a logit");
  assert.equal(slopeOf(slopes, [], "y"), null, "which leaves the prediction aside");
});
