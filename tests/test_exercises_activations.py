"""The exercises on activations: independent right answers, and what is said of wrong ones."""

import json
import math
import re
from pathlib import Path

import numpy as np
import pytest

from backprop_lib import exercises
from backprop_lib.exercises import activations
from tests.exercise_checks import NumberTests, check

CHAPTER = Path(__file__).resolve().parent.parent / "chapters" / "activations.ipynb"
E = math.exp


@pytest.mark.parametrize(
    "name, right",
    [
        # the quotient rule on z / (1 + e^−z), where the chapter takes the product rule
        ("activations.silu_slope", (1 + E(1.5) - 1.5 * E(1.5)) / (1 + E(1.5)) ** 2),
        ("activations.two_losses", 2 + E(3.2) + E(-3.2)),
    ],
)
class TestNumbers(NumberTests):
    pass


class TestDeadUnits:
    def test_right(self):
        for answer in (["B", "D"], "D, B", ("B", "D")):
            assert check("activations.dead_units", answer).outcome == "right"

    def test_one_active_sample_is_enough(self):
        feedback = check("activations.dead_units", ["B", "D", "E"])
        assert feedback.outcome == "wrong"
        assert "E has z > 0 on 1 of the 4 samples" in feedback.message

    def test_the_slope_at_zero_is_zero(self):
        feedback = check("activations.dead_units", ["B"])
        assert "D has no z > 0; at z = 0 the slope is taken to be 0" in feedback.message

    @pytest.mark.parametrize("answer", [["F"], 3])
    def test_unreadable(self, answer):
        assert check("activations.dead_units", answer).outcome == "unreadable"

    def test_the_question_shows_the_units(self):
        question = exercises.load("activations.dead_units").question
        for name, zs in activations.UNITS.items():
            assert re.search(rf"^{name} +" + " +".join(f"{z:g}(\\.0)?" for z in zs) + "$", question, re.MULTILINE)


def backward(upstream, z):
    """With the whole Jacobian, row by row and entry by entry."""
    found = np.zeros_like(z)
    for n, row in enumerate(z):
        p = np.exp(row) / np.exp(row).sum()
        for j in range(len(row)):
            found[n, j] = sum(upstream[n, i] * p[i] * ((i == j) - p[j]) for i in range(len(row)))
    return {"dL_dz": found}


class TestSoftmaxBackward:
    def test_right(self):
        assert check("activations.softmax_backward", backward).outcome == "right"

    @pytest.mark.parametrize("clause", activations.WRONG_SOFTMAX)
    def test_each_known_mistake_is_named(self, clause):
        feedback = check(
            "activations.softmax_backward", exercises.load("activations.softmax_backward").judge.mistakes[clause]
        )
        assert feedback.outcome == "wrong"
        assert clause in feedback.message

    def test_a_diagonal_written_by_the_reader_is_named(self):
        def element_by_element(upstream, z):
            p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
            return {"dL_dz": upstream * p * (1 - p)}

        assert "only the diagonal" in check("activations.softmax_backward", element_by_element).message

    def test_a_wrong_shape_is_said(self):
        def rows_added(upstream, z):
            return {"dL_dz": backward(upstream, z)["dL_dz"].sum(axis=0)}

        assert "expected an array of shape (1, 3), got one of (3,)" in (
            check("activations.softmax_backward", rows_added).message
        )


def test_the_chapter_asks_these_exercises_in_this_order():
    code = "\n".join("".join(cell["source"]) for cell in json.loads(CHAPTER.read_text(encoding="utf-8"))["cells"])
    asked = [name for name in sorted(exercises.EXERCISES, key=code.find) if f'load("{name}")' in code]
    assert asked == [exercise.name for exercise in activations.EXERCISES]
