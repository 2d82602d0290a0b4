"""
Every pair of neighbouring sizes is a layer. Its weights are as many as the multiplications for one sample.
"""

from itertools import pairwise


def count(sizes, n):
    weights = [a * b for a, b in pairwise(sizes)]
    return {
        "forward": n * sum(weights),
        "backward": n * (2 * sum(weights) - weights[0]),
        "parameters": sum(weights) + sum(sizes[1:]),
        "activations": n * sum(sizes[1:]),
    }


print(count((784, 128, 10), 32))
