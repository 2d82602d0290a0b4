"""
The sum of the two products is 2(w x + b − y)x + 2w. Set it to 0, divide by 2 and collect: w(x² + 1) = x(y − b). The
products are not 0 there. They are equal and opposite, and a gradient of 0 says no more than that.
"""

x, y, b = 1.5, 1.0, 0.1

w = x * (y - b) / (x**2 + 1)
y_hat = w * x + b
print(f"w = {w:.6f}   y_hat = {y_hat:.6f}")
print(f"through y_hat {2 * (y_hat - y) * x:.6f}, through P {2 * w:.6f}")
