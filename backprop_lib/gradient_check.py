"""Is the backward pass right? Compare its gradients with finite differences of the loss."""

import copy
from dataclasses import dataclass

import numpy as np

LIMITS = {"central": 1e-6, "one-sided": 1e-4}
FLOAT32_LIMIT = 1e-4
SIDES = {"central": (1, -1), "one-sided": (1,)}
KINKED = ("relu", "leaky_relu")
STACK = 2**16  # numbers in the widest layer of a stack of networks: half a megabyte, which stays in the cache


@dataclass(frozen=True)
class GradientCheck:
    """The report of ``gradient_check``. It prints as one sentence, and as more where something is to be said.

    passed : bool
    relative_error : float, ‖backward − differences‖ / (‖backward‖ + ‖differences‖): 0 if equal, at most 1
    worst : str, the parameter with the largest difference, such as "layer 2 weight [0, 1]"
    backward, differences : float, the two derivatives by that parameter
    parameters : int, how many there were to compare (with ``directions``: how many directions)
    h : float, the step of the differences
    method : str, "central" or "one-sided"
    unit : str, what was compared: "parameters" or "random directions"
    left_out : int, how many of them were not compared, since their step crosses a kink
    kinks : tuple of (layer, function, neurons), how many neurons of a layer come across the kink of their function
    """

    passed: bool
    relative_error: float
    worst: str
    backward: float
    differences: float
    parameters: int
    h: float
    method: str = "central"
    unit: str = "parameters"
    left_out: int = 0
    kinks: tuple = ()

    def __str__(self):
        number = f"{self.parameters - self.left_out} of {self.parameters}" if self.left_out else self.parameters
        compared = f"{number} {self.unit} compared with {self.method} differences, h = {self.h:g}"
        undecided = self.left_out == self.parameters
        outcome = "passed" if self.passed else "undecided" if undecided else "failed"
        lines = [f"Gradient check {outcome}: {compared}."]
        if outcome == "failed":
            lines += [
                f"The relative error is {self.relative_error:.1e}.",
                f"The largest difference is at {self.worst}: backward gives {self.backward:.6g}, "
                f"{self.method} differences give {self.differences:.6g}.",
            ]
        if self.left_out:
            places = "; ".join(
                f"layer {layer}, {neurons} neuron{'s' * (neurons > 1)} with {function}"
                for layer, function, neurons in self.kinks
            )
            lines.append(
                f"Not compared: {self.left_out}, whose step takes a neuron across the kink of its activation, where a "
                f"difference is no derivative ({places}). Take a smaller h or other data to compare them."
            )
        return "\n".join(lines)

    __repr__ = __str__


def gradient_check(net, X, Y, h=1e-5, *, method="central", vectorised=True, directions=None, rng=None):
    """Compare ``net.backward`` with differences of the loss, one parameter at a time.

    Central differences are (L(w + h) − L(w − h)) / 2h, one-sided ones (L(w + h) − L(w)) / h.

    The criterion is the relative error of the whole gradient, ‖backward − differences‖ / (‖backward‖ + ‖differences‖).
    A relative error for each component would be misleading: a central difference is wrong by about h² (the curve
    bends) and by about 1e-16 / h (the loss is rounded), both absolute, so a component that is nearly 0 has a huge
    relative error in a perfectly right backward pass. The limit 1e-6 separates the two cases widely: of 60 random
    right networks the worst came to 3e-10, and the smallest of the mistakes in ``exercises.slips`` comes to 3.7e-3.
    One-sided differences are wrong by about h, so their limit is 1e-4; they are at their best near h = 3e-8.

    A kink is a z where relu or leaky_relu has no derivative. If a step takes any neuron to the other side of its kink,
    the difference quotient is a mean of two slopes and proves nothing; such a parameter is left out and the report
    says how many, and in which layers the neurons are.

    Parameters
    ----------
    net : MLP
        Its parameters are only read; the differences are taken on a float64 copy.
    X, Y : arrays of shape (n, in) and (n, out), or what else ``net.backward`` takes for Y
    h : float
        The step of the differences, greater than 0.
    method : str
        "central" or "one-sided".
    vectorised : bool
        A step of W[i, j] or of b[i] changes nothing but column i of that layer's z, so many networks, each with one
        parameter changed, go through the rest of the forward pass in one stack. False takes one forward pass of the
        whole network after another: slower, equal to rounding. So does a network with batch normalisation.
    directions : int, optional
        For large networks: in each array of parameters, W₁, b₁, W₂, …, so many random directions v of length 1 in
        place of all its parameters. Compared is the derivative along v, which is ∂L/∂W · v. Needs ``rng``.
    rng : numpy.random.Generator, optional
        Draws the directions.

    Returns
    -------
    GradientCheck; it passed where the relative error is at most 1e-6 (one-sided or float32: 1e-4), or the error is so
    small that rounding of the loss explains it, and at least one parameter was compared.

    Raises
    ------
    ValueError for h that is not a positive number, an unknown method, directions fewer than one or without ``rng``; for
    X and Y as ``MLP.forward`` and ``MLP.backward`` do.

    Source: Burden & Faires, "Numerical Analysis", section 4.1 (central differences and their best step).

    Examples
    --------
    >>> from backprop_lib.network import MLP
    >>> net = MLP((2, 3, 1), rng=np.random.default_rng(0))
    >>> print(gradient_check(net, [[0.5, -1.0]], [[1.0]]))
    Gradient check passed: 13 parameters compared with central differences, h = 1e-05.
    >>> print(gradient_check(net, [[0.5, -1.0]], [[1.0]], directions=2, rng=np.random.default_rng(1)))
    Gradient check passed: 8 random directions compared with central differences, h = 1e-05.
    """
    if not (np.isfinite(h) and h > 0):
        raise ValueError(f"h is {h}, expected a positive number such as 1e-5")
    if method not in SIDES:
        raise ValueError(f"unknown method {method!r}; known: {', '.join(SIDES)}")
    gradients = net.backward(net.forward(X), Y).parameters()
    probe, X, Y = _in_float64(net, X, Y)
    start, sides = probe.forward(X), SIDES[method]
    kinks = _Kinks(probe, start)
    parameters = list(zip(net.parameter_names(), probe.parameters(), gradients, strict=True))
    if directions is None:
        steps = [(f"{name} {[*i]}", p, i, 1.0, g[i]) for name, p, g in parameters for i in np.ndindex(g.shape)]
    else:
        vs = _random_directions(gradients, directions, rng)
        steps = [
            (f"{name}, random direction {k}", p, ..., v, (g * v).sum())
            for (name, p, g), own in zip(parameters, vs, strict=True)
            for k, v in enumerate(own, 1)
        ]
    if vectorised and directions is None and not net.norms:
        losses, crossed = _stacked(probe, start, Y, h, sides, kinks)
    else:
        losses, crossed = _one_by_one(probe, X, Y, h, sides, kinks, steps)

    below, width = (losses[:, 1], 2 * h) if method == "central" else (probe.loss(X, Y), h)
    differences = (losses[:, 0] - below) / width
    backward = np.array([gradient for *_, gradient in steps])
    error = np.where(crossed, 0.0, np.abs(backward - differences))
    distance = np.linalg.norm(error)
    size = np.linalg.norm(backward[~crossed]) + np.linalg.norm(differences[~crossed])
    rounding = 2 * np.finfo(float).eps * max(1.0, np.abs(losses).max()) / width * np.sqrt(len(steps))
    limit = FLOAT32_LIMIT if gradients[0].dtype == np.float32 else LIMITS[method]
    worst = int(np.argmax(error))
    return GradientCheck(
        passed=bool(not crossed.all() and distance <= limit * size + rounding),
        relative_error=float(distance / size) if size > 0 else 0.0,
        worst=steps[worst][0],
        backward=float(backward[worst]),
        differences=float(differences[worst]),
        parameters=len(steps),
        h=h,
        method=method,
        unit="parameters" if directions is None else "random directions",
        left_out=int(crossed.sum()),
        kinks=kinks.report(),
    )


class _Kinks:
    """Which neurons come across the kink of their activation, compared with the forward pass ``start``."""

    def __init__(self, net, start):
        self.functions = dict(enumerate(net._functions))
        self.above = {i: u > 0 for i, u in enumerate(start.arguments) if self.functions[i].name in KINKED}
        self.neurons = {i: np.zeros(above.shape[1], bool) for i, above in self.above.items()}

    def crossed(self, i, u, neuron=None):
        """Whether the activation of layer i + 1, given u, crosses its kink: one answer, or one for each network.

        u is (n, out) or (networks, n, out), or (networks, n) of one ``neuron`` each, (networks,).
        """
        if i not in self.above:
            return False
        if neuron is not None:
            networks = ((u > 0) != self.above[i].T[neuron]).any(axis=1)
            self.neurons[i][neuron[networks]] = True
            return networks
        neurons = ((u > 0) != self.above[i]).any(axis=-2)
        self.neurons[i] |= neurons.reshape(-1, neurons.shape[-1]).any(axis=0)
        return neurons.any(axis=-1)

    def report(self):
        return tuple((i + 1, self.functions[i].name, int(n.sum())) for i, n in self.neurons.items() if n.any())


def _in_float64(net, X, Y):
    """A copy of the network whose parameters may be changed, and the data for it."""
    probe = copy.copy(net)
    probe.weights, probe.biases = ([p.astype(float) for p in parameters] for parameters in (net.weights, net.biases))
    probe.norms = [copy.copy(norm) for norm in net.norms]
    for norm in probe.norms:
        norm.scale, norm.shift = norm.scale.astype(float), norm.shift.astype(float)
    Y = np.asarray(Y)
    return probe, np.asarray(X, float), Y if Y.dtype.kind in "iu" else Y.astype(float)  # whole numbers are classes


def _random_directions(gradients, directions, rng):
    """For each array of parameters a list of directions of its shape, each of length 1."""
    if isinstance(directions, bool) or not isinstance(directions, int | np.integer) or directions < 1:
        raise ValueError(f"directions is {directions!r}, expected a whole number of at least 1")
    if rng is None:
        raise ValueError("random directions need a generator: give rng=np.random.default_rng(seed)")
    drawn = ([rng.normal(size=g.shape) for _ in range(directions)] for g in gradients)
    return [[v / np.linalg.norm(v) for v in own] for own in drawn]


def _one_by_one(probe, X, Y, h, sides, kinks, steps):
    """The losses after each step, (steps, sides), and whether it crosses a kink, (steps,).

    A step is (name, array, index, v, ∂L/∂ by it): h v is added to array[index], and taken away again.
    """
    losses, crossed = [], []
    for _, array, index, v, _ in steps:
        kept = array[index].copy()
        for side in sides:
            array[index] = kept + side * h * v
            cache = probe.forward(X)
            losses.append(probe.loss_function.value(cache.activations[-1], Y))
            crosses = [kinks.crossed(i, u) for i, u in enumerate(cache.arguments)]  # each layer counts its own
            crossed.append(any(crosses))
        array[index] = kept
    return np.reshape(losses, (-1, len(sides))), np.reshape(crossed, (-1, len(sides))).any(axis=1)


def _stacked(probe, start, Y, h, sides, kinks):
    """As ``_one_by_one`` with a step for each parameter, but for many networks at once, layer by layer."""
    losses, crossed = [], []
    for i, W in enumerate(probe.weights):
        out, fan_in = W.shape
        inputs = start.activations[i].T
        if probe.biases:
            inputs = np.vstack([inputs, np.ones(len(Y))])  # a bias is the weight of an input that is always 1
        neuron, source = (index.ravel() for index in np.indices((out, len(inputs))))
        at_once = max(1, STACK // max(z.size for z in start.zs[i:]))
        own_losses, own_crossed = np.empty((len(neuron), len(sides))), np.zeros(len(neuron), bool)
        for first in range(0, len(neuron), at_once):
            part = slice(first, first + at_once)
            for s, side in enumerate(sides):
                move = side * h * inputs[source[part]]
                own_losses[part, s], crosses = _rest_of_forward(probe, start, i, neuron[part], move, Y, kinks)
                own_crossed[part] |= crosses
        is_bias = source == fan_in
        losses += [own_losses[~is_bias], own_losses[is_bias]]
        crossed += [own_crossed[~is_bias], own_crossed[is_bias]]
    return np.concatenate(losses), np.concatenate(crossed)


def _rest_of_forward(probe, start, i, neuron, move, Y, kinks):
    """The losses of networks in which the z of one neuron of layer i + 1 differs, and whether each crosses a kink.

    ``neuron`` (networks,) says which one, ``move`` (networks, n) by how much.
    """
    f, layers, count = kinks.functions[i], len(probe.weights), len(neuron)
    crossed, a, change = np.zeros(count, bool), None, None
    if f.name == "softmax":  # the one that mixes neurons
        z = np.repeat(start.zs[i][np.newaxis], count, axis=0)
        z[np.arange(count), :, neuron] += move
        a = start.activations[i + 1] + (f(z) - start.values[i])
    else:
        z = start.zs[i].T[neuron] + move
        crossed |= kinks.crossed(i, z, neuron)
        change = f(z) - start.values[i].T[neuron]
        if i + 1 == layers or probe._skips[i + 1]:  # else only the next z is needed
            a = np.repeat(start.activations[i + 1][np.newaxis], count, axis=0)
            a[np.arange(count), :, neuron] += change
    for layer in range(i + 1, layers):
        W = probe.weights[layer]
        if layer == i + 1 and change is not None:
            z = start.zs[layer] + change[:, :, np.newaxis] * W.T[neuron][:, np.newaxis]
        else:
            z = (a.reshape(-1, W.shape[1]) @ W.T).reshape(*a.shape[:-1], len(W))
            if probe.biases:
                z += probe.biases[layer]
        crossed |= kinks.crossed(layer, z)
        value = kinks.functions[layer](z)
        a = a + value if probe._skips[layer] else value
    return probe.loss_function.value(a, np.broadcast_to(Y, (count, *Y.shape))), crossed
