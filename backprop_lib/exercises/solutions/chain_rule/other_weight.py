"""
Two of the factors contain w: the error ŷ − y on the path through ŷ, since ŷ does, and the 2w on the path through P.
Both products are negative now. The error still asks for a larger w, and the penalty, too, pulls a negative w up.
"""

x, y, w, b = 1.5, 1.0, -0.27, 0.1

y_hat = w * x + b
through_y_hat = 2 * (y_hat - y) * x
through_P = 1 * 2 * w
print(f"y_hat = {y_hat:.4f}")
print(f"through y_hat {through_y_hat:.4f}, through P {through_P:.4f}")
print(f"dL/dw = {through_y_hat + through_P:.4f}")
