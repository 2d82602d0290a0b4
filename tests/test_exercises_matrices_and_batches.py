"""The exercises on matrices and batches: independent right answers, and what is said of wrong ones."""

import math

import numpy as np
import pytest

from backprop_lib.exercises import matrices_and_batches
from backprop_lib.exercises.answers import FunctionAnswer
from tests.exercise_checks import NumberTests, check


def sigma(z):
    return 1 / (1 + np.exp(-z))


def paths_to_h2():
    """What comes back to h₂ through the two outputs, one number at a time."""
    h1 = 1 / (1 + math.exp(-(0.15 * 0.05 + 0.20 * 0.10 + 0.35)))
    h2 = 1 / (1 + math.exp(-(0.25 * 0.05 + 0.30 * 0.10 + 0.35)))
    y1 = 1 / (1 + math.exp(-(0.40 * h1 + 0.45 * h2 + 0.60)))
    y2 = 1 / (1 + math.exp(-(0.50 * h1 + 0.55 * h2 + 0.60)))
    d1, d2 = (y1 - 0.01) * y1 * (1 - y1), (y2 - 0.99) * y2 * (1 - y2)
    return d1, d2, d1 * 0.45 + d2 * 0.55


@pytest.mark.parametrize(
    "name, right",
    [
        ("matrices_and_batches.two_paths", paths_to_h2()[2]),
        ("matrices_and_batches.learning_rate", 37 * 2 * 0.129),
    ],
)
class TestNumbers(NumberTests):
    pass


def test_mistakes_by_independent_numbers():
    d1, d2, right = paths_to_h2()
    name = "matrices_and_batches.two_paths"
    assert "this is the forgotten transpose" in check(name, d1 * 0.50 + d2 * 0.55).message
    assert "only the path through the first output" in check(name, d1 * 0.45).message
    assert "that is ∂L/∂h₁" in check(name, d1 * 0.40 + d2 * 0.50).message
    assert "they add" in check(name, right / 2).message
    assert "the ½ is forgotten" in check("matrices_and_batches.learning_rate", 37 * 0.129).message
    assert "the mean is forgotten" in check("matrices_and_batches.learning_rate", 0.258).message


class TestSilent:
    NAME = "matrices_and_batches.silent"

    def test_right(self):
        for answer in (["b", "e", "f"], "f, b, e", {"b", "e", "f"}):
            assert check(self.NAME, answer).outcome == "right"

    @pytest.mark.parametrize(
        "answer, words",
        [
            (["b", "f"], "e should be in the list. e runs: the sum over everything is one number"),
            (["b", "c", "e", "f"], "c should not be in the list. c raises an error: the result has shape (4, 3)"),
            (["b", "e", "f", "d"], "d should not be in the list. d raises an error: the gradient has shape (2, 3)"),
            (
                ["a"],
                "a should not be in the list. b, e and f should be in the list. a raises an error: the inner sizes",
            ),
        ],
    )
    def test_mistakes_are_named(self, answer, words):
        feedback = check(self.NAME, answer)
        assert feedback.outcome == "wrong"
        assert feedback.message.startswith(words)


def backward(X, Y, W1, b1, W2, b2):
    """The student's function, written independently of the library."""
    a = sigma(X @ W1.T + b1)
    out = sigma(a @ W2.T + b2)
    d2 = (out - Y) / len(X) * out * (1 - out)
    d1 = d2 @ W2 * a * (1 - a)
    return {"W1": d1.T @ X, "b1": d1.sum(axis=0), "W2": d2.T @ a, "b2": d2.sum(axis=0)}


def changed(**entries):
    def student(*arguments):
        g = backward(*arguments)
        return {**g, **{name: entry(g[name]) for name, entry in entries.items()}}

    return student


def in_place(X, Y, W1, b1, W2, b2):
    g = backward(X, Y, W1, b1, W2, b2)
    W1 -= 0.1 * g["W1"]
    return g


class TestBackward:
    NAME = "matrices_and_batches.backward"

    def test_right(self):
        feedback = check(self.NAME, backward)
        assert feedback.outcome == "right"
        assert "four networks whose sizes all differ" in feedback.message

    def test_lists_are_arrays_too(self):
        assert check(self.NAME, changed(b1=lambda g: g.tolist())).outcome == "right"

    @pytest.mark.parametrize("clause", matrices_and_batches.WRONG_BACKWARDS)
    def test_each_known_mistake_is_named_alone(self, clause):
        feedback = check(self.NAME, matrices_and_batches.WRONG_BACKWARDS[clause])
        assert feedback.outcome == "wrong"
        assert feedback.message.endswith(f"this is what comes out when {clause}.")

    @pytest.mark.parametrize(
        "student, words",
        [
            (changed(b1=lambda g: g / 4), "∂L/∂b₁: not right, and no known mistake leads to it. With the numbers of"),
            (changed(W2=lambda g: g + 1), "∂L/∂W₂: not right, and no known mistake leads to it. With the numbers of "
             "the book an entry of ∂L/∂W₂ is "),
            (in_place, "The numbers are right, but the function changes the parameters it is given."),
        ],
    )  # fmt: skip
    def test_other_mistakes(self, student, words):
        feedback = check(self.NAME, student)
        assert feedback.outcome == "wrong"
        assert feedback.message.startswith(words)

    @pytest.mark.parametrize(
        "student, words",
        [
            (changed(W1=lambda g: g.T), "The entry W1: expected an array of shape (3, 2), got one of (2, 3)."),
            (changed(b2=lambda g: g[None]), "The entry b2: expected an array of shape (2,), got one of (1, 2)."),
            (changed(W1=lambda g: "?"), "The entry W1: expected an array, got the text '?'."),
            (changed(W2=lambda g: g * np.nan), "The entry W2: expected finite numbers."),
            (lambda X, Y, W1, b1, W2, b2: X @ Y, "The call backward(X, Y, W1, b1, W2, b2) ended with ValueError: "),
        ],
    )
    def test_unreadable(self, student, words):
        feedback = check(self.NAME, student)
        assert feedback.outcome == "unreadable"
        assert feedback.message.startswith(words)

    def test_the_trials_have_sizes_that_all_differ_but_for_the_books(self):
        judge = matrices_and_batches.backward().judge
        assert isinstance(judge, FunctionAnswer)
        for X, Y, W1, *_ in judge.trials[1:]:
            sizes = [len(X), X.shape[1], len(W1), Y.shape[1]]
            assert len(set(sizes)) == 4
