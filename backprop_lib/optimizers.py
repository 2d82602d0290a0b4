"""Optimisers: how the gradients change the parameters.

Backpropagation finds the gradients; an optimiser then makes the step. In the formulas below θ is a parameter, g its
derivative ∂L/∂θ, η the learning rate ``lr``, λ ``weight_decay`` and t the number of the step, from 1.

>>> theta, g = np.array([1.0, -2.0]), np.array([0.5, 0.5])
>>> SGD(lr=0.1).step([theta], [g])
>>> theta
array([ 0.95, -2.05])

``step`` changes the arrays themselves: those of a small network as one, since a call of numpy costs more than the
arithmetic of a hundred numbers; those of a large one piece by piece. Both go through one small workspace, so that a
step makes no array of the size of the weights after the first one.
"""

import math
import operator

import numpy as np

from backprop_lib.activations import as_floats

PIECE = 16384  # numbers at a time: three or four pieces stay in the cache of a processor core


class NotFinite(ValueError):
    """A gradient holds nan or inf. The parameters are as they were."""


class Optimizer:
    """What all optimisers share.

    A subclass names its ``averages`` (arrays that live from step to step, one of each for every parameter) and gives
    the formula ``_update(theta, g, *averages, work)``, which changes theta and the averages in place and leaves g
    alone; work is free space. All are float arrays of the same shape.

    Weight decay adds λ θ to g, the derivative of the penalty ½ λ ‖θ‖² (``AdamW`` does it differently).
    An optimiser belongs to one list of parameters: its averages are theirs.
    """

    averages: tuple = ()
    decay_in_gradient = True

    def __init__(self, lr, weight_decay):
        self.lr = _positive(lr, "lr")
        self.weight_decay = _not_negative(weight_decay, "weight_decay")
        self.t = 0
        self._shapes = None  # of the parameters, from the first step on
        self._parameters = self._gradients = ()  # of the last step, which need no second look

    def step(self, parameters, gradients):
        """One step, in place.

        Parameters
        ----------
        parameters : list of arrays, such as ``net.parameters()``
        gradients : list of arrays of the same shapes, such as ``net.backward(cache, Y).parameters()``

        Raises
        ------
        ValueError where shapes do not fit or a gradient is not finite (``NotFinite``), TypeError for arrays of
        anything but floats. No parameter is changed then.
        """
        if len(parameters) != len(gradients) or len(parameters) == 0:
            raise ValueError(f"expected one gradient per parameter, got {len(gradients)} for {len(parameters)}")
        if not _same_arrays(parameters, self._parameters):
            self._check_parameters(parameters)
            self._prepare(parameters)
            self._parameters, self._gradients = tuple(parameters), ()
        if not _same_arrays(gradients, self._gradients):
            self._check_gradients(parameters, gradients)
            self._gradients, self._whole = tuple(gradients), None
        elif self._whole is None and self._gathered is not None:
            self._whole = _as_one(gradients)  # they come again, as in training: worth a look
        if self._gathered is None:
            flat = [g.reshape(-1) for g in gradients]
        elif self._whole is None:
            flat = [np.concatenate(gradients, axis=None, out=self._gathered)]
        else:
            flat = [self._whole]
        _check_finite(flat, gradients)
        self.t += 1
        for k, piece, theta, averages, work, decayed in self._pieces:
            self._step_piece(theta, flat[k][piece], averages, work, decayed)

    def _prepare(self, parameters):
        """Lay out the pieces that a step goes through: flat parts of θ and of the averages, with work space for them.

        Parameters that lie in one array, and are few enough, are one piece; their gradients are gathered to match.
        """
        size = sum(p.size for p in parameters)
        if self._shapes is None:
            dtype = np.result_type(*parameters)
            self._averages = [np.zeros(size, dtype) for _ in self.averages]  # of all parameters, one behind the other
            self._workspace = np.empty((2, min(size, PIECE)), dtype)
            self._shapes = [p.shape for p in parameters]
        whole = _as_one(parameters) if size <= PIECE else None
        self._gathered = None if whole is None else np.empty_like(whole)
        self._pieces, done = [], 0
        for k, theta in enumerate(parameters if whole is None else [whole]):
            theta = theta.reshape(-1)
            for start in range(0, theta.size, PIECE):
                piece = slice(start, start + PIECE)
                part = theta[piece]
                averages = [average[done : done + part.size] for average in self._averages]
                self._pieces.append((k, piece, part, averages, *self._workspace[:, : part.size]))
                done += part.size

    def _step_piece(self, theta, g, averages, work, decayed):
        if self.weight_decay and self.decay_in_gradient:
            np.multiply(theta, self.weight_decay, out=decayed)
            decayed += g
            g = decayed
        self._update(theta, g, *averages, work)

    def _update(self, theta, g, *averages_and_work):
        raise NotImplementedError

    def _check_parameters(self, parameters):
        if self._shapes is not None and [np.shape(p) for p in parameters] != self._shapes:
            raise ValueError("this optimiser belongs to parameters of other shapes; make a new one for a new network")
        for i, p in enumerate(parameters):
            if not (isinstance(p, np.ndarray) and p.dtype.kind == "f" and p.flags.c_contiguous and p.flags.writeable):
                kind = f"{p.dtype} array" if isinstance(p, np.ndarray) else type(p).__name__
                raise TypeError(
                    f"parameters[{i}] is a {kind}, which a step cannot change in place; "
                    "expected a writable array of floats: use np.array(p, dtype=float, order='C')"
                )

    @staticmethod
    def _check_gradients(parameters, gradients):
        for i, (p, g) in enumerate(zip(parameters, gradients, strict=True)):
            if not (isinstance(g, np.ndarray) and g.dtype == p.dtype and g.shape == p.shape):
                as_floats(g, f"gradients[{i}]")
                if np.shape(g) != p.shape:
                    raise ValueError(
                        f"gradients[{i}] has shape {np.shape(g)}, expected {p.shape}, that of the parameter"
                    )
                raise TypeError(f"gradients[{i}] is no array of {p.dtype}, which the parameter is")

    def __getstate__(self):
        # in a copy or a pickle the pieces are arrays apart, so they have to be laid out again
        return {**self.__dict__, "_parameters": (), "_gradients": ()}

    def __repr__(self):
        return f"{type(self).__name__}(lr={self.lr:g})"


class SGD(Optimizer):
    """Gradient descent: θ ← θ − η (g + λ θ).

    With ``momentum`` μ: v ← μ v + g + λ θ and θ ← θ − η v (v starts at the first gradient, as μ·0 + g); with
    ``nesterov``: θ ← θ − η (g + λ θ + μ v), with the new v. As torch.optim.SGD.

    Raises ValueError for lr ≤ 0, momentum outside 0 ≤ μ < 1, weight_decay < 0, or nesterov without momentum.

    Sources: Robbins & Monro, Annals of Mathematical Statistics 22 (1951); Polyak, USSR Computational Mathematics 4
    (1964); Sutskever, Martens, Dahl & Hinton, ICML (2013), section 2.
    """

    def __init__(self, lr, momentum=0, nesterov=False, weight_decay=0):
        super().__init__(lr, weight_decay)
        self.momentum = _fraction(momentum, "momentum")
        self.nesterov = nesterov
        if nesterov and momentum == 0:
            raise ValueError("nesterov needs momentum, got momentum=0; write SGD(lr, momentum=0.9, nesterov=True)")
        self.averages = ("v",) if momentum else ()

    def _update(self, theta, g, *v_and_work):
        *velocity, work = v_and_work
        if velocity:
            (v,) = velocity
            v *= self.momentum
            v += g
            if self.nesterov:
                theta -= np.multiply(g, self.lr, out=work)
                theta -= np.multiply(v, self.lr * self.momentum, out=work)
            else:
                theta -= np.multiply(v, self.lr, out=work)
        else:
            theta -= np.multiply(g, self.lr, out=work)


class RMSProp(Optimizer):
    """Each step divided by the size of recent gradients: s ← ρ s + (1 − ρ) g², θ ← θ − η g / (√s + ε).

    ρ is ``decay``, ε is ``epsilon``. As torch.optim.RMSprop, whose alpha is ρ.
    Raises ValueError for lr ≤ 0, ρ outside 0 ≤ ρ < 1, ε ≤ 0 or weight_decay < 0.
    Source: Tieleman & Hinton, "Neural Networks for Machine Learning", lecture 6.5 (2012).
    """

    averages = ("s",)

    def __init__(self, lr=0.01, decay=0.99, epsilon=1e-8, weight_decay=0):
        super().__init__(lr, weight_decay)
        self.decay, self.epsilon = _fraction(decay, "decay"), _positive(epsilon, "epsilon")

    def _update(self, theta, g, s, work):
        s *= self.decay
        np.square(g, out=work)
        work *= 1 - self.decay
        s += work
        np.sqrt(s, out=work)
        work += self.epsilon
        np.divide(g, work, out=work)
        work *= self.lr
        theta -= work


class Adam(Optimizer):
    """Momentum and RMSProp together, both corrected for their start at 0.

        m ← β₁ m + (1 − β₁) g,  v ← β₂ v + (1 − β₂) g²,
        θ ← θ − η m̂ / (√v̂ + ε)  with  m̂ = m / (1 − β₁ᵗ),  v̂ = v / (1 − β₂ᵗ)

    ``betas`` is (β₁, β₂), ``epsilon`` is ε. Weight decay, being part of g, is divided by √v̂ as well; ``AdamW``
    keeps it apart. As torch.optim.Adam.
    Raises ValueError for lr ≤ 0, a β outside 0 ≤ β < 1, ε ≤ 0 or weight_decay < 0.
    Source: Kingma & Ba, "Adam", ICLR (2015), algorithm 1.
    """

    averages = ("m", "v")

    def __init__(self, lr=0.001, betas=(0.9, 0.999), epsilon=1e-8, weight_decay=0):
        super().__init__(lr, weight_decay)
        if np.shape(betas) != (2,):
            raise ValueError(f"betas is {betas!r}, expected two numbers such as (0.9, 0.999)")
        self.betas = tuple(_fraction(beta, f"betas[{i}]") for i, beta in enumerate(betas))
        self.epsilon = _positive(epsilon, "epsilon")

    def _update(self, theta, g, m, v, work):
        beta1, beta2 = self.betas
        m *= beta1
        m += np.multiply(g, 1 - beta1, out=work)
        v *= beta2
        np.square(g, out=work)
        work *= 1 - beta2
        v += work
        np.divide(v, 1 - beta2**self.t, out=work)
        np.sqrt(work, out=work)
        work += self.epsilon
        np.divide(m, work, out=work)
        work *= self.lr / (1 - beta1**self.t)
        theta -= work


class AdamW(Adam):
    """Adam with decoupled weight decay: θ ← θ − η λ θ first, then Adam's step by g alone. As torch.optim.AdamW.

    Raises as ``Adam`` does. Source: Loshchilov & Hutter, "Decoupled Weight Decay Regularization", ICLR (2019).
    """

    decay_in_gradient = False

    def __init__(self, lr=0.001, betas=(0.9, 0.999), epsilon=1e-8, weight_decay=0.01):
        super().__init__(lr, betas, epsilon, weight_decay)

    def _update(self, theta, g, m, v, work):
        theta *= 1 - self.lr * self.weight_decay
        super()._update(theta, g, m, v, work)


def clip_by_norm(gradients, limit):
    """Shorten the gradient to the length ``limit`` if it is longer: g ← g · limit / ‖g‖, in place.

    ‖g‖ is the norm over all arrays of the list together, so the direction stays. Returns ‖g‖ as it was. Raises
    ValueError for a limit ≤ 0 or a gradient that is not finite; nothing is changed then.
    Source: Pascanu, Mikolov & Bengio, ICML (2013), algorithm 1.

    >>> g = [np.array([3.0]), np.array([4.0])]
    >>> clip_by_norm(g, 1.0), [array.round(3) for array in g]
    (5.0, [array([0.6]), array([0.8])])
    """
    _positive(limit, "limit")
    _check_gradients(gradients)
    # divided by the largest number first, since the squares of exploding gradients overflow
    largest = max(max(float(g.max()), -float(g.min())) for g in gradients)
    if largest == 0:
        return 0.0
    if 1e-100 < largest < 1e100 and all(g.dtype == float for g in gradients):
        norm = math.sqrt(sum(float(np.vdot(g, g)) for g in gradients))
    else:
        norm = largest * math.sqrt(sum(float(((g / largest) ** 2).sum()) for g in gradients))
    if norm > limit:
        for g in gradients:
            g *= limit / norm
    return norm


def clip_by_value(gradients, limit):
    """Bring every single number into −limit … limit, in place; this can turn the direction of the gradient.

    Raises ValueError for a limit ≤ 0 or a gradient that is not finite; nothing is changed then.
    Source: Mikolov, "Statistical Language Models Based on Neural Networks", thesis, Brno (2012), section 3.2.2.

    >>> g = [np.array([3.0, -0.5])]
    >>> clip_by_value(g, 1.0)
    >>> g
    [array([ 1. , -0.5])]
    """
    _positive(limit, "limit")
    _check_gradients(gradients)
    for g in gradients:
        np.clip(g, -limit, limit, out=g)


def _check_gradients(gradients):
    for i, g in enumerate(gradients):
        if not isinstance(g, np.ndarray):
            raise TypeError(f"gradients[{i}] is a {type(g).__name__}, expected an array of floats")
        as_floats(g, f"gradients[{i}]")
    _check_finite(gradients, gradients)


def _check_finite(arrays, gradients):
    """Raises NotFinite where ``arrays``, which hold the numbers of the gradients, hold nan or inf."""
    # the sum of squares is one pass without a fresh array; it may overflow, so look closely before complaining
    if not math.isfinite(sum(map(np.vdot, arrays, arrays))):
        for i, g in enumerate(gradients):
            if not np.isfinite(g).all():
                raise NotFinite(
                    f"gradients[{i}] holds nan or inf, expected finite numbers; try a smaller lr or another initialiser"
                )


def _same_arrays(some, others):
    return len(some) == len(others) and all(map(operator.is_, some, others))


def _as_one(arrays):
    """The flat array of which ``arrays`` are the parts, one behind the other; None where they are not."""
    whole = arrays[0].base
    if not isinstance(whole, np.ndarray) or whole.ndim != 1:
        return None
    first = place = _address(whole)
    for array in arrays:
        fits = array.base is whole and array.dtype == whole.dtype and array.flags.c_contiguous
        if not (fits and _address(array) == place):
            return None
        place += array.nbytes
    return whole[: (place - first) // whole.itemsize]


def _address(array):
    return array.__array_interface__["data"][0]


def _number(value, name):
    try:
        return float(value)
    except (TypeError, ValueError):
        raise TypeError(f"{name} is {value!r}, expected a number") from None


def _positive(value, name):
    if not (math.isfinite(_number(value, name)) and value > 0):
        raise ValueError(f"{name} is {value}, expected a number greater than 0")
    return value


def _not_negative(value, name):
    if not (math.isfinite(_number(value, name)) and value >= 0):
        raise ValueError(f"{name} is {value}, expected 0 or a number greater than 0")
    return value


def _fraction(value, name):
    if not 0 <= _number(value, name) < 1:
        raise ValueError(f"{name} is {value}, expected 0 ≤ {name} < 1")
    return value
