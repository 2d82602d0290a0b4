"""
Each output sends its δ back along the weight that leads to it from h₂. These weights stand in the second column of W₂,
one in each row. The two contributions add.
"""

import numpy as np

from backprop_lib.activations import sigmoid

W1, b1 = np.array([[0.15, 0.20], [0.25, 0.30]]), np.array([0.35, 0.35])
W2, b2 = np.array([[0.40, 0.45], [0.50, 0.55]]), np.array([0.60, 0.60])
x, y = np.array([0.05, 0.10]), np.array([0.01, 0.99])

a1 = sigmoid(W1 @ x + b1)
y_hat = sigmoid(W2 @ a1 + b2)
delta = (y_hat - y) * y_hat * (1 - y_hat)
print(f"through output 1: {delta[0] * W2[0, 1]:.7f}")
print(f"through output 2: {delta[1] * W2[1, 1]:.7f}")
print(f"dL/dh2 = {delta @ W2[:, 1]:.7f}")
