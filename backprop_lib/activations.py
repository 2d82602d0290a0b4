"""Activation functions and their derivatives.

An activation is an object: ``f(z)`` is the function, ``f.derivative(z)`` its derivative, both element by element.

>>> sigmoid(0.0), sigmoid.derivative(0.0)
(0.5, 0.25)
>>> relu(np.array([-1.0, 0.0, 2.0]))
array([0., 0., 2.])

Both take a number, an array of floats (float32 stays float32), a recorded ``Value`` of ``backprop_lib.graph`` or an
object array of such values. A recorded value is handed to its own operation (``z.sigmoid()``), so that no comparison
inside a numerically stable formula is ever recorded.
"""

import numbers

import numpy as np


class Activation:
    """An element-wise function with its derivative.

    A subclass sets ``name``, the name of the operation that a recorded value offers, and gives the two formulas
    ``_function(z)`` and ``_derivative(z, a)`` for floats, with a = f(z).
    """

    name: str

    def __call__(self, z):
        """f(z), of the shape and the float type of z.

        Raises TypeError for an array of anything but floats or recorded values.
        """
        return _dispatch(z, self._function, self._recorded, self)

    def derivative(self, z, a=None):
        """f′(z), of the shape and the float type of z.

        ``a`` is f(z), for a caller who has it already. Raises TypeError as ``f(z)`` does.
        """

        def on_floats(z):
            return self._derivative(z, self._function(z) if a is None else a)

        def on_recorded(z):
            return self._derivative(z, self._recorded(z))

        return _dispatch(z, on_floats, on_recorded, self.derivative)

    def backward(self, upstream, z, a=None):
        """∂L/∂z from ``upstream`` = ∂L/∂a, one step of the chain rule: upstream ⊙ f′(z), of the shape of z.

        ``a`` is f(z), for a caller who has it already. An activation that mixes the elements of a row (softmax)
        multiplies by its Jacobian matrix instead, so a backward pass that calls this is right for every activation.
        """
        return upstream * self.derivative(z, a)

    def _recorded(self, z):
        return getattr(z, self.name)()

    def __repr__(self):
        return self.name


class Identity(Activation):
    """f(z) = z, f′(z) = 1: no bend at all, for the output of a regression."""

    name = "identity"

    def _function(self, z):
        return z

    def _derivative(self, z, a):
        return 1.0 if _is_recorded(z) else np.ones_like(z)

    def _recorded(self, z):
        return z  # no operation, no node


class Sigmoid(Activation):
    """σ(z) = 1 / (1 + e^−z), σ′(z) = σ(z) (1 − σ(z)), at most ¼.

    Computed from e^−|z|, which never overflows: where z < 0, numerator and denominator are multiplied by e^z.
    Source: Rumelhart, Hinton & Williams, Nature 323 (1986), equation 2.
    """

    name = "sigmoid"

    def _function(self, z):
        e = np.exp(-np.abs(z))
        return np.maximum(z >= 0, e) / (1 + e)

    def _derivative(self, z, a):
        return a * (1 - a)


class Tanh(Activation):
    """tanh(z) = (e^z − e^−z) / (e^z + e^−z), tanh′(z) = 1 − tanh²(z), at most 1.

    Source: LeCun, Bottou, Orr & Müller, "Efficient BackProp" (1998), section 4.4.
    """

    name = "tanh"

    def _function(self, z):
        return np.tanh(z)

    def _derivative(self, z, a):
        return 1 - a * a


class ReLU(Activation):
    """relu(z) = max(z, 0), relu′(z) = 1 where z > 0 and 0 elsewhere.

    relu has no derivative at 0; relu′(0) = 0 is a choice, and PyTorch's too.
    Source: Nair & Hinton, ICML (2010).
    """

    name = "relu"

    def _function(self, z):
        return np.maximum(z, 0)

    def _derivative(self, z, a):
        if _is_recorded(z):
            raise TypeError("relu′ is a step and cannot be recorded; give relu.derivative numbers")
        return (z > 0).astype(z.dtype)


identity = Identity()
sigmoid = Sigmoid()
tanh = Tanh()
relu = ReLU()

ACTIVATIONS = {f.name: f for f in (identity, sigmoid, tanh, relu)}


def as_floats(array, name):
    """``array`` as a numpy array of floats or of recorded values; ``name`` is what the error message calls it.

    Raises TypeError where it holds anything else.
    """
    array = np.asarray(array)
    if array.dtype.kind in "iub":
        raise TypeError(f"{name} holds {array.dtype}, expected floats: use array.astype(float), or write 1.0 for 1")
    if array.dtype == object:
        strange = [v for v in array.flat if not (_is_recorded(v) or isinstance(v, numbers.Real))]
        if strange:
            raise TypeError(f"{name} holds {type(strange[0]).__name__}, expected floats or recorded values")
    elif array.dtype.kind != "f":
        raise TypeError(f"{name} holds {array.dtype}, expected floats (float64 or float32)")
    return array


def _dispatch(z, on_floats, on_recorded, on_element):
    if isinstance(z, np.ndarray) and z.dtype.kind == "f":
        return on_floats(z)
    if isinstance(z, np.floating):
        return on_floats(z)
    if isinstance(z, numbers.Real):
        return float(on_floats(np.float64(z)))
    if _is_recorded(z):
        return on_recorded(z)
    z = as_floats(z, "z")
    return np.frompyfunc(on_element, 1, 1)(z) if z.dtype == object else on_floats(z)


def _is_recorded(z):
    """Whether z is a recorded value: it brings its own operations. (This module does not know the graph.)"""
    return hasattr(z, "sigmoid")
