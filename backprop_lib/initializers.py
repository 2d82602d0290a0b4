"""Where the weights start. An initialiser is a function ``(shape, rng)`` → a weight matrix of that shape.

The shape is (out, in), as everywhere; biases start at zero. ``rng`` is a ``numpy.random.Generator`` or anything that
draws by the same methods ``uniform`` and ``normal``; there is no hidden global state.

>>> xavier_uniform((1, 2), np.random.default_rng(0))
array([[ 0.38738615, -0.6511415 ]])
"""

import numpy as np


def zeros(shape, rng=None):
    """All weights 0. The neurons of a layer then stay equal for ever: they get equal gradients."""
    return np.zeros(shape)


def constant(value):
    """An initialiser that sets all weights to ``value``."""

    def initialize(shape, rng=None):
        return np.full(shape, float(value))

    return initialize


def normal(scale):
    """An initialiser that draws weights from the normal distribution with mean 0 and standard deviation ``scale``."""

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


def _generator(rng):
    if rng is None:
        raise ValueError("random weights need a generator: give rng=np.random.default_rng(seed)")
    if not (hasattr(rng, "uniform") and hasattr(rng, "normal")):
        raise TypeError(f"rng is {rng!r}, expected a generator: write rng=np.random.default_rng(seed)")
    return rng
