"""
The product rule: the slope of z times σ(z), plus z times the slope of σ. The first term is positive, the second has the
sign of z, and at this place it is the larger one.
"""

from backprop_lib.activations import sigmoid

z = -1.5
s = sigmoid(z)
print(f"sigma = {s:.6f}   sigma' = {s * (1 - s):.6f}")
print(f"slope of SiLU = {s + z * s * (1 - s):.6f}")
