/** The ways of five optimisers over a surface, the twin of `backprop_lib/live/optimizers/ways.py`. */

import { quadratic, trajectory } from "../engine/plane.js";

const OPTIMIZERS = {
  sgd: (lr) => ({ name: "SGD", lr }),
  momentum: (lr, momentum) => ({ name: "SGD", lr, momentum }),
  nesterov: (lr, momentum) => ({ name: "SGD", lr, momentum, nesterov: true }),
  rmsprop: (lr) => ({ name: "RMSProp", lr }),
  adam: (lr) => ({ name: "Adam", lr }),
};

/**
 * @param {{a: number, b: number, start: number[], arrived: number}} surface
 * @param {string} optimizer a key of the explorer's choice
 * @returns {{xs: number[], ys: number[], fs: number[], norms: number[], arrived: number}} at every step; `arrived` is
 *   the first with f below the surface's mark, or Infinity
 */
export function way(surface, optimizer, eta, mu, steps) {
  const { value, gradient } = quadratic(surface.a, surface.b);
  const places = trajectory({ gradient }, surface.start, OPTIMIZERS[optimizer](eta, mu), steps);
  const xs = [...places].filter((_, k) => k % 2 === 0);
  const ys = [...places].filter((_, k) => k % 2 === 1);
  const fs = xs.map((x, k) => value(x, ys[k]));
  const first = fs.findIndex((f) => f < surface.arrived);
  return { xs, ys, fs, norms: xs.map((x, k) => Math.hypot(...gradient(x, ys[k]))), arrived: first < 0 ? Infinity : first };
}
