"""What the engine is measured against does the same work, and a baseline that does not is refused."""

from itertools import pairwise

import numpy as np
import pytest

from backprop_lib import MLP
from benchmarks import baselines, engine


@pytest.fixture
def setting():
    """A small network of sigmoids with data."""
    rng = np.random.default_rng(0)
    net = MLP((3, 4, 2), rng=rng)
    return net, rng.normal(size=(5, 3)), rng.uniform(size=(5, 2))


def test_the_gradients_of_numpy_by_hand_and_of_torch_are_those_of_the_engine(setting):
    net, X, Y = setting
    parameters = net.parameters()
    expected = net.backward(net.forward(X), Y).parameters()
    engine.same("numpy", baselines.sigmoid_gradients(X, Y, parameters), expected)
    engine.same("PyTorch", baselines.Torch(X, Y, parameters, "sigmoid").gradients(), expected)


@pytest.mark.parametrize("epochs", [1, 2])
def test_some_epochs_of_all_classifiers_end_at_the_same_parameters(epochs):
    """`classifier` compares them itself; the last batch is a smaller one."""
    rng = np.random.default_rng(0)
    X, classes = rng.normal(size=(22, 6)), rng.permutation(np.arange(22) % 3)
    works, _ = engine.classifier((6, 5, 4, 3), X, classes, 8, epochs)
    assert set(works) == {"backprop_lib", "train", "numpy by hand", "PyTorch", "scikit-learn"}


def test_a_baseline_without_its_mean_is_refused(setting):
    net, X, Y = setting
    wrong = [len(X) * g for g in baselines.sigmoid_gradients(X, Y, net.parameters())]
    with pytest.raises(engine.Different, match="wrong does not compute what the others do"):
        engine.same("wrong", wrong, baselines.sigmoid_gradients(X, Y, net.parameters()))


def test_those_that_are_timed_take_turns():
    turns = []
    times = engine.medians({name: lambda name=name: turns.append(name) for name in "ab"}, rounds=3)
    assert set(times) == {"a", "b"}
    changes = sum(before != after for before, after in pairwise(turns))
    assert changes >= 6
