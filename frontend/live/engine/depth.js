/**
 * A deep network, width–width–…–1, without biases, with a linear readout and half squared error: one forward and one
 * backward pass of what `backprop_lib.MLP(..., bias=False, residual=...)` is, on flat arrays, or a step of SGD.
 */

import { ACTIVATIONS, SATURATED } from "./activations.js";
import { weights } from "./initializers.js";
import { Draws } from "./random.js";

/**
 * C (m × n) = A (m × k) · B (n × k)ᵀ, in blocks of 2 × 4 whose eight sums go on at once, from six numbers read. At the
 * right and lower end a block takes its last column or row again.
 */
function product(A, B, C, m, n, k) {
  for (let i = 0; i < m; i += 2) {
    const i1 = Math.min(i + 1, m - 1);
    const [a0, a1] = [i * k, i1 * k];
    for (let j = 0; j < n; j += 4) {
      const j1 = Math.min(j + 1, n - 1);
      const j2 = Math.min(j + 2, n - 1);
      const j3 = Math.min(j + 3, n - 1);
      const [b0, b1, b2, b3] = [j * k, j1 * k, j2 * k, j3 * k];
      let s0 = 0, s1 = 0, s2 = 0, s3 = 0, t0 = 0, t1 = 0, t2 = 0, t3 = 0;
      for (let l = 0; l < k; l++) {
        const x = A[a0 + l];
        const y = A[a1 + l];
        const v0 = B[b0 + l];
        const v1 = B[b1 + l];
        const v2 = B[b2 + l];
        const v3 = B[b3 + l];
        s0 += x * v0; s1 += x * v1; s2 += x * v2; s3 += x * v3;
        t0 += y * v0; t1 += y * v1; t2 += y * v2; t3 += y * v3;
      }
      const [c, d] = [i * n, i1 * n];
      C[c + j] = s0; C[c + j1] = s1; C[c + j2] = s2; C[c + j3] = s3;
      C[d + j] = t0; C[d + j1] = t1; C[d + j2] = t2; C[d + j3] = t3;
    }
  }
}

/** A (rows × columns) turned over, into `T`. */
function transpose(A, T, rows, columns) {
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) T[j * rows + i] = A[i * columns + j];
  return T;
}

/** ‖a‖, where no square overflows: numbers of an exploding network are divided by the largest first. */
function norm(a) {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * a[i];
  if (sum > 1e-200 && sum < Infinity) return Math.sqrt(sum);
  let largest = 0;
  for (let i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs(a[i]));
  if (!(largest > 0 && largest < Infinity)) return largest;
  sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] / largest) ** 2;
  return largest * Math.sqrt(sum);
}

export class DeepNetwork {
  /**
   * Data and weights are drawn in this order: X (batch × width), T (batch × 1), then the weights layer by layer.
   *
   * @param {object} settings
   * @param {number} settings.layers hidden layers @param {number} settings.width @param {number} settings.batch
   * @param {string} [settings.hidden] name of their activation, in ACTIVATIONS; a pass takes `activation` as it is then
   * @param {string | number} settings.initializer as for `weights`
   * @param {boolean} [settings.residual] a skip connection around every hidden layer; a pass takes it as it is then
   * @param {number} settings.seed
   */
  constructor({ layers, width, batch, hidden, initializer, residual, seed }) {
    const draws = new Draws(seed);
    const normal = (rows, columns) => weights(1, rows, columns, draws);
    Object.assign(this, { layers, width, batch, residual, activation: ACTIVATIONS[hidden] });
    const make = (count, size) => Array.from({ length: count }, () => new Float64Array(size));
    const size = batch * width;
    /** activations[l] is what layer l + 1 reads; values[l] is f(zs[l]), without the skip connection */
    this.activations = [normal(batch, width), ...make(layers, size)];
    this.targets = normal(batch, 1);
    this.weights = Array.from({ length: layers + 1 }, (_, l) => weights(initializer, l < layers ? width : 1, width, draws));
    this.zs = make(layers, size);
    this.values = make(layers, size);
    this.slopes = make(layers, size);
    /** deltas[l] is ∂L/∂z of layer l + 1, the readout is the last */
    this.deltas = [...make(layers, size), new Float64Array(batch)];
    this.gradients = this.weights.map((W) => new Float64Array(W.length));
    this.out = new Float64Array(batch);
    this.work = make(3, Math.max(size, width * width));
  }

  /** Forward and backward pass at the present weights; returns the loss. */
  pass() {
    const { layers, width, batch, residual, activation, activations, values, slopes, zs, targets, deltas, gradients, out } = this;
    const [turned, other, upstream] = this.work;
    for (let l = 0; l < layers; l++) {
      const [a, z, value, slope, next] = [activations[l], zs[l], values[l], slopes[l], activations[l + 1]];
      product(a, this.weights[l], z, batch, width, width);
      for (let i = 0; i < z.length; i++) {
        value[i] = activation.value(z[i]);
        slope[i] = activation.derivative(z[i], value[i]);
        next[i] = residual ? a[i] + value[i] : value[i];
      }
    }
    product(activations[layers], this.weights[layers], out, batch, 1, width);
    let loss = 0;
    for (let s = 0; s < batch; s++) {
      const error = out[s] - targets[s];
      loss += error * error;
      deltas[layers][s] = error / batch;
    }
    for (let l = layers; l >= 0; l--) {
      const outs = l < layers ? width : 1;
      if (l < layers) for (let i = 0; i < batch * width; i++) deltas[l][i] = upstream[i] * slopes[l][i];
      product(transpose(deltas[l], other, batch, outs), transpose(activations[l], turned, batch, width), gradients[l], outs, width, batch);
      if (l === 0) break;
      product(deltas[l], transpose(this.weights[l], turned, outs, width), other, batch, width, outs);
      const skips = residual && l < layers; // two paths sum
      for (let i = 0; i < batch * width; i++) upstream[i] = skips ? upstream[i] + other[i] : other[i];
    }
    return (0.5 * loss) / batch;
  }

  /**
   * A pass and, where its loss and gradient are finite, a step of SGD. @param {number} lr
   * @param {number} limit of the gradient's norm, by clipping
   * @returns {number} the loss before the step
   */
  step(lr, limit) {
    const loss = this.pass();
    const length = this.length();
    if (!Number.isFinite(loss + length)) return loss;
    const rate = lr * (length > limit ? limit / length : 1);
    this.weights.forEach((W, l) => {
      for (let i = 0; i < W.length; i++) W[i] -= rate * this.gradients[l][i];
    });
    return loss;
  }

  /**
   * What the last pass shows of each hidden layer, and of the readout where it has it.
   * @returns {{delta: number[], gradient: number[], norm: number, dead: number[], saturated: number[]}} ‖δ‖ and ‖∂L/∂W‖
   *   of each layer, the readout last; ‖g‖ of the whole gradient; of each hidden layer the share of units with f′(z) = 0
   *   on all data, and the share of slopes |f′(z)| below SATURATED
   */
  summary() {
    const { width, batch } = this;
    return {
      delta: this.deltas.map(norm),
      gradient: this.gradients.map(norm),
      norm: this.length(),
      dead: this.slopes.map((slope) => {
        let dead = 0;
        for (let j = 0; j < width; j++) {
          let s = 0;
          while (s < batch && slope[s * width + j] === 0) s++;
          if (s === batch) dead++;
        }
        return dead / width;
      }),
      saturated: this.slopes.map((slope) => {
        let count = 0;
        for (let i = 0; i < slope.length; i++) if (Math.abs(slope[i]) < SATURATED) count++;
        return count / slope.length;
      }),
    };
  }

  /** ‖g‖ of the whole gradient. */
  length() {
    return norm(this.gradients.map(norm));
  }
}
