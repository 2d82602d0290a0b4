"""
The path from L to x₂ has five factors. The first four make δ₁, which all gradients of the hidden neuron share. The last
is the derivative of z₁ = w₁₁ x₁ + w₁₂ x₂ + b₁ with respect to x₂, which is w₁₂.
"""

from backprop_lib.activations import sigmoid

x1, x2, y = 0.5, 0.8, 1.0
w11, w12, w2 = 0.4, 0.6, 0.9
b1, b2 = 0.1, 0.1

h1 = sigmoid(w11 * x1 + w12 * x2 + b1)
y_hat = sigmoid(w2 * h1 + b2)

delta2 = (y_hat - y) * y_hat * (1 - y_hat)
delta1 = delta2 * w2 * h1 * (1 - h1)
print(f"delta1 = {delta1:.7f}")
print(f"dL/dx2 = {delta1 * w12:.9f}")
