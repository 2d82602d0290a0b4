"""Activation functions and their derivatives.

An activation is an object: ``f(z)`` is the function, ``f.derivative(z)`` its derivative, both element by element, and
``f.backward(upstream, z)`` its step of the chain rule. ``softmax`` alone works on whole rows: its derivative is a
matrix, ``softmax.jacobian(z)``, and only its step of the chain rule has the form of the others.

>>> sigmoid(0.0), sigmoid.derivative(0.0)
(0.5, 0.25)
>>> relu(np.array([-1.0, 0.0, 2.0]))
array([0., 0., 2.])

All take a number, an array of floats (float32 stays float32), a recorded ``Value`` of ``backprop_lib.graph`` or an
object array of such values. A recorded value is handed to its own operation (``z.sigmoid()``) or goes through a formula
of such operations, so that no comparison inside a numerically stable formula is ever recorded.
"""

import math
import numbers

import numpy as np


class Activation:
    """An element-wise function with its derivative.

    A subclass sets ``name`` and gives the two formulas ``_function(z)`` and ``_derivative(z, a)`` for floats, with
    a = f(z). A recorded value goes to its operation of that name, unless the subclass says otherwise.
    """

    name: str

    def __call__(self, z):
        """f(z), of the shape and the float type of z.

        Raises TypeError for an array of anything but floats or recorded values.
        """
        if isinstance(z, np.ndarray) and z.dtype.kind == "f":
            return self._function(z)
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

    def _backward(self, upstream, z, a):
        """``backward`` for arrays of floats."""
        slopes = self._derivative(z, a)
        slopes *= upstream
        return slopes

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

    def backward(self, upstream, z, a=None):
        """``upstream`` itself, where it has the shape of z."""
        return upstream if np.shape(upstream) == np.shape(z) else super().backward(upstream, z, a)

    def _backward(self, upstream, z, a):
        return upstream

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
        _refuse_step(self, z)
        return (z > 0).astype(z.dtype)


class LeakyReLU(Activation):
    """leaky_relu(z) = z where z > 0 and 0.01 z elsewhere; its derivative is 1 and 0.01.

    A neuron whose z is negative for every sample still learns, slowly. leaky_relu has no derivative at 0; 0.01 is a
    choice, and PyTorch's too. Source: Maas, Hannun & Ng, ICML Workshop (2013), section 2.
    """

    name = "leaky_relu"

    def _function(self, z):
        return np.maximum(z, 0.01 * z)

    def _derivative(self, z, a):
        _refuse_step(self, z)
        return np.maximum((z > 0).astype(z.dtype), 0.01)


class ELU(Activation):
    """elu(z) = z where z > 0 and e^z − 1 elsewhere; its derivative is 1 and e^z: no kink, no overflow.

    Source: Clevert, Unterthiner & Hochreiter, ICLR (2016), equation 15 with α = 1.
    """

    name = "elu"

    def _function(self, z):
        return np.maximum(z, 0) + np.expm1(np.minimum(z, 0))

    def _derivative(self, z, a):
        return (z - z.relu()).exp() if _is_recorded(z) else np.exp(np.minimum(z, 0))

    def _recorded(self, z):
        positive = z.relu()
        negative = z - positive  # z where z ≤ 0, else 0; its derivative at 0 is 1, so elu′(0) = 1
        return positive + (negative.exp() - 1)


class Softplus(Activation):
    """softplus(z) = ln(1 + e^z), a smooth relu; softplus′(z) = σ(z).

    Computed as max(z, 0) + ln(1 + e^−|z|), which never overflows.
    Source: Dugas, Bengio, Bélisle, Nadeau & Garcia, NIPS (2000), section 3.
    """

    name = "softplus"

    def _function(self, z):
        return np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))

    def _derivative(self, z, a):
        return sigmoid(z)


class GELU(Activation):
    """gelu(z) = ½ z (1 + tanh u) = z σ(2u) with u = √(2/π) (z + 0.044715 z³).

    gelu′(z) = σ(2u) + z σ′(2u) 2u′ with u′ = √(2/π) (1 + 3 · 0.044715 z²).
    The exact form is z Φ(z), Φ the normal distribution function; this one differs by at most 4.7e-4 and needs no erf.
    It is PyTorch's ``GELU(approximate="tanh")``. Source: Hendrycks & Gimpel, arXiv 1606.08415 (2016), section 2.
    """

    name = "gelu"

    def _function(self, z):
        return z * sigmoid(self._inner(z))

    def _derivative(self, z, a):
        s = sigmoid(self._inner(z))
        return s + z * s * (1 - s) * (self._scale * (1 + 3 * 0.044715 * z * z))

    def _recorded(self, z):
        return self._function(z)

    _scale = 2 * math.sqrt(2 / math.pi)

    def _inner(self, z):
        return self._scale * (z + 0.044715 * z * z * z)  # 2u


class SiLU(Activation):
    """silu(z) = z σ(z), also called swish; silu′(z) = σ(z) + z σ(z) (1 − σ(z)).

    Source: Elfwing, Uchibe & Doya, Neural Networks 107 (2018), equations 8 and 9.
    """

    name = "silu"

    def _function(self, z):
        return z * sigmoid(z)

    def _derivative(self, z, a):
        s = sigmoid(z)
        return s + z * s * (1 - s)

    def _recorded(self, z):
        return self._function(z)


class Softmax:
    """softmax(z)ᵢ = e^zᵢ / Σₖ e^zₖ: probabilities of classes, from z of shape (classes,) or (n, classes), row by row.

    Computed from z − max z, which changes nothing and never overflows. A row works as a whole, so there is no
    derivative element by element: ∂aᵢ/∂zⱼ is a matrix, ``jacobian``, and ``backward`` multiplies by it.
    Source: Bridle, NIPS (1989); Goodfellow, Bengio & Courville, "Deep Learning" (2016), section 6.2.2.3.

    >>> softmax(np.array([0.0, np.log(3.0)]))
    array([0.25, 0.75])
    >>> softmax.jacobian(np.array([0.0, np.log(3.0)]))
    array([[ 0.1875, -0.1875],
           [-0.1875,  0.1875]])
    """

    name = "softmax"

    def __call__(self, z):
        """softmax of each row, of the shape and the float type of z.

        Raises TypeError for an array of anything but floats or recorded values, ValueError for a number in place of
        a row and for rows without classes.
        """
        e = exp(below_largest(_rows(z)))
        e /= np.add.reduce(e, axis=-1, keepdims=True)
        return e

    def derivative(self, z, a=None):
        """There is none: raises TypeError, which says what to use instead."""
        raise TypeError(
            "softmax mixes the elements of a row, so it has no derivative element by element: "
            "use softmax.jacobian(z), or softmax.backward(upstream, z) in a backward pass"
        )

    def jacobian(self, z):
        """∂aᵢ/∂zⱼ = aᵢ (1 if i = j else 0) − aᵢ aⱼ, for z (classes,) of shape (classes, classes), one such matrix for
        each row of z (n, classes). Raises as ``softmax(z)`` does.
        """
        a = self(z)
        return a[..., :, np.newaxis] * (np.eye(a.shape[-1], dtype=a.dtype) - a[..., np.newaxis, :])

    def backward(self, upstream, z, a=None):
        """∂L/∂z from ``upstream`` = ∂L/∂a, of the shape of z.

        This is the vector–Jacobian product of each row, a ⊙ (upstream − upstream · a), and no matrix is formed.
        ``a`` is softmax(z), for a caller who has it already. Raises as ``softmax(z)`` does.
        """
        a = self(z) if a is None else a
        return a * (upstream - (upstream * a).sum(axis=-1, keepdims=True))

    _function, _backward = __call__, backward  # as the other activations name theirs for arrays of floats

    def __repr__(self):
        return self.name


identity = Identity()
sigmoid = Sigmoid()
tanh = Tanh()
relu = ReLU()
leaky_relu = LeakyReLU()
elu = ELU()
softplus = Softplus()
gelu = GELU()
silu = SiLU()
softmax = Softmax()

ACTIVATIONS = {f.name: f for f in (identity, sigmoid, tanh, relu, leaky_relu, elu, softplus, gelu, silu, softmax)}


def as_floats(array, name):
    """``array`` as a numpy array of floats or of recorded values; ``name`` is what the error message calls it.

    Raises TypeError where it holds anything else.
    """
    array = np.asarray(array)
    if array.dtype.kind == "f":
        return array
    if array.dtype.kind in "iub":
        raise TypeError(f"{name} holds {array.dtype}, expected floats: use array.astype(float), or write 1.0 for 1")
    if array.dtype == object:
        strange = [v for v in array.flat if not (_is_recorded(v) or isinstance(v, numbers.Real))]
        if strange:
            raise TypeError(f"{name} holds {type(strange[0]).__name__}, expected floats or recorded values")
        return array
    raise TypeError(f"{name} holds {array.dtype}, expected floats (float64 or float32)")


def below_largest(z):
    """z − max z of each row, for rows of floats or of recorded values: at most 0, so e^ of it never overflows."""
    largest = np.frompyfunc(_larger, 2, 1).reduce if z.dtype.kind == "O" else np.maximum.reduce
    return z - largest(z, axis=-1, keepdims=True)


def _larger(a, b):
    """The larger one, by the operation of a recorded value and not by a comparison."""
    if _is_recorded(a):
        return a.max(b)
    return b.max(a) if _is_recorded(b) else max(a, b)


def exp(z):
    """e^z for an array of floats or of recorded values."""
    return _exp_each(z) if z.dtype.kind == "O" else np.exp(z)


def log(z):
    """ln z for an array of floats or of recorded values."""
    return _log_each(z) if z.dtype.kind == "O" else np.log(z)


_exp_each = np.frompyfunc(lambda v: v.exp() if _is_recorded(v) else math.exp(v), 1, 1)
_log_each = np.frompyfunc(lambda v: v.log() if _is_recorded(v) else math.log(v), 1, 1)


def _rows(z):
    z = as_floats(z, "z")
    if z.ndim == 0 or z.shape[-1] == 0:
        raise ValueError(f"softmax expects z of shape (classes,) or (n, classes), got {z.shape}")
    return z


def _dispatch(z, on_floats, on_recorded, on_element):
    if isinstance(z, np.floating):
        return on_floats(z)
    if isinstance(z, numbers.Real):
        return float(on_floats(np.float64(z)))
    if _is_recorded(z):
        return on_recorded(z)
    z = as_floats(z, "z")
    return np.frompyfunc(on_element, 1, 1)(z) if z.dtype == object else on_floats(z)


def _refuse_step(f, z):
    if _is_recorded(z):
        raise TypeError(f"{f}′ is a step and cannot be recorded; give {f}.derivative numbers")


def _is_recorded(z):
    """Whether z is a recorded value: it brings its own operations. (This module does not know the graph.)"""
    return hasattr(z, "sigmoid")
