/** Pictures of two parameters: a loss on a grid, its contour lines, and the ways of optimisers over it. */

import { sigmoid, sigmoidSlope } from "./activations.js";
import { LOSSES } from "./losses.js";
import { stepper } from "./optimizers.js";

/**
 * A surface is {value(x, y), gradient(x, y)}; `gradient` is [∂f/∂x, ∂f/∂y].
 * @typedef {{value: (x: number, y: number) => number, gradient: (x: number, y: number) => number[]}} Surface
 */

/** ½ (a x² + b y²): a ravine where a and b are far apart, a saddle where their signs differ. @returns {Surface} */
export const quadratic = (a, b) => ({
  value: (x, y) => 0.5 * (a * x * x + b * y * y),
  gradient: (x, y) => [a * x, b * y],
});

/**
 * The mean loss of one sigmoid neuron with two inputs, and its gradient, both at {w1, w2, b}.
 * @param {number[][]} X rows of two inputs @param {number[]} Y targets
 * @param {string} loss a name in LOSSES; with binary_cross_entropy it is taken of the logit
 * @returns {{value: (at: object) => number, gradient: (at: object) => {w1: number, w2: number, b: number}}}
 */
export function neuron(X, Y, loss) {
  const { value, gradient, fromLogits } = LOSSES[loss];
  const z = ([x1, x2], { w1, w2, b }) => w1 * x1 + w2 * x2 + b;
  return {
    value(at) {
      let total = 0;
      X.forEach((x, s) => {
        const logit = z(x, at);
        total += value(fromLogits ? logit : sigmoid(logit), Y[s]);
      });
      return total / X.length;
    },
    gradient(at) {
      const sums = { w1: 0, w2: 0, b: 0 };
      X.forEach((x, s) => {
        const logit = z(x, at);
        const p = sigmoid(logit);
        const delta = (fromLogits ? gradient(logit, Y[s]) : gradient(p, Y[s]) * sigmoidSlope(p)) / X.length;
        sums.w1 += delta * x[0];
        sums.w2 += delta * x[1];
        sums.b += delta;
      });
      return sums;
    },
  };
}

/**
 * A function on a grid of columns × rows points over [x0, x1] × [y0, y1].
 * @param {(x: number, y: number) => number} f
 * @param {{columns: number, rows: number, x0: number, x1: number, y0: number, y1: number}} box
 * @returns {Float64Array} at [row · columns + column], row 0 at y0
 */
export function grid(f, { columns, rows, x0, x1, y0, y1 }) {
  return Float64Array.from({ length: columns * rows }, (_, k) =>
    f(x0 + ((x1 - x0) * (k % columns)) / (columns - 1), y0 + ((y1 - y0) * Math.floor(k / columns)) / (rows - 1)));
}

/** The corners of each edge, in the order in which the neighbour has them, so that lines meet to the last digit. */
const ENDS = [[0, 1], [1, 2], [3, 2], [0, 3]];

/** Of each of the 16 cases of a cell: the edges that a line joins. Edges: 0 at y0, 1 right, 2 at y1, 3 left. */
const LINES = ["", "30", "01", "31", "12", "", "02", "32", "23", "02", "", "12", "13", "01", "03", ""];

/**
 * Contour lines by marching squares. (Source: Lorensen & Cline, SIGGRAPH 1987, whose cubes become squares; the two
 * cases that are ambiguous are decided by the mean of the corners.) A cell with a corner that is not finite has no line.
 *
 * @param {Float64Array} values as `grid` gives them
 * @param {number} columns @param {number} rows
 * @param {number} level
 * @param {(column: number, row: number) => number[]} place of a point of the grid, whole or not, in the drawing
 * @returns {string} an SVG path, "" where the level is nowhere
 */
export function contour(values, columns, rows, level, place) {
  let path = "";
  for (let row = 0; row + 1 < rows; row++) {
    for (let column = 0; column + 1 < columns; column++) {
      const k = row * columns + column;
      // most cells have no line: they are left before anything is made for them
      const which = (values[k] > level) + 2 * (values[k + 1] > level)
        + 4 * (values[k + columns + 1] > level) + 8 * (values[k + columns] > level);
      if (which === 0 || which === 15) continue;
      const corners = [values[k], values[k + 1], values[k + columns + 1], values[k + columns]];
      if (!corners.every(Number.isFinite)) continue;
      const middle = corners.reduce((sum, value) => sum + value / 4, 0) > level;
      const lines = which % 5 ? LINES[which] : (which === 5) === middle ? "0123" : "3012";
      for (const [i, edge] of [...lines].entries()) {
        const [from, to] = ENDS[edge].map((corner) => corners[corner]);
        const share = (level - from) / (to - from);
        const [x, y] = [[share, 0], [1, share], [share, 1], [0, share]][edge];
        path += (i % 2 ? "L" : "M") + place(column + x, row + y).map((each) => Math.round(100 * each) / 100);
      }
    }
  }
  return path;
}

/**
 * The way of an optimiser.
 * @param {Surface} surface
 * @param {number[]} from [x, y]
 * @param {object} optimizer settings of `stepper`
 * @param {number} steps
 * @returns {Float64Array} x₀, y₀, x₁, y₁, …; it ends where the gradient is not finite
 */
export function trajectory({ gradient }, from, optimizer, steps) {
  const theta = new Float64Array(2 * (steps + 1));
  const g = new Float64Array(2);
  const step = stepper(optimizer, 2);
  theta.set(from);
  for (let at = 0; at < 2 * steps; at += 2) {
    g.set(gradient(theta[at], theta[at + 1]));
    if (!g.every(Number.isFinite)) return theta.subarray(0, at + 2);
    step(theta, at, at + 2, g);
  }
  return theta;
}
