/**
 * Training of a small network with one hidden layer and one output, on all samples at once: what
 * `backprop_lib.MLP((2, units, 1), ...)` and `train` do, on flat arrays.
 *
 * Parameters stand in one row, in the order of `MLP.parameters()`: W₁ row by row, b₁, W₂, b₂.
 */

import { relu, reluSlope, sigmoid, sigmoidSlope, tanhSlope } from "./activations.js";
import { allFinite } from "./finite.js";
import { Draws } from "./random.js";
import { weights } from "./initializers.js";
import { binaryCrossEntropy, halfSquaredError } from "./losses.js";
import { stepper } from "./optimizers.js";

/** Length of the row of parameters of a network 2-units-1. */
const sizeOf = (units) => 4 * units + 1;

/**
 * The row of parameters that a seed draws.
 * @param {string | number} initializer a name as in Python: zeros, xavier_uniform, xavier_normal, he_uniform, he_normal,
 *   or one of the two starts of whole networks, xor_start_normal and xor_start_uniform; or the scale of normal weights
 * @param {number} units @param {number} seed
 * @returns {Float64Array}
 */
export function start(initializer, units, seed) {
  const draws = new Draws(seed);
  const theta = new Float64Array(sizeOf(units));
  const b1 = 2 * units;
  if (initializer === "xor_start_uniform") {
    // that program keeps W₁ as (in, out) and draws it so
    for (let i = 0; i < 2; i++) for (let j = 0; j < units; j++) theta[2 * j + i] = draws.random();
    for (let k = b1; k < theta.length; k++) theta[k] = draws.random();
    return theta;
  }
  const given = initializer === "xor_start_normal" ? 0.5 : initializer;
  theta.set(weights(given, units, 2, draws));
  theta.set(weights(given, 1, units, draws), b1 + units);
  return theta;
}

/** What the hidden neurons may be; by number, since a call through a table would double the time of a run. */
const HIDDEN = ["sigmoid", "tanh", "relu"];
const activate = (kind, z) => (kind === 0 ? sigmoid(z) : kind === 1 ? Math.tanh(z) : relu(z));
const slope = (kind, a) => (kind === 0 ? sigmoidSlope(a) : kind === 1 ? tanhSlope(a) : reluSlope(a));

/**
 * Forward and backward pass over all samples, which have two inputs; its arrays hold the last one.
 *
 * Of hidden unit j and sample s, at [j · n + s]: `h`, `delta` (∂L/∂z). Of sample s: `logit` (z of the output), `out`
 * (the prediction: after sigmoid, or the same where the output is linear), `losses` (before any mean), `delta2` (∂L/∂logit). δ carries the 1/n of a mean.
 * `gradient` is a row like that of the parameters.
 */
export class Network {
  /**
   * @param {object} settings
   * @param {number[][]} settings.X rows of two inputs
   * @param {number[]} settings.Y targets, one a row
   * @param {number} settings.units hidden neurons
   * @param {"sigmoid" | "tanh" | "relu"} settings.hidden their activation
   * @param {"half_squared_error" | "binary_cross_entropy"} settings.loss of the sigmoid output, or of its logit
   * @param {"sigmoid" | "identity"} [settings.output] of the prediction; identity goes with half_squared_error
   * @param {"mean" | "sum"} [settings.reduction] over the samples
   */
  constructor({ X, Y, units, hidden, loss, output = "sigmoid", reduction = "mean" }) {
    const n = X.length;
    this.n = n;
    this.units = units;
    this.size = sizeOf(units);
    this.columns = Float64Array.from({ length: 2 * n }, (_, k) => X[k % n][Math.floor(k / n)]);
    this.Y = Float64Array.from(Y);
    this.kind = HIDDEN.indexOf(hidden);
    this.fromLogits = loss === "binary_cross_entropy";
    this.linear = output === "identity";
    this.share = reduction === "mean" ? 1 / n : 1;
    for (const name of ["h", "delta"]) this[name] = new Float64Array(n * units);
    for (const name of ["logit", "out", "losses", "delta2"]) this[name] = new Float64Array(n);
    this.gradient = new Float64Array(this.size);
  }

  /** Only `h` and `logit` at the parameters that start at `at` in `theta`. */
  forward(theta, at = 0) {
    const { n, units, columns, kind, h, logit } = this;
    const b1 = 2 * units;
    const W2 = b1 + units;
    logit.fill(theta[at + W2 + units]);
    for (let j = 0; j < units; j++) {
      const w2 = theta[at + W2 + j];
      const w11 = theta[at + 2 * j];
      const w12 = theta[at + 2 * j + 1];
      const bias = theta[at + b1 + j];
      for (let s = 0; s < n; s++) {
        const sum = bias + w11 * columns[s] + w12 * columns[n + s];
        const a = activate(kind, sum);
        h[j * n + s] = a;
        logit[s] += w2 * a;
      }
    }
  }

  /**
   * The loss at the parameters that start at `at` in `theta`; fills all arrays.
   * @param {Float64Array} theta @param {number} [at] @returns {number}
   */
  pass(theta, at = 0) {
    this.forward(theta, at);
    const { n, units, columns, Y, kind, fromLogits, linear, share, h, delta, logit, out, losses, delta2, gradient } = this;
    const b1 = 2 * units;
    const W2 = b1 + units;
    let total = 0;
    let sumOfDeltas = 0;
    for (let s = 0; s < n; s++) {
      const p = linear ? logit[s] : sigmoid(logit[s]);
      out[s] = p;
      losses[s] = fromLogits ? binaryCrossEntropy(logit[s], Y[s]) : halfSquaredError(p, Y[s]);
      total += losses[s];
      // both losses have the derivative p − y, one by the logit, the other by p
      delta2[s] = (p - Y[s]) * share * (fromLogits || linear ? 1 : sigmoidSlope(p));
      sumOfDeltas += delta2[s];
    }
    gradient[W2 + units] = sumOfDeltas;
    for (let j = 0; j < units; j++) {
      const w2 = theta[at + W2 + j];
      let bias = 0;
      let weight = 0;
      let first = 0;
      let second = 0;
      for (let s = 0; s < n; s++) {
        const a = h[j * n + s];
        const d = delta2[s] * w2 * slope(kind, a);
        delta[j * n + s] = d;
        bias += d;
        weight += delta2[s] * a;
        first += d * columns[s];
        second += d * columns[n + s];
      }
      gradient[b1 + j] = bias;
      gradient[W2 + j] = weight;
      gradient[2 * j] = first;
      gradient[2 * j + 1] = second;
    }
    return total * share;
  }

  /**
   * The part of the gradient that sample s adds, from the last pass: the parts of all samples sum up to `gradient`.
   * @param {number} s @returns {Float64Array} a row like that of the parameters
   */
  partOf(s) {
    const { n, units, columns, h, delta, delta2 } = this;
    const part = new Float64Array(this.size);
    const b1 = 2 * units;
    for (let j = 0; j < units; j++) {
      const d = delta[j * n + s];
      part[2 * j] = d * columns[s];
      part[2 * j + 1] = d * columns[n + s];
      part[b1 + j] = d;
      part[b1 + units + j] = delta2[s] * h[j * n + s];
    }
    part[b1 + 2 * units] = delta2[s];
    return part;
  }
}

/**
 * A whole run from the start. Python's `train` stops in the same epoch for the same reason.
 *
 * @param {Network} net
 * @param {Float64Array} theta the row of parameters at the start
 * @param {object} optimizer settings of `stepper`
 * @param {number} epochs
 * @returns {{losses: Float64Array, parameters: Float64Array, stopped: null | {epoch: number, of: string}}}
 *   `losses[e]` is taken before the step of epoch e, `parameters` holds one row more: row e is where epoch e begins.
 *   Where a loss or a gradient is not finite, the run stops before that step: `stopped.of` is "loss" or
 *   "layer 1 weight", "layer 1 bias", …, and `losses` ends with that epoch.
 */
export function train(net, theta, optimizer, epochs) {
  const { size, gradient } = net;
  const losses = new Float64Array(epochs);
  const parameters = new Float64Array((epochs + 1) * size);
  const step = stepper(optimizer, size);
  parameters.set(theta);
  for (let e = 0; e < epochs; e++) {
    losses[e] = net.pass(parameters, e * size);
    const of = notFinite(losses[e], gradient, net.units);
    if (of) {
      return { losses: losses.subarray(0, e + 1), parameters: parameters.subarray(0, (e + 1) * size), stopped: { epoch: e, of } };
    }
    step(parameters, e * size, (e + 1) * size, gradient);
  }
  return { losses, parameters, stopped: null };
}

/** What is not finite, or "". */
function notFinite(loss, gradient, units) {
  if (!Number.isFinite(loss)) return "loss";
  if (allFinite(gradient)) return "";
  const first = gradient.findIndex((g) => !Number.isFinite(g));
  const b1 = 2 * units;
  if (first < b1 + units) return first < b1 ? "layer 1 weight" : "layer 1 bias";
  return first < b1 + 2 * units ? "layer 2 weight" : "layer 2 bias";
}
