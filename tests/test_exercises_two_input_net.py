"""The exercises of the chapter on two inputs: independent right answers, and what is said of wrong ones."""

import math

import pytest

from backprop_lib.exercises import two_input_net
from tests.exercise_checks import NumberTests, check

GRADIENT_X2 = -0.0084151653199047921  # mpmath, 50 digits


def sigma(z):
    return 1 / (1 + math.exp(-z))


def by_hand(x1=0.5, x2=0.8, y=1.0, w11=0.4, w12=0.6, w2=0.9, b1=0.1, b2=0.1):
    """The gradients, written independently of the library."""
    h1 = sigma(w11 * x1 + w12 * x2 + b1)
    y_hat = sigma(w2 * h1 + b2)
    d2 = (y_hat - y) * y_hat * (1 - y_hat)
    d1 = d2 * w2 * h1 * (1 - h1)
    return {"w11": d1 * x1, "w12": d1 * x2, "w2": d2 * h1, "b1": d1, "b2": d2, "x1": d1 * w11, "x2": d1 * w12}


def two_steps(eta=1.0):
    p = {"w11": 0.4, "w12": 0.6, "w2": 0.9, "b1": 0.1, "b2": 0.1}
    for _ in range(2):
        g = by_hand(**p)
        p = {name: p[name] - eta * g[name] for name in p}
    return p["b2"]


@pytest.mark.parametrize(
    "name, right",
    [("two_input_net.gradient_x2", GRADIENT_X2), ("two_input_net.two_steps", two_steps())],
)
class TestNumbers(NumberTests):
    pass


@pytest.mark.parametrize("changes", [{}, {"x1": -0.5, "w2": -0.9}, {"y": 0.0, "b1": 2.0}])
def test_the_engine_agrees_with_the_calculation_by_hand(changes):
    expected = by_hand(**changes)
    assert two_input_net.gradients(**changes) == pytest.approx(expected, rel=1e-14, abs=0)
    assert two_input_net.chain(two_input_net.values(**changes)) == pytest.approx(expected, rel=1e-14, abs=0)


def test_mistakes_by_independent_numbers():
    assert "the weight of the other input" in check("two_input_net.gradient_x2", by_hand()["x1"]).message
    assert "the gradient of w₁₂ is taken" in check("two_input_net.gradient_x2", by_hand()["w12"]).message
    assert "w₁₂ is left out" in check("two_input_net.gradient_x2", by_hand()["b1"]).message
    assert "η = 0.5 is taken" in check("two_input_net.two_steps", two_steps(0.5)).message
    twice_the_first = 0.1 - 2 * by_hand()["b2"]
    assert "uses the gradient of the first" in check("two_input_net.two_steps", twice_the_first).message


class TestSigns:
    NAME = "two_input_net.signs"

    def test_right(self):
        positive = [name for name, g in by_hand(x1=-0.5, w2=-0.9).items() if g > 0 and name[0] != "x"]
        assert check(self.NAME, positive).outcome == "right"
        assert check(self.NAME, ["w11", *positive]).outcome == "wrong"

    @pytest.mark.parametrize(
        "answer, words",
        [
            (["w11", "w12", "b1"], "w11 should not be in the list. ∂L/∂w₁₁ = δ₂ w₂ σ′(z₁) x₁ has three negative"),
            (["w12"], "b1 should be in the list. ∂L/∂b₁ = δ₂ w₂ σ′(z₁) has two negative factors"),
            (["w12", "b1", "w2"], "w2 should not be in the list. ∂L/∂w₂ = δ₂ h₁ has one negative factor"),
            (["w12", "b1", "b2"], "b2 should not be in the list. ∂L/∂b₂ is δ₂, and δ₂ is negative"),
            ([], "w12 and b1 should be in the list."),
        ],
    )
    def test_mistakes_are_named(self, answer, words):
        feedback = check(self.NAME, answer)
        assert feedback.outcome == "wrong"
        assert feedback.message.startswith(words)


class TestFirstWrong:
    NAME = "two_input_net.first_wrong"

    def test_the_sheet_has_one_line_that_does_not_follow(self):
        """Each line from the numbers printed above it, to the digits that rounding leaves."""
        given, lines = two_input_net.sheet().replace("−", "-").split("\n\n")
        pairs = [pair.split(" = ") for pair in given.replace("\n", "   ").split("   ")]
        v = {symbol: float(number) for symbol, number in pairs}
        n = {line[0]: float(line.split("=")[1]) for line in lines.split("\n")}
        follows = {
            "a": v["w₁₁"] * v["x₁"] + v["w₁₂"] * v["x₂"] + v["b₁"],
            "b": sigma(n["a"]),
            "c": v["w₂"] * n["b"] + v["b₂"],
            "d": sigma(n["c"]),
            "e": n["d"] - v["y"],
            "f": n["d"] * (1 - n["d"]),
            "g": n["e"] * n["f"],
            "h": n["g"] * n["b"],
            "i": n["g"] * v["w₂"],
            "j": n["b"] * (1 - n["b"]),
            "k": n["i"] * n["j"],
            "l": n["k"] * v["x₁"],
            "m": n["k"] * v["x₂"],
        }
        assert [letter for letter in n if n[letter] != pytest.approx(follows[letter], rel=2e-3)] == ["j"]

    def test_right(self):
        for answer in (["j"], "j", {"j"}):
            assert check(self.NAME, answer).outcome == "right"

    @pytest.mark.parametrize(
        "answer, words",
        [
            (["k"], "k should not be in the list. j should be in the list. Line k, δ₁, is wrong, too, but it follows"),
            (["c"], "c should not be in the list. j should be in the list. Line c, z₂, follows from the numbers above"),
            (["j", "m"], "m should not be in the list. Line m, ∂L/∂w₁₂, is wrong, too"),
        ],
    )
    def test_mistakes_are_named(self, answer, words):
        feedback = check(self.NAME, answer)
        assert feedback.outcome == "wrong"
        assert feedback.message.startswith(words)

    def test_unknown_lines(self):
        assert "'z' is not one of a, b, c" in check(self.NAME, ["z"]).message
