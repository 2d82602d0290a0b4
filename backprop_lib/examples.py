"""The small networks of the book with their numbers.

The forward functions are the textbook's own lines. They run on floats and on arrays; handed
recorded `Value`s they are what the explorers replay.
"""

from collections.abc import Callable
from dataclasses import dataclass

from backprop_lib.activations import sigmoid
from backprop_lib.graph import Graph, Value, record
from backprop_lib.losses import half_squared_error, squared_error


@dataclass(frozen=True)
class Example:
    """A small network with the numbers of the book.

    - name, title: for the page's address and its heading.
    - forward: the textbook code, from data and parameters to a dict of the named values.
    - graph: recorded from `forward`; its output is called L.
    - data, parameters: names of the inputs, in the order of the book.
    - values: the book's number of each of them; eta: learning rate; h: step of the finite
      differences.
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


def one_two_one(x, y, w1, w2, w3, w4, b1, b2, b3):
    """The 1-2-1 network: one input, two hidden neurons, one output."""
    z1 = w1 * x + b1
    h1 = sigmoid(z1)
    z2 = w2 * x + b2
    h2 = sigmoid(z2)
    z3 = w3 * h1 + w4 * h2 + b3
    y_hat = sigmoid(z3)
    L = half_squared_error.value(y_hat, y)
    return {"z1": z1, "h1": h1, "z2": z2, "h2": h2, "z3": z3, "y_hat": y_hat, "L": L}


def two_one_one(x1, x2, y, w11, w12, w2, b1, b2):
    """The 2-1-1 network: two inputs, one hidden neuron, one output."""
    z1 = w11 * x1 + w12 * x2 + b1
    h1 = sigmoid(z1)
    z2 = w2 * h1 + b2
    y_hat = sigmoid(z2)
    L = half_squared_error.value(y_hat, y)
    return {"z1": z1, "h1": h1, "z2": z2, "y_hat": y_hat, "L": L}


def single_neuron(x, y, w, b):
    """One neuron with one input."""
    z = w * x + b
    y_hat = sigmoid(z)
    L = half_squared_error.value(y_hat, y)
    return {"z": z, "y_hat": y_hat, "L": L}


def two_two_two_network(x1, x2, y1, y2, w1, w2, w3, w4, w5, w6, w7, w8, b1, b2, b3, b4):
    """The 2-2-2 network: two inputs, two hidden neurons, two outputs."""
    z1 = w1 * x1 + w2 * x2 + b1
    h1 = sigmoid(z1)
    z2 = w3 * x1 + w4 * x2 + b2
    h2 = sigmoid(z2)
    z3 = w5 * h1 + w6 * h2 + b3
    y_hat1 = sigmoid(z3)
    z4 = w7 * h1 + w8 * h2 + b4
    y_hat2 = sigmoid(z4)
    L = half_squared_error.value(y_hat1, y1) + half_squared_error.value(y_hat2, y2)
    hidden = {"z1": z1, "h1": h1, "z2": z2, "h2": h2}
    return {**hidden, "z3": z3, "y_hat1": y_hat1, "z4": z4, "y_hat2": y_hat2, "L": L}


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
    )  # fmt: skip


def one_neuron():
    """One sigmoid neuron, the smallest thing that learns."""
    return _example(
        "one-neuron",
        "One neuron",
        single_neuron,
        data={"x": 2.0, "y": 1.0},
        parameters={"w": 0.5, "b": 0.0},
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
    named = forward(**{symbol: Value(number, name=symbol) for symbol, number in values.items()})
    graph = record(named["L"], names=named)
    return Example(name, title, forward, graph, tuple(data), tuple(parameters), values, **settings)
