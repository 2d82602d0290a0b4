"""
Five of the seven are 1 (or 0) in one corner of the square and the other value in the remaining three. One straight line
cuts off a corner, so one neuron can learn them. XOR and XNOR pair opposite corners. For those, add the conditions on z:
the two that must be positive add up to 2b + w₁ + w₂, and so do the two that must be negative.
"""

import itertools

CORNERS = [(0, 0), (0, 1), (1, 0), (1, 1)]
FUNCTIONS = {
    "AND": [0, 0, 0, 1],
    "OR": [0, 1, 1, 1],
    "NAND": [1, 1, 1, 0],
    "NOR": [1, 0, 0, 0],
    "XOR": [0, 1, 1, 0],
    "XNOR": [1, 0, 0, 1],
    "IMPLIES": [1, 1, 0, 1],
}

weights, biases = (-2, -1, 0, 1, 2), (-2.5, -1.5, -0.5, 0.5, 1.5, 2.5)
for name, targets in FUNCTIONS.items():
    for w1, w2, b in itertools.product(weights, weights, biases):
        if [int(w1 * x1 + w2 * x2 + b > 0) for x1, x2 in CORNERS] == targets:
            print(f"{name}: w1 = {w1}, w2 = {w2}, b = {b}")
            break
    else:
        print(f"{name}: none of {len(weights) ** 2 * len(biases)} neurons")
