"""
The program comes to s twice, once along each arrow from y. The first time s holds s = x² and hands on x²·x along each
of its two arrows: 2x³. The second time it holds 2x², the old part included, and hands on 4x³. Together that is 6x³. The
right gradient of x⁴ is 4x³.
"""


class Value:
    def __init__(self, data, inputs=(), local=()):
        self.data, self.inputs, self.local = data, inputs, local
        self.gradient = 0.0


def multiply(a, b):
    return Value(a.data * b.data, (a, b), (b.data, a.data))


def hurry(node):
    for source, local in zip(node.inputs, node.local, strict=True):
        source.gradient += node.gradient * local
        hurry(source)


x = Value(1.7)
s = multiply(x, x)
y = multiply(s, s)
y.gradient = 1.0
hurry(y)
print(f"hurry {x.gradient:.4f}, right {4 * x.data**3:.4f}")
