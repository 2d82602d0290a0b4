"""
All gradients together are one vector of three numbers. It is longer than the limit, so each number is multiplied by the
limit divided by the length.
"""

from math import hypot

gradient, limit = (3.2, -2.4, 9.6), 5
norm = hypot(*gradient)
print(f"norm {norm:.4f}, factor {limit / norm:.6f}")
print("clipped:", [round(g * limit / norm, 5) for g in gradient])
