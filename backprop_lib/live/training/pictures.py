"""The drawings of the explorer of training: curve of the loss, network, and the planes of inputs and hidden units.

frontend/live/training moves them by the same rules.
"""

import math
from itertools import pairwise

import numpy as np

from backprop_lib.axes import Scale, label, level_line, on_grid, path
from backprop_lib.live.slots import hue, svg_symbol
from backprop_lib.live.training.settings import EPOCHS, MOST_UNITS
from backprop_lib.live.width import line_width
from backprop_lib.rounding import MINUS

EPOCH = Scale(0, EPOCHS, 0, 600)
LOSS = Scale(1e-6, 10, 196, 0, log=True)
STRETCHES = 150  # of the epochs, each drawn by its lowest and its highest loss

SIDE, LEFT, TOP = 184, 24, 6  # of a plane and its place
PLANES = {"xor": ((-0.25, 1.25), (-0.25, 1.25)), "mistyped": ((-1.25, 1.25), (-0.75, 1.75))}
"""{data: what of x₁ and of x₂ is shown}."""
SQUARES = 40
INPUTS, OUTPUT, COLUMN = ((64, 58), (64, 150)), (366, 104), 216  # places in the network's picture
MARKS = (0.7, 0.83, 0.7)  # how far along its line a sign stands: from x₁, from x₂, from the output
REST = 0.06  # of the range beyond both ends of an axis of activations


def curve(losses):
    """The ``d`` of the loss over the epochs."""
    kept = extremes(losses)
    return path(EPOCH, LOSS, kept, losses[kept])


def extremes(losses):
    """The epochs that draw the curve: of each stretch those with the lowest and the highest loss, and the last."""
    ends = [len(losses) * k // STRETCHES for k in range(STRETCHES + 1)]
    kept = set()
    for first, last in pairwise(ends):
        if first < last:
            kept |= {first + int(f(losses[first:last])) for f in (np.argmin, np.argmax)}
    return sorted({*kept, len(losses) - 1})


def run(losses, epoch):
    """The curve and where its epoch stands; the axes are in the markup, which is as wide as it can be."""
    x, y = EPOCH(epoch), LOSS(losses[epoch])
    lines = "".join(f"M0 {LOSS(tick):g}H{EPOCH.end}" for tick in LOSS.ticks(8))
    return (
        f'<svg class="plot" viewBox="0 0 {EPOCH.end} {LOSS.start}" preserveAspectRatio="none" role="img" '
        f'aria-label="Loss over {EPOCHS} epochs" data-part="plot"><path class="grid" d="{lines}"/>'
        f'<path class="curve ghost" data-part="ghost"/><path class="curve" data-part="curve" d="{curve(losses)}"/>'
        f'<path class="at" data-part="at" d="M{x:g} 0V{LOSS.start}"/>'
        f'<path class="dot" data-part="dot" d="M{x:g} {y:g}h0"/></svg>'
    )


def ticks():
    """The numbers of both axes, by shares of their lengths."""
    across = "".join(
        f'<span class="tick x" style="left:{EPOCH(tick) / EPOCH.end:.2%}">{label(tick)}</span>'
        for tick in EPOCH.ticks(6)
    )
    return across + "".join(
        f'<span class="tick y" style="top:{LOSS(tick) / LOSS.start:.2%}">{label(tick)}</span>' for tick in LOSS.ticks(8)
    )


def inputs(function, data, data_sets):
    """The plane of the two inputs: where a function is above 0, and the samples, full for the target 1, rings for 0.

    - function: from inputs (n, 2) to n numbers. data: the name of the set that is shown.
    - data_sets: {name: (X, Y)}, all drawn, one shown.
    """
    x, y = scales(*PLANES[data])
    samples = "".join(_samples(name, name == data, *sets) for name, sets in data_sets.items())
    area, line = shade(function, x, y), level_line(function, x, y, 0, SQUARES)
    return _plane("inputs", "The inputs, and where the prediction is above one half", area, line, samples, ("x1", "x2"))


def _samples(name, shown, X, Y):
    """The samples of one data set with the numbers of its axes."""
    x, y = scales(*PLANES[name])
    drawn = "".join(
        _sample(target, x(a), y(b)) + f'<text class="target" x="{x(a) + 9:g}" y="{y(b) - 8:g}">{target:g}</text>'
        for (a, b), target in zip(X, Y[:, 0], strict=True)
    )
    ticks = _tick_texts((x, sorted({*X[:, 0]})), (y, sorted({*X[:, 1]})))
    return f'<g data-plane="{name}"{"" if shown else ABSENT}>{drawn}{ticks}</g>'


def hidden(function, units, h, limits, Y):
    """The samples by the activations of two hidden units.

    - function: from activations (n, 2) to n numbers, above 0 where the prediction is above ½; None where more units
      than these two decide. units: their numbers, from 1.
    - h: their activations (4, 2). limits: lowest and highest activation on both axes.
    """
    x, y = scales(*[_with_rest(*limits)] * 2)
    area, line = (shade(function, x, y, 1), level_line(function, x, y, 0, 1)) if function else ("", "")
    drawn = "".join(_sample(target, x(a), y(b)) for (a, b), target in zip(h, Y[:, 0], strict=True))
    drawn += _tick_texts((x, limits), (y, limits))
    return _plane("hidden", "The samples by two hidden units", area, line, drawn, [f"h{unit}" for unit in units])


def hidden_limits(activation, h):
    """The ends of an axis of activations: where an activation has none, the next of 1, 2, 5, 10, …"""
    if activation != "relu":
        return (-1.0 if activation == "tanh" else 0.0), 1.0
    largest, end = np.max(h), 1.0
    while end < largest < np.inf:
        end *= 2.5 if f"{end:e}"[0] == "2" else 2
    return 0.0, end


def _with_rest(low, high):
    return low - REST * (high - low), high + REST * (high - low)


def scales(across, up):
    """Both axes of a plane."""
    return Scale(*across, LEFT, LEFT + SIDE), Scale(*up, TOP + SIDE, TOP)


def shade(function, x, y, squares=SQUARES):
    """The ``d`` of all where a function from inputs (n, 2) is above 0.

    Whole squares of the grid side by side are one piece; of every other square it is the part inside the level line. A
    square with a corner that is not finite is left out.
    """
    values = on_grid(function, *(np.linspace(scale.low, scale.high, squares + 1) for scale in (x, y)))

    def piece(points):
        places = (
            f"{round(x.start + column / squares * SIDE, 1):g} {round(y.start - row / squares * SIDE, 1):g}"
            for column, row in points
        )
        return f"M{'L'.join(places)}Z"

    pieces = []
    for row in range(squares):
        first = 0  # of the whole squares that are not drawn yet
        for column in range(squares + 1):
            corners = [(column, row), (column + 1, row), (column + 1, row + 1), (column, row + 1)]
            z = [values[j, i] for i, j in corners] if column < squares else []
            above = sum(each > 0 for each in z)
            if above == 4:
                continue
            if first < column:
                pieces.append(piece([(first, row), (column, row), (column, row + 1), (first, row + 1)]))
            first = column + 1
            if above and np.isfinite(z).all():
                pieces.append(piece(_inside(z, corners)))
    return "".join(pieces)


def _inside(z, corners):
    """Around a square with the numbers ``z`` at its corners: where they lie above 0."""
    for k, corner in enumerate(corners):
        after = (k + 1) % 4
        if z[k] > 0:
            yield corner
        if (z[k] > 0) != (z[after] > 0):
            share = z[k] / (z[k] - z[after])
            yield tuple(a + share * (b - a) for a, b in zip(corner, corners[after], strict=True))


def _sample(target, x, y):
    return f'<circle class="sample{" one" if target else ""}" cx="{x:g}" cy="{y:g}" r="6"/>'


def _tick_texts(across, up):
    (x, x_ticks), (y, y_ticks) = across, up
    bottom, left = f'y="{y.start + 17:g}"', f'x="{x.start - 7:g}"'
    return "".join(f'<text class="tick x" x="{x(tick):g}" {bottom}>{label(tick)}</text>' for tick in x_ticks) + "".join(
        f'<text class="tick y" {left} y="{y(tick) + 4:g}">{label(tick)}</text>' for tick in y_ticks
    )


def _plane(name, words, area, line, rest, axes):
    across, up = axes
    return (
        f'<svg class="plot" viewBox="0 0 {LEFT + SIDE + 8} {TOP + SIDE + 24}" role="img" aria-label="{words}" '
        f'data-part="{name}"><path class="area" d="{area}"/>'
        f'<path class="frame" d="M{LEFT} {TOP}h{SIDE}v{SIDE}h-{SIDE}z"/><path class="curve" d="{line}"/>{rest}'
        f'<text class="symbol middle" x="{LEFT + 0.7 * SIDE:g}" y="{TOP + SIDE + 18}">{svg_symbol(across)}</text>'
        f'<text class="symbol end" x="{LEFT - 6}" y="{TOP + SIDE / 2 + 4:g}">{svg_symbol(up)}</text></svg>'
    )


def heights(units):
    """Where hidden units stand in the network's picture."""
    gap = min(46, 168 / max(units - 1, 1))
    return [round(OUTPUT[1] + (j - (units - 1) / 2) * gap, 1) for j in range(units)]


def network(weights, units):
    """Lines as wide as the weights are large, with their signs; units beyond ``units`` are there and not shown.

    - weights: {symbol: number}.
    """
    lines = nodes = ""
    for j in range(1, MOST_UNITS + 1):
        y = heights(max(units, j))[j - 1]
        starts = zip((f"W1[{j},1]", f"W1[{j},2]", f"W2[{j}]"), (*INPUTS, OUTPUT), MARKS, strict=True)
        absent = "" if j <= units else " absent"
        lines += f'<g class="unit{absent}" data-unit="{j}">'
        lines += "".join(_weight(symbol, weights[symbol], *start, y, mark) for symbol, start, mark in starts) + "</g>"
        nodes += f'<circle class="node{absent}" data-unit="{j}" cx="{COLUMN}" cy="{y:g}" r="9"/>'
    for symbol, (x, y) in {"x1": INPUTS[0], "x2": INPUTS[1], "y_hat": OUTPUT}.items():
        nodes += (
            f'<circle class="node" cx="{x}" cy="{y}" r="15"/>'
            f'<text class="symbol middle" x="{x}" y="{y + 5}">{svg_symbol(symbol)}</text>'
        )
    return (
        '<svg class="plot" viewBox="0 0 428 208" role="img" aria-label="The network’s weights" data-part="network">'
        f"{lines}{nodes}</svg>"
    )


def _weight(symbol, weight, x0, y0, y1, mark):
    """A line to a hidden unit at the height ``y1``, and its sign."""
    sign = "" if math.isnan(weight) else {"plus": "+", "minus": MINUS, "zero": "0"}[hue(weight)]
    return (
        f'<path class="{hue(weight)}" data-weight="{symbol}" stroke-width="{line_width(weight):g}" '
        f'd="M{x0:g} {y0:g}L{COLUMN} {y1:g}"/>'
        f'<text class="mark" x="{x0 + mark * (COLUMN - x0):g}" y="{y0 + mark * (y1 - y0) + 4:g}">{sign}</text>'
    )


ABSENT = ' class="absent"'
