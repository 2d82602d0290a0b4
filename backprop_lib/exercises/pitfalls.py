"""The exercises of the chapter on pitfalls: a product of factors, a start, a clipping, and five neurons."""

import math

from backprop_lib.exercises.answers import NamesAnswer, NumberAnswer
from backprop_lib.exercises.exercise import Exercise

ACTIVATIONS = (0.6, 0.3, 0.45, 0.7)
WEIGHTS = (1.5, -2.0, 0.8)
DELTA4 = 0.12


def chain():
    slopes = [a * (1 - a) for a in ACTIVATIONS]
    weights = math.prod(WEIGHTS)
    right = DELTA4 * weights * math.prod(slopes[:3])
    return Exercise(
        name="pitfalls.chain",
        question=(
            "Four sigmoid neurons in a row pass on a₁ = 0.6, a₂ = 0.3, a₃ = 0.45 and a₄ = 0.7. The weights between "
            "them are w₂ = 1.5 (from neuron 1 to 2), w₃ = −2 and w₄ = 0.8, and δ₄ = 0.12. Calculate δ₁. Give four "
            "significant digits."
        ),
        help="Three steps lead from neuron 4 to neuron 1. Each has a weight and a slope. Whose slope is still in δ₄?",
        judge=NumberAnswer(
            right=right,
            mistakes={
                "the slope of neuron 4 is multiplied in; δ₄ has it already": right * slopes[3],
                "the slopes of neurons 2, 3 and 4 are taken, not those of 1, 2 and 3": (
                    DELTA4 * weights * math.prod(slopes[1:])
                ),
                "the slope of neuron 1 is left out": right / slopes[0],
                "the weights are left out": DELTA4 * math.prod(slopes[:3]),
                "the slopes are left out": DELTA4 * weights,
                "every slope is taken as ¼, its maximum": DELTA4 * weights * 0.25**3,
                "the activations are taken for the slopes": DELTA4 * weights * math.prod(ACTIVATIONS[:3]),
                "1 − a is taken for the slopes": DELTA4 * weights * math.prod(1 - a for a in ACTIVATIONS[:3]),
                "the sign of w₃ is lost": -right,
                "the factors are added along the way, not multiplied": DELTA4
                * sum(w * s for w, s in zip(WEIGHTS, slopes, strict=False)),
            },
            praise="six factors, three weights and three slopes. Two weights are above 1, and it shrinks anyway.",
        ),
    )


WIDTH, LEAK = 60, 0.5


def start():
    square = (1 + LEAK**2) / 2
    right = 1 / math.sqrt(WIDTH * square)
    return Exercise(
        name="pitfalls.start",
        question=(
            "Hidden layers of 60 neurons have the activation f(z) = z for z > 0 and z/2 below, so the slope is 1 or ½, "
            "each for half of the neurons. Which standard deviation s of the weights keeps the norm of δ from layer to "
            "layer? Give four significant digits."
        ),
        help=(
            "An entry of Wᵀδ adds 60 terms with variance s² each, so the weights multiply the squared norm by 60 s². "
            "By what does the slope multiply it, on average?"
        ),
        judge=NumberAnswer(
            right=right,
            mistakes={
                "the slopes are averaged, not their squares": 1 / math.sqrt(WIDTH * (1 + LEAK) / 2),
                "the mean slope is taken outside the root": 2 / ((1 + LEAK) * math.sqrt(WIDTH)),
                "the lower half is taken to have slope 0, as for ReLU": math.sqrt(2 / WIDTH),
                "the slope is left out, as in Xavier's start": 1 / math.sqrt(WIDTH),
                "the variance is given, not the standard deviation": right**2,
                "all slopes are taken as ½": 1 / (LEAK * math.sqrt(WIDTH)),
                "the squares of the slopes are added, not averaged": 1 / math.sqrt(WIDTH * 2 * square),
                "the root is taken of the width alone": 1 / (math.sqrt(WIDTH) * square),
            },
            praise="1/√(60 · 0.625). With slope 0 in place of ½ the same calculation gives He's √(2/60).",
        ),
    )


DW, DB, LIMIT = (3.2, -2.4), 9.6, 5.0


def clip():
    norm = math.hypot(*DW, DB)
    right = DW[0] * LIMIT / norm
    return Exercise(
        name="pitfalls.clip",
        question=(
            "A neuron has the gradients ∂L/∂W = (3.2, −2.4) and ∂L/∂b = 9.6. The gradient is clipped to the norm 5. "
            "What becomes of the 3.2? Give four significant digits."
        ),
        help="The norm is taken over all three numbers together. Then all three get the same factor.",
        judge=NumberAnswer(
            right=right,
            mistakes={
                "∂L/∂W is clipped by itself; its norm is 4, below the limit": DW[0],
                "the norm is taken as the sum of the absolute values": DW[0] * LIMIT / (abs(DW[0]) + abs(DW[1]) + DB),
                "the sum of the squares is taken without its root": DW[0] * LIMIT / norm**2,
                "the gradient is shortened to length 1": DW[0] / norm,
                "the largest number is brought to the limit, and the others with it": DW[0] * LIMIT / DB,
                "the norm is taken as that of the mean square": DW[0] * LIMIT / (norm / math.sqrt(3)),
                "the clipped ∂L/∂b is given": DB * LIMIT / norm,
                "the clipped −2.4 is given": DW[1] * LIMIT / norm,
                "the factor is given, not the clipped number": LIMIT / norm,
            },
            praise="3.2 · 5/10.4. The direction of the whole gradient is as it was.",
        ),
    )


NEURONS = {
    "A": (-1.0, -2.0, -0.1),
    "B": (1.0, -3.0, -0.5),
    "C": (2.0, 2.0, -4.5),
    "D": (-3.0, 1.0, -1.0),
    "E": (-1.0, -1.0, 0.3),
}
"""w₁, w₂ and b of each."""


def largest(w1, w2, b):
    """The largest z on the square from 0 to 1: at a corner, since z has no bend."""
    return max(w1, 0) + max(w2, 0) + b


def dead():
    shown = [", ".join(f"{v:g}".replace("-", "−") for v in neuron) for neuron in NEURONS.values()]
    lines = "; ".join(f"{name}: {numbers}" for name, numbers in zip(NEURONS, shown, strict=True))
    return Exercise(
        name="pitfalls.dead",
        question=(
            "Five ReLU neurons read two inputs from 0 to 1; samples may lie anywhere in this square. Their w₁, w₂ and "
            f"b are {lines}. Which of them are dead? ReLU′(0) is 0. Give a list such as `['A', 'B']`."
        ),
        help="A neuron is dead if z ≤ 0 for every sample. At which corner of the square is z largest?",
        judge=NamesAnswer(
            right=[name for name, neuron in NEURONS.items() if largest(*neuron) <= 0],
            reasons={
                "A": "A has its largest z at (0, 0), where it is −0.1. It is off everywhere.",
                "B": "B has z = 0.5 at (1, 0). It is off for most samples, which is not dead.",
                "C": "C has positive weights, but even at (1, 1) its z is −0.5.",
                "D": "D has its largest z at (0, 1), where it is exactly 0, and the slope there is taken as 0.",
                "E": "E has negative weights, but its z is 0.3 at (0, 0), so some samples move it.",
            },
            praise="z is largest at a corner, and for these three it is not positive even there.",
        ),
    )


EXERCISES = [chain(), start(), clip(), dead()]
