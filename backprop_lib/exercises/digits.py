"""The exercises of the chapter on digits: the first loss, the output layer, and what may see the test images."""

import math

import numpy as np

from backprop_lib.exercises.answers import FunctionAnswer, NamesAnswer, NumberAnswer
from backprop_lib.exercises.exercise import Exercise

CLASSES = 26


def first_loss():
    return Exercise(
        name="digits.first_loss",
        question=(
            f"A network is to tell {CLASSES} letters apart. Before training it gives every letter the same "
            "probability. What is its cross-entropy? Give four significant digits."
        ),
        help="What is p of the right letter? The loss of one image is −ln of that, and all images have the same.",
        judge=NumberAnswer(
            right=math.log(CLASSES),
            mistakes={
                "the logarithm has base 10": math.log10(CLASSES),
                "the logarithm has base 2": math.log2(CLASSES),
                "there are 10 classes": math.log(10),
                "the losses of all classes are added, not only that of the true one": CLASSES * math.log(CLASSES),
                "the probability is given, not the loss": 1 / CLASSES,
                "the loss is half the squared error": 0.5 * (1 - 1 / CLASSES),
            },
            praise="ln 26. If a new network starts far above it, look at its weights and at the scale of its inputs.",
        ),
    )


def output_layer(logits, classes, mean=True, subtract=True):
    """Loss and δ of softmax with cross-entropy; what follows ``classes`` makes it wrong."""
    z = logits - logits.max(axis=1, keepdims=True)
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    n, rows = len(logits), np.arange(len(logits))
    y = np.zeros_like(p)
    y[rows, classes] = 1.0
    loss = -np.log(p[rows, classes]).sum()
    delta = p - y if subtract else p
    return {"loss": loss / n if mean else loss, "delta": delta / n if mean else delta}


def squared(logits, classes):
    """What comes out with half the squared error in place of cross-entropy."""
    p = output_layer(logits, classes, subtract=False, mean=False)["delta"]
    error = p - np.eye(logits.shape[1])[classes]
    delta = p * (error - (p * error).sum(axis=1, keepdims=True))
    return {"loss": 0.5 * (error**2).sum() / len(logits), "delta": delta / len(logits)}


def heart():
    rng = np.random.default_rng(6)
    trials = [(np.array([[2.0, 1.0, -1.0]]), np.array([1]))]
    trials += [(rng.normal(0, 2, (n, k)), rng.integers(0, k, n)) for n, k in ((4, 3), (3, 5), (6, 10))]
    trials += [(np.array([[800.0, 790.0], [-800.0, -790.0]]), np.array([1, 0]))]
    return Exercise(
        name="digits.output_layer",
        question=(
            "Write `output_layer(logits, classes)`. `logits` is an array (n, k), `classes` (n,) holds the true class "
            "of each row. Return a dict: `loss`, the cross-entropy as a mean over the rows, and `delta` (n, k), its "
            "derivative by the logits. Logits of 800 must not break it. Check it with `check(output_layer)`."
        ),
        help=(
            "Subtract the largest logit of each row before you take e to that power: p stays the same. The loss needs "
            "ln p of one class a row, delta is p − y, and the mean over the rows stands in both."
        ),
        judge=FunctionAnswer(
            signature="output_layer(logits, classes)",
            trials=trials,
            right=output_layer,
            mistakes={
                "1/n is left out": lambda z, c: output_layer(z, c, mean=False),
                "1/n is left out of delta": lambda z, c: {
                    **output_layer(z, c), "delta": output_layer(z, c, mean=False)["delta"],
                },
                "delta is p, and the 1 of the true class is not taken away": lambda z, c: output_layer(
                    z, c, subtract=False
                ),
                "delta has the wrong sign": lambda z, c: {
                    **output_layer(z, c), "delta": -output_layer(z, c)["delta"],
                },
                "the loss is half the squared error": squared,
            },
            symbol=lambda name: {"loss": "L", "delta": "δ"}[name],
            praise=f"Loss and δ are right in all {len(trials)} cases, the large logits among them.",
        ),
    )  # fmt: skip


def untouched():
    return Exercise(
        name="digits.untouched",
        question=(
            "Five people report how many test images their network gets right. Whose number is as honest as ours? "
            "A: she tries ten learning rates and reports the best test result. B: he stops training in the epoch in "
            "which the test loss is lowest. C: she chooses by the validation images, trains again with them, and "
            "tests once. D: he reports the best of five seeds on the test images. E: she finds copies of 50 test "
            "images among her training images, and leaves them there. Give a list of letters, such as `['A', 'B']`."
        ),
        help="Ask of each: did anything that was chosen or trained depend on the test images?",
        judge=NamesAnswer(
            right=["C"],
            reasons={
                "A": "In A the learning rate was chosen by the test images.",
                "B": "In B the number of epochs was chosen by the test images.",
                "C": "In C nothing was chosen by the test images.",
                "D": "In D the seed was chosen by the test images.",
                "E": "In E the network was trained on images that it is tested with.",
            },
            praise="only in C has the test no part in what it tests.",
        ),
    )


EXERCISES = [first_loss(), untouched(), heart()]
