"""Loss functions: how wrong the outputs are, as one number.

A loss is an object: ``loss.value(out, y)`` is the number, ``loss.gradient(out, y)`` its derivative with respect to
``out``, of the shape of ``out``.

>>> half_squared_error.value(0.6, 1.0), half_squared_error.gradient(0.6, 1.0)
(0.08000000000000002, -0.4)

``out`` and ``y`` are two numbers, two arrays of the same shape, (outputs,) for one sample or (n, outputs) for a batch,
or recorded values of ``backprop_lib.graph`` in place of the numbers. A loss sums over outputs and takes the mean over
samples; the factor 1/n stands here and nowhere else in the library. Of a stack of batches, (batches, n, outputs), it is
an array with one number for each.

The cross-entropies take logits: numbers before sigmoid or softmax, of any sign. There the two functions and the
logarithm merge into one formula that never overflows and never takes the logarithm of 0. A network that is trained with
them has ``output="identity"``. A loss says so by its attributes:

- ``from_logits``: whether ``out`` are logits;
- ``link``: the activation that makes predictions out of ``out``: ``sigmoid``, ``softmax`` or ``identity``.
"""

import numpy as np

from backprop_lib.activations import as_floats, below_largest, exp, identity, log, sigmoid, softmax, softplus


class HalfSquaredError:
    """L = ½ (out − y)², summed over outputs, mean over samples; ∂L/∂out = (out − y) / n.

    The ½ cancels the 2 of the derivative. PyTorch's ``MSELoss`` has no ½, so its gradients are twice as large (and it
    takes the mean over outputs, too). Source: Rumelhart, Hinton & Williams, Nature 323 (1986), equation 3.
    """

    name = "half_squared_error"
    from_logits, link = False, identity

    def value(self, out, y):
        """The loss, one number.

        Raises ValueError where the shapes of ``out`` and ``y`` differ or no sample is given, TypeError for an array of
        integers.
        """
        if np.ndim(out) == np.ndim(y) == 0:
            return 0.5 * (out - y) ** 2
        out, y = _same_shape(out, y)
        return 0.5 * _mean((out - y) ** 2)

    def gradient(self, out, y):
        """∂L/∂out, of the shape of ``out``. Raises as ``value`` does."""
        if np.ndim(out) == np.ndim(y) == 0:
            return out - y
        out, y = _same_shape(out, y)
        return (out - y) / _samples(out)

    def __repr__(self):
        return self.name


class SquaredError:
    """L = (out − y)², summed over outputs, mean over samples; ∂L/∂out = 2 (out − y) / n.

    For networks of one output it is PyTorch's ``MSELoss``, which takes the mean over outputs, too.
    Source: Bishop, "Pattern Recognition and Machine Learning" (2006), section 1.5.5.

    >>> squared_error.value(0.6, 1.0), squared_error.gradient(0.6, 1.0)
    (0.16000000000000003, -0.8)
    """

    name = "squared_error"
    from_logits, link = False, identity

    def value(self, out, y):
        """The loss, one number. Raises as ``half_squared_error.value`` does."""
        if np.ndim(out) == np.ndim(y) == 0:
            return (out - y) ** 2
        out, y = _same_shape(out, y)
        return _mean((out - y) ** 2)

    def gradient(self, out, y):
        """∂L/∂out, of the shape of ``out``. Raises as ``value`` does."""
        if np.ndim(out) == np.ndim(y) == 0:
            return 2 * (out - y)
        out, y = _same_shape(out, y)
        return 2 * (out - y) / _samples(out)

    def __repr__(self):
        return self.name


class BinaryCrossEntropy:
    """L = −y ln p − (1 − y) ln(1 − p) with p = σ(out), summed over outputs, mean over samples; ∂L/∂out = (p − y) / n.

    ``out`` are logits, ``y`` is 1.0 or 0.0, or a probability between them. Computed as softplus(out) − y·out, where
    softplus(z) = max(z, 0) + ln(1 + e^−|z|). PyTorch's ``BCEWithLogitsLoss`` takes the mean over outputs, too.
    Source: Bishop, "Pattern Recognition and Machine Learning" (2006), equation 4.90.

    >>> binary_cross_entropy.value(0.0, 1.0), binary_cross_entropy.gradient(0.0, 1.0)
    (0.6931471805599453, -0.5)
    """

    name = "binary_cross_entropy"
    from_logits, link = True, sigmoid

    def value(self, out, y):
        """The loss, one number.

        Raises ValueError where the shapes of ``out`` and ``y`` differ, no sample is given or a number of ``y`` is not
        between 0 and 1, TypeError for an array of integers.
        """
        if np.ndim(out) == np.ndim(y) == 0:
            _check_probabilities(y)
            return softplus(out) - y * out
        out, y = self._checked(out, y)
        if object in (out.dtype, y.dtype):
            return _mean(softplus(out) - y * out)
        # max(out, 0) − y·out first: where they cancel, the small logarithm is kept
        return _mean(np.maximum(out, 0) - y * out + np.log1p(np.exp(-np.abs(out))))

    def gradient(self, out, y):
        """∂L/∂out, of the shape of ``out``. Raises as ``value`` does."""
        if np.ndim(out) == np.ndim(y) == 0:
            _check_probabilities(y)
            return sigmoid(out) - y
        out, y = self._checked(out, y)
        return (sigmoid(out) - y) / _samples(out)

    def _checked(self, out, y):
        out, y = _same_shape(out, y)
        _check_probabilities(y)
        return out, y

    def __repr__(self):
        return self.name


class CrossEntropy:
    """L = −Σₖ yₖ ln pₖ with p = softmax(out), mean over samples; ∂L/∂out = (p − y) / n.

    ``out`` are logits, (classes,) for one sample or (n, classes) for a batch. ``y`` is the class of each sample, an
    integer from 0, of shape () or (n,); or a distribution over classes of the shape of ``out``, such as one-hot rows.
    Computed from ln pₖ = zₖ − ln Σⱼ e^zⱼ with z = out − max out. It is PyTorch's ``CrossEntropyLoss``.
    Source: Bishop, "Pattern Recognition and Machine Learning" (2006), equations 4.108 and 4.109.

    >>> logits = np.array([[10.0, 0.0, 0.0]])
    >>> float(cross_entropy.value(logits, np.array([2])))
    10.000090795737467
    >>> cross_entropy.gradient(logits, np.array([2])).round(6)
    array([[ 9.99909e-01,  4.50000e-05, -9.99955e-01]])
    """

    name = "cross_entropy"
    from_logits, link = True, softmax

    def value(self, out, y):
        """The loss, one number.

        Raises ValueError where the shape of ``y`` does not fit ``out``, no sample or fewer than two classes are given,
        a class does not exist or a row of ``y`` is no distribution; TypeError where ``out``, or ``y`` of the shape of
        ``out``, holds integers.
        """
        out, y = self._checked(out, y)
        z = below_largest(out)
        log_p = z - log(exp(z).sum(axis=-1, keepdims=True))
        return -_mean(y * log_p)

    def gradient(self, out, y):
        """∂L/∂out, of the shape of ``out``. Raises as ``value`` does."""
        out, y = self._checked(out, y)
        return (softmax(out) - y) / _samples(out)

    def _checked(self, out, y):
        """``out`` as an array and ``y`` as distributions of the same shape."""
        out, y = as_floats(out, "out"), np.asarray(y)
        if out.ndim == 0 or out.shape[-1] < 2:
            raise ValueError(
                f"out has shape {out.shape}; cross_entropy expects (n, classes) with at least two classes: "
                "for a single output take binary_cross_entropy"
            )
        if y.dtype.kind in "iu" and y.shape == out.shape[:-1]:
            y = self._one_hot(y, out)
        elif y.shape != out.shape:
            raise ValueError(
                f"out has shape {out.shape}, y has shape {y.shape}; cross_entropy expects y of shape {out.shape[:-1]}, "
                f"the class of each sample as an integer, or of shape {out.shape}, a distribution over classes"
            )
        out, y = _same_shape(out, y)
        if y.dtype != object:  # recorded values may be anything, since a replay moves them
            tolerance = np.sqrt(np.finfo(y.dtype).eps)  # of a softmax that was rounded
            if not (y.min() >= 0 and np.abs(y.sum(axis=-1) - 1).max() <= tolerance):
                raise ValueError("a row of y is no distribution: expected numbers of at least 0 with the sum 1")
        return out, y

    @staticmethod
    def _one_hot(y, out):
        classes = out.shape[-1]
        if y.size and not (y.min() >= 0 and y.max() < classes):
            strange = y.min() if y.min() < 0 else y.max()
            raise ValueError(f"y holds class {strange}, expected 0 to {classes - 1}: out has {classes} classes")
        return np.eye(classes, dtype=float if out.dtype == object else out.dtype)[y]

    def __repr__(self):
        return self.name


half_squared_error = HalfSquaredError()
squared_error = SquaredError()
binary_cross_entropy = BinaryCrossEntropy()
cross_entropy = CrossEntropy()

LOSSES = {loss.name: loss for loss in (half_squared_error, squared_error, binary_cross_entropy, cross_entropy)}


def _same_shape(out, y):
    """Both as arrays. Numpy would broadcast (n, 1) against (n,) to (n, n) without a word; here it is an error."""
    out, y = as_floats(out, "out"), as_floats(y, "y")
    if out.shape != y.shape:
        raise ValueError(f"out has shape {out.shape}, y has shape {y.shape}; a loss expects the same shape for both")
    if out.size == 0:
        raise ValueError(f"out has shape {out.shape}, no sample at all; a mean needs at least one")
    return out, y


def _check_probabilities(y):
    """Numbers between 0 and 1; recorded values may be anything, since a replay moves them."""
    y = np.asarray(y)
    if y.dtype != object:
        strange = y[~((y >= 0) & (y <= 1))]
        if len(strange):
            raise ValueError(
                f"y holds {strange[0]}, expected 1.0 for yes and 0.0 for no, or a probability between them"
            )


def _mean(losses):
    """The sum over outputs and the mean over samples; of a stack of batches one number for each."""
    return losses.sum(axis=(-2, -1) if losses.ndim > 2 else None) / _samples(losses)


def _samples(out):
    return out.shape[-2] if out.ndim > 1 else 1
