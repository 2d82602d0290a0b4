/**
 * What a reader or a link may set, in words. Parameters may leave their range, as a step of
 * gradient descent may take them there: the range widens. Data and step sizes keep to theirs.
 */

import { readNumber } from "./link.js";
import { format } from "./format.js";

/**
 * @param {object} spec of the explorer
 * @param {string} name of the slider
 * @param {string} typed what was asked for
 * @returns {{value: number} | {problem: string}} a number that can be set, or why there is none
 */
export function admit(spec, name, typed) {
  if (!spec.order.includes(name)) {
    return { problem: `There is no slider “${name}” here; the sliders are ${spec.order.join(", ")}.` };
  }
  const symbol = spec.symbols[name].text;
  const value = readNumber(typed);
  if (!Number.isFinite(value)) return { problem: `“${typed.trim()}” is not a number that ${symbol} can take.` };
  const [low, high] = spec.ranges[name];
  if (!spec.parameters.includes(name) && (value < low || value > high)) {
    return { problem: `${symbol} goes from ${short(low)} to ${short(high)}; ${short(value)} is outside.` };
  }
  return { value };
}

/** A number without padding zeros. */
export function short(value) {
  const { sign, digits } = format(value, 4);
  return sign + digits;
}
