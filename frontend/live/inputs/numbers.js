/** The numbers of one sigmoid neuron with two inputs, the twin of `backprop_lib/live/inputs/neuron.py`. */

import { sigmoid } from "../engine/activations.js";
import { neuron } from "../engine/plane.js";

/**
 * @param {number[][]} points rows of two inputs @param {number[]} targets @param {string} loss
 * @param {object} at {w1, w2, b} @param {number} eta @param {number} h step of the central differences
 * @returns {{p: number[], losses: number[], right: boolean[], loss: number, gradient: object, difference: object,
 *   after: object, lossAfter: number}} of each point, of all, and of each parameter by name
 */
export function numbers(points, targets, loss, at, eta, h) {
  const mean = (at, X = points, Y = targets) => neuron(X, Y, loss).value(at);
  const p = points.map(([x1, x2]) => sigmoid(at.w1 * x1 + at.w2 * x2 + at.b));
  const gradient = neuron(points, targets, loss).gradient(at);
  const ofEach = (f) => Object.fromEntries(Object.keys(gradient).map((name) => [name, f(name)]));
  const moved = (name, by) => mean({ ...at, [name]: at[name] + by });
  const after = ofEach((name) => at[name] - eta * gradient[name]);
  return {
    p,
    losses: points.map((x, s) => mean(at, [x], [targets[s]])),
    right: p.map((each, s) => each > 0.5 === targets[s] > 0.5),
    loss: mean(at),
    gradient,
    difference: ofEach((name) => (moved(name, h) - moved(name, -h)) / (2 * h)),
    after,
    lossAfter: mean(after),
  };
}
