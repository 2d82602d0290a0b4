"""
One path leads from L back to w₂: L, ŷ, z₃, h₂, z₂, w₂. Each step gives one factor, and ∂L/∂w₂ is their product.
The first two make δ₃, with w₄ and σ′(z₂) they make δ₂, and the last factor is the input x.
"""

from backprop_lib.activations import sigmoid

x, y = 0.5, 1.0
w1, w2, w3, w4 = 0.1, 0.2, 0.3, 0.4
b1 = b2 = b3 = 0.1

h1 = sigmoid(w1 * x + b1)
h2 = sigmoid(w2 * x + b2)
y_hat = sigmoid(w3 * h1 + w4 * h2 + b3)

delta3 = (y_hat - y) * y_hat * (1 - y_hat)
delta2 = delta3 * w4 * h2 * (1 - h2)
print(f"delta3 = {delta3:.6f}")
print(f"delta2 = {delta2:.6f}")
print(f"dL/dw2 = {delta2 * x:.6f}")
