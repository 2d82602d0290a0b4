"""The numbers of a deep network at a setting of the controls, by `backprop_lib`."""

from typing import NamedTuple

import numpy as np

from backprop_lib.draws import Draws
from backprop_lib.initializers import INITIALIZERS, normal
from backprop_lib.live.depth.settings import SAMPLES, SATURATED
from backprop_lib.network import MLP
from backprop_lib.optimizers import SGD, clip_by_norm


class Pass(NamedTuple):
    """A forward and a backward pass: the loss, the ``Cache`` and the ``Gradients`` of ``MLP``."""

    loss: float
    cache: object
    gradients: object


def network(setting):
    """The network before any step, and its data: X (64, width) and targets (64, 1), drawn before the weights."""
    rng, width = Draws(setting["seed"]), setting["width"]
    X, T = rng.standard_normal((SAMPLES, width)), rng.standard_normal((SAMPLES, 1))
    initializer = INITIALIZERS.get(setting["initializer"], normal(1.0))
    net = MLP(
        [width] * (setting["layers"] + 1) + [1],
        setting["activation"],
        "identity",
        initializer=initializer,
        rng=rng,
        bias=False,
        residual=setting["residual"] == "on",
    )
    for W in net.weights:
        W *= setting["scale"]
    return net, X, T


def passes(setting):
    """The network and its `Pass` at the start; with a step asked for, a second one after it."""
    net, X, T = network(setting)
    found = [_pass(net, X, T)]
    if setting["step"] != "none":
        gradients = [g.copy() for g in found[0].gradients.weights]
        if setting["step"] == "clipped":
            clip_by_norm(gradients, setting["limit"])
        SGD(setting["eta"]).step(net.parameters(), gradients)
        found.append(_pass(net, X, T))
    return net, found


def _pass(net, X, T):
    with np.errstate(all="ignore"):  # after a step too far, numbers may be inf or nan: the page says so
        cache = net.forward(X)
        return Pass(net.loss_function.value(cache.activations[-1], T), cache, net.backward(cache, T))


def numbers(setting):
    """What the page shows: {symbol: number}, and for the hidden layers 1, 2, … lists.

    - L, norm: the loss, and the length of the whole gradient.
    - delta, gradient: ‖δ‖ and ‖∂L/∂W‖ of each layer.
    - dead: how many of its units have a slope of exactly 0 on all data. saturated: the share of slopes below 0.05.
      Both are nan where z is not finite.
    """
    net, found = passes(setting)
    loss, cache, gradients = found[-1]
    with np.errstate(all="ignore"):
        slopes = [net.hidden.derivative(z) if np.isfinite(z).all() else None for z in cache.zs[:-1]]
        norms = [norm(g) for g in gradients.weights]
        return {
            "L": float(loss),
            "norm": norm(np.array(norms)),
            "delta": [norm(delta) for delta in gradients.deltas[:-1]],
            "gradient": norms[:-1],
            "dead": [np.nan if slope is None else int((slope == 0).all(axis=0).sum()) for slope in slopes],
            "saturated": [np.nan if slope is None else float((np.abs(slope) < SATURATED).mean()) for slope in slopes],
        }


def norm(a):
    """‖a‖, where no square overflows or underflows."""
    largest = float(np.abs(a).max())
    return largest * float(np.linalg.norm(a / largest)) if 0 < largest < np.inf else largest
