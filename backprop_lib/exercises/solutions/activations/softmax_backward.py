"""
∂L/∂zⱼ = Σᵢ uᵢ ∂pᵢ/∂zⱼ, with ∂pᵢ/∂zⱼ = pᵢ (1 if i = j else 0) − pᵢ pⱼ. The first part leaves uⱼ pⱼ, the second
−pⱼ Σᵢ uᵢ pᵢ. Each row has a sum of its own; keepdims keeps it as a column, so that it meets its own row.
"""

import numpy as np

from backprop_lib.activations import softmax


def backward(upstream, z):
    p = softmax(z)
    return {"dL_dz": p * (upstream - (upstream * p).sum(axis=1, keepdims=True))}


upstream, z = np.array([[0.0, -1.0, 0.5]]), np.array([[1.0, 0.0, -1.0]])
print("dL/dz =", backward(upstream, z)["dL_dz"].round(6))
