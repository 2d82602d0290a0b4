"""
Two values of the loss, one above and one below, divided by the distance of the two places, 2h. For w⁴ it is
4w³ + 4wh² exactly: in L(w + h) − L(w − h) the even powers of h cancel, and the odd ones are doubled. The derivative is
4w³, so the error is 4wh².
"""


def loss(w):
    return w**4


w, h = 1.3, 0.13
difference = (loss(w + h) - loss(w - h)) / (2 * h)
print(f"L(w + h) = {loss(w + h):.6f}   L(w - h) = {loss(w - h):.6f}")
print(f"central difference {difference:.5f}, derivative {4 * w**3:.5f}")
