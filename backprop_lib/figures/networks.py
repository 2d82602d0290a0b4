"""Networks as neurons and connections, with their parameters."""

from backprop_lib.figures.drawing import Figure, svg, symbol

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
    drawing = svg("network", (360, 200), alt, body)
    caption = (
        "Seven parameters: a weight on each connection, a bias on each neuron that computes. "
        f"The input is <i>x</i> = {values['x']:g}."
    )
    return Figure((drawing,), alt, caption)
