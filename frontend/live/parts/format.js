/**
 * How the book prints a number: the JavaScript twin of `backprop_lib/rounding.py`.
 */

export const MINUS = "\u2212";
const SET_DIGITS = 12;
const SMALLEST_FIXED_EXPONENT = -4;
const SCIENTIFIC_DIGITS = 4;

/**
 * Print a number in three parts: sign ("" or U+2212), digits, dimmed padding zeros.
 *
 * @param {number} value
 * @param {number} digits significant digits
 * @returns {{sign: string, digits: string, pad: string}}
 */
export function format(value, digits = 6) {
  if (Number.isNaN(value)) return { sign: "", digits: "not a number", pad: "" };
  const sign = value < 0 ? MINUS : "";
  if (!Number.isFinite(value)) return { sign, digits: "∞", pad: "" };
  if (value === 0) return { sign: "", digits: "0", pad: "" };

  const magnitude = Math.abs(value);
  const known = magnitude.toExponential(SET_DIGITS - 1).replace(/\.?0*e.*/, "").replace(".", "").length;
  const exponent = exponentOf(magnitude.toExponential(digits - 1));
  if (exponent < SMALLEST_FIXED_EXPONENT || exponent >= digits) {
    return { sign, digits: scientific(magnitude, known), pad: "" };
  }
  const text = magnitude.toPrecision(digits);
  const decimals = digits - 1 - exponent;
  const zeros = Math.min(Math.max(digits - known, 0), decimals);
  // The point goes with its zeros.
  const keep = text.length - zeros - (zeros > 0 && zeros === decimals ? 1 : 0);
  return { sign, digits: text.slice(0, keep), pad: text.slice(keep) };
}

/** The same number as one string. */
export function text(value, digits = 6) {
  const parts = format(value, digits);
  return parts.sign + parts.digits + parts.pad;
}

/** The same number for a screen reader, which does not always speak U+2212; padding zeros on request. */
export function spoken(value, digits = 4, padded = true) {
  const { sign, digits: number, pad } = format(value, digits);
  const words = number
    .replace(/e(.?)(\d+)$/, (_, minus, power) => ` times 10 to the ${minus ? "minus " : ""}${power}`)
    .replace("∞", "infinity");
  return (sign ? "minus " : "") + words + (padded ? pad : "");
}

const ALL_DIGITS = new Intl.NumberFormat("en", { useGrouping: false, maximumSignificantDigits: 21 });

/** Every digit of a number without a power of ten, as ARIA wants it: 1e-12 is 0.000000000001. */
export const decimal = (value) => ALL_DIGITS.format(String(value));

function scientific(magnitude, known) {
  const decimals = Math.min(known, SCIENTIFIC_DIGITS) - 1;
  const mantissa = magnitude.toExponential(SCIENTIFIC_DIGITS - 1);
  const exponent = exponentOf(mantissa);
  return `${mantissa.slice(0, decimals > 0 ? decimals + 2 : 1)}e${exponent < 0 ? MINUS : ""}${Math.abs(exponent)}`;
}

function exponentOf(text) {
  return Number(text.slice(text.indexOf("e") + 1));
}
