"""The multi-layer perceptron: forward pass, loss and backward pass in the formulas of the book.

The book writes one sample as a column; the code writes a batch as rows, one sample a row.

=====================================  =========================================
book, one sample                       code, a batch of n
=====================================  =========================================
z = W a + b                            ``z = a @ W.T + b``
a = f(z)                               ``a = f(z)``
δₗ = (Wₗ₊₁ᵀ δₗ₊₁) ⊙ f′(zₗ)             ``delta = (delta @ W) * f.derivative(z)``
∂L/∂W = δ aᵀ                           ``delta.T @ a``
∂L/∂b = δ                              ``delta.sum(axis=0)``
=====================================  =========================================

Shapes: X (n, in), weights W (out, in), biases b (out,), z, a and δ (n, out). δₗ is ∂L/∂zₗ, always. The mean over the
batch, 1/n, comes in through the gradient of the loss and nowhere else.

Source: Rumelhart, Hinton & Williams, "Learning representations by back-propagating errors", Nature 323 (1986);
equations BP1 to BP4 as numbered in Nielsen, "Neural Networks and Deep Learning" (2015), chapter 2.
"""

from dataclasses import dataclass

import numpy as np

from backprop_lib.activations import ACTIVATIONS, as_floats
from backprop_lib.initializers import INITIALIZERS
from backprop_lib.losses import LOSSES


@dataclass(frozen=True, eq=False)
class Cache:
    """What a forward pass keeps for the backward pass.

    zs : list, ``zs[l]`` of shape (n, out) is the weighted sum of layer l + 1
    activations : list, one longer; ``activations[0]`` is X, ``activations[-1]`` the output
    """

    zs: list
    activations: list


@dataclass(frozen=True, eq=False)
class Gradients:
    """The derivatives of the loss that one backward pass finds.

    weights : list of ∂L/∂W, each of the shape of its W
    biases : list of ∂L/∂b, each of the shape of its b
    deltas : list of δ = ∂L/∂z, each (n, out)
    input : ∂L/∂X of shape (n, in)
    """

    weights: list
    biases: list
    deltas: list
    input: np.ndarray

    def parameters(self):
        """∂L/∂W₁, ∂L/∂b₁, ∂L/∂W₂, …: a list in the order of ``MLP.parameters()``."""
        return [array for layer in zip(self.weights, self.biases, strict=True) for array in layer]


class MLP:
    """A multi-layer perceptron.

    Parameters
    ----------
    sizes : sequence of int
        Neurons per layer from the input to the output: ``(2, 4, 1)`` has two inputs, four hidden neurons, one output.
    hidden, output : str
        Activations of the hidden layers and of the last layer, names in ``ACTIVATIONS``.
    loss : str
        A name in ``LOSSES``.
    initializer : str or function
        A name in ``INITIALIZERS``, or a function ``(shape, rng)`` such as ``initializers.normal(0.1)``. Biases are 0.
    rng : numpy.random.Generator
        Draws the weights, layer by layer; needed by every initialiser that is random.

    Attributes
    ----------
    weights : list of arrays, each (out, in)
    biases : list of arrays, each (out,)

    Raises
    ------
    ValueError
        For an unknown name (it lists the known ones), sizes that make no network, or a missing ``rng``.

    Examples
    --------
    >>> net = MLP.from_parameters([[[0.5]]], [[0.0]])
    >>> X, Y = [[2.0]], [[1.0]]
    >>> float(net.loss(X, Y))
    0.036164744064256626
    >>> gradients = net.backward(net.forward(X), Y)
    >>> gradients.weights[0]
    array([[-0.10575419]])
    """

    def __init__(
        self,
        sizes,
        hidden="sigmoid",
        output="sigmoid",
        loss="half_squared_error",
        initializer="xavier_uniform",
        rng=None,
    ):
        sizes = tuple(sizes)
        if len(sizes) < 2 or any(not isinstance(size, int | np.integer) or size < 1 for size in sizes):
            raise ValueError(f"sizes is {sizes}, expected at least two positive whole numbers such as (2, 4, 1)")
        self.hidden = _known(ACTIVATIONS, hidden, "activation")
        self.output = _known(ACTIVATIONS, output, "activation")
        self.loss_function = _known(LOSSES, loss, "loss")
        if not callable(initializer):
            initializer = _known(INITIALIZERS, initializer, "initializer")
        shapes = list(zip(sizes[1:], sizes[:-1], strict=True))
        self.weights = [initializer(shape, rng) for shape in shapes]
        self.biases = [np.zeros(out) for out, _ in shapes]

    @classmethod
    def from_parameters(cls, weights, biases, hidden="sigmoid", output="sigmoid", loss="half_squared_error"):
        """A network with given parameters, which are copied.

        ``weights`` is a list of arrays (out, in), ``biases`` a list of arrays (out,), all float64, all float32, or
        object arrays of recorded values. Raises ValueError where two shapes do not fit or a number is not finite,
        TypeError for integers or mixed types.
        """
        if len(weights) != len(biases) or len(weights) == 0:
            raise ValueError(f"expected one bias vector per weight matrix, got {len(weights)} and {len(biases)}")
        weights = [np.array(_checked(W, f"layer {i} weight")) for i, W in enumerate(weights, 1)]
        biases = [np.array(_checked(b, f"layer {i} bias")) for i, b in enumerate(biases, 1)]
        for i, (W, b) in enumerate(zip(weights, biases, strict=True), 1):
            if W.ndim != 2 or (i > 1 and W.shape[1] != len(weights[i - 2])):
                fan_in = "in" if i == 1 else len(weights[i - 2])
                raise ValueError(f"layer {i} expects weights of shape (out, {fan_in}), got {W.shape}")
            if b.shape != W.shape[:1]:
                raise ValueError(f"{_layer(i, W)} expects biases of shape ({len(W)},), got {b.shape}")
        types = sorted({str(array.dtype) for array in weights + biases})
        if len(types) > 1:
            raise TypeError(f"parameters of {' and '.join(types)}; expected one type, write array.astype(float)")
        sizes = [weights[0].shape[1], *map(len, weights)]
        net = cls(sizes, hidden, output, loss, initializer="zeros")
        net.weights, net.biases = weights, biases
        return net

    def forward(self, X):
        """The forward pass.

        Parameters
        ----------
        X : array of shape (n, in), one sample a row

        Returns
        -------
        Cache with ``zs`` and ``activations``; ``activations[-1]``, of shape (n, out), is the output.

        Raises
        ------
        ValueError for a wrong shape, no sample at all or numbers that are not finite; TypeError for integers.
        """
        a = self._input(X)
        zs, activations = [], [a]
        for W, b, f in zip(self.weights, self.biases, self._functions(), strict=True):
            z = a @ W.T + b
            a = f(z)
            zs.append(z)
            activations.append(a)
        return Cache(zs, activations)

    def backward(self, cache, Y, out=None):
        """The backward pass: every derivative of the loss, by the chain rule from the output to the input.

        Parameters
        ----------
        cache : Cache
            What ``forward`` returned, with the parameters as they were then.
        Y : array of shape (n, out), the targets
        out : Gradients, optional
            The result of an earlier call, whose weights and biases are overwritten in place of fresh arrays. It
            saves memory in training, which has no use for ∂L/∂X: ``input`` of the result is then None.

        Returns
        -------
        Gradients with ``weights``, ``biases``, ``deltas`` and ``input``.

        Raises
        ------
        TypeError without the cache of a forward pass; ValueError where the cache or ``out`` belongs to another network
        or Y does not fit. Nothing is changed then, ``out`` included.
        """
        self._check_cache(cache)
        zs, activations = cache.zs, cache.activations
        Y = self._targets(Y, activations[-1])
        if out is not None and [g.shape for g in out.parameters()] != [p.shape for p in self.parameters()]:
            raise ValueError("out comes from a network of other sizes; give gradients that this network returned")
        weights = [None] * len(zs) if out is None else out.weights
        biases = [None] * len(zs) if out is None else out.biases
        deltas = [None] * len(zs)

        upstream = self.loss_function.gradient(activations[-1], Y)
        for i, f in reversed(list(enumerate(self._functions()))):
            delta = f.backward(upstream, zs[i], activations[i + 1])  # BP1 at the output, BP2 in hidden layers
            weights[i] = np.matmul(delta.T, activations[i], out=weights[i])  # BP4
            biases[i] = delta.sum(axis=0, out=biases[i])  # BP3
            deltas[i] = delta
            if i > 0 or out is None:
                upstream = delta @ self.weights[i]
        return Gradients(weights, biases, deltas, upstream if out is None else None)

    def loss(self, X, Y):
        """The loss of the batch, one number. X (n, in), Y (n, out). Raises as ``forward`` and ``backward`` do."""
        output = self.forward(X).activations[-1]
        return self.loss_function.value(output, self._targets(Y, output))

    def predict(self, X):
        """The output for each row of X: (n, in) → (n, out). Raises as ``forward`` does."""
        return self.forward(X).activations[-1]

    def parameters(self):
        """W₁, b₁, W₂, b₂, …: a list of the arrays themselves, not of copies."""
        return [array for layer in zip(self.weights, self.biases, strict=True) for array in layer]

    def __repr__(self):
        sizes = [self.weights[0].shape[1], *map(len, self.weights)]
        names = f"hidden={str(self.hidden)!r}, output={str(self.output)!r}, loss={str(self.loss_function)!r}"
        return f"MLP({sizes}, {names})"

    def _functions(self):
        return [self.hidden] * (len(self.weights) - 1) + [self.output]

    def _input(self, X):
        X = _checked(X, "X")
        W = self.weights[0]
        if X.ndim != 2 or X.shape[1] != W.shape[1]:
            raise ValueError(f"{_layer(1, W)} expects X of shape (n, {W.shape[1]}), got {X.shape}")
        if len(X) == 0:
            raise ValueError(f"X has shape {X.shape}, no sample at all; expected at least one row")
        _check_type(X, W, "X")
        return X

    def _targets(self, Y, output):
        Y = _checked(Y, "Y")
        if Y.shape != output.shape:
            raise ValueError(f"Y expected of shape {output.shape}, one row for each row of X, got {Y.shape}")
        _check_type(Y, self.weights[0], "Y")
        return Y

    def _check_cache(self, cache):
        if not isinstance(cache, Cache):
            raise TypeError(
                f"backward expects the cache of a forward pass, got {type(cache).__name__}: "
                "write cache = net.forward(X), then net.backward(cache, Y)"
            )
        widths = [z.shape[1] for z in cache.zs]
        if widths != [len(W) for W in self.weights] or cache.activations[0].shape[1] != self.weights[0].shape[1]:
            raise ValueError("the cache comes from a network of other sizes; write cache = net.forward(X)")


def _known(table, name, kind):
    if name not in table:
        raise ValueError(f"unknown {kind} {name!r}; known: {', '.join(table)}")
    return table[name]


def _checked(array, name):
    """``array`` as finite floats or as recorded values."""
    array = as_floats(array, name)
    if array.dtype != object and not np.isfinite(array).all():
        place = [int(i) for i in np.argwhere(~np.isfinite(array))[0]]
        raise ValueError(f"{name} holds {array[tuple(place)]} at {place}, expected finite numbers")
    return array


def _check_type(array, W, name):
    if array.dtype != W.dtype and object not in (array.dtype, W.dtype):
        raise TypeError(f"{name} is {array.dtype}, the parameters are {W.dtype}: write {name}.astype('{W.dtype}')")


def _layer(number, W):
    return f"layer {number} (Dense {W.shape[1]}→{W.shape[0]})"
