"""Many small networks of one shape, trained side by side: what comes of one recipe, over many random starts.

Parameters carry one axis more than elsewhere, in front, that counts the networks: weights (networks, out, in), biases
(networks, 1, out). ``@`` multiplies stacks of matrices, so the lines are those of one network.

>>> from backprop_lib.initializers import xor_start_normal
>>> weights, biases = stack(xor_start_normal((2, 4, 1), np.random.RandomState(seed)) for seed in range(3))
>>> [W.shape for W in weights], [b.shape for b in biases]
([(3, 4, 2), (3, 1, 4)], [(3, 1, 4), (3, 1, 1)])
>>> from backprop_lib.datasets import xor
>>> losses = train_stack(weights, biases, *xor(), eta=2.0, epochs=5000)
>>> losses.shape, bool(losses[-1].max() < 0.001)
((5000, 3), True)
>>> predict_stack(weights, biases, xor()[0]).round().astype(int)[:, :, 0]
array([[0, 1, 1, 0],
       [0, 1, 1, 0],
       [0, 1, 1, 0]])
"""

import numpy as np

from backprop_lib.activations import sigmoid


def stack(starts):
    """Networks, each a pair of weights and biases as ``MLP.from_parameters`` takes them, as one stack of each array."""
    weights, biases = zip(*starts, strict=True)
    return [np.stack(arrays) for arrays in zip(*weights, strict=True)], [
        np.stack(arrays)[:, np.newaxis] for arrays in zip(*biases, strict=True)
    ]


def forward_stack(weights, biases, X):
    """The activations of each layer, (networks, n, out) each, after the inputs X (n, in). All neurons are sigmoids."""
    activations = [X]
    for W, b in zip(weights, biases, strict=True):
        activations.append(sigmoid(activations[-1] @ W.swapaxes(1, 2) + b))
    return activations


def predict_stack(weights, biases, X):
    """The outputs of all networks, (networks, n, out)."""
    return forward_stack(weights, biases, X)[-1]


def gradients_stack(weights, biases, X, Y):
    """The losses of all networks on all rows of X (n, in), Y (n, out), and their gradients, by one backward pass.

    The loss is half the squared error, summed over outputs and averaged over rows, as ``half_squared_error``.
    Returns the losses (networks,), the gradients of the weights and those of the biases, in the shapes of these.
    """
    activations = forward_stack(weights, biases, X)
    errors = activations[-1] - Y
    dW, db, upstream = [None] * len(weights), [None] * len(weights), errors / len(X)
    for i in reversed(range(len(weights))):
        a = activations[i + 1]
        delta = upstream * a * (1 - a)
        upstream = delta @ weights[i]
        dW[i] = delta.swapaxes(1, 2) @ activations[i]
        db[i] = delta.sum(axis=1, keepdims=True)
    return 0.5 * np.square(errors).sum(axis=(1, 2)) / len(X), dW, db


def train_stack(weights, biases, X, Y, eta, epochs):
    """Gradient descent on all rows of X (n, in), Y (n, out), for every network of a stack; changes it in place.

    Returns the losses of ``gradients_stack`` before each update, (epochs, networks).
    """
    losses = np.empty((epochs, len(weights[0])))
    for epoch in range(epochs):
        losses[epoch], dW, db = gradients_stack(weights, biases, X, Y)
        for p, g in zip(weights + biases, dW + db, strict=True):
            p -= eta * g
    return losses
