"""The exercises of the chapter on XOR: independent right answers, and what is said of wrong ones."""

import itertools

import numpy as np
import pytest

from tests.exercise_checks import NumberTests, check

OUTPUTS_LOSS = (0.152**2 + 0.152**2 + 0.147**2 + 0.171**2) / 8


@pytest.mark.parametrize("name, right", [("xor.loss_from_outputs", OUTPUTS_LOSS), ("xor.stuck_loss", 1 / 12)])
class TestNumbers(NumberTests):
    pass


def test_one_twelfth_is_the_least_loss():
    a = np.linspace(0, 1, 100_001)
    assert (((a - 1) ** 2 * 2 + a**2) / 8).min() == pytest.approx(1 / 12)


@pytest.mark.parametrize(
    ("answer", "clause"),
    [
        (1 / 3, "added and not averaged"),
        (1 / 6, "without its ½"),
        (1 / 16, "two samples at ½"),
        (0.09375, "a is taken as ½"),
        (2 / 3, "the output a is given"),
    ],
)
def test_mistakes_by_independent_numbers(answer, clause):
    assert clause in check("xor.stuck_loss", answer).message


def separable(targets):
    """Whether some line has the ones on one side: a search over many lines."""
    corners = np.array([(0, 0), (0, 1), (1, 0), (1, 1)])
    values = np.linspace(-3, 3, 25)
    wanted = np.array(targets) > 0
    return any(
        (((corners @ w[:2] + w[2]) > 0) == wanted).all() for w in map(np.array, itertools.product(values, repeat=3))
    )


def test_the_functions_of_one_neuron_are_those_with_a_line():
    functions = {
        "AND": [0, 0, 0, 1], "OR": [0, 1, 1, 1], "NAND": [1, 1, 1, 0], "NOR": [1, 0, 0, 0],
        "XOR": [0, 1, 1, 0], "XNOR": [1, 0, 0, 1], "IMPLIES": [1, 1, 0, 1],
    }  # fmt: skip
    assert check("xor.one_neuron_can", [name for name in functions if separable(functions[name])]).outcome == "right"
    assert "XNOR should not be in the list" in check("xor.one_neuron_can", list(set(functions) - {"XOR"})).message
