"""
Write e = ŷ − y. The gradients of e² are 2ex for w and 2e for b. After the update the error is
(w − 2ηex)x + (b − 2ηe) − y = e − 2ηe(x² + 1) = e (1 − 2η(x² + 1)). It is zero for every e where η = 1 / (2(x² + 1)).
"""

x, y = 0.7, 1.0
eta = 1 / (2 * (x**2 + 1))
print(f"eta = {eta:.6f}")

for w, b in ((0.5, 0.0), (-3.0, 2.0), (1.5, -4.0)):
    error = w * x + b - y
    new_w, new_b = w - eta * 2 * error * x, b - eta * 2 * error
    print(f"error before {error:5.2f}, after {abs(new_w * x + new_b - y):.6f}")
