/** The sentence above the two planes: the first that holds. */

import { apart, exact, say, symbol } from "../parts/phrase.js";

const COUNT = ["None", "One", "Two", "Three"];
const L = symbol("L");

/**
 * @param {string} data "and", "or" or "xor" @param {number} eta
 * @param {object} now from numbers.js @param {string[]} [outside] the pair of parameters that the picture cannot show
 * @returns phrase
 */
export function sentence(data, eta, now, outside) {
  const all = said(data, eta, now);
  return outside ? say`${all} The pair ${symbol(outside[0])}, ${symbol(outside[1])} lies outside the picture.` : all;
}

/** What the lines are, above the surface: `held` is the parameter that the picture has no axis for. @returns phrase */
export const caption = (held, value) => say`Lines of equal loss at ${symbol(held)} = ${exact(value)}`;

function said(data, eta, { right, gradient, loss, lossAfter }) {
  const slopes = Object.values(gradient);
  if (![loss, ...slopes].every(Number.isFinite)) {
    return ["The loss or its gradient is not finite: the weights have outgrown 64-bit numbers. Undo the step, or press Reset."];
  }
  const count = right.filter(Boolean).length;
  const rate = say`${symbol("eta")} = ${eta}`;
  if (slopes.every((g) => g === 0)) {
    return say`Every gradient is exactly 0, so no step leads anywhere, ${data === "xor" && count === 2
      ? "though only two points are right: the pulls of the four points cancel."
      : say`with ${String(count)} of four points right: where ${symbol("p")} is 0 or 1 to the last digit, no slope is left.`}`;
  }
  const points = count === 4 ? "All four points are on their side of the line"
    : data === "xor" && count === 3 ? "Three of four points are right, and no line does better on XOR"
      : `${COUNT[count]} of four points ${count < 2 ? "is" : "are"} right`;
  const [now, then] = apart(loss, lossAfter, 4);
  const goesOn = !Number.isFinite(lossAfter) ? say`after a step it is not finite: ${rate} is far too large here`
    : lossAfter > loss ? say`a step with ${rate} overshoots, to ${then}`
      : lossAfter === loss ? say`a step with ${rate} is too short to change it`
        : say`a step with ${rate} takes it down to ${then}`;
  return say`${points}. ${L} is ${now}; ${goesOn}.`;
}
