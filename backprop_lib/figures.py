"""Figures of the chapters: inline SVG that follows the page's light or dark theme.

Where a drawing would not fit a phone there are two of the same thing, wide and tall, and the width of the container
chooses. The numbers come from a recorded graph, none is typed in. The notation page of the book
lists the drawing conventions.
"""

from dataclasses import dataclass
from html import escape

from backprop_lib.rounding import rounded

STYLE = """
.bp-figure{--ink:#1b1f24;--quiet:#555d66;--line:#8b939c;--ground:#fff;--tint:#f2f4f6;--plus:#0b5fa5;--minus:#b3470b;
  container-type:inline-size;color:var(--ink)}
.bp-figure.bp-figure{margin:1.5rem 0;padding:0}
html[data-theme=dark] .bp-figure,body[data-jp-theme-light=false] .bp-figure,.vscode-dark .bp-figure{--ink:#e8eaed;
  --quiet:#b0b6bd;--line:#6f767e;--ground:#121212;--tint:#24282d;--plus:#6cb6ff;--minus:#ffa657}
@media print{html .bp-figure.bp-figure{--ink:#1b1f24;--quiet:#555d66;--line:#8b939c;--ground:#fff;--tint:#f2f4f6;
  --plus:#0b5fa5;--minus:#b3470b}}
@media (forced-colors:active){html .bp-figure.bp-figure{--ink:CanvasText;--quiet:CanvasText;--line:CanvasText;
  --ground:Canvas;--tint:Canvas;--plus:CanvasText;--minus:CanvasText}}
.bp-figure svg{display:block;width:100%;height:auto;margin:0 auto;font:12px system-ui,sans-serif;
  font-variant-numeric:tabular-nums}
.bp-figure svg.network{max-width:460px}
.bp-figure svg.tall{display:none;max-width:420px}
@container (max-width:639px){.bp-figure svg.wide{display:none}.bp-figure svg.tall{display:block}}
.bp-figure text{fill:var(--ink)}
.bp-figure .symbol{font:italic 15px "STIX Two Text","STIX Two Math",Cambria,"Times New Roman",serif}
.bp-figure .sub{font-style:normal;font-size:11px}
.bp-figure .number{text-anchor:end}
.bp-figure .plus{fill:var(--plus)}.bp-figure .minus{fill:var(--minus)}
.bp-figure .label{text-anchor:middle}
.bp-figure .halo{paint-order:stroke;stroke:var(--ground);stroke-width:5px;stroke-linejoin:round}
.bp-figure .quiet{fill:var(--quiet);font-size:11px}
.bp-figure .value{fill:var(--ground);stroke:var(--ink);stroke-width:1.2}
.bp-figure .parameter .value{fill:var(--tint)}
.bp-figure .gradient{fill:none;stroke:var(--quiet);stroke-dasharray:3 2.5}
.bp-figure .edge{fill:none;stroke:var(--line);stroke-width:1.5}
.bp-figure .arrow{fill:var(--line)}
.bp-figure.bp-figure figcaption{max-width:44rem;margin:.6rem auto 0;font:inherit;font-size:.9em;text-align:left;
  color:var(--quiet)}
"""


@dataclass(frozen=True)
class Figure:
    """A drawing for a page.

    - drawings: SVG, one for every width, or a wide and a tall one.
    - alt: what they show, in words. caption: what to see, HTML.
    """

    drawings: tuple
    alt: str
    caption: str

    def _repr_mimebundle_(self, include=None, exclude=None):
        html = (
            f'<figure class="bp-figure"><style>{STYLE}</style>{"".join(self.drawings)}'
            f"<figcaption>{self.caption}</figcaption></figure>"
        )
        return {"text/html": html, "text/plain": self.alt}


def symbol(name):
    """A name of the graph as SVG text: ``w1`` is an italic w with a subscript 1, ``y_hat`` is ŷ."""
    letter = "ŷ" if name == "y_hat" else name.rstrip("0123456789")
    index = "" if name == "y_hat" else name[len(letter) :]
    return letter + (f'<tspan class="sub" dy="3">{index}</tspan>' if index else "")


def _svg(layout, size, alt, body):
    width, height = size
    return f'<svg class="{layout}" viewBox="0 0 {width} {height}" role="img" aria-label="{escape(alt)}">{body}</svg>'


# --- the network: neurons and connections ---------------------------------------------------------------------------

NETWORK_NEURONS = {  # name: (x, y, what stands below the circle)
    "x": (40, 95, "input"),
    "h1": (180, 45, ""),
    "h2": (180, 145, ""),
    "y_hat": (320, 95, "prediction"),
}
NETWORK_CONNECTIONS = [  # from, to, weight, where its label stands
    ("x", "h1", "w1", (106, 58)),
    ("x", "h2", "w2", (106, 142)),
    ("h1", "y_hat", "w3", (254, 58)),
    ("h2", "y_hat", "w4", (254, 142)),
]
NETWORK_BIASES = {"b1": (180, 14), "b2": (180, 187), "b3": (320, 58)}


def network(example):
    """The 1-2-1 network of the worked example as neurons and connections, with its parameters."""
    values = example.values

    def given(name, x, y):
        return (
            f'<text class="label" x="{x}" y="{y}"><tspan class="symbol">{symbol(name)}</tspan>'
            f'<tspan dy="-3"> = {values[name]:g}</tspan></text>'
        )

    lines, circles, labels = [], [], []
    for start, end, weight, at in NETWORK_CONNECTIONS:
        (x1, y1, _), (x2, y2, _) = NETWORK_NEURONS[start], NETWORK_NEURONS[end]
        lines.append(f'<path class="edge" d="M{x1} {y1}L{x2} {y2}"/>')
        labels.append(given(weight, *at))
    for name, (x, y, note) in NETWORK_NEURONS.items():
        circles.append(f'<circle class="value" cx="{x}" cy="{y}" r="21"/>')
        circles.append(f'<text class="label symbol" x="{x}" y="{y + 5}">{symbol(name)}</text>')
        circles.append(f'<text class="label quiet" x="{x}" y="{y + 38}">{note}</text>' if note else "")
    labels += [given(name, x, y) for name, (x, y) in NETWORK_BIASES.items()]
    alt = (
        "A network of neurons. The input x leads to two hidden neurons h1 and h2, both lead to the prediction y hat. "
        + ", ".join(f"{name} = {values[name]:g}" for name in example.parameters)
        + "."
    )
    body = "\n".join(lines + circles + labels)
    drawing = _svg("network", (360, 200), alt, body)
    caption = (
        "Seven parameters: a weight on each connection, a bias on each neuron that computes. "
        f"The input is <i>x</i> = {values['x']:g}."
    )
    return Figure((drawing,), alt, caption)


# --- the computational graph: values, local derivatives, gradients --------------------------------------------------

BOX = (80, 24, 20)  # width, height of the value, height of the gradient below it
GRAPH_WIDE = (
    (700, 408),
    {
        "w1": (182, 2), "b1": (272, 2), "w3": (396, 2), "b3": (486, 2), "w4": (576, 2),
        "z1": (227, 108), "h1": (368, 108), "x": (42, 182), "z2": (227, 256), "h2": (368, 256),
        "z3": (517, 182), "y_hat": (658, 182), "L": (658, 300), "y": (517, 300), "w2": (182, 362), "b2": (272, 362),
    },
)  # fmt: skip
GRAPH_TALL = (
    (360, 700),
    {
        "x": (180, 2), "w1": (46, 46), "w2": (314, 46), "z1": (46, 144), "z2": (314, 144), "b1": (138, 224),
        "b2": (222, 224), "h1": (46, 256), "h2": (314, 256), "w3": (138, 282), "w4": (222, 282), "z3": (180, 424),
        "b3": (314, 424), "y_hat": (180, 526), "y": (314, 628), "L": (180, 628),
    },
)  # fmt: skip


def computational_graph(example):
    """The worked example as a computational graph.

    Each box holds a value above its gradient, each arrow the local derivative along it. ``example`` is an example of
    ``backprop_lib.examples`` with the nodes of the 1-2-1 network.
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
        _svg(layout, size, alt, _graph_body(places, value, gradient, edges, example.parameters))
        for layout, (size, places) in (("wide", GRAPH_WIDE), ("tall", GRAPH_TALL))
    )
    caption = (
        "Solid box: a value. Dashed box below it: the gradient of the loss with respect to that value. Number on an "
        "arrow: the local derivative. Values are computed along the arrows, gradients against them: multiply the "
        "gradient at the head of an arrow by the arrow’s number, and add where several arrows leave a box. "
        "Four significant digits."
    )
    return Figure(drawings, alt, caption)


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
