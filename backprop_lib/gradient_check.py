"""Is the backward pass right? Compare its gradients with finite differences of the loss."""

import copy
from dataclasses import dataclass

import numpy as np

FLOAT64_LIMIT, FLOAT32_LIMIT = 1e-6, 1e-4


@dataclass(frozen=True)
class GradientCheck:
    """The report of ``gradient_check``. It prints as one sentence, and as three where the check failed.

    passed : bool
    relative_error : float, ‖backward − differences‖ / max(‖backward‖, ‖differences‖)
    worst : str, the parameter with the largest difference, such as "layer 2 weight [0, 1]"
    backward, differences : float, the two derivatives by that parameter
    parameters : int, how many were compared
    h : float, the step of the differences
    """

    passed: bool
    relative_error: float
    worst: str
    backward: float
    differences: float
    parameters: int
    h: float

    def __str__(self):
        compared = f"{self.parameters} parameters compared with central differences, h = {self.h:g}"
        if self.passed:
            return f"Gradient check passed: {compared}."
        return (
            f"Gradient check failed: {compared}.\n"
            f"The relative error is {self.relative_error:.1e}.\n"
            f"The largest difference is at {self.worst}: "
            f"backward gives {self.backward:.6g}, central differences give {self.differences:.6g}."
        )

    __repr__ = __str__


def gradient_check(net, X, Y, h=1e-5):
    """Compare ``net.backward`` with central differences (L(w + h) − L(w − h)) / 2h, one parameter at a time.

    The criterion is the relative error of the whole gradient, ‖backward − differences‖ divided by the larger of the
    two norms. A relative error for each component would be misleading: a difference quotient is wrong by about h² (the
    curve bends) and by about 1e-16 / h (the loss is rounded), both absolute, so a component that is nearly 0 has a
    huge relative error in a perfectly right backward pass.

    Parameters
    ----------
    net : MLP
        Its parameters are only read; the differences are taken on a float64 copy.
    X, Y : arrays of shape (n, in) and (n, out)
    h : float
        The step of the differences, greater than 0.

    Returns
    -------
    GradientCheck; it passed where the relative error is at most 1e-6 (float32: 1e-4), or the error is so small that
    rounding of the loss explains it.

    Raises
    ------
    ValueError for h that is not a positive number; for X and Y as ``MLP.forward`` and ``MLP.backward`` do.

    Source: Burden & Faires, "Numerical Analysis", section 4.1 (central differences and their best step).

    Examples
    --------
    >>> from backprop_lib.network import MLP
    >>> net = MLP((2, 3, 1), rng=np.random.default_rng(0))
    >>> print(gradient_check(net, [[0.5, -1.0]], [[1.0]]))
    Gradient check passed: 13 parameters compared with central differences, h = 1e-05.
    """
    if not (np.isfinite(h) and h > 0):
        raise ValueError(f"h is {h}, expected a positive number such as 1e-5")
    gradients = net.backward(net.forward(X), Y)
    backward = np.concatenate([g.ravel() for g in gradients.parameters()])
    differences, rounding = _central_differences(net, np.asarray(X, float), np.asarray(Y, float), h)

    error = np.abs(backward - differences)
    size = max(np.linalg.norm(backward), np.linalg.norm(differences))
    distance = np.linalg.norm(error)
    limit = FLOAT32_LIMIT if backward.dtype == np.float32 else FLOAT64_LIMIT
    worst = int(np.argmax(error))
    return GradientCheck(
        passed=bool(distance <= limit * size + rounding),
        relative_error=float(distance / size) if size > 0 else 0.0,
        worst=_names(net)[worst],
        backward=float(backward[worst]),
        differences=float(differences[worst]),
        parameters=len(backward),
        h=h,
    )


def _central_differences(net, X, Y, h):
    """The differences, flat, and the size of the error that rounding the loss makes in all of them together."""
    probe = copy.copy(net)
    probe.weights = [W.astype(float) for W in net.weights]
    probe.biases = [b.astype(float) for b in net.biases]
    differences, largest = [], 1.0
    for array in probe.parameters():
        for index in np.ndindex(array.shape):
            value = array[index]
            array[index] = value + h
            above = probe.loss(X, Y)
            array[index] = value - h
            below = probe.loss(X, Y)
            array[index] = value
            differences.append((above - below) / (2 * h))
            largest = max(largest, abs(above), abs(below))
    rounding = np.finfo(float).eps * largest / h * np.sqrt(len(differences))
    return np.array(differences), rounding


def _names(net):
    """The name of each parameter, in the order of ``net.parameters()``: layers from 1, indices from 0 as in numpy."""
    return [
        f"layer {layer} {kind} {[*index]}"
        for layer, (W, b) in enumerate(zip(net.weights, net.biases, strict=True), 1)
        for kind, array in (("weight", W), ("bias", b))
        for index in np.ndindex(array.shape)
    ]
