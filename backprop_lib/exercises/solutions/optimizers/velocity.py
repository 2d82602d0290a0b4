"""
Each row needs the row above it: the gradient from the last w, the velocity from the last velocity and this gradient,
and w from the velocity. The third step carries w past the minimum at 0.
"""

w, v, eta, mu = 2.0, 0.0, 0.13, 0.7
for t in (1, 2, 3):
    g = 3 * w
    v = mu * v + g
    w = w - eta * v
    print(f"t = {t}   g = {g:.6f}   v = {v:.6f}   w = {w:.6f}")
