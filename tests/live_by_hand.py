"""The worked example by the formulas of the book, without the library."""

import math


def sigmoid(z):
    return 1 / (1 + math.exp(-z))


def by_hand(x=0.5, y=1.0, w1=0.1, w2=0.2, w3=0.3, w4=0.4, b1=0.1, b2=0.1, b3=0.1):
    """Values and gradients of every node, by name."""
    z1, z2 = w1 * x + b1, w2 * x + b2
    h1, h2 = sigmoid(z1), sigmoid(z2)
    z3 = w3 * h1 + w4 * h2 + b3
    y_hat = sigmoid(z3)
    d3 = (y_hat - y) * y_hat * (1 - y_hat)
    d1, d2 = d3 * w3 * h1 * (1 - h1), d3 * w4 * h2 * (1 - h2)
    values = {"z1": z1, "h1": h1, "z2": z2, "h2": h2, "z3": z3, "y_hat": y_hat, "L": (y_hat - y) ** 2 / 2}
    gradients = {
        "x": d1 * w1 + d2 * w2, "y": y - y_hat, "w1": d1 * x, "w2": d2 * x, "w3": d3 * h1, "w4": d3 * h2,
        "b1": d1, "b2": d2, "b3": d3, "z1": d1, "h1": d3 * w3, "z2": d2, "h2": d3 * w4, "z3": d3,
        "y_hat": y_hat - y, "L": 1.0,
    }  # fmt: skip
    return values, gradients
