/** A gradient beside its finite difference: how far they agree, and where an update leads, in words. */

import { counted } from "./phrase.js";

/**
 * Number of leading digits in which two numbers agree: Infinity when they are
 * equal, NaN when one of them is not finite.
 */
export function digitsOfAgreement(a, b) {
  if (!Number.isFinite(a) || !Number.isFinite(b)) return NaN;
  if (a === b) return Infinity;
  return Math.max(0, Math.floor(-Math.log10(Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b)))));
}

/** Below this many digits a central difference has gone wrong. */
export const FEW_DIGITS = 5;

/** The agreement in words. */
export function agreement(digits) {
  if (Number.isNaN(digits)) return "not finite";
  if (digits === Infinity) return "exactly";
  if (digits === 0) return "to no digit";
  return `to ${counted(digits, "digit")}${digits < FEW_DIGITS ? " only" : ""}`;
}

/** Where an update moves a parameter. */
export function moves(update) {
  if (Number.isNaN(update)) return "not finite";
  return update > 0 ? "↑ up" : update < 0 ? "↓ down" : "stays";
}
