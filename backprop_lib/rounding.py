"""How the book prints a number: significant digits, a real minus sign, padding zeros set apart.

A value that is exactly a short decimal (0.3) and one that was rounded (0.537430) look alike
once both fill six digits. The book dims the zeros that only fill up, so 0.3 is printed as
``0.3`` followed by a dimmed ``00000``. The browser follows the same rules digit by digit.
"""

import math
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import NamedTuple

MINUS = "\u2212"
SET_DIGITS = 12
"""A value that twelve digits hold with zeros at the end was set, not computed."""
SMALLEST_FIXED_EXPONENT = -4
SCIENTIFIC_DIGITS = 4


class Rounded(NamedTuple):
    """A printed number in three parts: sign ("" or U+2212), digits, padding zeros."""

    sign: str
    digits: str
    pad: str

    def __str__(self):
        return self.sign + self.digits + self.pad


def rounded(value, digits=6):
    """Print `value` with `digits` significant digits, as a `Rounded`.

    - 10⁻⁴ ≤ abs(value) < 10^digits, measured after rounding: fixed notation. Zeros behind the
      decimal point that are also zeros at twelve digits are the padding (and the point with
      them, when nothing else follows it).
    - elsewhere: four digits and a power of ten, ``1.234e−5``; exact short decimals without
      padding, ``1e−5``.
    - ``0`` only for an exact zero; ``∞``; ``not a number``.

    A tie is rounded away from zero, as JavaScript's ``toPrecision`` does.

    >>> rounded(0.3)
    Rounded(sign='', digits='0.3', pad='00000')
    >>> str(rounded(-0.0902, digits=2))
    '−0.090'
    """
    value = float(value)
    if math.isnan(value):
        return Rounded("", "not a number", "")
    sign = MINUS if value < 0 else ""
    if math.isinf(value):
        return Rounded(sign, "∞", "")
    if value == 0:
        return Rounded("", "0", "")

    magnitude = Decimal(abs(value))
    significant = _round(magnitude, digits)
    known = len(_round(magnitude, SET_DIGITS).normalize().as_tuple().digits)
    if not SMALLEST_FIXED_EXPONENT <= significant.adjusted() < digits:
        return Rounded(sign, _scientific(magnitude, known), "")

    decimals = digits - 1 - significant.adjusted()
    text = f"{significant:.{decimals}f}"
    zeros = min(max(digits - known, 0), decimals)
    keep = len(text) - zeros
    if zeros and zeros == decimals:
        keep -= 1  # the point goes with its zeros
    return Rounded(sign, text[:keep], text[keep:])


def _round(magnitude, digits):
    return Context(prec=digits, rounding=ROUND_HALF_UP).plus(magnitude)


def _scientific(magnitude, known):
    significant = _round(magnitude, SCIENTIFIC_DIGITS)
    exponent = significant.adjusted()
    mantissa = significant.scaleb(-exponent)
    text = f"{mantissa:.{min(known, SCIENTIFIC_DIGITS) - 1}f}"
    return f"{text}e{MINUS if exponent < 0 else ''}{abs(exponent)}"
