"""
The first backward() writes the gradient at the start, with the 2 of a squared error that has no ½. The step moves w and
b against it. The second backward() adds the gradient at the new place to what is there.
"""

from backprop_lib.activations import sigmoid

x, y, w, b, eta = 2.0, 1.0, 0.5, 0.0, 0.5
w_grad = b_grad = 0.0

for call in (1, 2):
    y_hat = sigmoid(w * x + b)
    delta = 2 * (y_hat - y) * y_hat * (1 - y_hat)
    w_grad += delta * x
    b_grad += delta
    print(f"backward {call}: dL/dw here {delta * x:.6f}, w.grad {w_grad:.6f}")
    w -= eta * w_grad
    b -= eta * b_grad
