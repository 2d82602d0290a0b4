"""Every number that an explorer shows, at the book's own position.

The page computes the same numbers again at every slider event (frontend/live/step.js holds the
twins of these formulas).
"""

import math

from backprop_lib import symbols
from backprop_lib.ledger import quantities, read

FEW_DIGITS = 5
"""Below this many digits a central difference has gone wrong."""


def book_numbers(example):
    """{symbol: float} for nodes, gradients, slopes, edges, and for each parameter p the finite
    difference fd/p, its agreement/p with the gradient in digits, update/p, new/p and moves/p; and
    of one step of all parameters new/L, predicted and actual."""
    replay = example.graph.replay(example.values)
    numbers = {symbol: read(replay, place) for symbol, place in quantities(example.graph).items()}
    numbers |= {"eta": example.eta, "h": example.h}
    gradients = {name: numbers[symbols.gradient(name)] for name in example.parameters}
    for name, gradient in gradients.items():
        difference = finite_difference(example, name)
        update = -example.eta * gradient
        numbers[f"fd/{name}"] = difference
        numbers[f"agreement/{name}"] = digits_of_agreement(gradient, difference)
        numbers[f"update/{name}"] = numbers[f"moves/{name}"] = update
        numbers[f"new/{name}"] = example.values[name] + update
    new = {name: numbers[f"new/{name}"] for name in example.parameters}
    numbers["new/L"] = example.graph.replay(example.values | new).value("L")
    numbers["predicted"] = -example.eta * sum(gradient**2 for gradient in gradients.values())
    numbers["actual"] = numbers["new/L"] - numbers["L"]
    return numbers


def finite_difference(example, name):
    """The central difference (L(p + h) − L(p − h)) / 2h at the book's position."""
    at, h = example.values[name], example.h
    above, below = (example.graph.replay(example.values | {name: p}).value("L") for p in (at + h, at - h))
    return (above - below) / (2 * h)


def digits_of_agreement(a, b):
    """How many leading digits two numbers share: inf when equal, nan when one is not finite."""
    if not (math.isfinite(a) and math.isfinite(b)):
        return math.nan
    if a == b:
        return math.inf
    return max(0, math.floor(-math.log10(abs(a - b) / max(abs(a), abs(b)))))


def agreement(digits):
    """The agreement in words."""
    if math.isnan(digits):
        return "not finite"
    if digits == math.inf:
        return "exactly"
    if digits == 0:
        return "to no digit"
    return f"to {digits} digit{'' if digits == 1 else 's'}{' only' if digits < FEW_DIGITS else ''}"


def moves(update):
    """Where a parameter goes."""
    if update > 0:
        return "↑ up"
    return "↓ down" if update < 0 else "stays"
