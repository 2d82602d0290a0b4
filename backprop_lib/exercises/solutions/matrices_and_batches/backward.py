"""
The mean enters once, at the derivative of the loss. Behind it every line is the line for one sample, with rows: δ goes
back through W, the gradient of W is δᵀ a, and that of b is the sum of δ over the rows.
"""

import numpy as np

from backprop_lib.activations import sigmoid


def backward(X, Y, W1, b1, W2, b2):
    a1 = sigmoid(X @ W1.T + b1)  # (n, hidden)
    Y_hat = sigmoid(a1 @ W2.T + b2)  # (n, out)
    delta2 = (Y_hat - Y) / len(X) * Y_hat * (1 - Y_hat)  # (n, out)
    delta1 = delta2 @ W2 * a1 * (1 - a1)  # (n, hidden)
    return {
        "W1": delta1.T @ X,  # (hidden, in)
        "b1": delta1.sum(axis=0),  # (hidden,)
        "W2": delta2.T @ a1,  # (out, hidden)
        "b2": delta2.sum(axis=0),  # (out,)
    }


rng = np.random.default_rng(0)
shapes = {"X": (4, 2), "Y": (4, 5), "W1": (3, 2), "b1": (3,), "W2": (5, 3), "b2": (5,)}
arrays = {name: rng.uniform(-1, 1, shape) for name, shape in shapes.items()}
for name, gradient in backward(**arrays).items():
    print(f"{name}: shape {arrays[name].shape}, gradient of shape {gradient.shape}")
