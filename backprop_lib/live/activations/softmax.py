"""A softmax of three logits: its Jacobian, and what squared error and cross-entropy send back through it."""

import math

import numpy as np

from backprop_lib import symbols
from backprop_lib.activations import softmax
from backprop_lib.live import slots
from backprop_lib.live.controls import naming
from backprop_lib.live.slots import html_slot, hue
from backprop_lib.losses import cross_entropy, half_squared_error
from backprop_lib.rounding import rounded

NAME = "softmax"
CLASSES = (1, 2, 3)
START = {"z1": 2.0, "z2": 1.0, "z3": 0.0, "true": "2"}
RANGES = {f"z{k}": (-10.0, 10.0, 0.01, "linear") for k in CLASSES}
CHOICES = {"true": {str(k): str(k) for k in CLASSES}}
TITLES = {"true": "true class"}
GROUPS = {"logits": ("z1", "z2", "z3"), "target": ("true",)}
LOSSES = {"squared": "squared error", "cross": "cross-entropy"}
DIGITS = 4
SPEECH = []
SYMBOLS = {
    **{f"{letter}{k}": naming(f"{letter}{k}") for letter in "zp" for k in CLASSES},
    "true": naming("true", word="true class"),
}
BAR = 96
"""Length of the bar of probability 1, in px."""


def numbers(setting):
    """{symbol: float} at a setting of the controls."""
    z = np.array([setting[f"z{k}"] for k in CLASSES])
    true = int(setting["true"]) - 1
    target = np.eye(len(CLASSES))[true]
    p = softmax(z)
    deltas = {
        "squared": softmax.backward(half_squared_error.gradient(p, target), z),
        "cross": cross_entropy.gradient(z, true),
    }
    found = {f"z{k}": z[k - 1] for k in CLASSES} | {f"p{k}": p[k - 1] for k in CLASSES}
    found |= {f"t{k}": target[k - 1] for k in CLASSES}
    jacobian = softmax.jacobian(z)
    found |= {symbols.edge(f"z{j}", f"p{i}"): jacobian[i - 1, j - 1] for i in CLASSES for j in CLASSES}
    for loss, delta in deltas.items():
        found |= {f"{loss}/delta{k}": delta[k - 1] for k in CLASSES} | {f"{loss}/norm": math.hypot(*delta)}
    found |= {"squared/L": half_squared_error.value(p, target), "cross/L": cross_entropy.value(z, true)}
    return {symbol: float(value) for symbol, value in found.items()}


def gradients(setting):
    """{loss: (∂L/∂z1, ∂L/∂z2, ∂L/∂z3)}."""
    now = numbers(setting)
    names = {"half_squared_error": "squared", "cross_entropy": "cross"}
    return {name: tuple(now[f"{loss}/delta{k}"] for k in CLASSES) for name, loss in names.items()}


def spec():
    """What the view must know beside the controls."""
    return {"bar": BAR}


def content(now):
    """Two tables: probabilities with both gradients, and the Jacobian."""
    return f"{_gradients(now)}{_jacobian(now)}"


def _slot(symbol, now, signed=True, digits=DIGITS):
    return html_slot(symbol, now[symbol], digits, hue(now[symbol]) if signed else "ink")


def _gradients(now):
    heads = "".join(
        f'<th scope="col">{head}</th>'
        for head in ("class", "probability", "target", "by squared error", "by cross-entropy")
    )
    rows = "".join(_row(k, now) for k in CLASSES)
    sums = "".join(
        f'<tr class="sum"><th scope="row" colspan="3">{words}</th>{_cells(symbol, now, signed=False)}</tr>'
        for symbol, words in {"norm": "length of the gradient", "L": "loss <i>L</i>"}.items()
    )
    return (
        '<section class="gradients"><h3>What goes back '
        '<span class="note">to each logit: <i>δ</i> = <i>∂L</i>/<i>∂z</i>.</span></h3>'
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}{sums}</tbody></table></section>"
    )


def _row(k, now):
    chosen = ' class="true"' if str(k) == START["true"] else ""
    probability = f"p{k}"
    bar = (
        f'<svg width="{BAR}" height="14" aria-hidden="true">'
        f'<rect data-bar="{probability}" width="{BAR * now[probability]:.2f}" height="14"/></svg>'
    )
    return (
        f'<tr data-class="{k}"{chosen}><th scope="row">{k}</th>'
        f'<td class="bar">{bar}{_slot(probability, now, signed=False)}</td>'
        f"<td>{_slot(f't{k}', now, signed=False, digits=1)}</td>{_cells(f'delta{k}', now)}</tr>"
    )


def _cells(symbol, now, signed=True):
    """A number by each of the two losses."""
    return "".join(f"<td>{_slot(f'{loss}/{symbol}', now, signed)}</td>" for loss in LOSSES)


def _jacobian(now):
    heads = "".join(f'<th scope="col">{slots.name(f"z{j}")}</th>' for j in CLASSES)
    rows = ""
    for i in CLASSES:
        cells = "".join(f"<td>{_slot(symbols.edge(f'z{j}', f'p{i}'), now)}</td>" for j in CLASSES)
        rows += f'<tr><th scope="row">{slots.name(f"p{i}")}</th>{cells}</tr>'
    return (
        '<section class="jacobian"><h3>The Jacobian of softmax '
        '<span class="note"><i>∂p<sub>i</sub></i>/<i>∂z<sub>j</sub></i>: every row and every column adds up to 0.'
        f"</span></h3><table><thead><tr><td></td>{heads}</tr></thead><tbody>{rows}</tbody></table></section>"
    )


def text(now):
    """The book's numbers as plain text."""
    ps = ", ".join(str(rounded(now[f"p{k}"])) for k in CLASSES)
    return f"p = {ps}; the true class is {START['true']}\n" + "\n".join(
        f"{title}: δ = {', '.join(str(rounded(now[f'{loss}/delta{k}'])) for k in CLASSES)}, "
        f"length {rounded(now[f'{loss}/norm'])}"
        for loss, title in LOSSES.items()
    )
