/** The numbers of one sigmoid neuron with two inputs, the twin of `backprop_lib/live/inputs/neuron.py`. */

import { sigmoid } from "../engine/activations.js";
import { neuron } from "../engine/plane.js";

/**
 * @param {number[][]} points rows of two inputs @param {number[]} targets @param {string} loss
 * @param {number[]} at [w1, w2, b] @param {number} eta @param {number} h step of the central differences
 * @returns {{p: number[], losses: number[], right: boolean[], loss: number, gradient: number[], difference: number[],
 *   after: number[], lossAfter: number}} of each point, of all, and of each parameter
 */
export function numbers(points, targets, loss, at, eta, h) {
  const mean = ([w1, w2, b], X = points, Y = targets) => neuron(X, Y, b, loss).value(w1, w2);
  const [w1, w2, b] = at;
  const p = points.map(([x1, x2]) => sigmoid(w1 * x1 + w2 * x2 + b));
  const gradient = neuron(points, targets, b, loss).gradients(w1, w2);
  const moved = (k, by) => at.map((value, i) => (i === k ? value + by : value));
  const after = at.map((value, k) => value - eta * gradient[k]);
  return {
    p,
    losses: points.map((x, s) => mean(at, [x], [targets[s]])),
    right: p.map((each, s) => each > 0.5 === targets[s] > 0.5),
    loss: mean(at),
    gradient,
    difference: at.map((_, k) => (mean(moved(k, h)) - mean(moved(k, -h))) / (2 * h)),
    after,
    lossAfter: mean(after),
  };
}
