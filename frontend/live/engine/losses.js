/**
 * Loss functions, the twin of `backprop_lib/losses.py`, for one sample: the mean over samples is taken where the
 * samples are. `value(out, y)` is the loss, `gradient(out, y)` is ∂L/∂out.
 */

import { sigmoid, softmax } from "./activations.js";

export const halfSquaredError = (out, y) => 0.5 * (out - y) ** 2;

/** Of a logit. max(out, 0) − y·out first: where they cancel, the small logarithm is kept. */
export const binaryCrossEntropy = (out, y) => Math.max(out, 0) - y * out + Math.log1p(Math.exp(-Math.abs(out)));

/** Of one output: {name: {value, gradient, fromLogits}}; with `fromLogits` out is a logit, the number before sigmoid. */
export const LOSSES = {
  half_squared_error: { value: halfSquaredError, gradient: (out, y) => out - y, fromLogits: false },
  squared_error: { value: (out, y) => (out - y) ** 2, gradient: (out, y) => 2 * (out - y), fromLogits: false },
  binary_cross_entropy: { value: binaryCrossEntropy, gradient: (out, y) => sigmoid(out) - y, fromLogits: true },
};

/** Of a row of logits `out` and a distribution over classes `y`, such as [0, 0, 1]: −Σ yₖ ln pₖ with p = softmax(out). */
export const crossEntropy = {
  value(out, y) {
    const largest = Math.max(...out);
    const log = Math.log(out.reduce((sum, z) => sum + Math.exp(z - largest), 0));
    return -out.reduce((sum, z, k) => sum + y[k] * (z - largest - log), 0);
  },
  gradient: (out, y) => softmax(out).map((p, k) => p - y[k]),
};
