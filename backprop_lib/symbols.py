"""The symbols of the book: written in ASCII in code, shown as HTML or Unicode, spoken in words.

| ASCII | shown | spoken |
|---|---|---|
| w1 | w₁ | w 1 |
| y_hat | ŷ | y hat |
| delta3 | δ₃ | delta 3 |
| dL/dw1 | ∂L/∂w₁ | the derivative of L by w 1 |
| sigma_prime(z1) | σ′(z₁) | sigma prime of z 1 |
| new/w1, fd/w1, update/w1, ... | new w₁, ... | new w 1, ... |
"""

import html as _html
import re

_GREEK = {"eta": "η", "delta": "δ", "sigma": "σ", "mu": "μ"}
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_DERIVED = {
    "fd": "finite difference for",
    "agreement": "agreement for",
    "update": "update of",
    "new": "new",
    "moves": "direction of",
    "squared": "by squared error",
    "cross": "by cross-entropy",
}
_PHRASES = {"predicted": "predicted change", "actual": "actual change"}
SLOPE_NAMES = {
    "sigmoid": "sigma_prime",
    "tanh": "tanh_prime",
    "relu": "relu_prime",
    "leaky_relu": "leaky_prime",
    "identity": "identity_prime",
}
"""The activations whose slope has a symbol of its own, by operation."""


def gradient(node):
    """The symbol of ∂L/∂node: delta1 for the weighted sum z1, else dL/d<node>."""
    weighted_sum = re.fullmatch(r"z(\d*)", node)
    return f"delta{weighted_sum[1]}" if weighted_sum else f"dL/d{node}"


def slope(operation, node):
    """The symbol of an activation's slope at `node`: sigma_prime(z1) for ("sigmoid", "z1")."""
    return f"{SLOPE_NAMES[operation]}({node})"


def edge(start, end):
    """The symbol of the local derivative along the edge from `start` to `end`: dz1/dw1."""
    return f"d{end}/d{start}"


def parts(symbol):
    """The symbol as [(text, style)], style "italic", "upright" or "sub", for HTML and SVG.

    Raises ValueError for a symbol that the book does not have.

    >>> parts("w1")
    [('w', 'italic'), ('1', 'sub')]
    """
    return [(text, style) for text, style, _ in _parse(symbol)]


def html(symbol):
    """The symbol as HTML.

    >>> html("sigma_prime(z1)")
    '<i>σ</i>′(<i>z</i><sub>1</sub>)'
    """
    tags = {"italic": "<i>{}</i>", "sub": "<sub>{}</sub>", "upright": "{}"}
    return "".join(tags[style].format(_html.escape(text)) for text, style in parts(symbol))


def text(symbol):
    """The symbol in Unicode.

    >>> text("dL/dw1"), text("y_hat")
    ('∂L/∂w₁', 'ŷ')
    """
    return "".join(text.translate(_SUBSCRIPTS) if style == "sub" else text for text, style in parts(symbol))


def spoken(symbol):
    """The symbol in words, for a screen reader.

    >>> spoken("dL/dw1"), spoken("sigma_prime(z1)")
    ('the derivative of L by w 1', 'sigma prime of z 1')
    """
    words = " ".join(word for _, _, word in _parse(symbol) if word)
    return f"the derivative of {words}" if re.match(r"d\w+/d\w+$", symbol) else words


def _parse(symbol):
    """(text, style, spoken word) for each piece."""
    if symbol in _PHRASES:
        return [(_PHRASES[symbol], "upright", _PHRASES[symbol])]
    if match := re.fullmatch(r"(\w+)/(\w+)", symbol):
        first, second = match.groups()
        if first in _DERIVED:
            return [(_DERIVED[first] + " ", "upright", _DERIVED[first]), *_parse(second)]
        if first[0] == second[0] == "d":
            above, below = _parse(first[1:]), _parse(second[1:])
            return [*_differential(above), ("/", "upright", "by"), *_differential(below)]
    if match := re.fullmatch(r"(sigma|tanh|relu|leaky|identity|f)_prime\((\w+)\)", symbol):
        function, argument = match.groups()
        style = "italic" if function in (*_GREEK, "f") else "upright"
        return [
            (_GREEK.get(function, function), style, function),
            ("′(", "upright", "prime of"),
            *_parse(argument),
            (")", "upright", ""),
        ]
    if match := re.fullmatch(r"([A-Za-z]|y_hat|eta|delta|sigma|mu)(\d*)", symbol):
        letter, index = match.groups()
        shown = {**_GREEK, "y_hat": "ŷ"}.get(letter, letter)
        word = letter.replace("_", " ")
        return [(shown, "italic", word)] + ([(index, "sub", index)] if index else [])
    raise ValueError(f"unknown symbol {symbol!r}; the book writes symbols like w1, y_hat, dL/dw1")


def _differential(pieces):
    (shown, style, word), *rest = pieces
    return [("∂" + shown, style, word), *rest]
