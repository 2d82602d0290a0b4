/** The numbers of a deep network: the twin of `backprop_lib/live/depth/numbers.py` and of `law` in settings.py. */

import { DeepNetwork } from "../engine/depth.js";

/**
 * What the page shows at a setting of the controls, {control: number or key}.
 *
 * @param {object} setting @param {number} samples of the data
 * @returns {object} L, norm; delta, gradient, dead, saturated of the hidden layers, layer 1 first; and, where a step was
 *   made, `start`: the same before it
 */
export function numbers(setting, samples) {
  const { activation, residual, initializer, scale, step, eta, limit } = setting;
  const net = new DeepNetwork({
    ...setting, batch: samples, hidden: activation, residual: residual === "on", initializer: initializer === "normal" ? 1 : initializer,
  });
  for (const W of net.weights) for (let i = 0; i < W.length; i++) W[i] *= scale;
  if (step === "none") return shown(net, net.pass());
  const [loss] = net.descend(1, eta, step === "clipped" ? limit : Infinity);
  const start = shown(net, loss);
  return { ...shown(net, net.pass()), start };
}

function shown(net, L) {
  const { norm, delta, gradient, dead, saturated } = net.summary();
  const hidden = (all) => all.slice(0, net.layers);
  const known = net.zs.map((z) => z.every(Number.isFinite));
  return {
    L, norm, delta: hidden(delta), gradient: hidden(gradient),
    dead: dead.map((share, l) => (known[l] ? Math.round(share * net.width) : NaN)),
    saturated: saturated.map((share, l) => (known[l] ? share : NaN)),
  };
}

/** The factor per layer that a textbook gives, 0 where there is none, and the name of that law. */
export function law({ activation, residual, width, initializer, scale, step }) {
  if (step !== "none") return { factor: 0, name: "step" };
  if (residual === "on") return { factor: 0, name: "residual" };
  const spread = scale * Math.sqrt({ xavier_normal: 1, he_normal: 2, normal: width }[initializer]);
  const factors = { sigmoid: 0.25, tanh: spread, relu: spread * Math.SQRT1_2, leaky_relu: spread * Math.sqrt((1 + 0.01 ** 2) / 2) };
  return { factor: factors[activation] ?? 0, name: activation };
}

const LOWEST = -16;
const DECADES = 20;
const AXES = 5;

/** Where a positive number stands on an axis, from 0 to 1; each axis goes over twice as many powers of ten as the one before. */
export function place(value, axis) {
  return (Math.log10(value) - LOWEST) / (DECADES * 2 ** axis);
}

/** The first axis that has room for all norms that are finite. */
export function axisOf(deltas) {
  const largest = Math.max(0, ...deltas.filter(Number.isFinite));
  let axis = 0;
  while (axis < AXES - 1 && place(largest, axis) > 1) axis++;
  return axis;
}
