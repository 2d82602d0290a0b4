"""
Run them with arrays of ones and look at the shapes. A product with @ is strict. A sum is not: numpy stretches what is
missing or has size 1. An update in place is strict again, since the array on the left cannot change its shape.
"""

import numpy as np

shapes = {"X": (4, 2), "W": (3, 2), "b": (3,), "delta": (4, 3), "Y_hat": (4, 1), "y": (4,)}
lines = {
    "a": "z = X @ W + b",
    "b": "b = b - 0.1 * delta",
    "c": "b -= 0.1 * delta",
    "d": "W = W - 0.1 * (X.T @ delta)",
    "e": "b = b - 0.1 * delta.sum()",
    "f": "error = Y_hat - y",
    "g": "upstream = delta @ W.T",
}
for letter, line in lines.items():
    arrays = {name: np.ones(shape) for name, shape in shapes.items()}
    try:
        exec(line, arrays)
        print(letter, "runs; shape", arrays[line.split()[0]].shape)
    except ValueError:
        print(letter, "ValueError")
