"""
Forward first. What reaches ŷ from L is 2(ŷ − y), and from there one factor leads to each of w, x and b. The weight has
a second path, through the penalty, and its product is added. In ŷ − y the target stands behind a minus.
"""


def backward(x, y, w, b):
    y_hat = w * x + b
    upstream = 2 * (y_hat - y)
    return {
        "x": upstream * w,
        "y": -upstream,
        "w": upstream * x + 2 * w,
        "b": upstream,
    }


for name, gradient in backward(1.5, 1.0, 0.3, 0.1).items():
    print(f"dL/d{name} = {gradient:.4f}")
