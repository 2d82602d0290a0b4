"""The places in the markup that hold numbers.

Each slot carries its quantity's name (``data-symbol``), its value at full precision (``data-value``)
and how many digits it prints (``data-digits``), so that the page can refresh it and a test can read
it. The width of a slot never depends on its number; a long number is set smaller where it would not fit.
"""

import re
from html import escape

from backprop_lib import symbols
from backprop_lib.rounding import MINUS, rounded

LONG, LONG_IN_PICTURE = 9, 8
"""Characters beyond which a number crowds the operator behind it, or the symbol in its box."""


def hue(value):
    """The class for a signed quantity: colour means sign, and nothing else."""
    if value > 0:
        return "plus"
    return "minus" if value < 0 else "zero"


def html_slot(symbol, value, digits, kind="ink"):
    """A number in the text. `kind`: "ink" for plain values, `hue(value)` for gradients and updates.

    Without ``digits`` it is a whole number, such as a seed.
    """
    sign, body, pad = rounded(value, digits) if digits else ("", f"{value:d}", "")
    if len(body + pad) > LONG:
        kind += " long"
    return (
        f'<span class="n {kind}" {_data(symbol, value, digits)}>'
        f'<span class="sign">{sign}</span><span class="digits">{body}</span><span class="pad">{pad}</span></span>'
    )


def svg_slot(symbol, value, digits, x, y, kind):
    """A number in the picture, aligned by its classes; a long one is set smaller."""
    sign, body, pad = rounded(value, digits)
    if len(sign + body + pad) > LONG_IN_PICTURE:
        kind += " long"
    return (
        f'<text class="{kind}" {_data(symbol, value, digits)} x="{x:g}" y="{y:g}">'
        f'<tspan class="digits">{sign}{body}</tspan><tspan class="pad">{pad}</tspan></text>'
    )


def _data(symbol, value, digits):
    shown = f' data-digits="{digits}"' if digits else ""
    return f'data-symbol="{escape(symbol)}" data-value="{exact(value)}"{shown}'


def exact(value):
    """Every digit of a number, as JavaScript's ``Number`` reads it."""
    return repr(float(value)).replace("nan", "NaN").replace("inf", "Infinity")


def name(symbol):
    """A symbol in the text; `data-name` lets the page underline it wherever it stands."""
    return f'<span class="name" data-name="{escape(symbol)}">{symbols.html(symbol)}</span>'


def svg_symbol(name):
    """A symbol as SVG text: italics and subscripts become spans of their own."""
    spans = {"italic": '<tspan class="i">{}</tspan>', "sub": '<tspan class="sub" dy="3.5">{}</tspan>', "upright": "{}"}
    return "".join(spans[style].format(text) for text, style in symbols.parts(name))


def spoken_number(value, digits):
    """The printed number in words that every screen reader speaks alike."""
    text = str(rounded(value, digits)).replace("∞", "infinity")
    text = re.sub(rf"e({MINUS}?)(\d+)$", r" times 10 to the \1\2", text)
    return text.replace(MINUS, "minus ")
