"""Backpropagation to the last digit: the library of the book.

The engine needs numpy and nothing else:

>>> from backprop_lib import MLP, gradient_check
"""

from backprop_lib.activations import ACTIVATIONS, identity, relu, sigmoid, tanh
from backprop_lib.gradient_check import gradient_check
from backprop_lib.initializers import INITIALIZERS
from backprop_lib.losses import LOSSES, half_squared_error
from backprop_lib.network import MLP
from backprop_lib.optimizers import SGD, Adam, AdamW, RMSProp, clip_by_norm, clip_by_value

__all__ = [
    "ACTIVATIONS",
    "INITIALIZERS",
    "LOSSES",
    "MLP",
    "SGD",
    "Adam",
    "AdamW",
    "RMSProp",
    "clip_by_norm",
    "clip_by_value",
    "gradient_check",
    "half_squared_error",
    "identity",
    "relu",
    "sigmoid",
    "tanh",
]
