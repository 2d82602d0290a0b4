"""The gradient check passes right networks, fails wrong ones and says where."""

import copy

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backprop_lib.gradient_check import gradient_check
from backprop_lib.network import MLP, Gradients

X = np.array([[0.5, -1.0], [0.2, 0.9], [-0.7, 0.4]])
Y = np.array([[1.0, 0.0], [0.5, 0.2], [0.0, 1.0]])


def network(seed=0, dtype=float):
    rng = np.random.default_rng(seed)
    shapes = [(3, 2), (2, 3)]
    weights = [rng.normal(size=shape).astype(dtype) for shape in shapes]
    biases = [rng.normal(size=shape[0]).astype(dtype) for shape in shapes]
    return MLP.from_parameters(weights, biases, hidden="tanh")


class OneWrong(MLP):
    """Its ∂L/∂w for one weight of layer 2 is off by a thousandth of itself; all others are right."""

    def backward(self, cache, Y, out=None):
        gradients = super().backward(cache, Y, out)
        gradients.weights[1][0, 1] *= 1.001
        return gradients


class AllZero(MLP):
    """The backward pass that somebody forgot to write."""

    def backward(self, cache, Y, out=None):
        g = super().backward(cache, Y, out)
        return Gradients([np.zeros_like(W) for W in g.weights], [np.zeros_like(b) for b in g.biases], g.deltas, g.input)


@given(seed=st.integers(0, 2**32 - 1))
def test_right_networks_pass(seed):
    report = gradient_check(network(seed), X, Y)
    assert report.passed
    assert report.relative_error < 1e-7
    assert report.parameters == 17


@pytest.mark.parametrize("bias", [2.0, 10.0, 20.0, 30.0])
def test_saturated_networks_pass(bias):
    """Their gradients are so small that the rounding of the loss is larger than a millionth of them."""
    net = MLP.from_parameters([[[2.0], [1.0]], [[3.0, 4.0]]], [[0.0, 1.0], [bias]])
    report = gradient_check(net, [[0.3]], [[0.0]])
    assert report.passed
    assert (report.relative_error > 1e-6) == (bias >= 10)


def test_float32_passes_with_its_own_limit():
    net = network(dtype=np.float32)
    report = gradient_check(net, X.astype(np.float32), Y.astype(np.float32))
    assert report.passed
    assert 1e-9 < report.relative_error < 1e-4
    assert net.weights[0].dtype == np.float32


def test_a_single_slightly_wrong_derivative_is_found_and_named():
    right = network()
    net = OneWrong.from_parameters(right.weights, right.biases, hidden="tanh")
    report = gradient_check(net, X, Y)
    assert not report.passed
    assert report.worst == "layer 2 weight [0, 1]"
    assert report.backward == pytest.approx(1.001 * report.differences, rel=1e-6)


@pytest.mark.parametrize("layer, kind, index", [(1, "weight", (2, 0)), (1, "bias", (1,)), (2, "bias", (0,))])
def test_the_worst_parameter_has_its_own_name(layer, kind, index):
    class Wrong(MLP):
        def backward(self, cache, Y, out=None):
            gradients = super().backward(cache, Y, out)
            (gradients.weights if kind == "weight" else gradients.biases)[layer - 1][index] += 1.0
            return gradients

    right = network()
    report = gradient_check(Wrong.from_parameters(right.weights, right.biases, hidden="tanh"), X, Y)
    assert report.worst == f"layer {layer} {kind} {[*index]}"


def test_a_backward_pass_of_zeros_fails():
    right = network()
    report = gradient_check(AllZero.from_parameters(right.weights, right.biases, hidden="tanh"), X, Y)
    assert not report.passed
    assert report.relative_error == 1.0


def test_a_gradient_of_zeros_is_right_where_the_output_is_dead():
    net = MLP.from_parameters([[[0.3]], [[0.2]]], [[1.0], [-0.5]], hidden="relu", output="relu")
    report = gradient_check(net, [[1.0]], [[0.5]])
    assert (report.passed, report.relative_error) == (True, 0.0)


def test_too_large_a_step_fails():
    assert not gradient_check(network(), X, Y, h=0.5).passed


def test_parameters_are_only_read():
    net = network()
    before = copy.deepcopy(net.parameters())
    gradient_check(net, X, Y)
    assert all(map(np.array_equal, before, net.parameters()))


def test_the_report_of_a_pass_is_one_sentence():
    expected = "Gradient check passed: 17 parameters compared with central differences, h = 1e-05."
    assert str(gradient_check(network(), X, Y)) == expected


def test_the_report_of_a_failure_names_the_place():
    right = network()
    report = gradient_check(AllZero.from_parameters(right.weights, right.biases, hidden="tanh"), X, Y)
    first, second, third = repr(report).splitlines()
    assert first == "Gradient check failed: 17 parameters compared with central differences, h = 1e-05."
    assert second == "The relative error is 1.0e+00."
    assert third.startswith(f"The largest difference is at {report.worst}: backward gives 0, central differences give ")


@pytest.mark.parametrize("h", [0.0, -1e-5, np.nan, np.inf])
def test_the_step_is_a_positive_number(h):
    with pytest.raises(ValueError, match=r"h is .*, expected a positive number such as 1e-5"):
        gradient_check(network(), X, Y, h=h)


def test_bad_data_is_reported_by_the_network():
    with pytest.raises(ValueError, match=r"layer 1 \(Dense 2→3\) expects X of shape \(n, 2\), got \(3, 1\)"):
        gradient_check(network(), X[:, :1], Y)
