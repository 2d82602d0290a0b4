"""
Neither z nor ŷ contains y, so the forward pass stays as it is, and so does the slope. Only the error changes: ŷ − y is
now ŷ itself, positive and larger than before. The gradient is positive, so the update lowers w.
"""

from backprop_lib.activations import sigmoid

x, y, w, b = 2.0, 0.0, 0.5, 0.0

y_hat = sigmoid(w * x + b)
delta = (y_hat - y) * y_hat * (1 - y_hat)
print(f"error = {y_hat - y:.6f}")
print(f"slope = {y_hat * (1 - y_hat):.6f}")
print(f"dL/dw = {delta * x:.6f}")
