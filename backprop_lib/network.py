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

A residual network adds a skip connection where a hidden layer is as wide as what it reads: a = a_before + f(z). The
derivative then comes back on two paths, which sum. Batch normalisation stands between z and f (``batch_norm``).

Shapes: X (n, in), weights W (out, in), biases b (out,), z, a and δ (n, out). δₗ is ∂L/∂zₗ, always. The mean over the
batch, 1/n, comes in through the gradient of the loss and nowhere else.

Source: Rumelhart, Hinton & Williams, "Learning representations by back-propagating errors", Nature 323 (1986);
equations BP1 to BP4 as numbered in Nielsen, "Neural Networks and Deep Learning" (2015), chapter 2.
Skip connections: He, Zhang, Ren & Sun, "Deep Residual Learning for Image Recognition", CVPR (2016), equation 1.
"""

import math
from dataclasses import dataclass, field
from itertools import chain, zip_longest

import numpy as np

from backprop_lib.activations import ACTIVATIONS, as_floats
from backprop_lib.batch_norm import BatchNorm
from backprop_lib.initializers import INITIALIZERS
from backprop_lib.losses import LOSSES


@dataclass(eq=False, slots=True)
class Cache:
    """What a forward pass keeps for the backward pass.

    zs : list, ``zs[l]`` of shape (n, out) is the weighted sum of layer l + 1
    activations : list, one longer; ``activations[0]`` is X, ``activations[-1]`` the output
    arguments : list, what each activation function was given: ``zs``, normalised where the network does that
    values : list, what it returned: ``activations[1:]`` but for the skip connections
    normalised : list, what each batch normalisation keeps
    architecture : tuple, of the network it belongs to
    """

    zs: list
    activations: list
    arguments: list
    values: list
    normalised: list
    architecture: tuple


@dataclass(eq=False, slots=True)
class Gradients:
    """The derivatives of the loss that one backward pass finds.

    weights : list of ∂L/∂W, each of the shape of its W
    biases : list of ∂L/∂b, each of the shape of its b; empty for a network without biases
    deltas : list of δ = ∂L/∂z, each (n, out); z stands before a batch normalisation, see ``batch_norm``
    input : ∂L/∂X of shape (n, in)
    scales, shifts : lists of ∂L/∂γ and ∂L/∂β of the batch normalisations; empty for a network without them
    architecture : tuple, of the network they belong to
    """

    weights: list
    biases: list
    deltas: list
    input: np.ndarray
    scales: list = field(default_factory=list)
    shifts: list = field(default_factory=list)
    architecture: tuple = ()

    def parameters(self):
        """∂L/∂W₁, ∂L/∂b₁, ∂L/∂W₂, …: a list in the order of ``MLP.parameters()``."""
        return _in_order(self.weights, self.biases, self.scales, self.shifts)


class MLP:
    """A multi-layer perceptron.

    Parameters
    ----------
    sizes : sequence of int
        Neurons per layer from the input to the output: ``(2, 4, 1)`` has two inputs, four hidden neurons, one output.
    hidden, output : str
        Activations of the hidden layers and of the last layer, names in ``ACTIVATIONS``.
    loss : str
        A name in ``LOSSES``. The cross-entropies are computed from logits, so they need ``output="identity"``;
        ``predict`` then gives probabilities.
    initializer : str or function
        A name in ``INITIALIZERS``, or a function ``(shape, rng)`` such as ``initializers.normal(0.1)``. Biases are 0.
    rng : numpy.random.Generator
        Draws the weights, layer by layer; needed by every initialiser that is random.
    bias : bool
        False for a network without biases, z = W a.
    residual : bool
        True for a skip connection around every hidden layer that is as wide as what it reads.
    batch_norm : bool
        True to normalise the weighted sums of every hidden layer over the batch. ``forward``, ``loss`` and
        ``backward`` then use the statistics of the batch at hand, ``predict`` the running ones, which ``train`` keeps
        (in a loop of your own: ``net.keep_statistics(cache)`` after each step).

    Attributes
    ----------
    weights : list of arrays, each (out, in)
    biases : list of arrays, each (out,); empty without biases
    norms : list of ``BatchNorm``, one for each hidden layer; empty without batch normalisation

    Raises
    ------
    ValueError
        For an unknown name (it lists the known ones), sizes that make no network, a cross-entropy behind an output
        other than identity or with fewer than two classes, or a missing ``rng``.

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
        bias=True,
        residual=False,
        batch_norm=False,
    ):
        sizes = tuple(sizes)
        if len(sizes) < 2 or any(not isinstance(size, int | np.integer) or size < 1 for size in sizes):
            raise ValueError(f"sizes is {sizes}, expected at least two positive whole numbers such as (2, 4, 1)")
        self.hidden = _known(ACTIVATIONS, hidden, "activation")
        self.output = _known(ACTIVATIONS, output, "activation")
        self.loss_function = _known(LOSSES, loss, "loss")
        if self.loss_function.from_logits and output != "identity":
            raise ValueError(
                f"{loss} is computed from logits: it expects output='identity', got {output!r}; "
                f"predict applies {self.loss_function.link}"
            )
        if loss == "cross_entropy" and sizes[-1] < 2:
            raise ValueError(
                f"cross_entropy expects at least two classes, sizes is {sizes}: for a single output take "
                "binary_cross_entropy"
            )
        if not callable(initializer):
            initializer = _known(INITIALIZERS, initializer, "initializer")
        shapes = list(zip(sizes[1:], sizes[:-1], strict=True))
        self.weights = [initializer(shape, rng) for shape in shapes]
        self.biases = [np.zeros(out) for out, _ in shapes] if bias else []
        self.norms = [BatchNorm(out) for out, _ in shapes[:-1]] if batch_norm else []
        self.residual = residual
        self._architecture = (sizes, bool(bias), bool(residual), bool(batch_norm))
        self._functions = (self.hidden,) * (len(sizes) - 2) + (self.output,)
        self._skips = [bool(residual) and out == fan_in for out, fan_in in shapes[:-1]] + [False]
        self._lay_out()

    @classmethod
    def from_parameters(
        cls,
        weights,
        biases=None,
        hidden="sigmoid",
        output="sigmoid",
        loss="half_squared_error",
        residual=False,
        batch_norm=False,
    ):
        """A network with given parameters, which are copied; without biases if none are given.

        ``weights`` is a list of arrays (out, in), ``biases`` a list of arrays (out,), all float64, all float32, or
        object arrays of recorded values. Raises ValueError where two shapes do not fit or a number is not finite,
        TypeError for integers or mixed types.
        """
        bias = biases is not None
        if len(weights) == 0 or (bias and len(weights) != len(biases)):
            got = f"{len(weights)} and {len(biases) if bias else 'None'}"
            raise ValueError(f"expected one bias vector per weight matrix, got {got}")
        # order="C": an optimiser goes through each array as one flat stretch of memory
        weights = [np.array(_checked(W, f"layer {i} weight"), order="C") for i, W in enumerate(weights, 1)]
        biases = [np.array(_checked(b, f"layer {i} bias"), order="C") for i, b in enumerate(biases or [], 1)]
        for i, W in enumerate(weights, 1):
            if W.ndim != 2 or (i > 1 and W.shape[1] != len(weights[i - 2])):
                fan_in = "in" if i == 1 else len(weights[i - 2])
                raise ValueError(f"layer {i} expects weights of shape (out, {fan_in}), got {W.shape}")
            if bias and biases[i - 1].shape != W.shape[:1]:
                raise ValueError(f"{_layer(i, W)} expects biases of shape ({len(W)},), got {biases[i - 1].shape}")
        types = sorted({str(array.dtype) for array in weights + biases})
        if len(types) > 1:
            raise TypeError(f"parameters of {' and '.join(types)}; expected one type, write array.astype(float)")
        sizes = [weights[0].shape[1], *map(len, weights)]
        net = cls(sizes, hidden, output, loss, "zeros", bias=bias, residual=residual, batch_norm=batch_norm)
        net.weights, net.biases = weights, biases
        net._lay_out()
        if batch_norm and weights[0].dtype != object:
            net.norms = [BatchNorm(len(W), W.dtype) for W in weights[:-1]]
        return net

    def forward(self, X, out=None):
        """The forward pass.

        Parameters
        ----------
        X : array of shape (n, in), one sample a row
        out : Cache, optional
            The result of an earlier call, which is overwritten and returned. It saves memory in training.

        Returns
        -------
        Cache with ``zs`` and ``activations``; ``activations[-1]``, of shape (n, out), is the output.

        Raises
        ------
        ValueError for a wrong shape, no sample at all or numbers that are not finite, or an ``out`` of another
        network, or a single row where batch normalisation needs two; TypeError for integers. The parameters are as
        they were then.
        """
        X = self._input(X)
        if out is not None:
            self._check_cache(out)
        return self._forward(X, out)

    def _forward(self, a, out):
        """``forward`` of data that were checked."""
        blank = [None] * len(self.weights)
        if out is None:
            out = Cache(blank[:], [a, *blank], blank[:], blank, [None] * len(self.norms), self._architecture)
        elif len(out.activations[0]) != len(a):
            out.zs = blank
        out.activations[0] = a
        zs, arguments, values, activations = out.zs, out.arguments, out.values, out.activations
        weights, biases, norms, functions, skips = self.weights, self.biases, self.norms, self._functions, self._skips
        floats = a.dtype.kind == weights[0].dtype.kind == "f"  # else there are recorded values
        for i in range(len(weights)):
            z = u = a.dot(weights[i].T, out=zs[i])
            if biases:
                z += biases[i]
            if norms and i < len(norms):
                u, out.normalised[i] = norms[i].forward(z)
            value = functions[i]._function(u) if floats else functions[i](u)
            a = a + value if skips[i] else value
            zs[i] = z
            arguments[i] = u
            values[i] = value
            activations[i + 1] = a
        return out

    def backward(self, cache, Y, out=None):
        """The backward pass: every derivative of the loss, by the chain rule from the output to the input.

        Parameters
        ----------
        cache : Cache
            What ``forward`` returned, with the parameters as they were then.
        Y : array of shape (n, out), the targets
            For ``cross_entropy`` also whole numbers of shape (n,), the class of each row.
        out : Gradients, optional
            The result of an earlier call, which is overwritten and returned, its weights and biases in place. It
            saves memory in training, which has no use for ∂L/∂X: ``input`` is then None.

        Returns
        -------
        Gradients with ``weights``, ``biases``, ``deltas`` and ``input``, and with batch normalisation ``scales`` and
        ``shifts``.

        Raises
        ------
        TypeError without the cache of a forward pass; ValueError where the cache or ``out`` belongs to another network
        or Y does not fit. Nothing is changed then, ``out`` included.
        """
        self._check_cache(cache)
        output = cache.activations[-1]
        Y = self._targets(Y, output)
        if out is not None and out.architecture != self._architecture:
            raise ValueError("out comes from a network of other sizes; give gradients that this network returned")
        upstream = self.loss_function._gradient(output, Y)
        if out is not None:
            return self._backward(cache, upstream, out)
        blank = [None] * len(self.weights)
        out = self._gradients(blank, blank[: len(self.biases)])
        return self._backward(cache, upstream, out, needs_input=True)

    def _backward(self, cache, upstream, out, needs_input=False):
        """``backward`` from ``upstream`` = ∂L/∂a at the output, into the arrays of ``out``."""
        weights, biases, deltas = out.weights, out.biases, out.deltas
        activations, arguments, values = cache.activations, cache.arguments, cache.values
        norms, functions = self.norms, self._functions
        floats = upstream.dtype.kind == "f"  # else there are recorded values
        for i in range(len(weights) - 1, -1, -1):
            f = functions[i]
            # BP1 at the output, BP2 in hidden layers
            delta = (f._backward if floats else f.backward)(upstream, arguments[i], values[i])
            if norms and i < len(norms):
                delta, out.scales[i], out.shifts[i] = norms[i].backward(delta, cache.normalised[i])
            weights[i] = delta.T.dot(activations[i], out=weights[i])  # BP4
            if biases:
                biases[i] = np.add.reduce(delta, axis=0, out=biases[i])  # BP3
            deltas[i] = delta
            if i > 0 or needs_input:
                through_layer = delta.dot(self.weights[i])
                upstream = upstream + through_layer if self._skips[i] else through_layer  # two paths sum
        out.input = upstream if needs_input else None
        return out

    def loss(self, X, Y):
        """The loss of the batch, one number. X (n, in), Y as ``backward`` takes it. Raises as these two do."""
        output = self.forward(X).activations[-1]
        return self.loss_function._value(output, self._targets(Y, output))

    def predict(self, X):
        """The output for each row of X: (n, in) → (n, out). Raises as ``forward`` does.

        With a cross-entropy these are probabilities: the sigmoid or the softmax of the logits. Batch normalisation
        uses its running statistics.
        """
        a = self._input(X)
        for i, (W, f) in enumerate(zip(self.weights, self._functions, strict=True)):
            z = a @ W.T
            if self.biases:
                z += self.biases[i]
            value = f(self.norms[i].predict(z) if i < len(self.norms) else z)
            a = a + value if self._skips[i] else value
        return self.loss_function.link(a) if self.loss_function.from_logits else a

    def check_data(self, X, Y):
        """X and Y as arrays, if this network can be trained with them; raises as ``forward`` and ``backward`` do.

        Classes become one-hot rows, (n, out).
        """
        X = self._input(X)
        return X, self._targets(Y, np.empty((len(X), len(self.weights[-1])), X.dtype))

    def keep_statistics(self, cache):
        """Take the batch of a forward pass into the running statistics of the batch normalisations, if there are any.

        ``train`` calls this after each step. Raises as ``backward`` does for a cache that is none of this network's.
        """
        self._check_cache(cache)
        for norm, normalised in zip(self.norms, cache.normalised, strict=True):
            norm.keep_statistics(normalised)

    def parameters(self):
        """W₁, b₁, W₂, b₂, …: a list of the arrays themselves, not of copies.

        With batch normalisation a hidden layer has four: W₁, b₁, γ₁, β₁.
        """
        scales, shifts = [norm.scale for norm in self.norms], [norm.shift for norm in self.norms]
        return _in_order(self.weights, self.biases, scales, shifts)

    def parameter_names(self):
        """ "layer 1 weight", "layer 1 bias", …: a list in the order of ``parameters()``."""
        kinds = zip(
            ("weight", "bias", "scale", "shift"), (self.weights, self.biases, self.norms, self.norms), strict=True
        )
        return _in_order(*([f"layer {i} {kind}" for i in range(1, len(arrays) + 1)] for kind, arrays in kinds))

    def __repr__(self):
        sizes = [self.weights[0].shape[1], *map(len, self.weights)]
        names = f"hidden={str(self.hidden)!r}, output={str(self.output)!r}, loss={str(self.loss_function)!r}"
        return f"MLP({sizes}, {names})"

    def _lay_out(self):
        """Move weights and biases one behind the other into one array, which an optimiser can step through at once."""
        arrays, self._parts, self._size = _in_order(self.weights, self.biases), [], 0
        for array in arrays:
            self._parts.append((slice(self._size, self._size + array.size), array.shape))
            self._size += array.size
        self.weights, self.biases = self._split(np.concatenate(arrays, axis=None))

    def _gradients(self, weights, biases):
        norm_blank = [None] * len(self.norms)
        return Gradients(weights, biases, [None] * len(weights), None, norm_blank, norm_blank[:], self._architecture)

    def _kept_gradients(self):
        """Gradients for ``_backward`` to fill step after step, in one array as the parameters are."""
        return self._gradients(*self._split(np.empty(self._size, self.weights[0].dtype)))

    def _split(self, flat):
        """The weights and the biases, or their gradients, that lie in one array."""
        arrays = [flat[part].reshape(shape) for part, shape in self._parts]
        return (arrays[::2], arrays[1::2]) if self.biases else (arrays, [])

    def _input(self, X):
        X, W = _checked(X, "X"), self.weights[0]
        if X.ndim != 2 or X.shape[1] != W.shape[1]:
            raise ValueError(f"{_layer(1, W)} expects X of shape (n, {W.shape[1]}), got {X.shape}")
        if len(X) == 0:
            raise ValueError(f"X has shape {X.shape}, no sample at all; expected at least one row")
        if X.dtype != W.dtype:
            _check_type(X, W, "X")
        return X

    def _targets(self, Y, output):
        """Y as the loss takes it, of the shape of the output; classes become one-hot rows."""
        if self.loss_function.name == "cross_entropy" and np.asarray(Y).dtype.kind in "iu":
            return self.loss_function._checked(output, Y)[1]
        Y = _checked(Y, "Y")
        if Y.shape != output.shape:
            raise ValueError(f"Y expected of shape {output.shape}, one row for each row of X, got {Y.shape}")
        if Y.dtype != output.dtype:
            _check_type(Y, output, "Y")
        self.loss_function._check_targets(Y)
        return Y

    def _check_cache(self, cache):
        if not isinstance(cache, Cache):
            raise TypeError(
                f"backward expects the cache of a forward pass, got {type(cache).__name__}: "
                "write cache = net.forward(X), then net.backward(cache, Y)"
            )
        if cache.architecture != self._architecture:
            raise ValueError("the cache comes from a network of other sizes; write cache = net.forward(X)")


def _known(table, name, kind):
    if name not in table:
        raise ValueError(f"unknown {kind} {name!r}; known: {', '.join(table)}")
    return table[name]


def _checked(array, name):
    """``array`` as finite floats or as recorded values."""
    if not (isinstance(array, np.ndarray) and array.dtype.kind == "f"):
        array = as_floats(array, name)
        if array.dtype.kind == "O":
            return array
    # The sum of squares, one call of BLAS, is finite only if every number is; if it is not, it may have overflowed.
    if not math.isfinite(np.vdot(array, array)) and not np.isfinite(array).all():
        place = [int(i) for i in np.argwhere(~np.isfinite(array))[0]]
        raise ValueError(f"{name} holds {array[tuple(place)]} at {place}, expected finite numbers")
    return array


def _in_order(*kinds):
    """The arrays of layer 1, of layer 2, …, where each kind is a list with one array a layer, or a shorter one."""
    return [array for array in chain.from_iterable(zip_longest(*filter(None, kinds))) if array is not None]


def _check_type(array, W, name):
    if object not in (array.dtype, W.dtype):
        raise TypeError(f"{name} is {array.dtype}, the parameters are {W.dtype}: write {name}.astype('{W.dtype}')")


def _layer(number, W):
    return f"layer {number} (Dense {W.shape[1]}→{W.shape[0]})"
