"""Computational graphs: values, local derivatives, gradients. The numbers come from a recorded graph."""

from backprop_lib.figures.drawing import Figure, svg, symbol
from backprop_lib.rounding import rounded

BOX = (80, 24, 20)  # width, height of the value, height of the gradient below it
GRAPHS = {  # example: (size, where the boxes stand), wide and tall
    "worked-example": (
        (
            (700, 408),
            {
                "w1": (182, 2), "b1": (272, 2), "w3": (396, 2), "b3": (486, 2), "w4": (576, 2),
                "z1": (227, 108), "h1": (368, 108), "x": (42, 182), "z2": (227, 256), "h2": (368, 256),
                "z3": (517, 182), "y_hat": (658, 182), "L": (658, 300), "y": (517, 300), "w2": (182, 362),
                "b2": (272, 362),
            },
        ),
        (
            (360, 700),
            {
                "x": (180, 2), "w1": (46, 46), "w2": (314, 46), "z1": (46, 144), "z2": (314, 144), "b1": (138, 224),
                "b2": (222, 224), "h1": (46, 256), "h2": (314, 256), "w3": (138, 282), "w4": (222, 282),
                "z3": (180, 424), "b3": (314, 424), "y_hat": (180, 526), "y": (314, 628), "L": (180, 628),
            },
        ),
    ),
    "two-paths": (
        (
            (700, 262),
            {
                "x": (80, 2), "b": (350, 2), "y": (620, 2), "w": (80, 110), "y_hat": (350, 110), "L": (620, 110),
                "P": (350, 216),
            },
        ),
        (
            (360, 350),
            {
                "x": (42, 2), "b": (138, 2), "w": (318, 2), "y_hat": (102, 154), "P": (318, 154), "y": (42, 304),
                "L": (210, 304),
            },
        ),
    ),
    "two-input": (
        (
            (700, 282),
            {
                "w11": (42, 2), "x1": (42, 74), "x2": (42, 162), "w12": (42, 234), "b1": (205, 2), "z1": (205, 118),
                "h1": (355, 118), "w2": (460, 2), "b2": (550, 2), "z2": (505, 118), "y_hat": (655, 118),
                "y": (505, 234), "L": (655, 234),
            },
        ),
        (
            (360, 650),
            {
                "x1": (134, 2), "x2": (226, 2), "w11": (42, 48), "w12": (318, 48), "b1": (318, 156), "z1": (180, 156),
                "h1": (180, 264), "w2": (42, 300), "b2": (318, 372), "z2": (180, 372), "y_hat": (180, 480),
                "y": (318, 588), "L": (180, 588),
            },
        ),
    ),
}  # fmt: skip


def computational_graph(example):
    """An example as a computational graph: one of ``backprop_lib.examples`` that has its place in ``GRAPHS``.

    Each box holds a value above its gradient, each arrow the local derivative along it.
    """
    replay = example.graph.replay(example.values)
    value = {name: replay.value(name) for name in example.graph.ids}
    gradient = {name: replay.gradient(name) for name in example.graph.ids}
    edges = {(a, b): replay.edge(a, b) for a, b in example.graph.edges()}
    alt = "A computational graph. " + " ".join(
        f"{name}: value {rounded(value[name], 4)}, gradient {rounded(gradient[name], 4)}." for name in value
    )
    alt += " Local derivatives: " + ", ".join(f"{a} to {b} {_factor(d)}" for (a, b), d in edges.items()) + "."
    drawings = tuple(
        svg(layout, size, alt, _graph_body(places, value, gradient, edges, example.parameters))
        for layout, (size, places) in zip(("wide", "tall"), GRAPHS[example.name], strict=True)
    )
    caption = (
        "Solid box: a value. Dashed box below it: the gradient of the loss with respect to that value. Number on an "
        "arrow: the local derivative. Values are computed along the arrows, gradients against them: multiply the "
        "gradient at the head of an arrow by the arrow’s number, and add where several arrows leave a box. "
        "Four significant digits."
    )
    return Figure(drawings, alt, caption)


def two_doublings():
    """b = a + a and c = b + b: two arrows from a to b, two from b to c."""
    alt = "Three boxes, a, b and c. Two arrows lead from a to b, and two from b to c. Each arrow carries a 1."
    xs, y, half, bend = {"a": 46, "b": 180, "c": 314}, 50, 22, 30
    body = ""
    for start, end in (("a", "b"), ("b", "c")):
        x1, x2 = xs[start] + half, xs[end] - half
        for side in (-1, 1):
            near, far = y + 6 * side, y + bend * side
            body += (
                f'<path class="edge" d="M{x1} {near}Q{(x1 + x2) / 2} {far} {x2 - 6} {near + 2 * side}"/>'
                f'<path class="arrow" d="M{x2} {near}L{x2 - 8} {near + 6 * side}L{x2 - 9} {near - 2 * side}Z"/>'
                f'<text class="label" x="{(x1 + x2) / 2}" y="{y + 26 * side + 4}">1</text>'
            )
    for name, x in xs.items():
        body += (
            f'<rect class="value" x="{x - half}" y="{y - 16}" width="{2 * half}" height="32" rx="7"/>'
            f'<text class="symbol label" x="{x}" y="{y + 5}">{symbol(name)}</text>'
        )
    caption = (
        "Two arrows lead from <i>a</i> to <i>b</i>, because <i>a</i> stands twice in <i>a</i> + <i>a</i>, and two from "
        "<i>b</i> to <i>c</i>. Each carries the local derivative of a sum, 1."
    )
    return Figure((svg("network", (360, 100), alt, body),), alt, caption)


def _factor(number):
    return "1" if number == 1 else str(rounded(number, 4))


def _graph_body(places, value, gradient, edges, parameters):
    arrows = "\n".join(_arrow(places[a], places[b], _factor(d)) for (a, b), d in edges.items())
    boxes = "\n".join(_box(n, places[n], value[n], gradient[n], n in parameters) for n in value)
    return f"{arrows}\n{boxes}"


def _box(name, place, value, gradient, parameter):
    width, upper, lower = BOX
    x, y = place[0] - width / 2, place[1]
    sign = "plus" if gradient > 0 else "minus" if gradient < 0 else "zero"
    return (
        f'<g class="{"parameter" if parameter else "computed"}">'
        f'<rect class="value" x="{x:g}" y="{y:g}" width="{width}" height="{upper}" rx="{2 if parameter else 7}"/>'
        f'<rect class="gradient" x="{x:g}" y="{y + upper:g}" width="{width}" height="{lower}" rx="4"/>'
        f'<text class="symbol" x="{x + 7:g}" y="{y + 16:g}">{symbol(name)}</text>'
        f'<text class="number" x="{x + width - 6:g}" y="{y + 16:g}">{rounded(value, 4)}</text>'
        f'<text class="number {sign}" x="{x + width - 6:g}" y="{y + upper + 14:g}">{rounded(gradient, 4)}</text></g>'
    )


def _arrow(start, end, label):
    """A straight arrow between two boxes, from border to border, its number at the middle."""
    width, upper, lower = BOX
    height = upper + lower
    ax, ay, bx, by = start[0], start[1] + height / 2, end[0], end[1] + height / 2
    dx, dy = bx - ax, by - ay
    inside = min(width / 2 / abs(dx) if dx else 1, height / 2 / abs(dy) if dy else 1)  # share of the line in a box
    x1, y1, x2, y2 = ax + dx * inside, ay + dy * inside, bx - dx * inside, by - dy * inside
    length = (dx * dx + dy * dy) ** 0.5
    ux, uy = dx / length, dy / length
    neck_x, neck_y = x2 - 8 * ux, y2 - 8 * uy
    head = (
        f"M{x2:.1f} {y2:.1f}L{neck_x - 3.5 * uy:.1f} {neck_y + 3.5 * ux:.1f}"
        f"L{neck_x + 3.5 * uy:.1f} {neck_y - 3.5 * ux:.1f}Z"
    )
    short = length * (1 - 2 * inside) < 64 and abs(dx) > abs(dy)  # no room on the line: the number stands above it
    x, y = (x1 + neck_x) / 2 + (9 * ux * abs(uy) if short else 0), (y1 + neck_y) / 2 + (-6 if short else 4)
    return (
        f'<path class="edge" d="M{x1:.1f} {y1:.1f}L{neck_x:.1f} {neck_y:.1f}"/><path class="arrow" d="{head}"/>'
        f'<text class="label halo" x="{x:.1f}" y="{y:.1f}">{label}</text>'
    )
