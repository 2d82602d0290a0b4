"""The exercises of the chapter on automatic differentiation: the order of the backward pass."""

import numpy as np

from backprop_lib.exercises.answers import FunctionAnswer, NamesAnswer, NumberAnswer
from backprop_lib.exercises.exercise import Exercise

NAMES = ("a", "b", "c", "d", "e", "f")
X = 1.7


def backward(nodes, order=reversed, add=True, seen=tuple, message=lambda upstream, local: upstream * local):
    """The gradients of the last of ``nodes``, {name: (inputs, local derivatives)}, in the order of calculation.

    What follows ``nodes`` makes it wrong: the order of the visits, = in place of +=, which arrows of a node are seen,
    and what goes along an arrow.
    """
    gradients = {**dict.fromkeys(nodes, 0.0), [*nodes][-1]: 1.0}
    for name in order([*nodes]):
        for source, local in seen(zip(*nodes[name], strict=True)):
            gradients[source] = (gradients[source] if add else 0.0) + message(gradients[name], local)
    return gradients


def hurried(nodes):
    """What comes out when each input goes on at once."""
    gradients = dict.fromkeys(nodes, 0.0)

    def hand_on(name):
        for source, local in zip(*nodes[name], strict=True):
            gradients[source] += gradients[name] * local
            hand_on(source)

    output = [*nodes][-1]
    gradients[output] = 1.0
    hand_on(output)
    return gradients


def squared_twice(x):
    """s = x·x, y = s·s."""
    return {"x": ((), ()), "s": (("x", "x"), (x, x)), "y": (("s", "s"), (x * x, x * x))}


def once(arrows):
    """Of several arrows from the same input one."""
    return {source: (source, local) for source, local in arrows}.values()


def hurry():
    nodes = squared_twice(X)
    return Exercise(
        name="autodiff.hurried",
        question=(
            f"For s = x·x and y = s·s at x = {X}, which gradient does `hurry`, the program that goes on at once, find "
            "for x? Give four significant digits."
        ),
        help=(
            "Write down what s holds when the program comes to it the first time, and what it holds the second time. "
            "Each time it hands on all that it holds, along two arrows."
        ),
        judge=NumberAnswer(
            right=hurried(nodes)["x"],
            mistakes={
                "every arrow is used once: the right gradient, which hurry does not find": backward(nodes)["x"],
                "= stands in place of +=": backward(nodes, add=False)["x"],
                "s goes on only the first time": 2 * X**3,
                "s holds its whole gradient at both visits": 8 * X**3,
                "the product s = x·x has one arrow from x, not two": 3 * X**3,
                "y is given, not a gradient": X**4,
            },
            praise="6x³, where 4x³ is right. The gradient of the first visit to s is handed on twice.",
        ),
    )


def orders():
    return Exercise(
        name="autodiff.orders",
        question=(
            "A formula is computed as s = w·x, t = s + b, p = w·w, L = t·p. In which of these orders can the backward "
            "pass visit the nodes? A: L, t, p, s, w, x, b. B: L, p, w, t, s, x, b. C: L, p, t, b, s, x, w. "
            "D: L, s, t, p, w, x, b. E: w, x, b, s, p, t, L. Give a list of letters, such as `['A', 'B']`."
        ),
        help="For every node, look at the nodes that were made from it. All of them must stand before it.",
        judge=NamesAnswer(
            right=["A", "C"],
            reasons={
                "A": "In A every node stands behind all nodes that were made from it.",
                "B": "In B the node w stands before s, and what s hands to it comes too late.",
                "C": "In C every node stands behind all nodes that were made from it.",
                "D": "In D the node s stands before t, from which its gradient comes.",
                "E": "E is the order of the forward pass: nothing has arrived anywhere when a node hands on.",
            },
            praise="in both, a node's turn comes after all nodes that were made from it.",
        ),
    )


def random_nodes(rng):
    """Six nodes, each made of two earlier ones or twice the same."""
    nodes = {"a": ((), ())}
    for k in range(1, len(NAMES)):
        inputs = tuple(NAMES[i] for i in rng.integers(0, k, 2))
        nodes[NAMES[k]] = (inputs, tuple(rng.uniform(-2, 2, 2).tolist()))
    return nodes


def heart():
    a = X
    b = a * a
    c = b + a
    d = b * c
    book = {
        "a": ((), ()), "b": (("a", "a"), (a, a)), "c": (("b", "a"), (1.0, 1.0)), "d": (("b", "c"), (c, b)),
        "e": (("d", "d"), (1.0, 1.0)), "f": (("e", "a"), (a, d + d)),
    }  # fmt: skip
    rng = np.random.default_rng(4)
    trials = [(book,)] + [(random_nodes(rng),) for _ in range(20)]
    return Exercise(
        name="autodiff.backward",
        question=(
            "Write `backward(nodes)`. `nodes` is a dict in the order of calculation; each name has a pair: the names "
            "of the inputs, and the local derivative by each, as in `{'a': ((), ()), 'b': (('a', 'a'), (1, 1))}`. "
            "Return a dict with the gradient of the last node by each node. Check it with `check(backward)`."
        ),
        help="Every gradient starts at 0, only that of the last node at 1. Then go up the list, from last to first.",
        judge=FunctionAnswer(
            signature="backward(nodes)",
            trials=trials,
            right=backward,
            mistakes={
                "= stands in place of +=": lambda nodes: backward(nodes, add=False),
                "the nodes are visited in the order of calculation": lambda nodes: backward(nodes, order=iter),
                "each input goes on at once": hurried,
                "an input that stands twice is counted once": lambda nodes: backward(nodes, seen=once),
                "the upstream gradient is left out": lambda nodes: backward(nodes, message=lambda up, local: local),
                "the local derivative is left out": lambda nodes: backward(nodes, message=lambda up, local: up),
                "upstream and local are added, not multiplied": lambda nodes: backward(
                    nodes, message=lambda up, local: up + local
                ),
            },
            symbol=lambda name: f"∂f/∂{name}",
            praise=f"All gradients are right, on the graph of a formula and on {len(trials) - 1} random ones.",
        ),
    )


EXERCISES = [hurry(), orders(), heart()]
