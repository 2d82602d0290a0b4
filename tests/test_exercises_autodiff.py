"""The exercises on automatic differentiation: independent right answers, and what is said of wrong ones."""

import pytest

from tests.exercise_checks import NumberTests, check


@pytest.mark.parametrize("name, right", [("autodiff.hurried", 29.478)])  # 6x³ at 1.7, by hand
class TestNumbers(NumberTests):
    pass


def paths(nodes):
    """The student's function, by the definition: over all paths to the output, the products of their arrows add."""

    def products(name, end):
        arrows = zip(*nodes[end], strict=True)
        return float(name == end) + sum(local * products(name, source) for source, local in arrows)

    return {name: products(name, [*nodes][-1]) for name in nodes}


def test_the_sum_over_all_paths_is_right():
    assert check("autodiff.backward", paths).outcome == "right"


def test_a_lost_arrow_is_named():
    def student(nodes):
        return paths({name: tuple(zip(*dict(zip(*pair, strict=True)).items(), strict=True)) or ((), ())
                      for name, pair in nodes.items()})  # fmt: skip

    message = check("autodiff.backward", student).message
    assert message.endswith("this is what comes out when an input that stands twice is counted once.")


@pytest.mark.parametrize("answer", [["A", "C"], "C, A"])
def test_the_orders(answer):
    assert check("autodiff.orders", answer).outcome == "right"


def test_a_wrong_order_is_explained():
    message = check("autodiff.orders", ["A", "B"]).message
    assert message.startswith("B should not be in the list. C should be in the list. In B the node w stands before s")
