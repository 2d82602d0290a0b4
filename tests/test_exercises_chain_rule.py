"""The exercises on the chain rule: independent right answers, and what is said of wrong ones."""

import pytest

from tests.exercise_checks import NumberTests, check


@pytest.mark.parametrize(
    "name, right",
    [("chain_rule.other_weight", -4.455), ("chain_rule.balance", 27 / 65)],  # by hand, in fractions
)
class TestNumbers(NumberTests):
    pass


def difference(x, y, w, b):
    """The student's function: the loss's own central differences, exact for a square but for rounding."""

    def loss(x, y, w, b):
        return (y - (w * x + b)) ** 2 + w**2

    point, h = {"x": x, "y": y, "w": w, "b": b}, 2**-10
    return {
        name: (loss(**{**point, name: v + h}) - loss(**{**point, name: v - h})) / (2 * h) for name, v in point.items()
    }


def test_the_gradients_of_finite_differences_are_right():
    assert check("chain_rule.backward", difference).outcome == "right"


def test_a_lost_path_is_named():
    def student(x, y, w, b):
        return {**difference(x, y, w, b), "w": 2 * (w * x + b - y) * x}

    feedback = check("chain_rule.backward", student)
    assert feedback.message == "∂L/∂w: this is what comes out when the path through P is left out."


@pytest.mark.parametrize("answer", [["x", "y", "w", "y_hat"], "w, x, y_hat, y"])
def test_what_is_kept(answer):
    assert check("chain_rule.kept", answer).outcome == "right"


def test_what_is_only_added_need_not_be_kept():
    message = check("chain_rule.kept", ["x", "y", "w", "y_hat", "b", "P"]).message
    assert message.startswith("b and P should not be in the list.")


def test_an_example_of_a_list_has_names_of_this_exercise():
    assert "such as ['x', 'y'], got a float" in str(check("chain_rule.kept", 0.5))
