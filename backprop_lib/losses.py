"""Loss functions: how wrong the outputs are, as one number.

A loss is an object: ``loss.value(out, y)`` is the number, ``loss.gradient(out, y)`` its derivative with respect to
``out``, of the shape of ``out``.

>>> half_squared_error.value(0.6, 1.0), half_squared_error.gradient(0.6, 1.0)
(0.08000000000000002, -0.4)

``out`` and ``y`` are two numbers, two arrays of the same shape, (outputs,) for one sample or (n, outputs) for a batch,
or recorded values of ``backprop_lib.graph`` in place of the numbers. A loss sums over outputs and takes the mean over
samples; the factor 1/n stands here and nowhere else in the library.
"""

import numpy as np

from backprop_lib.activations import as_floats


class HalfSquaredError:
    """L = ½ (out − y)², summed over outputs, mean over samples; ∂L/∂out = (out − y) / n.

    The ½ cancels the 2 of the derivative. PyTorch's ``MSELoss`` has no ½, so its gradients are twice as large (and it
    takes the mean over outputs, too). Source: Rumelhart, Hinton & Williams, Nature 323 (1986), equation 3.
    """

    name = "half_squared_error"

    def value(self, out, y):
        """The loss, one number.

        Raises ValueError where the shapes of ``out`` and ``y`` differ or no sample is given, TypeError for an array of
        integers.
        """
        if np.ndim(out) == np.ndim(y) == 0:
            return 0.5 * (out - y) ** 2
        out, y = _same_shape(out, y)
        return 0.5 * ((out - y) ** 2).sum() / _samples(out)

    def gradient(self, out, y):
        """∂L/∂out, of the shape of ``out``. Raises as ``value`` does."""
        if np.ndim(out) == np.ndim(y) == 0:
            return out - y
        out, y = _same_shape(out, y)
        return (out - y) / _samples(out)

    def __repr__(self):
        return self.name


half_squared_error = HalfSquaredError()

LOSSES = {loss.name: loss for loss in (half_squared_error,)}


def _same_shape(out, y):
    """Both as arrays. Numpy would broadcast (n, 1) against (n,) to (n, n) without a word; here it is an error."""
    out, y = as_floats(out, "out"), as_floats(y, "y")
    if out.shape != y.shape:
        raise ValueError(f"out has shape {out.shape}, y has shape {y.shape}; a loss expects the same shape for both")
    if out.size == 0:
        raise ValueError(f"out has shape {out.shape}, no sample at all; a mean needs at least one")
    return out, y


def _samples(out):
    return len(out) if out.ndim > 1 else 1
