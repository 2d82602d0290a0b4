"""
The loss is a mean, so 1/n stands in δ of the output, and from there in every δ. The gradient of a bias adds up δ over
the rows, as `delta.T @ A` does for the weights. A mean there divides by n a second time.
"""

import numpy as np

from backprop_lib.activations import sigmoid


def backward(X, Y, W1, b1, W2, b2):
    A1 = np.tanh(X @ W1.T + b1)
    Y_hat = sigmoid(A1 @ W2.T + b2)
    delta2 = (Y_hat - Y) * Y_hat * (1 - Y_hat) / len(X)
    delta1 = delta2 @ W2 * (1 - A1**2)
    return {"W1": delta1.T @ X, "b1": delta1.sum(axis=0), "W2": delta2.T @ A1, "b2": delta2.sum(axis=0)}


X, Y = np.array([[0.5, -1.0], [1.0, 2.0]]), np.array([[1.0], [0.0]])
W1, b1 = np.array([[0.3, -0.2], [0.1, 0.4]]), np.array([0.1, -0.1])
W2, b2 = np.array([[0.5, -0.6]]), np.array([0.2])
print("dL/db2 =", backward(X, Y, W1, b1, W2, b2)["b2"].round(6))
