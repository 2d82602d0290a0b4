"""Backpropagation to the last digit: the library of the book.

The engine needs numpy and nothing else:

>>> from backprop_lib import MLP, gradient_check
"""

from backprop_lib.activations import (
    ACTIVATIONS,
    elu,
    gelu,
    identity,
    leaky_relu,
    relu,
    sigmoid,
    silu,
    softmax,
    softplus,
    tanh,
)
from backprop_lib.gradient_check import gradient_check
from backprop_lib.initializers import INITIALIZERS
from backprop_lib.losses import LOSSES, binary_cross_entropy, cross_entropy, half_squared_error, squared_error
from backprop_lib.network import MLP
from backprop_lib.optimizers import SGD, Adam, AdamW, RMSProp, clip_by_norm, clip_by_value
from backprop_lib.training import train

__all__ = [
    "ACTIVATIONS",
    "INITIALIZERS",
    "LOSSES",
    "MLP",
    "SGD",
    "Adam",
    "AdamW",
    "RMSProp",
    "binary_cross_entropy",
    "clip_by_norm",
    "clip_by_value",
    "cross_entropy",
    "elu",
    "gelu",
    "gradient_check",
    "half_squared_error",
    "identity",
    "leaky_relu",
    "relu",
    "sigmoid",
    "silu",
    "softmax",
    "softplus",
    "squared_error",
    "tanh",
    "train",
]
