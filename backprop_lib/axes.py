"""Axes of a drawing as SVG: where a number stands, where the ticks are, the path of a curve.

The charts of the chapters and the pictures of the explorers share them; frontend/live/parts/axes.js moves the curves of
the latter by the same scales.
"""

import math
from typing import NamedTuple

import numpy as np

from backprop_lib.rounding import MINUS

SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
STEPS = (1, 2, 5, 10)


class Scale(NamedTuple):
    """One axis: the numbers ``low`` to ``high`` stand from ``start`` to ``end``, in px.

    >>> x = Scale(0, 10, 100, 200)
    >>> x(5), x.ticks()
    (150.0, [0, 2, 4, 6, 8, 10])
    >>> y = Scale(1e-4, 1, 90, 10, log=True)
    >>> y(0.01), [label(tick) for tick in y.ticks()]
    (50.0, ['0.0001', '0.001', '0.01', '0.1', '1'])
    """

    low: float
    high: float
    start: float
    end: float
    log: bool = False

    def __call__(self, value):
        """The place of a number in px, to a tenth; nan for a number that has none."""
        if not math.isfinite(value) or (self.log and value <= 0):
            return math.nan
        low, high, at = map(math.log10, (self.low, self.high, value)) if self.log else (self.low, self.high, value)
        return round(self.start + (at - low) / (high - low) * (self.end - self.start), 1)

    def ticks(self, most=6):
        """Round numbers on the axis, at most ``most``: powers of ten on a logarithmic one, else 1, 2 or 5 times one."""
        if self.log:
            first, last = math.ceil(math.log10(self.low) - 1e-9), math.floor(math.log10(self.high) + 1e-9)
            every = max(1, math.ceil((last - first + 1) / most))
            return [float(f"1e{power}") for power in range(first, last + 1) if (power - first) % every == 0]
        power = 10.0 ** math.floor(math.log10((self.high - self.low) / most))
        for step in (power * factor for factor in STEPS):
            first, last = math.ceil(self.low / step - 1e-9), math.floor(self.high / step + 1e-9)
            if last - first < most:
                break
        return [float(f"{k * step:.12g}") if step < 1 else int(k * step) for k in range(first, last + 1)]


def label(value):
    """A tick's number: 0.01, −2, 10⁻⁸."""
    if value != 0 and not 1e-4 <= abs(value) < 1e5:
        power = round(math.log10(abs(value)))
        if math.isclose(abs(value), 10.0**power, rel_tol=1e-9):
            return (MINUS if value < 0 else "") + "10" + str(power).translate(SUPERSCRIPTS)
    return f"{value:g}".replace("-", MINUS)


def path(x, y, xs, ys):
    """The curve through the points (xs[k], ys[k]) as the ``d`` of an SVG path.

    ``x`` and ``y`` are scales. The curve breaks where a point has no place.

    >>> path(Scale(0, 1, 0, 100), Scale(0, 1, 100, 0), [0, 0.5, 1], [0, math.inf, 1])
    'M0 100M100 0'
    """
    pieces, pen = [], "M"
    for px, py in zip(map(x, xs), map(y, ys), strict=True):
        if math.isnan(px) or math.isnan(py):
            pen = "M"
        else:
            pieces.append(f"{pen}{px:g} {py:g}")
            pen = "L"
    return "".join(pieces)


def on_grid(function, xs, ys):
    """A function from inputs (n, 2) to n numbers, at each pair: (len(ys), len(xs))."""
    inputs = np.stack(np.meshgrid(xs, ys), axis=-1).reshape(-1, 2)
    return np.reshape(function(inputs), (len(ys), len(xs)))


def level_line(function, x, y, level, squares=40):
    """The line where a function from inputs (n, 2) to n numbers has the value ``level``, as the ``d`` of an SVG path.

    It goes in each of ``squares`` × ``squares`` parts of the plane from side to side (marching squares).

    >>> level_line(lambda inputs: inputs[:, 0], Scale(0, 1, 0, 100), Scale(0, 1, 100, 0), 0.25, squares=1)
    'M25 100L25 0'
    """
    xs, ys = (np.linspace(scale.low, scale.high, squares + 1) for scale in (x, y))
    above = on_grid(function, xs, ys) - level
    below = (above < 0).astype(int)
    corners_below = below[:-1, :-1] + below[:-1, 1:] + below[1:, 1:] + below[1:, :-1]
    pieces = []
    for i, j in np.argwhere((corners_below > 0) & (corners_below < 4)):
        corners = [(i, j), (i, j + 1), (i + 1, j + 1), (i + 1, j)]
        cut = []
        for a, b in zip(corners, corners[1:] + corners[:1], strict=True):
            if (above[a] < 0) != (above[b] < 0):
                share = above[a] / (above[a] - above[b])
                cut.append((x(xs[a[1]] + share * (xs[b[1]] - xs[a[1]])), y(ys[a[0]] + share * (ys[b[0]] - ys[a[0]]))))
        pieces += [f"M{p[0]:g} {p[1]:g}L{q[0]:g} {q[1]:g}" for p, q in zip(cut[::2], cut[1::2], strict=True)]
    return "".join(pieces)


def frame(x, y, x_ticks=None, y_ticks=None):
    """Grid lines at the ticks of y, with its numbers at their left, and the numbers of x below.

    Classes: ``grid`` for lines, ``tick x`` and ``tick y`` for numbers.
    """
    left, right, bottom = x.start, x.end, max(y.start, y.end)
    lines = "".join(f"M{left:g} {y(tick):g}H{right:g}" for tick in (y.ticks() if y_ticks is None else y_ticks))
    numbers = "".join(
        f'<text class="tick y" x="{left - 8:g}" y="{y(tick) + 4:g}">{label(tick)}</text>'
        for tick in (y.ticks() if y_ticks is None else y_ticks)
    )
    numbers += "".join(
        f'<text class="tick x" x="{x(tick):g}" y="{bottom + 18:g}">{label(tick)}</text>'
        for tick in (x.ticks() if x_ticks is None else x_ticks)
    )
    return f'<path class="grid" d="{lines}"/>{numbers}'
