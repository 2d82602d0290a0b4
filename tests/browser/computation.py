"""The numbers of the networks of the explorers, calculated independently of the library.

The chain rule is written out neuron by neuron as on paper; nothing here imports `backprop_lib`.
"""

import math
from dataclasses import dataclass
from functools import cache, partial
from typing import NamedTuple

EPSILON = 2.0**-52
AGREE = 1e-12
"""Relative difference that two correct calculations in 64 bits may show on well-conditioned numbers."""


def sigmoid(z):
    e = math.exp(-abs(z))
    return (1.0 if z >= 0 else e) / (1.0 + e)


ACTIVATIONS = {
    "sigmoid": ("sigma_prime", sigmoid, lambda z, out: out * (1 - out)),
    "tanh": ("tanh_prime", math.tanh, lambda z, out: 1 - out * out),
    "relu": ("relu_prime", lambda z: max(z, 0.0), lambda z, out: 1.0 if z > 0 else 0.0),
    "leaky_relu": ("leaky_prime", lambda z: z if z > 0 else 0.01 * z, lambda z, out: 1.0 if z > 0 else 0.01),
    "identity": ("identity_prime", lambda z: z, lambda z, out: 1.0),
}
"""The name of the slope, the function, its slope."""
CHOICES = {
    "hidden": {"sigmoid": "sigmoid", "tanh": "tanh", "relu": "ReLU", "leaky_relu": "leaky ReLU"},
    "output": {
        "sigmoid": "sigmoid, ½ squared error",
        "sigmoid-squared": "sigmoid, squared error",
        "sigmoid-cross_entropy": "sigmoid, cross-entropy",
        "tanh": "tanh, ½ squared error",
        "relu": "ReLU, ½ squared error",
        "identity": "identity, ½ squared error",
        "identity-squared": "identity, squared error",
    },
}
"""{key: label} in the order in which the page offers them; without a name the loss is half the squared error."""


class Neuron(NamedTuple):
    """z = Σ weight · input + bias, out = f(z); every part by its name."""

    z: str
    out: str
    inputs: tuple
    weights: tuple
    bias: str


def total(name, terms, nudge):
    """The sum of the terms. It may cancel; its rounding belongs to the largest term, and `nudge` is a share of that."""
    return sum(terms) + nudge.get(name, 0.0) * max(map(abs, terms), default=0.0)


def layered(neurons, p, nudge=()):
    """Every number of a network at the setting `p` = {"x": ..., "w1": ..., ..., "hidden": key, "output": key}.

    The loss is summed over the outputs. nudge: {name: share}, for rounding: see `_with_tolerances`.
    """
    nudge = dict(nudge)
    numbers = {name: value for name, value in p.items() if name not in ("eta", "h", "hidden", "output")}
    last, loss = [*p.get("output", "sigmoid").split("-"), "half"][:2]
    functions = {n.z: ACTIVATIONS[last if n.out.startswith("y") else p.get("hidden", "sigmoid")] for n in neurons}
    for neuron in neurons:
        terms = [p[w] * numbers[x] for w, x in zip(neuron.weights, neuron.inputs, strict=True)]
        numbers[neuron.z] = total(neuron.z, [*terms, p[neuron.bias]], nudge)
        numbers[neuron.out] = functions[neuron.z][1](numbers[neuron.z]) * (1 + nudge.get(neuron.out, 0.0))
    messages = {}  # to each value: one for each way on
    numbers["L"], numbers["dL/dL"] = 0.0, 1.0
    for neuron in neurons:
        if neuron.out.startswith("y_hat"):
            y = neuron.out.replace("y_hat", "y")
            numbers["L"] += _loss(loss, neuron, numbers, messages, y)
    for neuron in reversed(neurons):
        name, _, derivative = functions[neuron.z]
        slope = derivative(numbers[neuron.z], numbers[neuron.out])
        upstream = total(f"dL/d{neuron.out}", messages.pop(neuron.out), nudge)
        delta = sum([upstream * slope, *messages.pop(neuron.z, [])])
        index = neuron.z[1:]
        numbers |= {
            f"dL/d{neuron.out}": upstream, f"{name}({neuron.z})": slope, f"d{neuron.out}/d{neuron.z}": slope,
            f"delta{index}": delta, f"dL/d{neuron.bias}": delta, f"d{neuron.z}/d{neuron.bias}": 1.0,
        }  # fmt: skip
        for w, x in zip(neuron.weights, neuron.inputs, strict=True):
            numbers |= {f"dL/d{w}": delta * numbers[x], f"d{neuron.z}/d{w}": numbers[x], f"d{neuron.z}/d{x}": p[w]}
            messages.setdefault(x, []).append(delta * p[w])
    return numbers | {f"dL/d{name}": total(f"dL/d{name}", terms, nudge) for name, terms in messages.items()}


def _loss(loss, neuron, numbers, messages, y):
    """One output's loss; what it sends back goes to `messages`."""
    z, error = numbers[neuron.z], numbers[neuron.out] - numbers[y]
    if loss == "cross_entropy":  # of the logit z
        messages[neuron.out], messages[neuron.z], messages[y] = [0.0], [error], [-z]
        numbers[f"dL/d{neuron.z}"] = error
        return max(z, 0.0) + math.log1p(math.exp(-abs(z))) - numbers[y] * z
    half = 0.5 if loss == "half" else 1.0
    messages[neuron.out], messages[y] = [2 * half * error], [-2 * half * error]
    return half * error * error


def line_with_penalty(p, nudge=()):
    """Every number of L = (y − (w x + b))² + w²."""
    nudge = dict(nudge)
    x, y, w, b = (p[name] for name in ("x", "y", "w", "b"))
    y_hat = total("y_hat", [w * x, b], nudge)
    error = y_hat - y
    return {
        "x": x, "y": y, "w": w, "b": b, "y_hat": y_hat, "P": w * w, "L": error * error + w * w,
        "dL/dL": 1.0, "dL/dP": 1.0, "dL/dy_hat": 2 * error, "dL/dy": -2 * error,
        "dL/dw": total("dL/dw", [2 * error * x, 2 * w], nudge), "dL/db": 2 * error, "dL/dx": 2 * error * w,
        "dy_hat/dw": x, "dy_hat/dx": w, "dy_hat/db": 1.0, "dP/dw": 2 * w,
    }  # fmt: skip


@dataclass(frozen=True)
class Network:
    """A network: its function, the names of its inputs and the book's numbers.

    edges: (from, to) for every line of its picture; rounded: whose rounding is taken into account.
    """

    numbers: object
    edges: tuple
    rounded: tuple
    data: dict
    parameters: dict
    eta: float = 0.1
    h: float = 1e-5

    @property
    def book(self):
        return {**self.data, **self.parameters}

    @property
    def setting(self):
        """The book's numbers, η and h included."""
        return {**self.book, "eta": self.eta, "h": self.h}

    def logits(self, functions):
        """{prediction: its z} where the loss is taken of the z and no path leads to the prediction, else {}."""
        if not functions.get("output", "").endswith("cross_entropy"):
            return {}
        return {out: z for z, out in self.edges if out.startswith("y_hat")}

    def paths(self, name, functions, end="L"):
        """Every path from the loss back to `name`, as a tuple of the symbols of its local derivatives."""
        if name == end:
            return [()]
        logits = self.logits(functions) if end == "L" else {}
        starts = [logits.get(start, start) for start, to in self.edges if to == end]
        return [(f"d{end}/d{start}", *rest) for start in starts for rest in self.paths(name, functions, start)]


def network(neurons, data, parameters, **sizes):
    """The `Network` of sigmoid neurons."""
    outs = {neuron.out for neuron in neurons}
    edges = [(neuron.z, neuron.out) for neuron in neurons]
    edges += [(name, n.z) for n in neurons for name in (*n.weights, *n.inputs, n.bias)]
    edges += [(name, "L") for name in (*outs, *data) if name.startswith("y")]
    sums = {f"dL/d{x}" for neuron in neurons for x in neuron.inputs}
    return Network(
        partial(layered, neurons),
        tuple(edges),
        (*(neuron.z for neuron in neurons), *outs, *sums),
        data,
        parameters,
        **sizes,
    )


WORKED_EXAMPLE = network(
    (
        Neuron("z1", "h1", ("x",), ("w1",), "b1"),
        Neuron("z2", "h2", ("x",), ("w2",), "b2"),
        Neuron("z3", "y_hat", ("h1", "h2"), ("w3", "w4"), "b3"),
    ),
    {"x": 0.5, "y": 1.0},
    {"w1": 0.1, "w2": 0.2, "w3": 0.3, "w4": 0.4, "b1": 0.1, "b2": 0.1, "b3": 0.1},
)
ONE_NEURON = network((Neuron("z", "y_hat", ("x",), ("w",), "b"),), {"x": 2.0, "y": 1.0}, {"w": 0.5, "b": 0.0})
TWO_INPUT = network(
    (Neuron("z1", "h1", ("x1", "x2"), ("w11", "w12"), "b1"), Neuron("z2", "y_hat", ("h1",), ("w2",), "b2")),
    {"x1": 0.5, "x2": 0.8, "y": 1.0},
    {"w11": 0.4, "w12": 0.6, "w2": 0.9, "b1": 0.1, "b2": 0.1},
    eta=0.5,
)
TWO_TWO_TWO = network(
    (
        Neuron("z1", "h1", ("x1", "x2"), ("w1", "w2"), "b1"),
        Neuron("z2", "h2", ("x1", "x2"), ("w3", "w4"), "b2"),
        Neuron("z3", "y_hat1", ("h1", "h2"), ("w5", "w6"), "b3"),
        Neuron("z4", "y_hat2", ("h1", "h2"), ("w7", "w8"), "b4"),
    ),
    {"x1": 0.05, "x2": 0.1, "y1": 0.01, "y2": 0.99},
    {
        "w1": 0.15, "w2": 0.2, "w3": 0.25, "w4": 0.3, "w5": 0.4, "w6": 0.45, "w7": 0.5, "w8": 0.55,
        "b1": 0.35, "b2": 0.35, "b3": 0.6, "b4": 0.6,
    },
    eta=0.5,
)  # fmt: skip
TWO_PATHS = Network(
    line_with_penalty,
    (("x", "y_hat"), ("w", "y_hat"), ("b", "y_hat"), ("w", "P"), ("y", "L"), ("y_hat", "L"), ("P", "L")),
    ("y_hat", "dL/dw"),
    {"x": 1.5, "y": 1.0},
    {"w": 0.3, "b": 0.1},
)
NETWORKS = (WORKED_EXAMPLE, ONE_NEURON, TWO_INPUT, TWO_TWO_TWO, TWO_PATHS)


def network_of(nodes):
    """The network whose picture has boxes of these names."""
    (found,) = (each for each in NETWORKS if {name for edge in each.edges for name in edge} == set(nodes))
    return found


def gradient_of(network, numbers, name):
    """∂L/∂name by its symbol: delta for a weighted sum."""
    return numbers["delta" + name[1:] if name.startswith("z") else f"dL/d{name}"]


def everything(network, setting):
    """({symbol: number}, {symbol: tolerance}) of all that an explorer shows at `setting` (η and h included)."""
    return _everything(NETWORKS.index(network), tuple(sorted(setting.items())))


@cache  # several tests look at one setting again and again
def _everything(index, items):
    network, setting = NETWORKS[index], dict(items)
    numbers, allowed = _with_tolerances(network, setting)
    eta, h = setting["eta"], setting["h"]
    numbers |= {"eta": eta, "h": h}
    allowed |= {"eta": 0.0, "h": 0.0}
    gradients = {name: numbers[f"dL/d{name}"] for name in network.parameters}
    for name, gradient in gradients.items():
        difference, noise = _central_difference(network, setting, name, h)
        numbers[f"fd/{name}"], allowed[f"fd/{name}"] = difference, noise
        numbers[f"update/{name}"] = -eta * gradient
        allowed[f"update/{name}"] = eta * allowed[f"dL/d{name}"]
        numbers[f"new/{name}"] = setting[name] - eta * gradient
        allowed[f"new/{name}"] = allowed[f"update/{name}"] + AGREE * abs(numbers[f"new/{name}"])
    after, after_allowed = _with_tolerances(network, setting | {n: numbers[f"new/{n}"] for n in network.parameters})
    # The new parameters are themselves rounded: each carries its tolerance into the loss.
    carried = sum(abs(after[f"dL/d{n}"]) * allowed[f"new/{n}"] for n in network.parameters)
    numbers["new/L"], allowed["new/L"] = after["L"], after_allowed["L"] + carried
    numbers["predicted"] = -eta * sum(g * g for g in gradients.values())
    allowed["predicted"] = AGREE * abs(numbers["predicted"]) + eta * sum(
        2 * abs(g) * allowed[f"dL/d{n}"] for n, g in gradients.items()
    )
    numbers["actual"] = numbers["new/L"] - numbers["L"]
    # A difference of two losses: both roundings stay, however small the difference is.
    allowed["actual"] = (
        AGREE * abs(numbers["actual"]) + _noise(after, after_allowed) + _noise(numbers, allowed) + carried
    )
    return numbers, allowed


def step(network, setting):
    """The setting after one step of gradient descent on all parameters."""
    numbers = network.numbers(setting)
    return setting | {n: setting[n] - setting["eta"] * numbers[f"dL/d{n}"] for n in network.parameters}


def digits_of_agreement(a, b):
    """Leading digits that two numbers share: ⌊−log₁₀ of the relative difference⌋."""
    if not (math.isfinite(a) and math.isfinite(b)):
        return math.nan
    if a == b:
        return math.inf
    return max(0, math.floor(-math.log10(abs(a - b) / max(abs(a), abs(b)))))


def _central_difference(network, setting, name, h):
    """(L(p + h) − L(p − h)) / 2h, and how far another correct calculation may lie from it.

    The rounding of the two losses does not shrink with h, so it is divided by 2h.
    """
    losses, noise = [], 0.0
    for place in (setting[name] + h, setting[name] - h):
        numbers, allowed = _with_tolerances(network, setting | {name: place})
        losses.append(numbers["L"])
        noise += _noise(numbers, allowed)
    difference = (losses[0] - losses[1]) / (2 * h)
    return difference, AGREE * abs(difference) + noise / (2 * h)


def _noise(numbers, allowed):
    """Rounding of a loss without the allowance for well-conditioned numbers."""
    return allowed["L"] - AGREE * numbers["L"]


def _with_tolerances(network, setting):
    """The numbers, and for each 10⁻¹² of itself plus what the rounding of an exponential does to it.

    Two correct libraries differ by a unit or two in the last place of exp, and of a sum. Where 1 − ŷ or ŷ − y cancels,
    that unit is far more than 10⁻¹² of the result: 1 − 0.99999 has lost five digits.
    """
    numbers = network.numbers(setting)
    allowed = {symbol: AGREE * abs(value) for symbol, value in numbers.items()}
    for name in network.rounded:
        for side in (1, -1):
            for symbol, value in network.numbers(setting, {name: side * 2 * EPSILON}).items():
                allowed[symbol] += abs(value - numbers[symbol])
    return numbers, allowed
