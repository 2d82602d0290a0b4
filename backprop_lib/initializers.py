"""Where the weights start. An initialiser is a function ``(shape, rng)`` → a weight matrix of that shape.

The shape is (out, in), as everywhere; biases start at zero. ``rng`` is a ``numpy.random.Generator`` or anything that
draws by the same methods ``uniform`` and ``normal``; there is no hidden global state.

>>> xavier_uniform((1, 2), np.random.default_rng(0))
array([[ 0.38738615, -0.6511415 ]])

Two starts of whole networks, ``xor_start_normal`` and ``xor_start_uniform``, are those of two well-known programs that
learn XOR. They draw with numpy's older generator: give ``np.random.RandomState(seed)`` to get their numbers.
"""

from itertools import pairwise

import numpy as np


def zeros(shape, rng=None):
    """All weights 0. The neurons of a layer then stay equal for ever: they get equal gradients."""
    return np.zeros(shape)


def constant(value):
    """An initialiser that sets all weights to ``value``. Raises ValueError for a value that is not a finite number.

    >>> constant(0.5)((1, 2))
    array([[0.5, 0.5]])
    """
    if not np.isfinite(value):
        raise ValueError(f"value is {value}, expected a finite number")

    def initialize(shape, rng=None):
        return np.full(shape, float(value))

    return initialize


def normal(scale):
    """An initialiser that draws weights from the normal distribution with mean 0 and standard deviation ``scale``.

    Raises ValueError for a scale that is negative or not finite.

    >>> normal(0.01)((1, 2), np.random.default_rng(0))
    array([[ 0.0012573 , -0.00132105]])
    """
    if not (np.isfinite(scale) and scale >= 0):
        raise ValueError(f"scale is {scale}, expected a number of at least 0 such as 0.01")

    def initialize(shape, rng):
        return _generator(rng).normal(0.0, scale, shape)

    return initialize


def xavier_uniform(shape, rng):
    """Uniform between ±√(6 / (in + out)). Source: Glorot & Bengio, AISTATS (2010), equation 16."""
    limit = np.sqrt(6 / sum(shape))
    return _generator(rng).uniform(-limit, limit, shape)


def xavier_normal(shape, rng):
    """Normal with variance 2 / (in + out). Source: Glorot & Bengio, AISTATS (2010), equation 12."""
    return _generator(rng).normal(0.0, np.sqrt(2 / sum(shape)), shape)


def he_uniform(shape, rng):
    """Uniform between ±√(6 / in), for relu. Source: He, Zhang, Ren & Sun, ICCV (2015), equation 10."""
    limit = np.sqrt(6 / shape[1])
    return _generator(rng).uniform(-limit, limit, shape)


def he_normal(shape, rng):
    """Normal with variance 2 / in, for relu. Source: He, Zhang, Ren & Sun, ICCV (2015), equation 10."""
    return _generator(rng).normal(0.0, np.sqrt(2 / shape[1]), shape)


INITIALIZERS = {f.__name__: f for f in (zeros, xavier_uniform, xavier_normal, he_uniform, he_normal)}


def xor_start_normal(sizes, rng):
    """Weights ½·N(0, 1), biases 0: the start of the 2-4-1 network for XOR that trains with learning rate 2.

    sizes : neurons per layer, such as (2, 4, 1)
    rng : ``np.random.RandomState(42)`` draws what ``np.random.seed(42)`` and ``0.5 * np.random.randn(out, in)`` do

    Returns weights and biases, two lists for ``MLP.from_parameters``. Raises as every random initialiser does.

    >>> weights, biases = xor_start_normal((2, 4, 1), np.random.RandomState(42))
    >>> weights[1]
    array([[-0.23473719,  0.27128002, -0.23170885, -0.23286488]])
    """
    draw = normal(0.5)
    weights = [draw((out, fan_in), rng) for fan_in, out in pairwise(sizes)]
    return weights, [np.zeros(out) for out in sizes[1:]]


def xor_start_uniform(sizes, rng):
    """Weights and biases uniform in [0, 1), all positive: the start of the 2-2-1 network for XOR.

    sizes : neurons per layer, such as (2, 2, 1)
    rng : ``np.random.RandomState(seed)`` draws what ``np.random.seed(seed)`` and ``np.random.rand`` do. The order is
        W₁, b₁, W₂, b₂ with each W of shape (in, out), as that program has it; here it is transposed to (out, in).

    Returns weights and biases, two lists for ``MLP.from_parameters``. Raises as every random initialiser does. That
    program sums over the four samples: its learning rate 0.1 is 0.4 for a loss that takes the mean.

    >>> weights, biases = xor_start_uniform((2, 2, 1), np.random.RandomState(0))
    >>> biases
    [array([0.4236548 , 0.64589411]), array([0.96366276])]
    """
    weights, biases = [], []
    for fan_in, out in pairwise(sizes):
        weights.append(_generator(rng).uniform(0.0, 1.0, (fan_in, out)).T.copy())
        biases.append(rng.uniform(0.0, 1.0, out))
    return weights, biases


def _generator(rng):
    if rng is None:
        raise ValueError("random weights need a generator: give rng=np.random.default_rng(seed)")
    if not (hasattr(rng, "uniform") and hasattr(rng, "normal")):
        raise TypeError(f"rng is {rng!r}, expected a generator: write rng=np.random.default_rng(seed)")
    return rng
