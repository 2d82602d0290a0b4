"""
On the two paths to w stand 2(ŷ − y), x, 1 and 2w; on the path to b stand 2(ŷ − y) and 1. So x, y, w and ŷ are needed.
b and P are only added, and a sum has the local derivatives 1 whatever its terms are. To test that, forget them:
"""

from backprop_lib.examples import two_paths

example = two_paths()
right = example.graph.replay()
x, y, w, y_hat = (right.value(name) for name in ("x", "y", "w", "y_hat"))

print(f"dL/dw = {2 * (y_hat - y) * x + 2 * w:.6f}, by the graph {right.gradient('w'):.6f}")
print(f"dL/db = {2 * (y_hat - y):.6f}, by the graph {right.gradient('b'):.6f}")
