"""The exercises of the worked example: independent right answers, and what is said of wrong ones."""

import math

import numpy as np
import pytest

from backprop_lib.exercises import worked_example
from tests.exercise_checks import NumberTests, check

GRADIENT_W2 = -0.0044638989375864502  # mpmath, 50 digits
SQUARED_NORM = sum(
    g**2
    for g in (
        -0.0033625652707852738,
        -0.0044638989375864502,
        -0.0067251305415705477,
        -0.0089277978751729005,
        -0.048462058305283378,
        -0.049580587060513962,
        -0.090173738442617001,
    )
)


@pytest.mark.parametrize(
    "name, right",
    [("worked_example.gradient_w2", GRADIENT_W2), ("worked_example.first_order", -0.1 * SQUARED_NORM)],
)
class TestNumbers(NumberTests):
    pass


def test_cut_off_digits_are_named():
    assert "were cut off" in check("worked_example.gradient_w2", -0.004463).message


def test_two_mistakes_with_the_same_result_are_both_named():
    message = check("worked_example.gradient_w2", -0.008928).message
    assert "when x is left out (that is δ₂), or when the loss is taken without its ½" in message


def test_mistakes_of_first_order_by_independent_numbers():
    assert "η is left out" in check("worked_example.first_order", -SQUARED_NORM).message
    assert "not squared" in check("worked_example.first_order", -0.1 * SQUARED_NORM**0.5).message
    actual = 0.071651939533816410 - 0.072953459870037392
    assert "the actual change is given" in check("worked_example.first_order", actual).message


class TestSign:
    @pytest.mark.parametrize(
        "answer", [["w1", "b1"], ("b1", "w1"), {"w1", "b1"}, np.array(["w1", "b1"]), "w1, b1", ["dL/dw1", "dL/db1"]]
    )
    def test_right(self, answer):
        assert check("worked_example.sign", answer).outcome == "right"

    @pytest.mark.parametrize(
        "answer, words",
        [
            (["w1", "b1", "w3"], "w3 should not be in the list. ∂L/∂w₃ = δ₃ h₁ has no factor w₃"),
            (["w1"], "b1 should be in the list. ∂L/∂b₁ is δ₁ itself"),
            (["w1", "b1", "w2", "b2"], "w2 and b2 should not be in the list. The path to w₂ and b₂ goes through w₄"),
            (["w1", "b1", "w4", "b3"], "w4 and b3 should not be in the list. ∂L/∂w₄ = δ₃ h₂, and ŷ stays below y"),
            ([], "w1 and b1 should be in the list. ∂L/∂w₁ = δ₁ x, and δ₁ = δ₃ w₃ σ′(z₁) takes its sign from w₃."),
        ],
    )
    def test_mistakes_are_named(self, answer, words):
        feedback = check("worked_example.sign", answer)
        assert feedback.outcome == "wrong"
        assert feedback.message.startswith(words)

    def test_a_reason_is_given_once(self):
        assert check("worked_example.sign", ["w1", "b1", "w2", "b2"]).message.count("The path") == 1

    def test_unknown_names(self):
        assert str(check("worked_example.sign", ["w1", "w9"])).endswith(
            "'w9' is not one of w1, w2, w3, w4, b1, b2, b3."
        )
        assert "Expected a list of names such as ['w1', 'w2'], got a float." in str(check("worked_example.sign", 0.03))


def sigma(z):
    return 1 / (1 + math.exp(-z))


def backward(x, y, p, *, way_back=None, slope=lambda h: h * (1 - h), factor=1.0):
    """The student's function, written independently of the library."""
    h1, h2 = sigma(p["w1"] * x + p["b1"]), sigma(p["w2"] * x + p["b2"])
    y_hat = sigma(p["w3"] * h1 + p["w4"] * h2 + p["b3"])
    d3 = factor * (y_hat - y) * y_hat * (1 - y_hat)
    w3, w4 = way_back(p, d3, h1, h2) if way_back else (p["w3"], p["w4"])
    d1, d2 = d3 * w3 * slope(h1), d3 * w4 * slope(h2)
    return {"w1": d1 * x, "w2": d2 * x, "w3": d3 * h1, "w4": d3 * h2, "b1": d1, "b2": d2, "b3": d3}


def changed(**entries):
    """The right function with some entries replaced by functions of the right dict and the arguments."""

    def student(x, y, p):
        g = backward(x, y, p)
        return {**g, **{name: entry(g, x, p) for name, entry in entries.items()}}

    return student


def updates_in_place(x, y, p):
    h1, h2 = sigma(p["w1"] * x + p["b1"]), sigma(p["w2"] * x + p["b2"])
    y_hat = sigma(p["w3"] * h1 + p["w4"] * h2 + p["b3"])
    d3 = (y_hat - y) * y_hat * (1 - y_hat)
    p["w3"] -= 0.1 * d3 * h1
    p["w4"] -= 0.1 * d3 * h2
    d1, d2 = d3 * p["w3"] * h1 * (1 - h1), d3 * p["w4"] * h2 * (1 - h2)
    return {"w1": d1 * x, "w2": d2 * x, "w3": d3 * h1, "w4": d3 * h2, "b1": d1, "b2": d2, "b3": d3}


class TestBackward:
    NAME = "worked_example.backward"

    def test_right(self):
        feedback = check(self.NAME, backward)
        assert feedback.outcome == "right"
        assert "for the numbers of the book and for 20 random networks" in feedback.message

    def test_numpy_numbers_and_further_entries_are_welcome(self):
        assert check(self.NAME, changed(w1=lambda g, x, p: np.array([g["w1"]]), x=lambda *_: "?")).outcome == "right"

    @pytest.mark.parametrize(
        "student, words",
        [
            (
                updates_in_place,
                "∂L/∂w₁, ∂L/∂w₂, ∂L/∂b₁ and ∂L/∂b₂: this is what comes out when the hidden layer uses w₃ and w₄ after "
                "their update.",
            ),
            (
                lambda x, y, p: backward(x, y, p, slope=lambda h: 1.0),
                "∂L/∂w₁, ∂L/∂w₂, ∂L/∂b₁ and ∂L/∂b₂: this is what comes out when σ′(z₁) and σ′(z₂) are left out.",
            ),
            (
                lambda x, y, p: backward(x, y, p, slope=lambda h: sigma(h) * (1 - sigma(h))),
                "∂L/∂w₁, ∂L/∂w₂, ∂L/∂b₁ and ∂L/∂b₂: this is what comes out when σ′ is taken at h₁ and h₂ in place of",
            ),
            (
                lambda x, y, p: backward(x, y, p, way_back=lambda p, *_: (p["w4"], p["w3"])),
                "∂L/∂w₁, ∂L/∂w₂, ∂L/∂b₁ and ∂L/∂b₂: this is what comes out when w₃ and w₄ are exchanged.",
            ),
            (
                lambda x, y, p: backward(x, y, p, factor=-1.0),
                "All entries: this is what comes out when the error is taken as y − ŷ; the derivative of the loss is",
            ),
            (
                lambda x, y, p: backward(x, y, p, factor=2.0),
                "All entries: this is what comes out when the loss is taken without its ½.",
            ),
            (
                lambda x, y, p: {name: -0.1 * g for name, g in backward(x, y, p).items()},
                "All entries: this is what comes out when the update −η ∂L/∂w is returned, not the gradient.",
            ),
            (
                changed(b1=lambda g, x, p: g["b1"] * x),
                "∂L/∂b₁: this is what comes out when a bias is multiplied by x like a weight; its own input is 1.",
            ),
            (
                changed(w1=lambda g, x, p: g["b1"]),
                "∂L/∂w₁: this is what comes out when the input x is left out.",
            ),
            (
                changed(w1=lambda g, x, p: g["b1"], w3=lambda g, x, p: g["b3"]),
                "∂L/∂w₁: this is what comes out when the input x is left out. "
                "∂L/∂w₃: this is what comes out when the activations h₁ and h₂ are left out.",
            ),
            (
                changed(w4=lambda g, x, p: g["w4"] + 1),
                "∂L/∂w₄: not right, and no known mistake leads to it. With the numbers of the book ∂L/∂w₄ is −0.04958, "
                "the function gives 0.9504.",
            ),
        ],
    )
    def test_mistakes_are_named(self, student, words):
        feedback = check(self.NAME, student)
        assert feedback.outcome == "wrong"
        assert feedback.message.startswith(words)

    def test_a_mistake_that_the_numbers_of_the_book_hide_is_found(self):
        """With x = 0.5 alone, a factor x could not be told from a factor ½."""
        half = changed(w1=lambda g, x, p: g["b1"] / 2, w2=lambda g, x, p: g["b2"] / 2)
        assert half(0.5, 1.0, worked_example.PARAMETERS) == backward(0.5, 1.0, worked_example.PARAMETERS)
        assert check(self.NAME, half).outcome == "wrong"

    def test_right_numbers_with_changed_parameters_are_wrong(self):
        def student(x, y, p):
            g = backward(x, y, p)
            p["w1"] = np.array([p["w1"] - 0.1 * g["w1"]])
            return g

        assert "changes the parameters it is given" in check(self.NAME, student).message

    def test_the_exercise_is_not_changed_by_the_student(self):
        check(self.NAME, updates_in_place)
        assert check(self.NAME, backward).outcome == "right"

    @pytest.mark.parametrize(
        "student, words",
        [
            (0.5, "Expected a function backward(x, y, parameters), got a float; give the function without calling it."),
            (lambda x, y, p: None, "Backward returned None, which is what a function without return does."),
            (
                lambda x, y, p: 0.5,
                "Backward returned a float, expected a dict with the keys w1, w2, w3, w4, b1, b2, b3.",
            ),
            (lambda x, y, p: {"w1": 1.0, "w2": 1.0}, "The dict that backward returned lacks w3, w4, b1, b2 and b3."),
            (changed(w3=lambda *_: None), "The entry w3: expected a number, got a NoneType."),
            (changed(w3=lambda *_: math.inf), "The entry w3: expected a finite number, got inf."),
            (changed(b1=lambda *_: [1.0, 2.0]), "The entry b1: expected one number, got 2 of them."),
            (lambda x, y, p: p["w5"], "The call backward(x, y, parameters) ended with KeyError: 'w5'."),
            (lambda x: {}, "The call backward(x, y, parameters) ended with TypeError: "),
        ],
    )
    def test_unreadable(self, student, words):
        feedback = check(self.NAME, student)
        assert feedback.outcome == "unreadable"
        assert feedback.message.startswith(words)


def test_the_reference_gradients_by_hand():
    """The engine that the exercise compares with agrees with the function written here."""
    engine = worked_example.gradients(0.5, 1.0, worked_example.PARAMETERS)
    for name, gradient in backward(0.5, 1.0, worked_example.PARAMETERS).items():
        assert engine[name] == pytest.approx(gradient, rel=1e-14, abs=0)
