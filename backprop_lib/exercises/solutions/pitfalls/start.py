"""
The weights multiply the squared norm by 60 s² on average. Each entry is then multiplied by its slope, so its square by
the squared slope, which is 1 or ¼, on average ⅝. The norm is kept if 60 · s² · ⅝ = 1.
"""

from math import sqrt

width = 60
square_of_slope = (1**2 + 0.5**2) / 2
s = 1 / sqrt(width * square_of_slope)
print(f"mean of the squared slope: {square_of_slope}")
print(f"s = {s:.6f}")
