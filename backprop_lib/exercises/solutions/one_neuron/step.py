"""
One forward pass, one δ, two updates. δ is calculated from the old w and the old b and used for both, so it does not
matter which of the two new parameters is written first.
"""

from backprop_lib.activations import sigmoid


def step(x, y, w, b, eta):
    z = w * x + b
    y_hat = sigmoid(z)
    delta = (y_hat - y) * y_hat * (1 - y_hat)
    return {"w": w - eta * delta * x, "b": b - eta * delta}


new = step(2.0, 1.0, 0.5, 0.0, 0.1)
print(f"new w = {new['w']:.6f}")
print(f"new b = {new['b']:.6f}")
