"""The network as SVG: two storeys per node, two lanes per edge.

Every box is a value (solid) over its gradient (dashed). Solid lines join value storeys and carry the
local derivative; dashed lines run back between gradient storeys and carry the gradient's message,
upstream × local. Paint goes in layers, so that no halo covers a line and no line covers a number:
``halos``, ``lines`` with the factors, ``nodes``. Whatever belongs to an edge has its ``data-edge``.
"""

import math

from backprop_lib import symbols
from backprop_lib.live.network.factors import factors
from backprop_lib.live.network.layouts import BOX_HEIGHT, BOX_WIDTH, GRADIENT_HEIGHT, VALUE_HEIGHT, layouts
from backprop_lib.live.slots import hue, spoken_number, svg_slot, svg_symbol
from backprop_lib.live.width import line_width

PICTURE_DIGITS = 4
LANE = 6  # half the distance between the two lanes of an edge
START_GAP, TIP_GAP = 1.5, 2.5  # from a line to the boxes that it joins
HEAD = 8  # length of an arrowhead
LABEL_GAP = 9  # from a line to the number beside it: half a halo and a breath
HALF_NUMBER = 5  # half the height of a number
VALUE_LANE = VALUE_HEIGHT / 2
GRADIENT_LANE = VALUE_HEIGHT + GRADIENT_HEIGHT / 2
RADIUS = {"parameter": 2, "computed": 7, "data": 12}


def pictures(example, numbers):
    """Both arrangements of an example's network; the stylesheet shows the one that fits.

    numbers: value of every node, gradient and edge by symbol.
    """
    by_edge, _ = factors(example)
    always_one = {edge for edge, factor in by_edge.items() if factor == "1"}
    return "".join(_picture(example, numbers, always_one, shape, layout) for shape, layout in layouts(example).items())


def _picture(example, numbers, always_one, shape, layout):
    edges = [_Edge(layout, *edge) for edge in example.graph.edges()]
    halos = "".join(edge.halo() for edge in edges)
    lines = "".join(edge.svg(numbers, 1 if edge.name in always_one else PICTURE_DIGITS) for edge in edges)
    nodes = "".join(_node(example, numbers, name, layout) for name in layout.boxes)
    label = f"Network of {example.title}: values and gradients"
    return (
        f'<svg class="{shape}" viewBox="0 0 {layout.width} {layout.height}" '
        f'width="{layout.width}" height="{layout.height}" role="group" aria-label="{label}">'
        f'<g class="halos" aria-hidden="true">{halos}</g><g class="lines" aria-hidden="true">{lines}</g>'
        f'<g class="nodes">{nodes}</g></svg>'
    )


class _Edge:
    """Geometry of one edge: a forward segment and a backward one."""

    def __init__(self, layout, source, target):
        self.source, self.target, self.name = source, target, f"{source}>{target}"
        (x0, y0), (x1, y1) = layout.boxes[source], layout.boxes[target]
        vertical = abs(y1 - y0) >= 2 * BOX_HEIGHT - LANE
        if vertical:
            down = y1 > y0
            port0, port1 = layout.ports.get(self.name, (0, 0))
            a, b = x0 + BOX_WIDTH / 2 + port0, x1 + BOX_WIDTH / 2 + port1
            top, bottom = (y0 + BOX_HEIGHT, y1) if down else (y0, y1 + BOX_HEIGHT)
            self.forward = (a - LANE, top), (b - LANE, bottom)
            self.backward = (b + LANE, bottom), (a + LANE, top)
        else:
            right = x1 > x0
            a, b = (x0 + BOX_WIDTH, x1) if right else (x0, x1 + BOX_WIDTH)
            self.forward = (a, y0 + VALUE_LANE), (b, y1 + VALUE_LANE)
            self.backward = (b, y1 + GRADIENT_LANE), (a, y0 + GRADIENT_LANE)
        default = "above" if y0 == y1 else "left"
        self.side, self.along = layout.labels.get(self.name, (default, 0.5))
        self.vertical = vertical

    def halo(self):
        d = "".join(f"M{x0:g} {y0:g}L{x1:g} {y1:g}" for (x0, y0), (x1, y1) in (self.forward, self.backward))
        return f'<path class="halo" data-edge="{self.name}" d="{d}"/>'

    def svg(self, numbers, digits):
        symbol = symbols.edge(self.source, self.target)
        local = numbers[symbol]
        message = numbers[symbols.gradient(self.target)] * local
        x, y, anchor = self.label()
        return (
            f'<g class="edge" data-edge="{self.name}">{_arrow("forward", self.forward, local)}'
            f"{_arrow('backward', self.backward, message)}"
            f"{svg_slot(symbol, local, digits, x, y, f'factor {anchor}')}</g>"
        )

    def label(self):
        (x0, y0), (x1, y1) = self.forward
        if self.side == "right" and self.vertical:
            (x1, y1), (x0, y0) = self.backward
        x, y = x0 + self.along * (x1 - x0), y0 + self.along * (y1 - y0)
        if self.side == "above":
            return round(x, 1), round(y - LABEL_GAP, 1), "middle"
        # Beside a steep line the number is level with it, beside a flat one raised; its nearest corner keeps the gap.
        baseline = round(y + (4 if self.vertical else 1), 1)
        width, height = abs(x1 - x0), abs(y1 - y0)
        gap = (LABEL_GAP * math.hypot(width, height) + (HALF_NUMBER * width if self.vertical else 0)) / height
        left = self.side == "left"
        return round(x - gap if left else x + gap, 1), baseline, "end" if left else "start"


def _arrow(kind, segment, value):
    """A line that stops inside its arrowhead, so that a thick end never shows beside the tip."""
    (x0, y0), (x1, y1) = segment
    length = math.hypot(x1 - x0, y1 - y0)
    ux, uy = (x1 - x0) / length, (y1 - y0) / length
    start = x0 + START_GAP * ux, y0 + START_GAP * uy
    tip = x1 - TIP_GAP * ux, y1 - TIP_GAP * uy
    base = tip[0] - HEAD * ux, tip[1] - HEAD * uy
    end = base[0] + 2 * ux, base[1] + 2 * uy
    left, right = (base[0] - 4 * uy, base[1] + 4 * ux), (base[0] + 4 * uy, base[1] - 4 * ux)
    dead = " dead" if value == 0 else ""
    return (
        f'<g class="{kind} {hue(value)}{dead}" stroke-width="{line_width(value):g}">'
        f'<path class="shaft" d="M{_points(start)}L{_points(end)}"/>'
        f'<path class="head" d="M{_points(left)}L{_points(tip)}L{_points(right)}z"/></g>'
    )


def _points(point):
    return f"{round(point[0], 1):g} {round(point[1], 1):g}"


def _node(example, numbers, name, layout):
    x, y = layout.boxes[name]
    kind = "parameter" if name in example.parameters else "data" if name in example.data else "computed"
    gradient = symbols.gradient(name)
    radius = RADIUS[kind]
    narrow = " narrow" if name[-2:].isdigit() else ""  # the symbol leaves less room for the number
    label = (
        f"{symbols.spoken(name)}: {spoken_number(numbers[name], PICTURE_DIGITS)}, "
        f"gradient {spoken_number(numbers[gradient], PICTURE_DIGITS)}"
    )
    bottom, right = y + VALUE_HEIGHT, x + BOX_WIDTH - 6
    gradient_slot = svg_slot(
        gradient, numbers[gradient], PICTURE_DIGITS, right, bottom + 14.5, f"number {hue(numbers[gradient])}"
    )
    # The text stands beside the button, not in it: it is not the button's name, which is in words.
    return (
        f'<g class="node {kind}{narrow}" data-node="{name}">'
        f'<g role="button" tabindex="-1" aria-pressed="false" aria-label="{label}">'
        f'<rect class="ring" x="{x - 5}" y="{y - 5}" width="{BOX_WIDTH + 10}" height="{BOX_HEIGHT + 10}" rx="3"/>'
        f'<rect class="gradient" x="{x}" y="{bottom}" width="{BOX_WIDTH}" height="{GRADIENT_HEIGHT}" rx="{radius}"/>'
        f'<rect class="value" x="{x}" y="{y}" width="{BOX_WIDTH}" height="{VALUE_HEIGHT}" rx="{radius}"/></g>'
        f'<g aria-hidden="true"><text class="symbol" x="{x + 6}" y="{y + 16}">{svg_symbol(name)}</text>'
        f"{svg_slot(name, numbers[name], PICTURE_DIGITS, right, y + 16.5, 'number ink')}{gradient_slot}"
        f"{_flag(x, y, layout.flags.get(name, 'above'))}</g></g>"
    )


def _flag(x, y, side):
    """The word above the box, flush right; beside it where lines come from above."""
    place, baseline, anchor = {
        "above": (x + BOX_WIDTH, y - 5, "end"),
        "below": (x + BOX_WIDTH, y + BOX_HEIGHT + 12, "end"),
        "left": (x - 5, y + 10, "end"),
        "right": (x + BOX_WIDTH + 5, y + 10, "start"),
    }[side]
    return f'<text class="flag {anchor}" x="{place}" y="{baseline}">saturated</text>'
