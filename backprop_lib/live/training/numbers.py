"""Every number of the explorer of training at one epoch, by symbol.

Samples are numbered from 1, hidden units too: ``y_hat[1]``, ``L[1]`` (before the mean), ``delta[1]`` (∂L/∂z of the
output) and ``pull[1]`` (the length of the sample's gradient) belong to a sample; ``W1[j,i]``, ``b1[j]``, ``W2[j]`` and
``h[j,s]`` to unit j; ``b2``, ``L``, ``delta`` (their sum) and ``pull`` to all. ``dL/d...`` is the sum over the samples.
"""

import math

import numpy as np

from backprop_lib.live.training.settings import EPOCHS, MOST_UNITS, network, optimizer, samples
from backprop_lib.training import train


def run(setting, epochs=EPOCHS):
    """(network after ``epochs`` epochs, history or None): where training stops early, the network as it was then."""
    net = network(setting)
    return net, train(net, *samples(setting), optimizer(setting), epochs) if epochs else None


def losses(setting):
    """The loss before each step of a whole run, and after the last one."""
    net, history = run(setting)
    return np.array(history.losses if history.message else [*history.losses, net.loss(*samples(setting))])


def numbers(setting, net):
    """{symbol: float} for a network, the controls included; a unit that it does not have is nan."""
    X, Y = samples(setting)
    with np.errstate(over="ignore", invalid="ignore"):  # a run that diverges
        cache, predictions = net.forward(X), net.predict(X)
        whole = net.backward(cache, Y)
        found = {name: value for name, value in setting.items() if not isinstance(value, str)}
        found |= {"L": net.loss(X, Y), "delta": whole.biases[1][0], "pull": _length(whole)}
        found |= _by_unit(net.weights, net.biases, "{}") | _by_unit(whole.weights, whole.biases, "dL/d{}")
        for s in range(len(X)):
            # by itself the sample is a batch of one: its share of the mean is a quarter
            one = net.backward(net.forward(X[s : s + 1]), Y[s : s + 1])
            found |= {
                f"y_hat[{s + 1}]": predictions[s, 0],
                f"L[{s + 1}]": net.loss(X[s : s + 1], Y[s : s + 1]),
                f"delta[{s + 1}]": whole.deltas[1][s, 0],
                f"pull[{s + 1}]": _length(one) / len(X),
            }
            for j in range(MOST_UNITS):
                found[f"h[{j + 1},{s + 1}]"] = cache.activations[1][s, j] if j < setting["units"] else math.nan
    return {symbol: float(value) for symbol, value in found.items()}


def _length(gradients):
    return np.sqrt(sum(np.sum(g * g) for g in gradients.parameters()))


def _by_unit(weights, biases, name):
    (W1, W2), (b1, b2) = weights, biases
    found = {"b2": b2[0]}
    for j in range(MOST_UNITS):
        row = (*W1[j], b1[j], W2[0, j]) if j < len(b1) else [math.nan] * 4
        found |= dict(zip(parameters_of(j + 1), row, strict=True))
    return {name.format(symbol): value for symbol, value in found.items()}


def parameters_of(unit):
    """The symbols of a hidden unit's parameters, its way out last."""
    return f"W1[{unit},1]", f"W1[{unit},2]", f"b1[{unit}]", f"W2[{unit}]"
