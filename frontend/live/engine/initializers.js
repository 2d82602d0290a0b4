/** Where the weights start: the twin of `backprop_lib/initializers.py`, drawn in the same order by the same generator. */

const uniform = (limit) => (draws) => draws.uniform(-limit, limit);
const gauss = (scale) => (draws) => draws.normal(0, scale);

/** {name: (out, in) → (draws) → one weight}. */
const INITIALIZERS = {
  zeros: () => () => 0,
  xavier_uniform: (out, fanIn) => uniform(Math.sqrt(6 / (out + fanIn))),
  xavier_normal: (out, fanIn) => gauss(Math.sqrt(2 / (out + fanIn))),
  he_uniform: (out, fanIn) => uniform(Math.sqrt(6 / fanIn)),
  he_normal: (out, fanIn) => gauss(Math.sqrt(2 / fanIn)),
};

/**
 * A weight matrix, row by row.
 * @param {string | number} initializer a name, or the standard deviation of normal weights, `normal(scale)` in Python
 * @param {number} out @param {number} fanIn its shape
 * @param {Draws} draws
 * @returns {Float64Array} of length out · fanIn
 */
export function weights(initializer, out, fanIn, draws) {
  const draw = typeof initializer === "number" ? gauss(initializer) : INITIALIZERS[initializer](out, fanIn);
  const matrix = new Float64Array(out * fanIn);
  for (let i = 0; i < matrix.length; i++) matrix[i] = draw(draws);
  return matrix;
}
