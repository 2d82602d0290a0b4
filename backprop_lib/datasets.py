"""Data to train on: small sets that show one thing each, and handwritten digits.

X has one sample a row. Y has one column of targets 0 or 1 where there are two classes, and is an array of whole
numbers, the class of each row, where there may be more.
"""

from typing import NamedTuple

import numpy as np


def xor():
    """The four cases of "either, but not both": X (4, 2), Y (4, 1). No straight line separates the classes.

    >>> X, Y = xor()
    >>> Y.ravel()
    array([0., 1., 1., 0.])
    """
    X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    return X, np.array([[0.0], [1.0], [1.0], [0.0]])


def mistyped_xor():
    """XOR with a slip that went into print: [−1, 1] in place of [1, 1]. X (4, 2), Y (4, 1).

    The line 2 x₁ + 2 x₂ = 1 separates these classes, so a network that learns them need not have learned XOR.
    """
    X, Y = xor()
    X[3, 0] = -1.0
    return X, Y


def two_moons(n, rng, noise=0.1):
    """Two half circles of radius 1 that reach into each other: X (n, 2), Y (n, 1).

    The upper moon is (cos t, sin t), class 0, the lower one (1 − cos t, ½ − sin t), class 1, with t evenly from 0 to π;
    ``noise`` is the standard deviation of what ``rng``, a numpy.random.Generator, adds to each coordinate. Class 0
    comes first. Raises ValueError for n < 2 or noise < 0. Source: ``sklearn.datasets.make_moons``.
    """
    _check(n, 2, noise, rng)
    upper, lower = np.linspace(0, np.pi, n // 2), np.linspace(0, np.pi, n - n // 2)
    X = np.concatenate(
        [np.stack([np.cos(upper), np.sin(upper)], axis=1), np.stack([1 - np.cos(lower), 0.5 - np.sin(lower)], axis=1)]
    )
    return X + rng.normal(0.0, noise, X.shape), _classes([len(upper), len(lower)])[:, np.newaxis].astype(float)


def spirals(n, rng, arms=2, noise=0.05):
    """Spirals from a common centre: X (n, 2) and the class of each row, (n,) whole numbers from 0 to arms − 1.

    Arm k is r (sin t, cos t) with r from 0 to 1 and t from 2π k / arms over 4 rad; ``noise`` is the standard deviation
    of what ``rng``, a numpy.random.Generator, adds to each coordinate. Class 0 comes first. Raises ValueError for fewer
    than one sample in an arm, fewer than two arms or noise < 0.
    Source: Karpathy, CS231n notes, "Putting it together: minimal neural network case study".
    """
    if arms < 2:
        raise ValueError(f"arms is {arms}, expected at least 2")
    _check(n, arms, noise, rng)
    sizes = [n // arms + (k < n % arms) for k in range(arms)]
    r = np.concatenate([np.linspace(0, 1, size) for size in sizes])
    t = 2 * np.pi * _classes(sizes) / arms + 4 * r
    X = r[:, np.newaxis] * np.stack([np.sin(t), np.cos(t)], axis=1)
    return X + rng.normal(0.0, noise, X.shape), _classes(sizes)


class Split(NamedTuple):
    """Data to learn from and data to test with: arrays X_train, Y_train, X_test, Y_test."""

    X_train: np.ndarray
    Y_train: np.ndarray
    X_test: np.ndarray
    Y_test: np.ndarray


def digits():
    """1797 handwritten digits of 8 × 8 grey values: 1437 to learn from and 360 to test with, always the same ones.

    X has shape (n, 64), grey values divided by 16, so 0 to 1; Y has shape (n,), the digit, a whole number. The samples
    are in one fixed shuffled order. The data come with scikit-learn, nothing is downloaded; raises ImportError without
    it. Source: Alpaydin & Kaynak, "Optical Recognition of Handwritten Digits", UCI (1998).
    """
    try:
        from sklearn.datasets import load_digits
    except ImportError as error:
        raise ImportError("the digits come with scikit-learn: pip install scikit-learn") from error
    X, Y = load_digits(return_X_y=True)
    order = np.random.default_rng(0).permutation(len(X))
    X, Y = X[order] / 16, Y[order]
    return Split(X[:1437], Y[:1437], X[1437:], Y[1437:])


def _classes(sizes):
    return np.repeat(np.arange(len(sizes)), sizes)


def _check(n, least, noise, rng):
    if not isinstance(n, int | np.integer) or n < least:
        raise ValueError(f"n is {n!r}, expected a whole number from {least} on, one sample for each class")
    if not 0 <= noise < np.inf:
        raise ValueError(f"noise is {noise}, expected 0 or a number greater than 0")
    if not hasattr(rng, "normal"):
        raise TypeError(f"rng is {rng!r}, expected a generator: write rng=np.random.default_rng(seed)")
