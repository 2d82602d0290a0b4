"""A stack of networks learns what each of its networks would learn alone."""

import numpy as np
import pytest

from backprop_lib import MLP, SGD, train
from backprop_lib.datasets import two_moons
from backprop_lib.initializers import xor_start_uniform
from backprop_lib.stack import forward_stack, gradients_stack, predict_stack, stack, train_stack


@pytest.mark.parametrize("sizes", [(2, 1), (2, 3, 1), (2, 4, 3, 1)])
def test_a_stack_is_its_networks_trained_alone(sizes):
    X, Y = two_moons(7, np.random.default_rng(0))
    starts = [xor_start_uniform(sizes, np.random.RandomState(seed)) for seed in range(3)]
    weights, biases = stack(starts)
    losses = train_stack(weights, biases, X, Y, eta=0.7, epochs=20)
    for k, start in enumerate(starts):
        net = MLP.from_parameters(*start)
        history = train(net, X, Y, SGD(0.7), 20)
        np.testing.assert_allclose(losses[:, k], history.losses, rtol=1e-13)
        np.testing.assert_allclose(predict_stack(weights, biases, X)[k], net.predict(X), rtol=1e-12)
        for i, (W, b) in enumerate(zip(net.weights, net.biases, strict=True)):
            np.testing.assert_allclose(weights[i][k], W, rtol=1e-11)
            np.testing.assert_allclose(biases[i][k, 0], b, rtol=1e-11)


@pytest.mark.parametrize("sizes", [(2, 1), (2, 3, 2)])
def test_gradients_of_a_stack_are_those_of_its_networks(sizes):
    rng = np.random.default_rng(1)
    X, Y = rng.normal(size=(5, 2)), rng.uniform(size=(5, sizes[-1]))
    starts = [xor_start_uniform(sizes, np.random.RandomState(seed)) for seed in range(3)]
    losses, dW, db = gradients_stack(*stack(starts), X, Y)
    for k, start in enumerate(starts):
        net = MLP.from_parameters(*start)
        gradients = net.backward(net.forward(X), Y)
        np.testing.assert_allclose(losses[k], net.loss(X, Y), rtol=1e-13)
        for i in range(len(dW)):
            np.testing.assert_allclose(dW[i][k], gradients.weights[i], rtol=1e-11)
            np.testing.assert_allclose(db[i][k, 0], gradients.biases[i], rtol=1e-11)


def test_the_starts_stay_as_they_are_and_activations_have_a_shape_for_each_layer():
    start = xor_start_uniform((2, 3, 2), np.random.RandomState(0))
    weights, biases = stack([start, start])
    before = start[0][0].copy()
    X = np.ones((5, 2))
    train_stack(weights, biases, X, np.zeros((5, 2)), eta=1.0, epochs=1)
    np.testing.assert_array_equal(start[0][0], before)
    assert [a.shape for a in forward_stack(weights, biases, X)] == [(5, 2), (2, 5, 3), (2, 5, 2)]
