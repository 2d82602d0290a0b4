"""
Forward first, and keep every value. Then one δ for each neuron, from the output back: δ₃ at the output, δ₁ and δ₂ from
it. A weight's gradient is the δ behind it times the value in front of it; a bias stands before a constant 1. The
parameters are only read, so the δ of the hidden layer uses w₃ and w₄ as they were in the forward pass.
"""

from backprop_lib.activations import sigmoid


def backward(x, y, parameters):
    p = parameters
    h1 = sigmoid(p["w1"] * x + p["b1"])
    h2 = sigmoid(p["w2"] * x + p["b2"])
    y_hat = sigmoid(p["w3"] * h1 + p["w4"] * h2 + p["b3"])

    delta3 = (y_hat - y) * y_hat * (1 - y_hat)
    delta1 = delta3 * p["w3"] * h1 * (1 - h1)
    delta2 = delta3 * p["w4"] * h2 * (1 - h2)
    return {
        "w1": delta1 * x,
        "w2": delta2 * x,
        "w3": delta3 * h1,
        "w4": delta3 * h2,
        "b1": delta1,
        "b2": delta2,
        "b3": delta3,
    }


parameters = {"w1": 0.1, "w2": 0.2, "w3": 0.3, "w4": 0.4, "b1": 0.1, "b2": 0.1, "b3": 0.1}
for name, gradient in backward(0.5, 1.0, parameters).items():
    print(f"dL/d{name} = {gradient:.6f}")
