"""The exercises on one neuron: independent right answers, and what is said of wrong ones."""

import math

import pytest

from tests.exercise_checks import NumberTests, check

OTHER_TARGET = 0.28746968091443026  # decimal, 50 digits


@pytest.mark.parametrize(
    "name, right",
    [("one_neuron.other_target", OTHER_TARGET), ("one_neuron.linear_rate", 50 / 149)],
)
class TestNumbers(NumberTests):
    pass


def step(x, y, w, b, eta, *, late=False, sign=-1.0):
    """The student's function, written independently of the library, with a slip where one is asked for."""

    def delta(w):
        y_hat = 1 / (1 + math.exp(-(w * x + b)))
        return (y_hat - y) * y_hat * (1 - y_hat)

    new_w = w + sign * eta * delta(w) * x
    return {"w": new_w, "b": b + sign * eta * delta(new_w if late else w)}


def test_a_right_step():
    feedback = check("one_neuron.step", step)
    assert feedback.outcome == "right"
    assert "for the neuron of the book and 20 others" in feedback.message


@pytest.mark.parametrize(
    ("student", "words"),
    [
        (lambda *a: step(*a, sign=1.0), "All entries: this is what comes out when the step goes along the gradient"),
        (lambda *a: step(*a, late=True), "b: this is what comes out when the gradient of b is calculated with the new"),
        (lambda x, y, w, b, eta: step(x, y, w, b, 1.0), "All entries: this is what comes out when the learning rate"),
        (lambda x, y, w, b, eta: step(x, y, w, b, 2 * eta), "All entries: this is what comes out when the loss is"),
    ],
)
def test_slips_in_a_step_are_named(student, words):
    feedback = check("one_neuron.step", student)
    assert feedback.outcome == "wrong"
    assert feedback.message.startswith(words)


def test_the_linear_rate_reaches_the_target_from_anywhere():
    """And no other does: the answer is not one of several."""
    for eta in (50 / 149, 0.25):
        for w, b, y in ((0.5, 0.0, 1.0), (-3.0, 2.0, 0.25)):
            error = 0.7 * w + b - y
            after = 0.7 * (w - eta * 2 * error * 0.7) + b - eta * 2 * error - y
            assert (abs(after) < 1e-14) == (eta == 50 / 149)
