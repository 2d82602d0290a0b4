"""The exercises of the chapter on gradient checking: independent right answers, and what is said of wrong ones."""

import json
from pathlib import Path

import numpy as np
import pytest

from backprop_lib import exercises
from backprop_lib.exercises import gradient_checking
from tests.exercise_checks import NumberTests, check

CHAPTER = Path(__file__).resolve().parent.parent / "chapters" / "gradient_checking.ipynb"


@pytest.mark.parametrize("name, right", [("gradient_checking.central", 4 * 1.3**3 + 4 * 1.3 * 0.13**2)])
class TestNumbers(NumberTests):
    pass


def mended(X, Y, W1, b1, W2, b2):
    """The right function, written independently of the library."""
    A1 = np.tanh(np.einsum("ni,ji->nj", X, W1) + b1)
    Y_hat = 1 / (1 + np.exp(-(np.einsum("ni,ji->nj", A1, W2) + b2)))
    delta2 = (Y_hat - Y) * Y_hat * (1 - Y_hat) / len(Y)
    delta1 = np.einsum("nj,ji->ni", delta2, W2) * (1 - A1**2)
    return {
        "W1": np.einsum("nj,ni->ji", delta1, X),
        "b1": np.einsum("nj->j", delta1),
        "W2": np.einsum("nj,ni->ji", delta2, A1),
        "b2": np.einsum("nj->j", delta2),
    }


def program(number):
    """The broken program as the chapter shows it."""
    cells = ["".join(cell["source"]) for cell in json.loads(CHAPTER.read_text(encoding="utf-8"))["cells"]]
    (code,) = [code for code in cells if code.startswith(f"def program_{number}(")]
    names = {"np": np, "sigmoid": lambda z: 1 / (1 + np.exp(-z))}
    exec(code.partition("\nlook_at")[0], names)
    return names[f"program_{number}"]


@pytest.mark.parametrize(
    ("number", "name", "clause", "wrong"),
    [
        (1, "slope", "the slope of tanh is written 1 − a; it is 1 − a²", "∂L/∂W₁ and ∂L/∂b₁: "),
        (2, "bias", "the biases are averaged over the batch, though δ holds 1/n already", "∂L/∂b₁ and ∂L/∂b₂: "),
        (3, "order", "W₂ has its update before δ goes back through it", "∂L/∂W₁ and ∂L/∂b₁: "),
    ],
)
class TestMend:
    def test_the_program_of_the_chapter_has_the_slip_and_no_other(self, number, name, clause, wrong):
        feedback = check(f"gradient_checking.{name}", program(number))
        assert feedback.outcome == "wrong"
        assert feedback.message == f"{wrong}this is what comes out when {clause}."

    def test_the_mended_program_is_right(self, number, name, clause, wrong):
        assert check(f"gradient_checking.{name}", mended).outcome == "right"

    def test_a_wrong_shape_is_said(self, number, name, clause, wrong):
        def transposed(*arguments):
            found = mended(*arguments)
            return {**found, "W1": found["W1"].T}

        assert "W1: expected an array of shape (3, 2), got one of (2, 3)" in (
            check(f"gradient_checking.{name}", transposed).message
        )

    def test_changed_arguments_are_said(self, number, name, clause, wrong):
        def updating(X, Y, W1, b1, W2, b2):
            found = mended(X, Y, W1, b1, W2, b2)
            W1 -= found["W1"]
            return found

        assert "changes the parameters" in check(f"gradient_checking.{name}", updating).message


def test_each_program_has_one_of_the_known_mistakes():
    assert set(gradient_checking.GIVEN.values()) <= set(gradient_checking.KNOWN.values())
    assert [each for each in exercises.EXERCISES if each.startswith("gradient_checking.")] == [
        f"gradient_checking.{name}" for name in ("central", *gradient_checking.GIVEN)
    ]
