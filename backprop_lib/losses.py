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


class Loss:
    """What all losses share: the checks.

    A subclass gives two formulas of arrays that were checked, ``_value(out, y)`` and ``_gradient(out, y)``, and with
    ``_check_targets(y)`` what it demands of ``y`` beyond the shape.
    """

    name: str
    from_logits, link = False, identity

    def value(self, out, y):
        """The loss, one number.

        Raises ValueError where the shapes of ``out`` and ``y`` differ, no sample is given or the loss cannot take
        ``y``; TypeError for an array of integers.
        """
        return self._value(*self._checked(out, y))

    def gradient(self, out, y):
        """∂L/∂out, of the shape of ``out``. Raises as ``value`` does."""
        return self._gradient(*self._checked(out, y))

    def _value_and_gradient(self, out, y):
        """Both for a batch of floats, as training needs them."""
        return self._value(out, y), self._gradient(out, y)

    def _checked(self, out, y):
        if np.ndim(out) == np.ndim(y) == 0:
            self._check_targets(np.asarray(y))
            return out, y
        out, y = as_floats(out, "out"), as_floats(y, "y")
        if out.shape != y.shape:  # numpy would broadcast (n, 1) against (n,) to (n, n) without a word
            raise ValueError(
                f"out has shape {out.shape}, y has shape {y.shape}; a loss expects the same shape for both"
            )
        if out.size == 0:
            raise ValueError(f"out has shape {out.shape}, no sample at all; a mean needs at least one")
        self._check_targets(y)
        return out, y

    def _check_targets(self, y):
        pass

    def __repr__(self):
        return self.name


class HalfSquaredError(Loss):
    """L = ½ (out − y)², summed over outputs, mean over samples; ∂L/∂out = (out − y) / n.

    The ½ cancels the 2 of the derivative. PyTorch's ``MSELoss`` has no ½, so its gradients are twice as large (and it
    takes the mean over outputs, too). Source: Rumelhart, Hinton & Williams, Nature 323 (1986), equation 3.
    """

    name = "half_squared_error"

    def _value(self, out, y):
        return 0.5 * _mean((out - y) ** 2)

    def _gradient(self, out, y):
        return _per_sample(out - y)


class SquaredError(Loss):
    """L = (out − y)², summed over outputs, mean over samples; ∂L/∂out = 2 (out − y) / n.

    For networks of one output it is PyTorch's ``MSELoss``, which takes the mean over outputs, too.
    Source: Bishop, "Pattern Recognition and Machine Learning" (2006), section 1.5.5.

    >>> squared_error.value(0.6, 1.0), squared_error.gradient(0.6, 1.0)
    (0.16000000000000003, -0.8)
    """

    name = "squared_error"

    def _value(self, out, y):
        return _mean((out - y) ** 2)

    def _gradient(self, out, y):
        return _per_sample(2 * (out - y))


class BinaryCrossEntropy(Loss):
    """L = −y ln p − (1 − y) ln(1 − p) with p = σ(out), summed over outputs, mean over samples; ∂L/∂out = (p − y) / n.

    ``out`` are logits, ``y`` is 1.0 or 0.0, or a probability between them, else it is a ValueError. Computed as
    softplus(out) − y·out, where softplus(z) = max(z, 0) + ln(1 + e^−|z|). PyTorch's ``BCEWithLogitsLoss`` takes the
    mean over outputs, too. Source: Bishop, "Pattern Recognition and Machine Learning" (2006), equation 4.90.

    >>> binary_cross_entropy.value(0.0, 1.0), binary_cross_entropy.gradient(0.0, 1.0)
    (0.6931471805599453, -0.5)
    """

    name = "binary_cross_entropy"
    from_logits, link = True, sigmoid

    def _value(self, out, y):
        if np.ndim(out) == 0 or object in (out.dtype, y.dtype):
            return _mean(softplus(out) - y * out)
        # max(out, 0) − y·out first: where they cancel, the small logarithm is kept
        return _mean(np.maximum(out, 0) - y * out + np.log1p(np.exp(-np.abs(out))))

    def _gradient(self, out, y):
        return _per_sample(sigmoid(out) - y)

    def _check_targets(self, y):
        if y.dtype == object:  # recorded values may be anything, since a replay moves them
            return
        if not (y.min() >= 0 and y.max() <= 1):
            strange = y[~((y >= 0) & (y <= 1))][0]
            raise ValueError(f"y holds {strange}, expected 1.0 for yes and 0.0 for no, or a probability between them")


class CrossEntropy(Loss):
    """L = −Σₖ yₖ ln pₖ with p = softmax(out), mean over samples; ∂L/∂out = (p − y) / n.

    ``out`` are logits, (classes,) for one sample or (n, classes) for a batch. ``y`` is the class of each sample, an
    integer from 0, of shape () or (n,); or a distribution over classes of the shape of ``out``, such as one-hot rows.
    Fewer than two classes, a class that does not exist and a row of ``y`` that is no distribution are a ValueError.
    Computed from ln pₖ = zₖ − ln Σⱼ e^zⱼ with z = out − max out, so L = ln Σⱼ e^zⱼ − Σₖ yₖ zₖ, two terms that are
    never negative. It is PyTorch's ``CrossEntropyLoss``.
    Source: Bishop, "Pattern Recognition and Machine Learning" (2006), equations 4.108 and 4.109.

    >>> logits = np.array([[10.0, 0.0, 0.0]])
    >>> float(cross_entropy.value(logits, np.array([2])))
    10.000090795737467
    >>> cross_entropy.gradient(logits, np.array([2])).round(6)
    array([[ 9.99909e-01,  4.50000e-05, -9.99955e-01]])
    """

    name = "cross_entropy"
    from_logits, link = True, softmax

    def _value(self, out, y):
        z = below_largest(out)
        return _mean(log(exp(z).sum(axis=-1, keepdims=True))) - _mean(y * z)

    def _gradient(self, out, y):
        return _per_sample(softmax(out) - y)

    def _value_and_gradient(self, out, y):
        z = below_largest(out)
        p = np.exp(z)
        total = np.add.reduce(p, axis=-1, keepdims=True)
        p /= total
        return (np.log(total).sum() - np.vdot(y, z)) / len(out), (p - y) / len(out)

    def _checked(self, out, y):
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
        return super()._checked(out, y)

    def _check_targets(self, y):
        if y.dtype == object:  # recorded values may be anything, since a replay moves them
            return
        excess = y.dot(np.ones(y.shape[-1], y.dtype)) - 1  # of a softmax that was rounded it is a few times eps
        if not (y.min() >= 0 and np.vdot(excess, excess) <= np.finfo(y.dtype).eps):
            raise ValueError("a row of y is no distribution: expected numbers of at least 0 with the sum 1")

    @staticmethod
    def _one_hot(y, out):
        classes = out.shape[-1]
        if y.size and not (y.min() >= 0 and y.max() < classes):
            strange = y.min() if y.min() < 0 else y.max()
            raise ValueError(f"y holds class {strange}, expected 0 to {classes - 1}: out has {classes} classes")
        return np.eye(classes, dtype=float if out.dtype == object else out.dtype)[y]


half_squared_error = HalfSquaredError()
squared_error = SquaredError()
binary_cross_entropy = BinaryCrossEntropy()
cross_entropy = CrossEntropy()

LOSSES = {loss.name: loss for loss in (half_squared_error, squared_error, binary_cross_entropy, cross_entropy)}


def _mean(losses):
    """The sum over outputs and the mean over samples; of a stack of batches one number for each."""
    if not isinstance(losses, np.ndarray):
        return losses
    return losses.sum(axis=(-2, -1) if losses.ndim > 2 else None) / (losses.shape[-2] if losses.ndim > 1 else 1)


def _per_sample(slopes):
    return slopes / slopes.shape[-2] if isinstance(slopes, np.ndarray) and slopes.ndim > 1 else slopes
