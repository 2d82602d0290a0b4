"""The exercises of the chapter on the cost of backpropagation: independent right answers, and wrong ones."""

import numpy as np
import pytest

from backprop_lib import MLP, exercises
from tests.exercise_checks import NumberTests, check


@pytest.mark.parametrize(
    "name, right",
    [
        ("cost_of_backprop.ratio", (4000 + 2 * 800 + 2 * 100) / (4000 + 800 + 100)),
        ("cost_of_backprop.differences", 2 * (30 * 20 + 20 + 20 * 10 + 10) * 800 / (600 * 2 + 200 * 3)),
    ],
)
class TestNumbers(NumberTests):
    pass


@pytest.mark.parametrize("sizes, n", [((2, 4, 1), 4), ((5, 3), 2), ((3, 4, 5, 2), 6)])
def test_the_count_is_that_of_the_products_that_the_library_makes(sizes, n):
    """Multiplications counted entry by entry, from arrays that are there."""
    net = MLP(sizes, rng=np.random.default_rng(0))
    cache = net.forward(np.zeros((n, sizes[0])))
    forward = sum(len(a) * W.size for a, W in zip(cache.activations, net.weights, strict=False))
    for_weights = sum(W.size * n for W in net.weights)
    for_layers_before = sum(z.size * len(W) for z, W in zip(cache.zs, net.weights[1:], strict=False))
    right = exercises.load("cost_of_backprop.count").judge.right(sizes, n)
    assert right == {
        "forward": forward,
        "backward": for_weights + for_layers_before,
        "parameters": sum(p.size for p in net.parameters()),
        "activations": sum(a.size for a in cache.activations[1:]),
    }


def test_mistakes_by_independent_numbers():
    assert "forward and backward are added" in check("cost_of_backprop.ratio", 10700 / 4900).message
    assert "one-sided" in check("cost_of_backprop.differences", 831 * 800 / 1800).message
