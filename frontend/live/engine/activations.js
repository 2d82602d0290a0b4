/**
 * Activation functions, the twin of `backprop_lib/activations.py`: the same formulas, stable at any z.
 *
 * `value(z)` is f(z), `derivative(z, a)` is f′(z), where a = f(z). At a kink the derivative is the one from the left:
 * relu′(0) = 0, leaky_relu′(0) = 0.01.
 */

/** A slope below this is called saturated. */
export const SATURATED = 0.05;

/** e^−|z| never overflows. */
export const sigmoid = (z) => {
  const e = Math.exp(-Math.abs(z));
  return (z >= 0 ? 1 : e) / (1 + e);
};
export const relu = (z) => Math.max(z, 0);

/** The derivatives of sigmoid, tanh and relu, from a = f(z). */
export const sigmoidSlope = (a) => a * (1 - a);
export const tanhSlope = (a) => 1 - a * a;
export const reluSlope = (a) => (a > 0 ? 1 : 0);

/** gelu is z σ(g(z)); g and g′. */
const GELU_SCALE = 2 * Math.sqrt(2 / Math.PI);
export const geluInner = (z) => GELU_SCALE * (z + 0.044715 * z * z * z);
export const geluInnerSlope = (z) => GELU_SCALE * (1 + 3 * 0.044715 * z * z);

/** Element by element: {name: {value(z), derivative(z, a)}}. */
export const ACTIVATIONS = {
  identity: { value: (z) => z, derivative: () => 1 },
  sigmoid: { value: sigmoid, derivative: (z, a) => sigmoidSlope(a) },
  tanh: { value: Math.tanh, derivative: (z, a) => tanhSlope(a) },
  relu: { value: relu, derivative: (z, a) => reluSlope(a) },
  leaky_relu: { value: (z) => Math.max(z, 0.01 * z), derivative: (z) => (z > 0 ? 1 : 0.01) },
  elu: {
    value: (z) => relu(z) + Math.expm1(Math.min(z, 0)),
    derivative: (z) => Math.exp(Math.min(z, 0)),
  },
  softplus: { value: (z) => relu(z) + Math.log1p(Math.exp(-Math.abs(z))), derivative: sigmoid },
  gelu: {
    value: (z) => z * sigmoid(geluInner(z)),
    derivative: (z) => {
      const s = sigmoid(geluInner(z));
      return s + z * s * (1 - s) * geluInnerSlope(z);
    },
  },
  silu: {
    value: (z) => z * sigmoid(z),
    derivative: (z) => {
      const s = sigmoid(z);
      return s + z * s * (1 - s);
    },
  },
};

/**
 * softmax of one row, from z − max z, which never overflows.
 * @param {number[]} z @returns {number[]}
 */
export function softmax(z) {
  const largest = Math.max(...z);
  const e = z.map((each) => Math.exp(each - largest));
  const sum = e.reduce((a, b) => a + b);
  return e.map((each) => each / sum);
}

/**
 * ∂aᵢ/∂zⱼ = aᵢ (1 if i = j else 0) − aᵢ aⱼ of softmax, as rows.
 * @param {number[]} z @returns {number[][]}
 */
export function softmaxJacobian(z) {
  const a = softmax(z);
  return a.map((ai, i) => a.map((aj, j) => ai * ((i === j) - aj)));
}
