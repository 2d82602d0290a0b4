"""
A central difference takes two forward passes, and every parameter needs one, biases too. The forward and the backward
pass together need three products a layer, less one in the first.
"""

layers = [30 * 20, 20 * 10]
P = sum(layers) + 20 + 10
forward = sum(layers)
together = forward + 2 * sum(layers) - layers[0]
print(f"{P} parameters, forward {forward}, forward and backward {together}")
print(f"2 P forward / together = {2 * P * forward / together:.2f}")
