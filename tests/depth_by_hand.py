"""The numbers of the explorer of depth apart from the library: gradients by PyTorch, slopes by their formulas.

Shared are the random numbers, which tests/test_draws.py compares between the languages.
"""

import math

import numpy as np
import torch

from backprop_lib.draws import Draws

SAMPLES = 64
ROUNDING = 1e-11
NUDGE, NUDGES, AMPLE = 1e-15, 3, 100
CURVES = {
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": torch.relu,
    "leaky_relu": lambda z: torch.nn.functional.leaky_relu(z, 0.01),
    "gelu": lambda z: torch.nn.functional.gelu(z, approximate="tanh"),
}
PER_LAYER = ("delta", "gradient", "dead", "saturated")


def _logistic(z):
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, e) / (1 + e)


def _gelu_slope(z):
    scale = math.sqrt(8 / math.pi)
    s = _logistic(scale * (z + 0.044715 * z**3))
    return s + z * s * (1 - s) * scale * (1 + 3 * 0.044715 * z**2)


SLOPES = {
    "sigmoid": lambda z: _logistic(z) * (1 - _logistic(z)),
    "tanh": lambda z: 1 - np.tanh(z) ** 2,
    "relu": lambda z: np.where(z > 0, 1.0, 0.0),
    "leaky_relu": lambda z: np.where(z > 0, 1.0, 0.01),
    "gelu": _gelu_slope,
}


def start(setting):
    """X, T and the weights before any step."""
    draws, width = Draws(setting["seed"]), setting["width"]
    X, T = draws.standard_normal((SAMPLES, width)), draws.standard_normal((SAMPLES, 1))
    weights = []
    for out in [width] * setting["layers"] + [1]:
        variance = {"xavier_normal": 2 / (out + width), "he_normal": 2 / width, "normal": 1.0}[setting["initializer"]]
        weights.append(setting["scale"] * (math.sqrt(variance) * draws.standard_normal((out, width))))
    return X, T, weights


def _pass(setting, X, T, weights):
    """Loss, zs, gradients by zs and by weights."""
    Ws = [torch.tensor(W, requires_grad=True) for W in weights]
    a, zs = torch.tensor(X), []
    for W in Ws[:-1]:
        zs.append(a @ W.T)
        f = CURVES[setting["activation"]](zs[-1])
        a = a + f if setting["residual"] == "on" else f
    loss = ((a @ Ws[-1].T - torch.tensor(T)) ** 2).sum() / (2 * SAMPLES)
    found = [g.numpy() for g in torch.autograd.grad(loss, zs + Ws)]
    return loss.item(), [z.detach().numpy() for z in zs], found[: len(zs)], found[len(zs) :]


def length(*arrays):
    """The norm of all together, without overflow."""
    largest = max(np.abs(a).max() for a in arrays)
    if not 0 < largest < math.inf:
        return float(largest)
    return float(largest * math.sqrt(sum(((a / largest) ** 2).sum() for a in arrays)))


def by_hand(setting, nudge=None):
    """{symbol: number or list}, as `DepthExplorer.values`. nudge: seed of changes in the last digit of the weights."""
    X, T, weights = start(setting)
    if nudge is not None:
        rng = np.random.default_rng(nudge)
        weights = [W * (1 + NUDGE * rng.standard_normal(W.shape)) for W in weights]
    with np.errstate(all="ignore"):
        loss, zs, deltas, gradients = _pass(setting, X, T, weights)
        if setting["step"] != "none":
            rate = setting["eta"]
            if setting["step"] == "clipped":
                rate *= min(1, setting["limit"] / length(*gradients)) if length(*gradients) > 0 else 1
            weights = [W - rate * g for W, g in zip(weights, gradients, strict=True)]
            loss, zs, deltas, gradients = _pass(setting, X, T, weights)
        slopes = [SLOPES[setting["activation"]](z) if np.isfinite(z).all() else None for z in zs]
        return {
            "L": loss,
            "norm": length(*gradients),
            "delta": [length(d) for d in deltas],
            "gradient": [length(g) for g in gradients[:-1]],
            "dead": [math.nan if slope is None else (slope == 0).all(axis=0).sum() for slope in slopes],
            "saturated": [math.nan if slope is None else (np.abs(slope) < 0.05).mean() for slope in slopes],
        }


def flat(numbers):
    """All numbers in one array, in a fixed order."""
    return np.array([numbers["L"], numbers["norm"], *(n for key in PER_LAYER for n in numbers[key])], float)


def differences(found, setting):
    """Where numbers are off the computation by more than rounding can do, in words; nothing if they are right.

    What rounding can do is measured, by changes of the weights in their last digit: saturation loses digits of 1 − a,
    and a network that explodes multiplies the error.
    """
    found, expected = flat(found), flat(by_hand(setting))
    with np.errstate(all="ignore"):
        off, allowed = np.abs(found - expected), ROUNDING * np.abs(expected)
        neither = ~(np.isfinite(expected) | np.isfinite(found))
        if not ((off <= allowed) | neither).all():
            nudged = [np.abs(flat(by_hand(setting, seed)) - expected) for seed in range(NUDGES)]
            allowed = np.fmax(allowed, AMPLE * np.maximum.reduce(nudged))
        right = (off <= allowed) | neither
    names = ["L", "norm", *(f"{key} of layer {k + 1}" for key in PER_LAYER for k in range(setting["layers"]))]
    return [f"{names[k]}: {found[k]!r}, expected {expected[k]!r}" for k in np.flatnonzero(~right)]
