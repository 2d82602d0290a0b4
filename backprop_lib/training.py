"""The training loop: forward pass, backward pass, step; batch by batch, epoch by epoch."""

import math
from contextlib import nullcontext
from dataclasses import dataclass, field

import numpy as np

from backprop_lib.optimizers import NotFinite


@dataclass(eq=False)
class History:
    """What happened in training.

    losses : list of float, the loss of each epoch: the mean over its samples, each taken just before the step that its
        batch led to. With one batch an epoch, ``losses[0]`` is the loss at the start.
    message : str, why training stopped early; "" if all epochs ran
    """

    losses: list = field(default_factory=list)
    message: str = ""


def train(net, X, Y, optimizer, epochs, batch_size=None, rng=None, callback=None, clip=None, progress=False):
    """Train a network, changing its parameters in place.

    Parameters
    ----------
    net : MLP
    X : array of shape (n, in), one sample a row
    Y : array of shape (n, out), the targets; for cross_entropy also whole numbers of shape (n,)
    optimizer : SGD, RMSProp, Adam or AdamW, new for each network
    epochs : int, how often every sample is used
    batch_size : int, samples in a step (the last batch of an epoch may be smaller); None for all of them
    rng : numpy.random.Generator
        Draws a new order of all samples for every epoch. Without it they keep their order.
    callback : function ``(epoch, loss, net)``, called after every epoch, from 0
    clip : function ``(gradients)`` that changes the list of gradients in place before each step, such as
        ``lambda gradients: clip_by_norm(gradients, 1.0)``
    progress : bool, True for a progress bar (needs tqdm)

    Returns
    -------
    History with ``losses``, one an epoch. Where a loss or a gradient is not finite, training stops before the step,
    and ``message`` says in which epoch and what to try.

    Raises
    ------
    ValueError or TypeError for data that do not fit the network, epochs or batch_size that are no positive whole
    numbers, an rng that is none. The parameters are as they were then.

    Source: Goodfellow, Bengio & Courville, "Deep Learning" (2016), section 8.1.3 (minibatches, a new order each epoch).

    Examples
    --------
    >>> from backprop_lib import MLP, SGD
    >>> from backprop_lib.datasets import xor
    >>> net = MLP((2, 4, 1), rng=np.random.default_rng(0))
    >>> history = train(net, *xor(), SGD(lr=2.0), epochs=3000)
    >>> net.predict(xor()[0]).round().ravel()
    array([0., 1., 1., 0.])
    """
    X, Y = net.check_data(X, Y)
    n = len(X)
    _whole(epochs, "epochs")
    batch_size = n if batch_size is None else min(_whole(batch_size, "batch_size"), n)
    if rng is not None and not hasattr(rng, "permutation"):
        raise TypeError(f"rng is {rng!r}, expected a generator: write rng=np.random.default_rng(seed)")
    if net.norms and 1 in (batch_size, n % batch_size):
        raise ValueError(
            f"batches of {batch_size} from {n} samples leave one with a single sample, which batch normalisation "
            "cannot take; choose another batch_size"
        )

    history = History()
    cache, gradients = None, net._kept_gradients()  # their arrays are used again in every step
    with np.errstate(over="ignore", invalid="ignore"), _bar(epochs, progress) as bar:  # the history tells of overflow
        for epoch in bar:
            order = None if rng is None else rng.permutation(n)
            total, parameters = 0.0, net.parameters()
            for start in range(0, n, batch_size):
                X_batch, Y_batch = _batch(X, Y, order, start, batch_size)
                cache = net._forward(X_batch, cache)
                loss, upstream = net.loss_function._value_and_gradient(cache.activations[-1], Y_batch)
                loss = float(loss)
                total += loss * (len(X_batch) / n)
                net._backward(cache, upstream, gradients)
                history.message = _step(net, parameters, optimizer, gradients, clip, epoch, loss)
                if history.message:
                    break
                if net.norms:
                    net.keep_statistics(cache)
            history.losses.append(total)
            if history.message:
                break
            if progress:
                bar.set_postfix(loss=f"{total:.4g}", refresh=False)
            if callback is not None:
                callback(epoch, total, net)
    return history


def _batch(X, Y, order, start, size):
    if order is None:
        return (X, Y) if size == len(X) else (X[start : start + size], Y[start : start + size])
    rows = order[start : start + size]
    return X[rows], Y[rows]


def _step(net, parameters, optimizer, gradients, clip, epoch, loss):
    """One step of the optimiser; why it was not made, or ""."""
    advice = "Training stopped before this step. Try a smaller learning rate, clipping or another initialiser."
    if not math.isfinite(loss):
        return f"epoch {epoch}: the loss is {loss}. {advice}"
    arrays = gradients.parameters()
    try:
        if clip is not None:
            clip(arrays)
        optimizer.step(parameters, arrays)
    except NotFinite:
        names = net.parameter_names()
        first = next(name for name, g in zip(names, arrays, strict=True) if not np.isfinite(g).all())
        return f"epoch {epoch}: the gradient of {first} is not finite. {advice}"
    return ""


def _bar(epochs, progress):
    if not progress:
        return nullcontext(range(epochs))
    try:
        from tqdm import tqdm
    except ImportError as error:
        raise ImportError("progress=True needs tqdm: pip install tqdm") from error
    return tqdm(range(epochs), unit="epoch")


def _whole(value, name):
    if isinstance(value, bool) or not isinstance(value, int | np.integer) or value < 1:
        raise ValueError(f"{name} is {value!r}, expected a whole number from 1 on")
    return int(value)
