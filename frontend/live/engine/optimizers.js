/**
 * Optimisers, the twin of `backprop_lib/optimizers.py`: the same rules in the same order of rounding.
 *
 * A stepper keeps its averages; `step(theta, from, to, g)` reads the parameters in the row of `theta` that starts at
 * `from` and writes the new ones into the row at `to` (which may be the same), so that a run keeps every position.
 */

const RULES = {
  SGD({ lr, momentum = 0, nesterov = false }, size) {
    const v = new Float64Array(size);
    return (theta, from, to, g) => {
      for (let i = 0; i < size; i++) {
        v[i] = momentum * v[i] + g[i];
        theta[to + i] = nesterov
          ? theta[from + i] - lr * g[i] - lr * momentum * v[i]
          : theta[from + i] - lr * v[i];
      }
    };
  },

  RMSProp({ lr, decay = 0.99, epsilon = 1e-8 }, size) {
    const s = new Float64Array(size);
    return (theta, from, to, g) => {
      for (let i = 0; i < size; i++) {
        s[i] = decay * s[i] + (1 - decay) * (g[i] * g[i]);
        theta[to + i] = theta[from + i] - lr * (g[i] / (Math.sqrt(s[i]) + epsilon));
      }
    };
  },

  Adam({ lr, betas: [beta1, beta2] = [0.9, 0.999], epsilon = 1e-8 }, size) {
    const m = new Float64Array(size);
    const v = new Float64Array(size);
    let t = 0;
    return (theta, from, to, g) => {
      t++;
      const rate = lr / (1 - beta1 ** t);
      const correction = 1 - beta2 ** t;
      for (let i = 0; i < size; i++) {
        m[i] = beta1 * m[i] + (1 - beta1) * g[i];
        v[i] = beta2 * v[i] + (1 - beta2) * (g[i] * g[i]);
        theta[to + i] = theta[from + i] - rate * (m[i] / (Math.sqrt(v[i] / correction) + epsilon));
      }
    };
  },
};

/**
 * A new stepper for `size` parameters.
 * @param {{name: "SGD" | "RMSProp" | "Adam", lr: number}} settings with momentum, nesterov, decay, betas, epsilon as in Python
 * @returns {(theta: Float64Array, from: number, to: number, g: Float64Array) => void}
 */
export const stepper = (settings, size) => RULES[settings.name](settings, size);
