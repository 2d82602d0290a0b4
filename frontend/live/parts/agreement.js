/** A gradient beside its finite difference: how far they agree, and where an update leads, in words. */

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
  const unit = digits === 1 ? "digit" : "digits";
  return `to ${digits} ${unit}${digits < FEW_DIGITS ? " only" : ""}`;
}

/** Where an update moves a parameter. */
export function moves(update) {
  if (Number.isNaN(update)) return "not finite";
  return update > 0 ? "↑ up" : update < 0 ? "↓ down" : "stays";
}
