"""The numbers of one sigmoid neuron with two inputs on four points, by the library's own network."""

import numpy as np

from backprop_lib.datasets import xor
from backprop_lib.network import MLP

H = 1e-5
PARAMETERS = ("w1", "w2", "b")
POINTS, _XOR = xor()
DATA = {
    "and": np.array([[0.0], [0.0], [0.0], [1.0]]),
    "or": np.array([[0.0], [1.0], [1.0], [1.0]]),
    "xor": _XOR,
}
"""{data set: targets (4, 1) of the four points}."""
OUTPUTS = {"half_squared_error": "sigmoid", "binary_cross_entropy": "identity"}


def neuron(w1, w2, b, loss):
    """The neuron as a network of one layer; with cross-entropy its output is the logit."""
    weights, biases = [np.array([[w1, w2]])], [np.array([b])]
    return MLP.from_parameters(weights, biases, output=OUTPUTS[loss], loss=loss)


def gradients(setting):
    """{"w1": ∂L/∂w₁, "w2": ∂L/∂w₂, "b": ∂L/∂b} by a backward pass."""
    net = neuron(*(setting[name] for name in PARAMETERS), setting["loss"])
    found = net.backward(net.forward(POINTS), DATA[setting["data"]])
    return dict(zip(PARAMETERS, [*found.weights[0][0].tolist(), float(found.biases[0][0])], strict=True))


def loss_at(setting, **changed):
    """The mean loss with some parameters changed."""
    at = setting | changed
    return float(neuron(*(at[name] for name in PARAMETERS), at["loss"]).loss(POINTS, DATA[at["data"]]))


def numbers(setting):
    """{symbol: float} at a setting of the controls.

    Of each point s, from 1: "p[s]", its loss "L[s]", and "right/s", 1.0 where p is on the target's side of ½. The mean
    loss "L". Of each parameter its gradient, "dL/dw1", the central difference "fd/w1" and the value after one step
    "new/w1"; and the loss there, "new/L".
    """
    Y = DATA[setting["data"]]
    net = neuron(*(setting[name] for name in PARAMETERS), setting["loss"])
    found = {}
    for s, (p, y) in enumerate(zip(net.predict(POINTS)[:, 0], Y[:, 0], strict=True), 1):
        found[f"p[{s}]"] = float(p)
        found[f"L[{s}]"] = float(net.loss(POINTS[s - 1 : s], Y[s - 1 : s]))
        found[f"right/{s}"] = float((p > 0.5) == (y > 0.5))
    found["L"] = loss_at(setting)
    after = {}
    for name, gradient in gradients(setting).items():
        low, high = (loss_at(setting, **{name: setting[name] + side * H}) for side in (-1, 1))
        found[f"dL/d{name}"], found[f"fd/{name}"] = gradient, (high - low) / (2 * H)
        after[name] = found[f"new/{name}"] = setting[name] - setting["eta"] * gradient
    return found | {"new/L": loss_at(setting, **after)}
