"""Charts with axes: curves with their names beside them, and planes of two inputs with what a network says there.

Ink only: curves differ by their strokes and are named where they end, since hue means sign in this book.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from html import escape
from itertools import pairwise
from textwrap import wrap

import numpy as np

from backprop_lib.axes import Scale, frame, label, level_line, on_grid, path
from backprop_lib.figures.drawing import Figure, svg

SIZES = {"wide": (700, 360), "tall": (360, 360)}
STROKES = ("solid", "dashed", "dotted", "grey", "none")
LINE_HEIGHT, CHARACTER, BROAD = 14, 6.3, 3.2  # of names and words, px; what an m or a w takes more
COLUMN = 2  # px of x that share a few points of a long curve
LONGEST = {"wide": 24, "tall": 13}  # characters in one line of a name
SQUARES, BANDS, DARKEST = 40, 6, 0.45  # of a panel: squares along each side, shades of grey, opacity of the last
PANEL_MARGINS = (48, 76)  # of a panel, px: beside and around its square


@dataclass(frozen=True, eq=False)
class Line:
    """One curve of a chart.

    - name: stands beside the last point; empty for none. xs, ys: equally many numbers; a number without a place on the
      axes leaves a gap.
    - stroke: solid, dashed, dotted, grey or, for points alone, none. points: a dot at each number.
    """

    name: str
    xs: tuple
    ys: tuple
    stroke: str = "solid"
    points: bool = False

    def __post_init__(self):
        if self.stroke not in STROKES:
            raise ValueError(f"stroke must be one of {', '.join(STROKES)}, got {self.stroke!r}")
        if len(self.xs) != len(self.ys):
            raise ValueError(f"{self.name or 'a line'}: {len(self.xs)} xs and {len(self.ys)} ys, expected equally many")


def lines(curves, *, x_label, y_label, alt, caption, log_x=False, log_y=False, x_range=None, y_range=None,
          levels=(), marks=()):  # fmt: skip
    """A chart of ``curves`` (``Line``), each named where it ends.

    - log_x, log_y: logarithmic axes. x_range, y_range: (low, high); without them all numbers fit.
    - levels, marks: pairs (number, words), a fine line across at y = number, or upright at x = number.
    """
    x_range = x_range or _range([c.xs for c in curves] + [[v for v, _ in marks]], log_x)
    y_range = y_range or _round(*_range([c.ys for c in curves] + [[v for v, _ in levels]], log_y), log_y)
    drawings = []
    for layout, (width, height) in SIZES.items():
        names = [wrap(c.name, LONGEST[layout]) for c in curves]
        right = max((_width(part) for parts in names for part in parts), default=0)
        y = Scale(*y_range, height - 52, 34, log_y)
        left = 18 + CHARACTER * max(len(label(tick)) for tick in y.ticks())
        x = Scale(*x_range, left, width - (right + 18 if right else 12), log_x)
        ticks = x.ticks(8 if layout == "wide" else 5)
        drawn = [_thin(x, curve) for curve in curves]
        body = (
            frame(x, y, x_ticks=ticks)
            + _labels(x, x_label, y_label, height)
            + "".join(f'<path class="reference" d="M{x.start:g} {y(v):g}H{x.end:g}"/>' for v, _ in levels)
            + "".join(f'<path class="reference" d="M{x(v):g} {y.start:g}V{y.end:g}"/>' for v, _ in marks)
            + "".join(_curve(x, y, c) for c in drawn)
            + "".join(_level_words(x, y, v, words, drawn) for v, words in levels)
            + "".join(_mark_words(x, y, v, words) for v, words in marks)
            + _names(x, y, zip(drawn, names, strict=True))
        )
        drawings.append(svg(f"{layout} chart", (width, height), alt, body))
    return Figure(tuple(drawings), alt, caption)


@dataclass(frozen=True, eq=False)
class Panel:
    """The plane of two inputs, and what a network says there.

    - function: from inputs (n, 2) to n numbers from 0 to 1. name: words above the panel.
    - samples: (x, y, target) with target 0 (a ring) or 1 (a dot). x_label, y_label: names of the two inputs.
    """

    name: str
    function: Callable
    samples: tuple
    x_label: str = "x₁"
    y_label: str = "x₂"


def planes(panels, *, x_range, y_range, alt, caption):
    """Panels (``Panel``) side by side: dark where the output is near 1, with the line where it is ½."""
    drawings = []
    for layout, most in (("wide", 2 if len(panels) % 3 else 3), ("tall", 2 if len(panels) > 2 else 1)):
        columns, total = min(len(panels), most), SIZES[layout][0]
        width = min(total / columns, SIZES["tall"][0])
        side = width - PANEL_MARGINS[0]
        height, free = side + PANEL_MARGINS[1], (total - columns * width) / 2
        body = ""
        for k, panel in enumerate(panels):
            left, top = free + k % columns * width + 38, k // columns * height + 30
            body += _panel(panel, Scale(*x_range, left, left + side), Scale(*y_range, top + side, top))
        size = (total, round(math.ceil(len(panels) / columns) * height))
        drawings.append(svg(f"{layout} chart", size, alt, body))
    return Figure(tuple(drawings), alt, caption)


# --- lines ---


def _width(words):
    """The room that words need, px: enough for the broad letters of the fonts that a reader may have."""
    return CHARACTER * len(words) + BROAD * sum(letter in "mwMW" for letter in words)


def _range(lists, log):
    """The ends of all numbers that have a place, apart where they would coincide."""
    numbers = np.concatenate([np.asarray(numbers, dtype=float) for numbers in lists])
    placed = numbers[np.isfinite(numbers) & ((numbers > 0) | (not log))]
    if not len(placed):
        raise ValueError("no number to draw: expected at least one that is finite" + (" and positive" if log else ""))
    low, high = float(placed.min()), float(placed.max())
    if low == high:
        return (low / 10, high * 10) if log else (low - 1, high + 1)
    return low, high


def _round(low, high, log):
    """The range widened to the next ticks."""
    if log:
        return 10.0 ** math.floor(math.log10(low) + 1e-9), 10.0 ** math.ceil(math.log10(high) - 1e-9)
    while True:  # a wider range may have wider ticks
        ticks = Scale(low, high, 0, 1).ticks()
        step = ticks[1] - ticks[0] if len(ticks) > 1 else high - low
        wider = step * math.floor(low / step + 1e-9), step * math.ceil(high / step - 1e-9)
        if np.allclose(wider, (low, high), rtol=1e-9, atol=0):
            return wider
        low, high = wider


def _labels(x, x_label, y_label, height):
    return (
        f'<text class="axis" x="{x.start - 8:g}" y="18">{escape(y_label)}</text>'
        f'<text class="axis below" x="{(x.start + x.end) / 2:g}" y="{height - 10}">{escape(x_label)}</text>'
    )


def _level_words(x, y, value, words, curves):
    """The words of a level stand above it at the left, the middle or the right, where the curves leave most room."""
    at, width = y(value) - 6, CHARACTER * len(words)
    places = [x.start + 6 + share * (x.end - x.start - 12 - width) for share in (1, 0, 0.5)]
    rooms = [min((_room(x, y, curve, left, left + width, at) for curve in curves), default=0) for left in places]
    left = places[rooms.index(max(rooms))]
    return f'<text class="quiet halo" x="{left:.1f}" y="{at:.1f}">{escape(words)}</text>'


def _room(x, y, curve, left, right, at):
    """How near a curve comes to the height ``at`` between two places of x, in px."""
    px, py = (np.array([scale(v) for v in values]) for scale, values in ((x, curve.xs), (y, curve.ys)))
    placed = np.flatnonzero(np.isfinite(px) & np.isfinite(py))
    placed = placed[np.argsort(px[placed], kind="stable")]
    if not len(placed):
        return math.inf
    between = np.linspace(left, right, 40)
    return np.abs(np.interp(between, px[placed], py[placed]) - at).min()


def _mark_words(x, y, value, words):
    """The words of a mark stand beside its upper end, on the side with more room."""
    at, late = x(value), x(value) > (x.start + x.end) / 2
    place = f'{" end" if late else ""}" x="{at + (-5 if late else 5):g}" y="{y.end + 12:g}'
    return f'<text class="quiet halo{place}">{escape(words)}</text>'


def _curve(x, y, curve):
    """The line with its dots; it breaks where it would leave the axes."""
    xs, ys = curve.xs, curve.ys
    inside = (xs >= x.low) & (xs <= x.high) & (ys >= y.low) & (ys <= y.high)
    ys = np.where(inside, ys, math.nan)
    line = "" if curve.stroke == "none" else f'<path class="curve {curve.stroke}" d="{path(x, y, xs, ys)}"/>'
    dots = zip(xs[inside], ys[inside], strict=True) if curve.points else ()
    grey = " grey" if curve.stroke == "grey" else ""
    return line + "".join(f'<circle class="dot{grey}" cx="{x(a):g}" cy="{y(b):g}" r="3"/>' for a, b in dots)


def _thin(x, curve):
    """Of the samples within ``COLUMN`` px the first, lowest, highest and last: the same picture with fewer points."""
    xs, ys = (np.asarray(numbers, dtype=float) for numbers in (curve.xs, curve.ys))
    if len(xs) > 2 * (x.end - x.start):
        ends = x.low, x.high
        low, high, at = (np.log10(np.maximum(v, 1e-300)) if x.log else np.asarray(v) for v in (*ends, xs))
        columns = np.floor((at - low) / (high - low) * (x.end - x.start) / COLUMN)
        kept = []
        for run in np.split(np.arange(len(xs)), np.flatnonzero(np.diff(columns)) + 1):
            finite = run[np.isfinite(ys[run])]
            extremes = (finite[np.argmin(ys[finite])], finite[np.argmax(ys[finite])]) if len(finite) else ()
            kept += sorted({run[0], run[-1], *extremes})
        xs, ys = xs[kept], ys[kept]
    return replace(curve, xs=xs, ys=ys)


def _names(x, y, names):
    """The names right of the axes, level with the ends of their curves, moved apart where they would touch."""
    ends = []
    for curve, parts in names:
        placed = [(x(a), y(b)) for a, b in zip(curve.xs, curve.ys, strict=True) if y.low <= b <= y.high]
        placed = [(a, b) for a, b in placed if not math.isnan(a) and a <= x.end]
        if parts and placed:
            ends.append((max(placed)[1], parts))
    ends.sort(key=lambda end: end[0])
    tops, free = [], -math.inf
    for at, parts in ends:
        tops.append(max(at - LINE_HEIGHT * len(parts) / 2, free))
        free = tops[-1] + LINE_HEIGHT * len(parts)
    limit = y.start + LINE_HEIGHT / 2
    for k in reversed(range(len(ends))):
        tops[k] = min(tops[k], limit - LINE_HEIGHT * len(ends[k][1]))
        limit = tops[k]
    return "".join(
        f'<text class="name" x="{x.end + 8:g}" y="{top + LINE_HEIGHT * (k + 0.8):g}">{escape(part)}</text>'
        for top, (_, parts) in zip(tops, ends, strict=True)
        for k, part in enumerate(parts)
    )


# --- planes ---


def _panel(panel, x, y):
    words = (
        f'<text class="name" x="{x.start:g}" y="{y.end - 10:g}">{escape(panel.name)}</text>'
        f'<text class="axis below" x="{(x.start + x.end) / 2:g}" y="{y.start + 34:g}">{escape(panel.x_label)}</text>'
        f'<text class="axis end" x="{x.start - 8:g}" y="{y.end - 10:g}">{escape(panel.y_label)}</text>'
    )
    circles = "".join(
        f'<circle class="sample {"one" if target else "zero"}" cx="{x(a):g}" cy="{y(b):g}" r="6"/>'
        for a, b, target in panel.samples
    )
    shades = _shades(panel.function, x, y)
    boundary = f'<path class="curve" d="{level_line(panel.function, x, y, 0.5)}"/>'
    return f"{shades}{frame(x, y, x.ticks(4), y.ticks(4))}{words}{boundary}{circles}"


def _shades(function, x, y):
    """Squares shaded by the output at their centres; one rectangle for each run of equal shade in a row."""
    xs, ys = (np.linspace(scale.low, scale.high, SQUARES + 1) for scale in (x, y))
    outputs = on_grid(function, (xs[1:] + xs[:-1]) / 2, (ys[1:] + ys[:-1]) / 2)
    bands = np.clip((outputs * BANDS).astype(int), 0, BANDS - 1)
    paths = {}
    for row, low, high in zip(bands, ys, ys[1:], strict=False):
        starts = [0, *(np.flatnonzero(np.diff(row)) + 1), SQUARES]
        for a, b in pairwise(starts):
            left, bottom = x(xs[a]), y(low)
            width, height = (f"{size:.1f}".removesuffix(".0") for size in (x(xs[b]) - left, bottom - y(high)))
            paths.setdefault(row[a], []).append(f"M{left:g} {bottom:g}h{width}v-{height}h-{width}z")
    return "".join(
        f'<path class="shade" fill-opacity="{band / (BANDS - 1) * DARKEST:.3f}" d="{"".join(boxes)}"/>'
        for band, boxes in sorted(paths.items())
    )
