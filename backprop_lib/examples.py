"""The small networks of the book with their numbers.

The forward functions are the textbook's own lines. They run on floats and on arrays; handed
recorded `Value`s they are what the explorers replay.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial

from backprop_lib.activations import leaky_relu, relu, sigmoid, tanh
from backprop_lib.graph import Graph, Value, record
from backprop_lib.losses import binary_cross_entropy, half_squared_error, squared_error


def _linear(z):
    """The identity as a node of its own, so that a prediction stays beside its z."""
    return z.identity() if isinstance(z, Value) else z


HIDDEN = {"sigmoid": sigmoid, "tanh": tanh, "relu": relu, "leaky_relu": leaky_relu}
"""What the hidden neurons can compute, by the key of the choice."""

OUTPUT = {
    "sigmoid": (sigmoid, half_squared_error),
    "sigmoid-squared": (sigmoid, squared_error),
    "sigmoid-cross_entropy": (sigmoid, binary_cross_entropy),
    "tanh": (tanh, half_squared_error),
    "relu": (relu, half_squared_error),
    "identity": (_linear, half_squared_error),
    "identity-squared": (_linear, squared_error),
}
"""Activation of the output and loss, by the key of the choice; without a name the loss is half the squared error."""

_ALL = {"hidden": tuple(HIDDEN), "output": tuple(OUTPUT)}


@dataclass(frozen=True)
class Example:
    """A small network with the numbers of the book.

    - name, title: for the page's address and its heading.
    - forward: the textbook code, from data and parameters to a dict of the named values.
    - graph: recorded from `forward`; its output is called L.
    - data, parameters: names of the inputs, in the order of the book.
    - values: the book's number of each of them; eta: learning rate; h: step of the finite
      differences.
    - choices: what can be switched, {"hidden": keys of `HIDDEN`, "output": keys of `OUTPUT`}; the book's own key is the
      first of each.
    """

    name: str
    title: str
    forward: Callable
    graph: Graph
    data: tuple
    parameters: tuple
    values: dict
    eta: float = 0.1
    h: float = 1e-5
    choices: dict = field(default_factory=dict)

    def switched(self, **keys):
        """The example with other activations or another loss, recorded anew from the same code.

        keys: for each of `choices` the key of a function. Raises ValueError for a choice or a key that there is not.

        >>> worked_example().switched(hidden="tanh", output="sigmoid-cross_entropy").graph.nodes[11].op
        'tanh'
        """
        functions = {}
        for choice, key in keys.items():
            known = self.choices.get(choice, ())
            if key not in known:
                offered = ", ".join(known) or f"none; {self.name!r} switches {', '.join(self.choices) or 'nothing'}"
                raise ValueError(f"no {choice} function {key!r}; known: {offered}")
            if choice == "hidden":
                functions["hidden"] = HIDDEN[key]
            else:
                functions["output"], functions["loss"] = OUTPUT[key]
        forward = partial(self.forward, **functions)
        return replace(self, forward=forward, graph=_recorded(forward, self.values))


def one_two_one(x, y, w1, w2, w3, w4, b1, b2, b3, hidden=sigmoid, output=sigmoid, loss=half_squared_error):
    """The 1-2-1 network: one input, two hidden neurons, one output."""
    z1 = w1 * x + b1
    h1 = hidden(z1)
    z2 = w2 * x + b2
    h2 = hidden(z2)
    z3 = w3 * h1 + w4 * h2 + b3
    y_hat = output(z3)
    L = loss.value(z3 if loss.from_logits else y_hat, y)
    return {"z1": z1, "h1": h1, "z2": z2, "h2": h2, "z3": z3, "y_hat": y_hat, "L": L}


def two_one_one(x1, x2, y, w11, w12, w2, b1, b2, hidden=sigmoid, output=sigmoid, loss=half_squared_error):
    """The 2-1-1 network: two inputs, one hidden neuron, one output."""
    z1 = w11 * x1 + w12 * x2 + b1
    h1 = hidden(z1)
    z2 = w2 * h1 + b2
    y_hat = output(z2)
    L = loss.value(z2 if loss.from_logits else y_hat, y)
    return {"z1": z1, "h1": h1, "z2": z2, "y_hat": y_hat, "L": L}


def single_neuron(x, y, w, b, output=sigmoid, loss=half_squared_error):
    """One neuron with one input."""
    z = w * x + b
    y_hat = output(z)
    L = loss.value(z if loss.from_logits else y_hat, y)
    return {"z": z, "y_hat": y_hat, "L": L}


def two_two_two_network(
    x1, x2, y1, y2, w1, w2, w3, w4, w5, w6, w7, w8, b1, b2, b3, b4,
    hidden=sigmoid, output=sigmoid, loss=half_squared_error,
):  # fmt: skip
    """The 2-2-2 network: two inputs, two hidden neurons, two outputs."""
    z1 = w1 * x1 + w2 * x2 + b1
    h1 = hidden(z1)
    z2 = w3 * x1 + w4 * x2 + b2
    h2 = hidden(z2)
    z3 = w5 * h1 + w6 * h2 + b3
    y_hat1 = output(z3)
    z4 = w7 * h1 + w8 * h2 + b4
    y_hat2 = output(z4)
    outs = (z3, z4) if loss.from_logits else (y_hat1, y_hat2)
    L = loss.value(outs[0], y1) + loss.value(outs[1], y2)
    inner = {"z1": z1, "h1": h1, "z2": z2, "h2": h2}
    return {**inner, "z3": z3, "y_hat1": y_hat1, "z4": z4, "y_hat2": y_hat2, "L": L}


def penalised_line(x, y, w, b):
    """A straight line whose loss also counts the size of w, so that two paths lead to w."""
    y_hat = w * x + b
    P = w**2
    L = squared_error.value(y_hat, y) + P
    return {"y_hat": y_hat, "P": P, "L": L}


def worked_example():
    """The worked example of the book, calculated by hand line by line."""
    return _example(
        "worked-example",
        "The worked example",
        one_two_one,
        data={"x": 0.5, "y": 1.0},
        parameters={
            "w1": 0.1, "w2": 0.2, "w3": 0.3, "w4": 0.4,
            "b1": 0.1, "b2": 0.1, "b3": 0.1,
        },
        choices=_ALL,
    )  # fmt: skip


def one_neuron():
    """One sigmoid neuron, the smallest thing that learns."""
    return _example(
        "one-neuron",
        "One neuron",
        single_neuron,
        data={"x": 2.0, "y": 1.0},
        parameters={"w": 0.5, "b": 0.0},
        choices={"output": tuple(OUTPUT)},
    )


def two_input():
    """Two inputs, one hidden neuron: the smallest network in which a neuron reads two values."""
    return _example(
        "two-input",
        "Two inputs",
        two_one_one,
        data={"x1": 0.5, "x2": 0.8, "y": 1.0},
        parameters={"w11": 0.4, "w12": 0.6, "w2": 0.9, "b1": 0.1, "b2": 0.1},
        eta=0.5,
        choices=_ALL,
    )


def two_two_two():
    """Two hidden neurons and two outputs: a gradient is a sum over both outputs.

    The numbers are those of M. Mazur, "A step by step backpropagation example" (2015), where the neurons of a layer
    share one bias; here each has its own, and those of a layer start equal.
    """
    return _example(
        "two-two-two",
        "Two inputs, two outputs",
        two_two_two_network,
        data={"x1": 0.05, "x2": 0.10, "y1": 0.01, "y2": 0.99},
        parameters={
            "w1": 0.15, "w2": 0.20, "w3": 0.25, "w4": 0.30, "w5": 0.40, "w6": 0.45, "w7": 0.50, "w8": 0.55,
            "b1": 0.35, "b2": 0.35, "b3": 0.60, "b4": 0.60,
        },
        eta=0.5,
        choices=_ALL,
    )  # fmt: skip


def two_paths():
    """L = (y − (w x + b))² + w²: the error pulls w up, the penalty pulls it down."""
    return _example(
        "two-paths",
        "Two paths to one weight",
        penalised_line,
        data={"x": 1.5, "y": 1.0},
        parameters={"w": 0.3, "b": 0.1},
    )


def _example(name, title, forward, data, parameters, **settings):
    values = {**data, **parameters}
    graph = _recorded(forward, values)
    return Example(name, title, forward, graph, tuple(data), tuple(parameters), values, **settings)


def _recorded(forward, values):
    """The graph of a forward function; a prediction that the loss does not need is recorded beside it."""
    named = forward(**{symbol: Value(number, name=symbol) for symbol, number in values.items()})
    return record(named["L"], names=named, beside=named.values())
