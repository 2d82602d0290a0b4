"""Initialisers: distributions, scales, the generator that is asked for, the starts of the two XOR programs."""

from statistics import NormalDist

import numpy as np
import pytest

from backprop_lib import MLP
from backprop_lib.initializers import (
    INITIALIZERS,
    constant,
    he_normal,
    he_uniform,
    normal,
    xavier_normal,
    xavier_uniform,
    xor_start_normal,
    xor_start_uniform,
    zeros,
)

SHAPE = (200, 300)  # 200 neurons of 300 inputs


def uniform_cdf(limit):
    return lambda w: np.clip((w + limit) / (2 * limit), 0, 1)


def normal_cdf(scale):
    return np.vectorize(NormalDist(0, scale).cdf)


RANDOM = [
    (xavier_uniform, uniform_cdf(np.sqrt(6 / 500))),
    (xavier_normal, normal_cdf(np.sqrt(2 / 500))),
    (he_uniform, uniform_cdf(np.sqrt(6 / 300))),
    (he_normal, normal_cdf(np.sqrt(2 / 300))),
    (normal(0.01), normal_cdf(0.01)),
    (normal(1.0), normal_cdf(1.0)),
]
X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
Y = np.array([[0.0], [1.0], [1.0], [0.0]])


def test_the_table_holds_the_initialisers_by_name():
    functions = (zeros, xavier_uniform, xavier_normal, he_uniform, he_normal)
    assert dict(INITIALIZERS) == {f.__name__: f for f in functions}


@pytest.mark.parametrize("initializer, cdf", RANDOM)
def test_weights_follow_the_distribution(initializer, cdf):
    W = initializer(SHAPE, np.random.default_rng(0))
    assert W.shape == SHAPE
    assert W.dtype == np.float64
    share = np.arange(1, W.size + 1) / W.size
    distance = np.abs(cdf(np.sort(W.ravel())) - share).max()
    assert distance < 1.63 / np.sqrt(W.size)  # Kolmogorov–Smirnov: 1 % of fair draws come so far


@pytest.mark.parametrize("initializer, cdf", RANDOM)
def test_the_generator_decides(initializer, cdf):
    first, again = (initializer((3, 4), np.random.default_rng(5)) for _ in range(2))
    np.testing.assert_array_equal(first, again)
    assert (first != initializer((3, 4), np.random.default_rng(6))).all()


@pytest.mark.parametrize("initializer, cdf", RANDOM)
def test_chance_needs_a_generator(initializer, cdf):
    with pytest.raises(ValueError, match=r"random weights need a generator: give rng=np\.random\.default_rng\(seed\)"):
        initializer((3, 4), None)
    with pytest.raises(TypeError, match=r"rng is 42, expected a generator"):
        initializer((3, 4), 42)


def test_without_chance():
    assert zeros((3, 4)).tolist() == [[0.0] * 4] * 3
    assert constant(0.5)((3, 4)).tolist() == [[0.5] * 4] * 3
    assert constant(1)((3, 4)).dtype == np.float64


@pytest.mark.parametrize("bad", [-0.1, np.nan, np.inf])
def test_a_scale_is_a_size(bad):
    with pytest.raises(ValueError, match=rf"scale is {bad}, expected a number of at least 0"):
        normal(bad)


@pytest.mark.parametrize("bad", [np.nan, -np.inf])
def test_a_constant_is_finite(bad):
    with pytest.raises(ValueError, match=rf"value is {bad}, expected a finite number"):
        constant(bad)


def after_updates(net, count, eta):
    """The loss after so many updates on XOR."""
    for _ in range(count):
        gradients = net.backward(net.forward(X), Y)
        for parameter, gradient in zip(net.parameters(), gradients.parameters(), strict=True):
            parameter -= eta * gradient
    return net.loss(X, Y)


class TestStartsOfXor:
    def test_normal_draws_what_the_program_draws(self):
        weights, biases = xor_start_normal((2, 4, 1), np.random.RandomState(42))
        program = np.random.RandomState(42)
        np.testing.assert_array_equal(weights[0], program.randn(4, 2) * 0.5)
        np.testing.assert_array_equal(weights[1], program.randn(1, 4) * 0.5)
        assert [b.tolist() for b in biases] == [[0.0] * 4, [0.0]]
        assert weights[0][0].tolist() == pytest.approx([0.24835707650561634, -0.06913215058559233], rel=1e-14)

    def test_uniform_draws_what_the_program_draws(self):
        weights, biases = xor_start_uniform((2, 2, 1), np.random.RandomState(0))
        program = np.random.RandomState(0)
        for W, b, (fan_in, out) in zip(weights, biases, [(2, 2), (2, 1)], strict=True):
            np.testing.assert_array_equal(W.T, program.rand(fan_in, out))
            np.testing.assert_array_equal(b, program.rand(1, out)[0])
        assert weights[0].tolist() == [
            pytest.approx([0.5488135039273248, 0.6027633760716439], rel=1e-14),
            pytest.approx([0.7151893663724195, 0.5448831829968969], rel=1e-14),
        ]

    @pytest.mark.parametrize(
        "updates, loss", [(0, 0.12638968195548517), (1, 0.12569559989955348), (2, 0.12533625810574134)]
    )
    def test_normal_leads_to_the_losses_of_the_program(self, updates, loss):
        net = MLP.from_parameters(*xor_start_normal((2, 4, 1), np.random.RandomState(42)))
        assert after_updates(net, updates, eta=2.0) == pytest.approx(loss, rel=1e-13)

    @pytest.mark.parametrize(
        "updates, loss", [(0, 0.7813713061700185), (1, 0.7756863217183643), (2, 0.7698273375585264)]
    )
    def test_uniform_leads_to_the_losses_of_the_program(self, updates, loss):
        net = MLP.from_parameters(*xor_start_uniform((2, 2, 1), np.random.RandomState(0)))
        # The program sums over the four samples where the library takes the mean.
        assert 4 * after_updates(net, updates, eta=0.4) == pytest.approx(loss, rel=1e-13)

    @pytest.mark.parametrize("start", [xor_start_normal, xor_start_uniform])
    def test_any_depth_and_any_generator(self, start):
        weights, biases = start((3, 5, 4, 2), np.random.default_rng(1))
        assert [W.shape for W in weights] == [(5, 3), (4, 5), (2, 4)]
        assert [b.shape for b in biases] == [(5,), (4,), (2,)]
        with pytest.raises(ValueError, match="random weights need a generator"):
            start((2, 1), None)
