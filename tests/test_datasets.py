"""The data: against the formulas, scikit-learn and what their docstrings promise."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.datasets import load_digits, make_moons

from backprop_lib import datasets


def test_xor():
    X, Y = datasets.xor()
    for row, target in zip(X, Y, strict=True):
        assert target[0] == (row[0] != row[1])
    assert len({tuple(row) for row in X}) == 4


def test_only_the_mistyped_xor_is_separated_by_the_line_of_its_docstring():
    line = np.array([2.0, 2.0])
    X, Y = datasets.mistyped_xor()
    assert ((X @ line > 1) == (Y[:, 0] == 1)).all()
    assert X.tolist() == [[0, 0], [0, 1], [1, 0], [-1, 1]]
    X, Y = datasets.xor()
    assert not ((X @ line > 1) == (Y[:, 0] == 1)).all()


@pytest.mark.parametrize("n", [2, 3, 10, 101])
def test_two_moons_without_noise_are_those_of_scikit_learn(n):
    X, Y = datasets.two_moons(n, np.random.default_rng(0), noise=0)
    expected, classes = make_moons(n, shuffle=False)
    np.testing.assert_allclose(X, expected, atol=1e-15)
    np.testing.assert_array_equal(Y, classes[:, np.newaxis])


@given(arms=st.integers(2, 5), more=st.integers(0, 30))
def test_spirals(arms, more):
    n = arms + more
    X, classes = datasets.spirals(n, np.random.default_rng(0), arms, noise=0)
    assert X.shape == (n, 2) and classes.dtype.kind == "i"
    counts = np.bincount(classes, minlength=arms)
    assert len(counts) == arms and counts.max() - counts.min() <= 1
    # turned by 2π / arms, the first arm lies on the next one
    first, second = X[classes == 0], X[classes == 1]
    if len(first) == len(second):
        angle = 2 * np.pi / arms
        turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        np.testing.assert_allclose(first @ turn, second, atol=1e-14)


@pytest.mark.parametrize("make", [datasets.two_moons, datasets.spirals])
def test_noise_comes_from_the_generator(make):
    one, same, other = (make(50, np.random.default_rng(seed))[0] for seed in (1, 1, 2))
    np.testing.assert_array_equal(one, same)
    exact = make(4000, np.random.default_rng(0), noise=0)[0]
    noisy = make(4000, np.random.default_rng(0), noise=0.2)[0]
    assert not np.array_equal(one, other)
    assert (noisy - exact).std() == pytest.approx(0.2, rel=0.03)


def test_digits_are_all_of_them_and_always_split_alike():
    split = datasets.digits()
    X, Y = load_digits(return_X_y=True)
    together = np.concatenate([split.X_train, split.X_test]), np.concatenate([split.Y_train, split.Y_test])
    ours, theirs = (
        {(*(row * 16 if k == 0 else row).astype(int), int(y)) for row, y in zip(*data, strict=True)}
        for k, data in enumerate([together, (X, Y)])
    )
    assert ours == theirs
    assert split.X_train.shape == (1437, 64) and split.X_test.shape == (360, 64)
    assert split.X_train.min() == 0 and split.X_train.max() == 1
    # a numpy that draws another permutation from the same seed would change every figure of the book
    assert np.bincount(split.Y_test).tolist() == [39, 37, 47, 28, 42, 32, 37, 27, 30, 41]
    assert split.Y_test[:10].tolist() == [0, 8, 8, 9, 8, 3, 7, 5, 0, 6]


@pytest.mark.parametrize(
    "call, kind, message",
    [
        (lambda rng: datasets.two_moons(1, rng), ValueError, "n is 1, expected a whole number from 2 on"),
        (lambda rng: datasets.two_moons(10.0, rng), ValueError, "n is 10.0, expected a whole number"),
        (lambda rng: datasets.two_moons(10, rng, noise=-1), ValueError, "noise is -1, expected 0 or a number"),
        (lambda rng: datasets.two_moons(10, 42), TypeError, "rng is 42, expected a generator: write rng="),
        (lambda rng: datasets.spirals(2, rng, arms=3), ValueError, "n is 2, expected a whole number from 3 on"),
        (lambda rng: datasets.spirals(9, rng, arms=1), ValueError, "arms is 1, expected at least 2"),
        (lambda rng: datasets.spirals(9, None), TypeError, "rng is None, expected a generator"),
    ],
)
def test_bad_input(call, kind, message):
    with pytest.raises(kind, match=message):
        call(np.random.default_rng(0))
