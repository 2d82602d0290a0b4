"""Networks as neurons and connections, with their parameters."""

from typing import NamedTuple

from backprop_lib.figures.drawing import Figure, svg, symbol


class Picture(NamedTuple):
    """Where the neurons of an example stand, and what the picture says.

    neurons: {name: (x, y, what stands below the circle)}; connections: [(from, to, weight, where its label stands)];
    biases: {name: where it stands}. story: what leads where, for the alt text. caption: HTML, filled with the values.
    """

    height: int
    neurons: dict
    connections: list
    biases: dict
    story: str
    caption: str


PICTURES = {
    "one-neuron": Picture(
        height=104,
        neurons={"x": (60, 50, "input"), "y_hat": (300, 50, "prediction")},
        connections=[("x", "y_hat", "w", (180, 42))],
        biases={"b": (300, 18)},
        story="The input x leads to one neuron, whose output is the prediction y hat.",
        caption="Two parameters: a weight on the connection, a bias on the neuron. The input is <i>x</i> = {x:g}.",
    ),
    "worked-example": Picture(
        height=200,
        neurons={
            "x": (40, 95, "input"),
            "h1": (180, 45, ""),
            "h2": (180, 145, ""),
            "y_hat": (320, 95, "prediction"),
        },
        connections=[
            ("x", "h1", "w1", (106, 58)),
            ("x", "h2", "w2", (106, 142)),
            ("h1", "y_hat", "w3", (254, 58)),
            ("h2", "y_hat", "w4", (254, 142)),
        ],
        biases={"b1": (180, 14), "b2": (180, 187), "b3": (320, 58)},
        story="The input x leads to two hidden neurons h1 and h2, both lead to the prediction y hat.",
        caption=(
            "Seven parameters: a weight on each connection, a bias on each neuron that computes. "
            "The input is <i>x</i> = {x:g}."
        ),
    ),
    "two-input": Picture(
        height=190,
        neurons={
            "x1": (40, 36, "input 1"),
            "x2": (40, 134, "input 2"),
            "h1": (180, 85, "hidden"),
            "y_hat": (320, 85, "prediction"),
        },
        connections=[
            ("x1", "h1", "w11", (116, 46)),
            ("x2", "h1", "w12", (116, 134)),
            ("h1", "y_hat", "w2", (250, 76)),
        ],
        biases={"b1": (194, 54), "b2": (320, 54)},
        story="The inputs x1 and x2 lead to one hidden neuron h1, which leads to the prediction y hat.",
        caption=(
            "Five parameters: a weight on each connection, a bias on each neuron that computes. The inputs are "
            "<i>x</i><sub>1</sub> = {x1:g} and <i>x</i><sub>2</sub> = {x2:g}."
        ),
    ),
}


def network(example):
    """A network as neurons and connections, with its parameters: an example that has its place in ``PICTURES``."""
    picture, values = PICTURES[example.name], example.values

    def given(name, x, y):
        return (
            f'<text class="label" x="{x}" y="{y}"><tspan class="symbol">{symbol(name)}</tspan>'
            f'<tspan dy="-3"> = {values[name]:g}</tspan></text>'
        )

    lines, circles, labels = [], [], []
    for start, end, weight, at in picture.connections:
        (x1, y1, _), (x2, y2, _) = picture.neurons[start], picture.neurons[end]
        lines.append(f'<path class="edge" d="M{x1} {y1}L{x2} {y2}"/>')
        labels.append(given(weight, *at))
    for name, (x, y, note) in picture.neurons.items():
        circles.append(f'<circle class="value" cx="{x}" cy="{y}" r="21"/>')
        circles.append(f'<text class="label symbol" x="{x}" y="{y + 5}">{symbol(name)}</text>')
        circles.append(f'<text class="label quiet" x="{x}" y="{y + 38}">{note}</text>' if note else "")
    labels += [given(name, x, y) for name, (x, y) in picture.biases.items()]
    parameters = ", ".join(f"{name} = {values[name]:g}" for name in example.parameters)
    alt = f"A network of neurons. {picture.story} {parameters}."
    drawing = svg("network", (360, picture.height), alt, "\n".join(lines + circles + labels))
    return Figure((drawing,), alt, picture.caption.format(**values))
