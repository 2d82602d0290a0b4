"""
Both start from the error p − y. Cross-entropy sends it back as it is, half the squared error multiplies it by σ′(z). So
the factor between them is 1 / σ′(z), whatever the target is.
"""

from backprop_lib.activations import sigmoid

z, y = -3.2, 1.0
p = sigmoid(z)
slope = p * (1 - p)
print(f"cross-entropy: delta = {p - y:.6f}")
print(f"half the squared error: delta = {(p - y) * slope:.6f}")
print(f"factor {1 / slope:.4f}")
