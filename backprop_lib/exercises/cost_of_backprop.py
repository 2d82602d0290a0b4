"""The exercises of the chapter on the cost of backpropagation."""

from itertools import pairwise

from backprop_lib.exercises.answers import FunctionAnswer, NumberAnswer
from backprop_lib.exercises.exercise import Exercise

WIDE, DEEP = (100, 40, 20, 5), (30, 20, 10)


def products(sizes):
    return [a * b for a, b in pairwise(sizes)]


def ratio():
    each = products(WIDE)
    total = sum(each)
    return Exercise(
        name="cost_of_backprop.ratio",
        question=(
            f"A network {'-'.join(map(str, WIDE))} is trained with batches of 32. Count multiplications of matrix "
            "products alone. How many forward passes does its backward pass cost? Give four significant digits."
        ),
        help="One product a layer forward, two backward, and one of them is not needed. Which is it? Does 32 matter?",
        judge=NumberAnswer(
            right=(2 * total - each[0]) / total,
            mistakes={
                "the last layer is spared a product, not the first": (2 * total - each[-1]) / total,
                "forward and backward are added": (3 * total - each[0]) / total,
                "the biases are counted as multiplications": (
                    (2 * total - each[0] + 2 * sum(WIDE[1:])) / (total + sum(WIDE[1:]))
                ),
                "forward is divided by backward": total / (2 * total - each[0]),
                "both products of the first layer are left out": 2 * (total - each[0]) / total,
                "the share of the first layer is given": each[0] / total,
            },
            praise="little more than one: most of the multiplications are in the first layer, which needs no ∂L/∂X.",
        ),
    )


def differences():
    each = products(DEEP)
    forward = sum(each)
    together = 3 * forward - each[0]
    P = forward + sum(DEEP[1:])
    return Exercise(
        name="cost_of_backprop.differences",
        question=(
            f"The gradient of a network {'-'.join(map(str, DEEP))} with biases is found by central differences. How "
            "many times as many multiplications is that as one forward and one backward pass? Count matrix products "
            "alone, and give four significant digits."
        ),
        help="How many parameters, how many forward passes for each, and what do forward and backward cost together?",
        judge=NumberAnswer(
            right=2 * P * forward / together,
            mistakes={
                "the differences are one-sided": (P + 1) * forward / together,
                "the biases are not counted among the parameters": 2 * forward * forward / together,
                "they are compared with the backward pass alone": 2 * P * forward / (together - forward),
                "the first layer is charged for ∂L/∂X as well": 2 * P / 3,
                "they are compared with one forward pass": 2.0 * P,
                "one pass for each parameter is counted": P * forward / together,
            },
            praise="two forward passes for each parameter, against less than three in all.",
        ),
    )


def counted(sizes, n, spared="first", bias=True, batch=True):
    """What a network costs, or what a wrong count says."""
    each = [(n if batch else 1) * product for product in products(sizes)]
    saved = {"first": each[0], "last": each[-1], "none": 0}[spared]
    return {
        "forward": sum(each),
        "backward": 2 * sum(each) - saved,
        "parameters": sum(products(sizes)) + (sum(sizes[1:]) if bias else 0),
        "activations": n * sum(sizes[1:]),
    }


def count():
    def wrong(**changes):
        return lambda sizes, n: counted(sizes, n, **changes)

    def with_input(sizes, n):
        return counted(sizes, n) | {"activations": n * sum(sizes)}

    def of_one_sample(sizes, n):
        return counted(sizes, n) | {"activations": sum(sizes[1:])}

    return Exercise(
        name="cost_of_backprop.count",
        question=(
            "Write a function `count(sizes, n)` for a network with biases and a batch of n that returns a dict: "
            "`forward` and `backward`, the multiplications of their matrix products; `parameters`, how many there are; "
            "`activations`, how many numbers all layers pass on together, the input X not counted."
        ),
        help="Go through pairs of neighbouring sizes. Which of the four numbers depend on n?",
        judge=FunctionAnswer(
            signature="count(sizes, n)",
            trials=[((2, 4, 1), 4), ((784, 128, 10), 32), ((7, 6, 5, 3), 10)],
            right=counted,
            mistakes={
                "∂L/∂X is counted, which nobody needs": wrong(spared="none"),
                "the last layer is spared a product, not the first": wrong(spared="last"),
                "the biases are not counted among the parameters": wrong(bias=False),
                "the batch is left out of the multiplications": wrong(batch=False),
                "the input X is counted among the activations": with_input,
                "the activations are those of one sample": of_one_sample,
            },
            symbol=str,
            praise="the batch multiplies everything but the parameters.",
        ),
    )


EXERCISES = [ratio(), differences(), count()]
