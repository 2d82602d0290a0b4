"""Wrong backward passes, each with one line of the textbook's backward pass changed: what people really write.

>>> slip = SLIPS["one over n forgotten"]
>>> print(slip.sentence)
The loss is the mean over the batch, but its gradient is not divided by n.
>>> f"{slip.size():.2f}"
'0.60'

``slip.backward(net, cache, Y)`` can take the place of ``MLP.backward``; ``slip.gradients(net, X, Y)`` runs the forward
pass, too. Both return ``Gradients``. The size of a slip is the relative error of its gradients as ``gradient_check``
has it, ‖wrong − right‖ / (‖wrong‖ + ‖right‖): 0 where the slip does not show, at most 1. It depends on the network, and
every slip has one that shows it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from backprop_lib.initializers import normal
from backprop_lib.network import MLP, Gradients

ETA = 2.0  # the learning rate of the update that comes too early

TEXTBOOK = {
    "error": lambda loss, out, Y: loss.gradient(out, Y),
    "output": lambda f, upstream, z, a: f.backward(upstream, z, a),
    "hidden": lambda f, upstream, z, a: f.backward(upstream, z, a),
    "weight": lambda delta, a: delta.T @ a,
    "bias": lambda delta: delta.sum(axis=0),
    "back": lambda delta, W, dW: delta @ W,
}
"""The lines of the backward pass; ``backward`` puts them together."""


def backward(net, cache, Y, **changed):
    """The backward pass of the textbook; ``changed`` puts wrong lines in place of those of ``TEXTBOOK``.

    ``net`` is an MLP, ``cache`` what its ``forward`` returned, ``Y`` the targets (n, out). Returns Gradients. Raises
    ValueError for a residual network or one with batch normalisation.
    """
    if net.residual or net.norms:
        raise ValueError("the catalogue of slips knows plain networks only: no residual blocks, no batch normalisation")
    line = {**TEXTBOOK, **changed}
    weights, biases, deltas = [], [], []
    upstream = line["error"](net.loss_function, cache.activations[-1], np.asarray(Y))
    for i in reversed(range(len(net.weights))):
        place, f = ("output", net.output) if i == len(net.weights) - 1 else ("hidden", net.hidden)
        delta = line[place](f, upstream, cache.zs[i], cache.activations[i + 1])
        weights.insert(0, line["weight"](delta, cache.activations[i]))
        biases.insert(0, line["bias"](delta))
        deltas.insert(0, delta)
        upstream = line["back"](delta, net.weights[i], weights[0])
    return Gradients(weights, biases if net.biases else [], deltas, upstream)


@dataclass(frozen=True)
class Slip:
    """One wrong backward pass.

    name : str
    sentence : str, what was done, and what would be right
    changed : {name of a line of ``TEXTBOOK``: the wrong line}
    network : function without arguments that returns net, X, Y: the named network that shows the slip
    """

    name: str
    sentence: str
    changed: Mapping
    network: Callable

    def backward(self, net, cache, Y, out=None):
        """The wrong gradients, as ``MLP.backward`` returns the right ones. (``out`` is not used.)"""
        return backward(net, cache, Y, **self.changed)

    def gradients(self, net, X, Y):
        """The wrong gradients of the loss on X (n, in), Y (n, out)."""
        return self.backward(net, net.forward(X), Y)

    def size(self, net=None, X=None, Y=None):
        """‖wrong − right‖ / (‖wrong‖ + ‖right‖) over all parameters; without arguments on the slip's own network."""
        if net is None:
            net, X, Y = self.network()
        cache = net.forward(X)
        wrong, right = (
            np.concatenate([g.ravel() for g in gradients.parameters()])
            for gradients in (self.backward(net, cache, Y), net.backward(cache, Y))
        )
        norms = np.linalg.norm(wrong) + np.linalg.norm(right)
        return float(np.linalg.norm(wrong - right) / norms) if norms > 0 else 0.0


def xor_2_4_1():
    """XOR on a 2-4-1 network of sigmoids: weights ½ · ``RandomState(42).randn``, biases 0, four rows as the batch.

    The generator is numpy's old one, with the numbers that ``np.random.seed(42)`` gives.
    """
    draw = np.random.RandomState(42).randn
    net = MLP.from_parameters([draw(4, 2) * 0.5, draw(1, 4) * 0.5], [np.zeros(4), np.zeros(1)])
    return net, np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]), np.array([[0.0], [1.0], [1.0], [0.0]])


def tanh_3_3_3_2():
    """A 3-3-3-2 network, tanh then sigmoid, with five rows: square weights, and two paths from each hidden neuron."""
    return _random((3, 3, 3, 2), hidden="tanh")


def softmax_2_4_3():
    """A 2-4-3 network, tanh then softmax, with the squared error: no cross-entropy that would merge with softmax."""
    return _random((2, 4, 3), hidden="tanh", output="softmax")


def _random(sizes, **names):
    rng = np.random.default_rng(42)
    net = MLP(sizes, initializer=normal(1.0), rng=rng, **names)
    for b in net.biases:
        b[:] = rng.normal(size=b.shape)
    Y = rng.uniform(size=(5, sizes[-1]))
    return net, rng.normal(size=(5, sizes[0])), Y / Y.sum(axis=1, keepdims=True)


def _diagonal_only(f, upstream, z, a):
    return upstream * a * (1 - a) if f.name == "softmax" else f.backward(upstream, z, a)


SLIPS = {
    slip.name: slip
    for slip in (
        Slip(
            "output slope forgotten",
            "At the output δ is taken as ∂L/∂a; it is ∂L/∂a ⊙ f′(z).",
            {"output": lambda f, upstream, z, a: upstream},
            xor_2_4_1,
        ),
        Slip(
            "hidden slope forgotten",
            "In the hidden layers δ is taken as the error that comes back, without its factor f′(z).",
            {"hidden": lambda f, upstream, z, a: upstream},
            xor_2_4_1,
        ),
        Slip(
            "slope at the activation",
            "In the hidden layers f′ is taken at a, so f is applied twice; it is f′(z).",
            {"hidden": lambda f, upstream, z, a: upstream * f.derivative(a)},
            xor_2_4_1,
        ),
        Slip(
            "z(1 − z)",
            "In the hidden layers the slope is written z (1 − z); for a sigmoid it is a (1 − a).",
            {"hidden": lambda f, upstream, z, a: upstream * z * (1 - z)},
            xor_2_4_1,
        ),
        Slip(
            "weights updated too early",
            f"W is updated (learning rate {ETA:g}) before δ goes back through it; δ needs the W of the forward pass.",
            {"back": lambda delta, W, dW: delta @ (W - ETA * dW)},
            xor_2_4_1,
        ),
        Slip(
            "bias not summed",
            "The gradient of a bias is taken from the first row of the batch; it is the sum of δ over all rows.",
            {"bias": lambda delta: delta[0]},
            xor_2_4_1,
        ),
        Slip(
            "bias averaged",
            "The gradient of a bias is the mean of δ over the batch; δ holds 1/n already, so it is the sum.",
            {"bias": lambda delta: delta.mean(axis=0)},
            xor_2_4_1,
        ),
        Slip(
            "one over n forgotten",
            "The loss is the mean over the batch, but its gradient is not divided by n.",
            {"error": lambda loss, out, Y: loss.gradient(out, Y) * len(out)},
            xor_2_4_1,
        ),
        Slip(
            "transpose forgotten",
            "δ goes back through Wᵀ where rows need W: numpy is silent where a layer is as wide as the one before it.",
            {"back": lambda delta, W, dW: delta @ (W.T if len(W) == W.shape[1] else W)},
            tanh_3_3_3_2,
        ),
        Slip(
            "broadcast silently",
            "δ * Wᵀ in place of δ @ W: of shape (n, 1) where n is the width of the layer, and numpy then gives every "
            "neuron of a row the same error.",
            {"back": lambda delta, W, dW: delta * W.T if delta.shape == W.T.shape else delta @ W},
            xor_2_4_1,
        ),
        Slip(
            "sign",
            "The error is taken as y − ŷ; the derivative of the loss is ŷ − y.",
            {"error": lambda loss, out, Y: -loss.gradient(out, Y)},
            xor_2_4_1,
        ),
        Slip(
            "factor 2",
            "The ½ of the loss is forgotten, so all gradients are twice as large.",
            {"error": lambda loss, out, Y: 2 * loss.gradient(out, Y)},
            xor_2_4_1,
        ),
        Slip(
            "paths not summed",
            "A neuron keeps only what comes back from the last neuron it feeds; it is the sum over all of them.",
            {"back": lambda delta, W, dW: delta[:, -1:] * W[-1]},
            tanh_3_3_3_2,
        ),
        Slip(
            "softmax by its diagonal",
            "Softmax is treated like a sigmoid, δ = ∂L/∂a ⊙ a (1 − a); each of its outputs depends on every z.",
            {"output": _diagonal_only},
            softmax_2_4_3,
        ),
    )
}
"""The catalogue: {name: Slip}."""
