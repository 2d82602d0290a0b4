"""The exercises of the chapter on XOR."""

import numpy as np

from backprop_lib.exercises.answers import NamesAnswer, NumberAnswer
from backprop_lib.exercises.exercise import Exercise
from backprop_lib.losses import half_squared_error

TARGETS = np.array([0.0, 1.0, 1.0, 0.0])
OUTPUTS = np.array([0.152, 0.848, 0.853, 0.171])


def one_neuron_can():
    return Exercise(
        name="xor.one_neuron_can",
        question=(
            "Which of these functions of two inputs can a single sigmoid neuron learn, so that its output is on the "
            "right side of ½ in all four cases? AND, OR, NAND (not both), NOR (neither), XOR, XNOR (both or neither), "
            "IMPLIES (0 only for x₁ = 1, x₂ = 0). Give a list such as `['AND', 'XNOR']`."
        ),
        help=(
            "Draw the four points of the square for each function, and mark where it is 1. Look for one straight line "
            "with all the marked points on one side."
        ),
        judge=NamesAnswer(
            right=["AND", "OR", "NAND", "NOR", "IMPLIES"],
            reasons={
                "AND": "For AND the line x₁ + x₂ = 3/2 cuts off the corner (1, 1).",
                "OR": "For OR the line x₁ + x₂ = ½ cuts off the corner (0, 0).",
                "NAND": "NAND has the line of AND, with the sides exchanged: all weights and the bias change sign.",
                "NOR": "NOR has the line of OR, with the sides exchanged: all weights and the bias change sign.",
                "XOR": "For XOR opposite corners belong together, and no line has one pair on each side.",
                "XNOR": "XNOR is XOR with 0 and 1 exchanged. A line for it would be a line for XOR.",
                "IMPLIES": "IMPLIES is 0 in one corner only, and a line can cut off any one corner.",
            },
            praise="the five that are alone in one corner. XOR and XNOR pair opposite corners, and no line does that.",
        ),
    )


def loss_from_outputs():
    errors = OUTPUTS - TARGETS
    right = half_squared_error.value(OUTPUTS[:, np.newaxis], TARGETS[:, np.newaxis])
    return Exercise(
        name="xor.loss_from_outputs",
        question=(
            f"A program for XOR prints the outputs {', '.join(f'{a:g}' for a in OUTPUTS)} for the four cases, in the "
            "order of the chapter. Which loss should it print beside them, the mean of ½(ŷ − y)²? Give four "
            "significant digits."
        ),
        help="Write the four errors ŷ − y first; the targets are 0, 1, 1, 0. Then square, halve, add, divide by four.",
        judge=NumberAnswer(
            right=float(right),
            mistakes={
                "the loss is taken without its ½": np.mean(errors**2),
                "the four samples are added and not averaged": 0.5 * np.sum(errors**2),
                "the squares are added, with neither ½ nor mean": np.sum(errors**2),
                "the errors are not squared": 0.5 * np.mean(np.abs(errors)),
                "the mean of the errors is squared, not the errors themselves": 0.5 * np.mean(np.abs(errors)) ** 2,
                "the outputs are squared, not their errors": 0.5 * np.mean(OUTPUTS**2),
                "the targets are taken as 1, 0, 0, 1": 0.5 * np.mean((OUTPUTS - (1 - TARGETS)) ** 2),
                "the root of the mean square is given": np.sqrt(np.mean(errors**2)),
                "only one of the four samples is used": 0.5 * errors[0] ** 2,
            },
            praise=(
                "errors of about 0.15 make a loss of about ½ · 0.15². Where a printed loss and printed outputs do not "
                "fit, one of them was not printed by the program."
            ),
        ),
    )


def stuck_loss():
    def loss(a):
        return 0.5 * (2 * (a - 1) ** 2 + a**2) / 4

    best = 2 / 3
    return Exercise(
        name="xor.stuck_loss",
        question=(
            "A network answers 0 for (0, 0), which is right, and gives one and the same output a for the other three "
            "samples, whose targets are 1, 1 and 0. Choose the best a. What is then the mean loss, the mean of "
            "½(ŷ − y)² over all four samples? Give four significant digits."
        ),
        help=(
            "Write the loss of the three samples as a function of a and set its derivative to 0. The best answer to "
            "targets that disagree is their mean."
        ),
        judge=NumberAnswer(
            right=loss(best),
            mistakes={
                "the loss is taken without its ½": 2 * loss(best),
                "the four samples are added and not averaged": 4 * loss(best),
                "the squares are added, with neither ½ nor mean": 8 * loss(best),
                "the sum is divided by the three samples that are wrong, not by all four": loss(best) * 4 / 3,
                "a is taken as ½, which is best for two samples that disagree": loss(0.5),
                "a is taken as 1, which is right for two of the three": loss(1.0),
                "a is taken as 0, which is right for one of the three": loss(0.0),
                "a is taken as ⅓, the share of the zeros": loss(1 / 3),
                "the output a is given, not the loss": best,
                "the loss of two samples at ½ is given": 0.5 * 2 * 0.25 / 4,
            },
            praise=(
                "one twelfth. The three samples get the mean of their targets, a = ⅔, and the squares of their errors "
                "add up to ⅔. A sum over the samples, without the mean, gives ⅓."
            ),
        ),
    )


EXERCISES = [one_neuron_can(), loss_from_outputs(), stuck_loss()]
