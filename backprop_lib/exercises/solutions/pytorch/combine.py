"""
The gradient of a mean is the mean of the gradients, so each piece has to be weighted with its share of the samples. In
a loop this is what you get if each loss is multiplied by size / n before its backward().
"""


def combine(gradients, sizes):
    n = sum(sizes)
    return {
        name: sum(size / n * piece[name] for piece, size in zip(gradients, sizes, strict=True)) for name in ("w", "b")
    }


parts = [{"w": 0.4, "b": -0.1}, {"w": 1.2, "b": 0.7}]
for name, gradient in combine(parts, [5, 3]).items():
    print(f"dL/d{name} = {gradient:.4f}")
