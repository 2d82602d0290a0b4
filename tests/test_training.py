"""The training loop: against the tutorial's run and a loop of PyTorch; batches, stops, callbacks, bad input."""

import copy
import tracemalloc

import numpy as np
import pytest
import torch

from backprop_lib import datasets
from backprop_lib.network import MLP
from backprop_lib.optimizers import SGD, Adam, clip_by_norm
from backprop_lib.training import train


def network(**settings):
    return MLP((2, 4, 1), rng=np.random.default_rng(0), **settings)


def test_the_losses_of_the_tutorial():
    # XOR 2-4-1, lr 2, np.random.seed(42): the run that the tutorial printed wrongly
    legacy = np.random.RandomState(42)
    W1, W2 = legacy.randn(4, 2) * 0.5, legacy.randn(1, 4) * 0.5
    net = MLP.from_parameters([W1, W2], [np.zeros(4), np.zeros(1)])
    X, Y = datasets.xor()
    history = train(net, X, Y, SGD(2.0), 5000)
    assert [f"{loss:.5f}" for loss in history.losses[::1000]] == ["0.12639", "0.01188", "0.00149", "0.00071", "0.00045"]
    assert net.predict(X).round(2).ravel().tolist() == [0.03, 0.98, 0.98, 0.02]
    assert history.message == "" and len(history.losses) == 5000


def test_batches_equal_a_loop_of_pytorch():
    rng = np.random.default_rng(3)
    X, Y = rng.normal(size=(10, 3)), rng.integers(0, 4, size=10)
    net = MLP((3, 5, 4), "tanh", "identity", "cross_entropy", rng=rng)
    parameters = [torch.tensor(p, requires_grad=True) for p in net.parameters()]
    optimizer = torch.optim.Adam(parameters, lr=0.01)
    history = train(net, X, Y, Adam(0.01), 6, batch_size=4, rng=np.random.default_rng(7))

    draws, losses = np.random.default_rng(7), []
    for _ in range(6):
        order, total = draws.permutation(10), 0.0
        for rows in (order[:4], order[4:8], order[8:]):
            W1, b1, W2, b2 = parameters
            logits = torch.nn.functional.linear(
                torch.tanh(torch.nn.functional.linear(torch.tensor(X[rows]), W1, b1)), W2, b2
            )
            loss = torch.nn.functional.cross_entropy(logits, torch.tensor(Y[rows]))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(rows)
        losses.append(total / 10)
    np.testing.assert_allclose(history.losses, losses, rtol=1e-12)
    for ours, theirs in zip(net.parameters(), parameters, strict=True):
        np.testing.assert_allclose(ours, theirs.detach().numpy(), rtol=0, atol=1e-12 * np.abs(ours).max())


class Recorder:
    """An optimiser that leaves everything as it is."""

    def __init__(self):
        self.gradients = []

    def step(self, parameters, gradients):
        self.gradients.append([g.copy() for g in gradients])


@pytest.mark.parametrize("batch_size", [1, 3, 4, 10, 99, None])
def test_every_epoch_takes_every_sample_once_in_an_order_of_its_own(batch_size, monkeypatch):
    X, Y = np.arange(20.0).reshape(10, 2), np.zeros((10, 1))
    net, seen = network(), []
    forward = net._forward
    monkeypatch.setattr(net, "_forward", lambda X, out: seen.append(X[:, 0] / 2) or forward(X, out))
    train(net, X, Y, Recorder(), 3, batch_size, np.random.default_rng(0))
    sizes = [len(rows) for rows in seen]
    assert max(sizes) == min(batch_size or 10, 10) and sum(sizes) == 30
    epochs = np.concatenate(seen).reshape(3, 10)
    np.testing.assert_array_equal(np.sort(epochs, axis=1), np.tile(np.arange(10), (3, 1)))
    assert not np.array_equal(epochs[0], epochs[1]) and not np.array_equal(epochs[1], epochs[2])


def test_without_a_generator_the_samples_keep_their_order(monkeypatch):
    X, Y = np.arange(20.0).reshape(10, 2), np.zeros((10, 1))
    net, seen = network(), []
    forward = net._forward
    monkeypatch.setattr(net, "_forward", lambda X, out: seen.append(X[:, 0] / 2) or forward(X, out))
    train(net, X, Y, Recorder(), 1, batch_size=4)
    np.testing.assert_array_equal(np.concatenate(seen), np.arange(10))


def test_the_batches_of_an_epoch_average_to_the_whole_gradient_and_loss():
    rng = np.random.default_rng(0)
    X, Y = rng.normal(size=(10, 2)), rng.normal(size=(10, 1))
    net, recorder = network(), Recorder()
    history = train(net, X, Y, recorder, 1, batch_size=4, rng=rng)
    whole = net.backward(net.forward(X), Y).parameters()
    for k, g in enumerate(whole):
        mean = sum(n * batch[k] for n, batch in zip((4, 4, 2), recorder.gradients, strict=True)) / 10
        np.testing.assert_allclose(mean, g, rtol=1e-12, atol=1e-15)
    assert history.losses[0] == pytest.approx(net.loss(X, Y), rel=1e-13)


def test_the_callback_comes_after_every_epoch():
    net, calls = network(), []
    history = train(net, *datasets.xor(), SGD(1.0), 3, callback=lambda *arguments: calls.append(arguments))
    assert calls == [(epoch, loss, net) for epoch, loss in enumerate(history.losses)]


def test_the_progress_bar_shows_the_loss(capsys):
    history = train(network(), *datasets.xor(), SGD(1.0), 3, progress=True)
    shown = capsys.readouterr().err
    assert "3/3" in shown and f"loss={history.losses[-1]:.4g}" in shown
    train(network(), *datasets.xor(), SGD(1.0), 3)
    assert capsys.readouterr().err == ""


def exploding(scale=1e200):
    net = MLP((2, 4, 1), "relu", "identity", rng=np.random.default_rng(0))
    for W in net.weights:
        W[...] = np.abs(W) * scale
    return net


def test_training_stops_where_the_loss_is_not_finite():
    net = exploding()
    before = copy.deepcopy(net.parameters())
    history = train(net, *datasets.xor(), SGD(0.1), 5)
    assert history.message.startswith("epoch 0: the loss is inf. Training stopped before this step. Try a smaller")
    assert len(history.losses) == 1
    assert all(map(np.array_equal, before, net.parameters()))


def test_training_stops_where_a_gradient_is_not_finite():
    # out ≈ 1e100, loss ≈ 1e200, but ∂L/∂W₁ ≈ out · W₂ · X ≈ 1e100 · 1e100 · 1e150
    net = exploding(1e100)
    net.weights[0] *= 1e-250
    X, Y = datasets.xor()
    before = copy.deepcopy(net.parameters())
    history = train(net, X * 1e150, Y, SGD(0.1), 5)
    assert history.message.startswith("epoch 0: the gradient of layer 1 weight is not finite. Training stopped")
    assert np.isfinite(history.losses).all() and len(history.losses) == 1
    assert all(map(np.array_equal, before, net.parameters()))


def test_a_learning_rate_that_is_too_large_stops_without_a_warning():
    net = MLP((2, 4, 1), "relu", "identity", rng=np.random.default_rng(0))
    history = train(net, *datasets.xor(), SGD(1e3), 500)
    assert 1 < len(history.losses) < 500
    assert f"epoch {len(history.losses) - 1}: the " in history.message


def test_clipping_keeps_exploding_gradients_finite():
    # ten relu layers of width 32, weights N(0, 1), lr 0.01: nan after two steps, finite when clipped
    def run(**settings):
        rng = np.random.default_rng(0)
        net = MLP([32] * 11 + [1], "relu", "identity", initializer=lambda shape, rng: rng.normal(size=shape), rng=rng)
        return train(net, rng.normal(size=(64, 32)), rng.normal(size=(64, 1)), SGD(0.01), 20, **settings)

    clipped = run(clip=lambda gradients: clip_by_norm(gradients, 1.0))
    assert run().message and not clipped.message
    assert np.isfinite(clipped.losses).all() and len(clipped.losses) == 20


def test_digits_are_learned():
    data = datasets.digits()
    rng = np.random.default_rng(0)
    net = MLP((64, 32, 10), "relu", "identity", "cross_entropy", "he_normal", rng=rng)
    train(net, data.X_train, data.Y_train, Adam(0.005), 8, batch_size=64, rng=rng)
    assert (net.predict(data.X_test).argmax(axis=1) == data.Y_test).mean() > 0.93


def test_batch_normalisation_keeps_its_statistics():
    rng = np.random.default_rng(0)
    net = MLP((2, 8, 1), rng=rng, batch_norm=True)
    X = rng.normal(3.0, 1.0, size=(200, 2))
    train(net, X, np.zeros((200, 1)), SGD(1e-9), 5, batch_size=50, rng=rng)
    z = net.forward(X).zs[0]
    # 20 batches: 1 − 0.9²⁰ = 0.88 of the way from (0, 1)
    np.testing.assert_allclose(net.norms[0].mean, 0.878 * z.mean(axis=0), rtol=0.1, atol=0.05)


def test_a_step_allocates_no_weight_sized_array():
    rng = np.random.default_rng(0)
    net = MLP((784, 512, 512, 10), "relu", "identity", "cross_entropy", "he_normal", rng=rng)
    X, Y = rng.normal(size=(128, 784)), rng.integers(0, 10, 128)
    optimizer, peaks = Adam(), []

    def measure(*_):
        peaks.append(tracemalloc.get_traced_memory()[1] - tracemalloc.get_traced_memory()[0])
        tracemalloc.reset_peak()

    tracemalloc.start()
    try:
        train(net, X, Y, optimizer, 3, callback=measure)
    finally:
        tracemalloc.stop()
    # the smaller one of the two weight matrices takes 2.1 MB, z of a layer for 128 samples 0.5 MB
    assert max(peaks[1:]) < 512 * 512 * 8


class TestBadInput:
    """Nothing is changed by a call that fails, not even after some good batches."""

    @pytest.mark.parametrize(
        "settings, kind, message",
        [
            ({"epochs": 0}, ValueError, "epochs is 0, expected a whole number from 1 on"),
            ({"epochs": 2.5}, ValueError, "epochs is 2.5, expected a whole number"),
            ({"batch_size": 0}, ValueError, "batch_size is 0, expected a whole number"),
            ({"batch_size": True}, ValueError, "batch_size is True, expected a whole number"),
            ({"rng": 42}, TypeError, "rng is 42, expected a generator: write rng=np.random.default_rng"),
            ({"X": np.zeros((4, 3))}, ValueError, "layer 1 .* expects X of shape"),
            ({"X": np.zeros((0, 2)), "Y": np.zeros((0, 1))}, ValueError, "no sample at all"),
            ({"Y": np.zeros((3, 1))}, ValueError, "Y expected of shape"),
            ({"Y": np.array([[0.0], [1.0], [1.0], [np.nan]])}, ValueError, "Y holds nan"),
            ({"Y": np.zeros((4, 1), int)}, TypeError, "Y holds int64, expected floats"),
        ],
    )
    def test_arguments(self, settings, kind, message):
        net = network()
        before = copy.deepcopy(net.parameters())
        X, Y = datasets.xor()
        arguments = {"X": X, "Y": Y, "epochs": 2, "batch_size": 1, **settings}
        with pytest.raises(kind, match=message):
            train(net, optimizer=SGD(1.0), **arguments)
        assert all(map(np.array_equal, before, net.parameters()))

    def test_a_class_that_does_not_exist(self):
        net = MLP((2, 3), output="identity", loss="cross_entropy", rng=np.random.default_rng(0))
        before = copy.deepcopy(net.parameters())
        with pytest.raises(ValueError, match="y holds class 3, expected 0 to 2"):
            train(net, datasets.xor()[0], np.array([0, 1, 2, 3]), SGD(1.0), 1, batch_size=1)
        assert all(map(np.array_equal, before, net.parameters()))

    @pytest.mark.parametrize("batch_size", [1, 3])
    def test_batch_normalisation_needs_two_rows(self, batch_size):
        with pytest.raises(ValueError, match="leave one with a single sample"):
            train(network(batch_norm=True), *datasets.xor(), SGD(1.0), 1, batch_size=batch_size)
