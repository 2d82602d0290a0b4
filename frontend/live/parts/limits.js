/**
 * What a reader or a link may set, in words. Parameters may leave their range, as a step of
 * gradient descent may take them there: the range widens. All other sliders keep to theirs.
 */

import { readNumber } from "./link.js";
import { format } from "./format.js";

/**
 * @param {object} spec of the explorer
 * @param {string} name of the control
 * @param {string} typed what was asked for
 * @returns {{value: number | string} | {problem: string}} what can be set, or why it cannot
 */
export function admit(spec, name, typed) {
  if (!spec.order.includes(name)) {
    return { problem: `There is no slider “${name}” here; the sliders are ${spec.order.join(", ")}.` };
  }
  const symbol = spec.symbols[name].text;
  const keys = spec.choices[name];
  if (keys) {
    return keys.includes(typed) ? { value: typed } : { problem: `${symbol} can be ${keys.join(", ")}; “${typed}” is none of them.` };
  }
  const value = readNumber(typed);
  if (!Number.isFinite(value)) return { problem: `“${typed.trim()}” is not a number that ${symbol} can take.` };
  const [low, high, , scale] = spec.ranges[name];
  if (scale === "whole" && !Number.isInteger(value)) return { problem: `${symbol} is a whole number; ${short(value)} is none.` };
  if (!spec.parameters?.includes(name) && (value < low || value > high)) {
    return { problem: `${symbol} goes from ${short(low)} to ${short(high)}; ${short(value)} is outside.` };
  }
  return { value };
}

/** A number without padding zeros. */
export function short(value) {
  const { sign, digits } = format(value, 4);
  return sign + digits;
}
