/** The numbers of a deep network: the twin of `backprop_lib/live/depth/numbers.py` and of `law` in settings.py. */

import { ACTIVATIONS } from "../engine/activations.js";
import { DeepNetwork } from "../engine/depth.js";
import { allFinite } from "../engine/finite.js";

/** A deep network at settings of the controls; weights that are drawn already are not drawn again. */
export class Depth {
  /** @param {number} samples of the data */
  constructor(samples) {
    this.samples = samples;
  }

  /**
   * What the page shows at a setting, {control: number or key}.
   *
   * @returns {object} L, norm; delta, gradient, dead, saturated of the hidden layers, layer 1 first; and, where a step was
   *   made, `start`: the same before it
   */
  numbers({ activation, residual, layers, width, initializer, scale, seed, step, eta, limit }) {
    this.#draw(layers, width, initializer, seed);
    const { net, drawn } = this;
    net.activation = ACTIVATIONS[activation];
    net.residual = residual === "on";
    net.weights.forEach((W, l) => {
      for (let i = 0; i < W.length; i++) W[i] = scale * drawn[l][i];
    });
    if (step === "none") return shown(net, net.pass());
    const start = shown(net, net.step(eta, step === "clipped" ? limit : Infinity));
    return { ...shown(net, net.pass()), start };
  }

  #draw(layers, width, initializer, seed) {
    const key = [layers, width, initializer, seed].join();
    if (key === this.key) return;
    this.key = key;
    this.net = new DeepNetwork({ layers, width, batch: this.samples, initializer: initializer === "normal" ? 1 : initializer, seed });
    this.drawn = this.net.weights.map((W) => W.slice());
  }
}

function shown(net, L) {
  const { norm, delta, gradient, dead, saturated } = net.summary();
  const hidden = (all) => all.slice(0, net.layers);
  const known = net.zs.map(allFinite);
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
