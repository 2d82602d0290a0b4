"""
Two of the three samples want 1 and one wants 0, so the squares of their errors add up to 2(a − 1)² + a². The derivative
4(a − 1) + 2a is 0 at a = ⅔, the mean of the three targets. There the squares add up to 2/9 + 4/9 = ⅔. The first sample
adds nothing. Half of ⅔, divided by four samples, is one twelfth.
"""


def loss(a):
    return 0.5 * (0**2 + 2 * (a - 1) ** 2 + a**2) / 4


for a in (0.5, 0.6, 2 / 3, 0.7, 1.0):
    print(f"a = {a:.4f}   mean loss = {loss(a):.5f}")
