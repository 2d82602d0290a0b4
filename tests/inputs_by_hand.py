"""The explorer of two inputs apart from the library: the loss of its neuron, gradients, and where its lines must run.

The gradient is a derivative by a complex step, so that no formula of a derivative is written twice.
"""

import re

import numpy as np

X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
Y = {"and": np.array([0, 0, 0, 1]), "or": np.array([0, 1, 1, 1]), "xor": np.array([0, 1, 1, 0])}
PARAMETERS = ("w1", "w2", "b")
OVER = {"w1-w2": ("w1", "w2", "b"), "w1-b": ("w1", "b", "w2"), "w2-b": ("w2", "b", "w1")}
"""{choice: the parameters to the right, upwards, and held}."""
LOW, UNIT, LEFT, BOTTOM, SQUARES = -5.0, 28.0, 34.0, 288.0, 48  # −5 … 5 in 280 px


def loss(setting, **changed):
    """The mean loss; numbers may be arrays of one shape."""
    w1, w2, b = (np.asarray((setting | changed)[name])[..., np.newaxis] for name in PARAMETERS)
    y, z = Y[setting["data"]], w1 * X[:, 0] + w2 * X[:, 1] + b
    if setting["loss"] == "binary_cross_entropy":
        return (np.log(1 + np.exp(z)) - y * z).mean(axis=-1)
    return ((1 / (1 + np.exp(-z)) - y) ** 2 / 2).mean(axis=-1)


def gradient(setting):
    """{parameter: ∂L/∂parameter}."""
    step = 1e-30
    return {name: float(loss(setting, **{name: setting[name] + step * 1j}).imag / step) for name in PARAMETERS}


def place(first, second):
    """Where a pair of numbers stands in the picture, in px."""
    return np.array([LEFT + UNIT * (first - LOW), BOTTOM - UNIT * (second - LOW)]).T


def crossings(setting, level):
    """Where a level line cuts the grid of the picture, (n, 2) in px: in proportion between two neighbours."""
    first, second, _ = OVER[setting["over"]]
    along = np.linspace(LOW, -LOW, SQUARES + 1)
    x, y = np.meshgrid(along, along)
    above = loss(setting, **{first: x, second: y}) - level
    found = []
    for a, b in ((np.s_[:, :-1], np.s_[:, 1:]), (np.s_[:-1], np.s_[1:])):
        cut = (above[a] > 0) != (above[b] > 0)
        share = above[a][cut] / (above[a][cut] - above[b][cut])
        found.append(place(*((z[a][cut] + share * (z[b][cut] - z[a][cut])) for z in (x, y))))
    return np.concatenate(found)


def coordinates(path):
    """The points of an SVG path, (n, 2)."""
    return np.array([float(number) for number in re.findall(r"-?[\d.]+(?:e-?\d+)?", path or "")]).reshape(-1, 2)


def apart(path, points):
    """The greatest distance from a point of a path to the nearest of ``points``, or from one of these to the path's."""
    found = coordinates(path)
    if len(found) == 0 or len(points) == 0:
        return 0.0 if len(found) == len(points) else np.inf
    distances = np.hypot(*(found[:, np.newaxis] - points).transpose(2, 0, 1))
    return max(distances.min(axis=0).max(), distances.min(axis=1).max())


def arrow_end(setting, slopes, length=64.0):
    """Where an arrow along −slopes ends that would have ``length`` px along the whole gradient of the picture."""
    first, second, _ = OVER[setting["over"]]
    whole = gradient(setting)
    unit = length / np.hypot(whole[first], whole[second])
    return place(setting[first], setting[second]) + unit * np.array([-slopes[first], slopes[second]])
