"""The exercises of the chapter on gradient checking: a difference by hand, and three backward passes to mend."""

import numpy as np

from backprop_lib.exercises.answers import FunctionAnswer, NumberAnswer
from backprop_lib.exercises.exercise import Exercise
from backprop_lib.exercises.slips import SLIPS, backward
from backprop_lib.network import MLP
from backprop_lib.symbols import text

W, H = 1.3, 0.13


def central():
    def loss(w):
        return w**4

    right = (loss(W + H) - loss(W - H)) / (2 * H)
    return Exercise(
        name="gradient_checking.central",
        question=(
            f"Take L(w) = w⁴ again, now at w = {W:g} with h = {H}. Calculate the central difference by hand, from two "
            "values of L. Give four significant digits. How far is it from the derivative?"
        ),
        help="Two values of L, one above and one below w. How far apart are the two places at which you take them?",
        judge=NumberAnswer(
            right=right,
            mistakes={
                "it is divided by h; the two places are 2h apart": 2 * right,
                "the one-sided difference from above is taken": (loss(W + H) - loss(W)) / H,
                "the one-sided difference from below is taken": (loss(W) - loss(W - H)) / H,
                "the derivative 4w³ is given, not the difference": 4 * W**3,
                "the derivative at w + h is given": 4 * (W + H) ** 3,
                "the derivative at w − h is given": 4 * (W - H) ** 3,
                "the lower value is added, not subtracted": (loss(W + H) + loss(W - H)) / (2 * H),
                "the error of the difference is given, not the difference": right - 4 * W**3,
                "nothing is divided": loss(W + H) - loss(W - H),
            },
            praise="4w³ + 4wh². The derivative is 4w³, so the error is 4wh², here one per cent of it.",
        ),
    )


def network(W1, b1, W2, b2):
    """tanh in the hidden layer, a sigmoid at the output."""
    return MLP.from_parameters([W1, W2], [b1, b2], hidden="tanh")


def named(gradients):
    return dict(zip(("W1", "b1", "W2", "b2"), gradients.parameters(), strict=True))


def gradients(X, Y, *parameters):
    """The right gradients, by the engine."""
    net = network(*parameters)
    return named(net.backward(net.forward(X), Y))


def changed(**lines):
    """A wrong function: the backward pass of the textbook with other lines in the place of some of its own."""

    def wrong(X, Y, *parameters):
        net = network(*parameters)
        return named(backward(net, net.forward(X), Y, **lines))

    return wrong


def updated_too_much(delta, W, dW):
    return delta @ (W + 2.0 * dW)


GIVEN = {
    "slope": changed(hidden=lambda f, upstream, z, a: upstream * (1 - a)),
    "bias": changed(bias=lambda delta: delta.mean(axis=0)),
    "order": changed(**SLIPS["weights updated too early"].changed),
}
KNOWN = {
    "the hidden slope is left out": changed(**SLIPS["hidden slope forgotten"].changed),
    "the slope of tanh is written 1 − a; it is 1 − a²": GIVEN["slope"],
    "the slope of a sigmoid, a (1 − a), is taken for tanh": changed(
        hidden=lambda f, upstream, z, a: upstream * a * (1 - a)
    ),
    "the slope of tanh is taken of z, as 1 − z²": changed(hidden=lambda f, upstream, z, a: upstream * (1 - z**2)),
    "tanh is applied twice: its slope is taken at a": changed(**SLIPS["slope at the activation"].changed),
    "the output's slope is left out": changed(**SLIPS["output slope forgotten"].changed),
    "the biases are averaged over the batch, though δ holds 1/n already": GIVEN["bias"],
    "the biases take δ of the first row only": changed(**SLIPS["bias not summed"].changed),
    "the biases are summed over everything, not over the rows": changed(
        bias=lambda delta: np.full(delta.shape[1], delta.sum())
    ),
    "W₂ has its update before δ goes back through it": GIVEN["order"],
    "W₂ has its update with the wrong sign before δ goes back through it": changed(back=updated_too_much),
    "the factor 1/n of the mean is left out": changed(**SLIPS["one over n forgotten"].changed),
    "the error is taken as y − ŷ": changed(**SLIPS["sign"].changed),
    "the ½ of the loss is forgotten": changed(**SLIPS["factor 2"].changed),
}

SIZES = [(4, 2, 3, 1), (5, 3, 2, 4), (3, 2, 4, 2)]


def trials():
    rng = np.random.default_rng(6)
    for n, fan_in, hidden, out in SIZES:
        shapes = (n, fan_in), (n, out), (hidden, fan_in), (hidden,), (out, hidden), (out,)
        yield tuple(rng.uniform(-1, 1, shape) for shape in shapes)


def mend(name, help):
    return Exercise(
        name=f"gradient_checking.{name}",
        question=(
            "Mend the backward pass: copy it, change the line that is wrong, and hand your function to `check`. It is "
            "called as `backward(X, Y, W1, b1, W2, b2)` and returns a dict with the keys W1, b1, W2 and b2."
        ),
        help=help,
        judge=FunctionAnswer(
            signature="backward(X, Y, W1, b1, W2, b2)",
            trials=list(trials()),
            right=gradients,
            mistakes=KNOWN,
            symbol=lambda key: text(f"dL/d{key}"),
            praise="All four gradients agree with the engine, for three networks whose sizes differ.",
        ),
    )


EXERCISES = [
    central(),
    mend(
        "slope",
        "W₂ and b₂ are right, so everything down to δ of the output is right. W₁ and b₁ are both wrong, so look at "
        "what they share and W₂ does not have: one line. What is the derivative of tanh, written with its own value?",
    ),
    mend(
        "bias",
        "Both weight matrices are right, and they contain both δ. So both δ are right, and the slip is behind them. "
        "Wrong are the two biases alone. By which factor?",
    ),
    mend(
        "order",
        "W₂ and b₂ are right. W₁ and b₁ are wrong by little, so the formula of δ is nearly right. Read the lines in "
        "the order in which they run, and ask of each name which value it has at that moment.",
    ),
]
