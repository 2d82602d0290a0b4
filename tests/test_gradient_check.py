"""The gradient check passes right networks, fails wrong ones and says where."""

import copy
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backprop_lib.gradient_check import gradient_check
from backprop_lib.initializers import normal
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


# Differences of every kind


def some_network(seed=0, sizes=(3, 4, 4, 2), **names):
    rng = np.random.default_rng(seed)
    net = MLP(sizes, initializer=normal(0.7), rng=rng, **names)
    for p in net.parameters():
        p += 0.3 * rng.normal(size=p.shape)
    return net, rng.normal(size=(5, sizes[0])), rng.uniform(size=(5, sizes[-1]))


KINDS = [
    {"hidden": "tanh"},
    {"hidden": "relu", "output": "identity"},
    {"hidden": "leaky_relu", "output": "identity", "loss": "squared_error"},
    {"hidden": "gelu", "output": "softmax"},
    {"hidden": "softmax", "output": "silu"},
    {"hidden": "elu", "output": "identity", "loss": "binary_cross_entropy"},
    {"hidden": "tanh", "output": "identity", "residual": True},
    {"hidden": "relu", "bias": False},
    {"hidden": "sigmoid", "batch_norm": True},
    {"hidden": "softplus", "residual": True, "batch_norm": True},
]


@pytest.mark.parametrize("kind", KINDS, ids=str)
@pytest.mark.parametrize("method", ["central", "one-sided"])
def test_vectorised_and_loop_agree_to_rounding(kind, method):
    net, X, Y = some_network(**kind)
    fast, slow = (gradient_check(net, X, Y, method=method, vectorised=v) for v in (True, False))
    assert fast.passed and slow.passed
    assert (fast.parameters, fast.left_out) == (slow.parameters, slow.left_out)
    assert fast.relative_error == pytest.approx(slow.relative_error, rel=1e-6, abs=1e-9)


@pytest.mark.parametrize("vectorised", [True, False])
@pytest.mark.parametrize("place", [0, 7, 12, 15, 40, 45])
def test_vectorised_and_loop_find_the_same_wrong_parameter(place, vectorised, monkeypatch):
    net, X, Y = some_network(hidden="tanh")
    right = MLP.backward

    def wrong(net, cache, Y, out=None):
        gradients = right(net, cache, Y, out)
        offsets = np.cumsum([0] + [g.size for g in gradients.parameters()])
        array = int(np.searchsorted(offsets, place, side="right")) - 1
        gradients.parameters()[array].flat[place - offsets[array]] += 1.0
        return gradients

    names = [
        f"{name} {[*index]}"
        for name, p in zip(net.parameter_names(), net.parameters(), strict=True)
        for index in np.ndindex(p.shape)
    ]
    monkeypatch.setattr(MLP, "backward", wrong)
    report = gradient_check(net, X, Y, vectorised=vectorised)
    assert not report.passed
    assert report.worst == names[place]
    assert report.backward - report.differences == pytest.approx(1.0, abs=1e-8)


def test_a_large_layer_goes_in_several_stacks(monkeypatch):
    net, X, Y = some_network(hidden="tanh")
    whole = gradient_check(net, X, Y)
    monkeypatch.setattr(sys.modules["backprop_lib.gradient_check"], "STACK", 50)
    assert gradient_check(net, X, Y) == whole


def test_classes_as_whole_numbers():
    net, X, _ = some_network(sizes=(3, 4, 3), output="identity", loss="cross_entropy")
    assert gradient_check(net, X, np.array([0, 2, 1, 1, 0])).passed
    assert gradient_check(net, X, np.array([0, 2, 1, 1, 0]), vectorised=False).passed


@given(seed=st.integers(0, 2**32 - 1))
def test_one_sided_differences_pass_right_networks(seed):
    report = gradient_check(network(seed), X, Y, method="one-sided")
    assert report.passed
    assert 1e-8 < report.relative_error < 1e-4


def test_one_sided_differences_are_less_accurate_by_as_much_as_theory_says():
    """Tenfold h: the error of central differences grows a hundredfold, that of one-sided ones tenfold."""
    for method, factor in (("central", 100), ("one-sided", 10)):
        small, large = (gradient_check(network(), X, Y, h=h, method=method).relative_error for h in (1e-3, 1e-2))
        assert large / small == pytest.approx(factor, rel=0.1)


def test_the_report_says_which_differences():
    report = gradient_check(network(), X, Y, method="one-sided")
    assert str(report) == "Gradient check passed: 17 parameters compared with one-sided differences, h = 1e-05."


def test_random_directions_pass_and_find():
    net, X, Y = some_network(hidden="tanh")
    assert gradient_check(net, X, Y, directions=3, rng=np.random.default_rng(0)).passed
    wrong = OneWrong.from_parameters(net.weights, net.biases, hidden="tanh")
    report = gradient_check(wrong, X, Y, directions=3, rng=np.random.default_rng(0))
    assert not report.passed
    assert report.worst.startswith("layer 2 weight, random direction ")
    assert str(report).startswith(
        "Gradient check failed: 18 random directions compared with central differences, h = 1e-05."
    )


def test_random_directions_take_two_forward_passes_each(monkeypatch):
    net, X, Y = some_network(sizes=(3, 50, 50, 2), hidden="tanh")
    calls = []
    forward = MLP.forward
    monkeypatch.setattr(MLP, "forward", lambda net, X: calls.append(1) or forward(net, X))
    assert gradient_check(net, X, Y, directions=2, rng=np.random.default_rng(0)).parameters == 12
    assert len(calls) == 2 * 12 + 2


@pytest.mark.parametrize("directions", [0, -1, 1.5, True])
def test_directions_are_counted(directions):
    with pytest.raises(ValueError, match=r"directions is .*, expected a whole number of at least 1"):
        gradient_check(network(), X, Y, directions=directions, rng=np.random.default_rng(0))


def test_directions_need_a_generator():
    with pytest.raises(ValueError, match=r"random directions need a generator: give rng=np.random.default_rng\(seed\)"):
        gradient_check(network(), X, Y, directions=2)


def test_an_unknown_method_is_refused():
    with pytest.raises(ValueError, match="unknown method 'forward'; known: central, one-sided"):
        gradient_check(network(), X, Y, method="forward")


# Kinks


def kinked(function="relu", z=3e-6):
    """Two neurons in layer 1; the first has z within h of 0 for the only sample x = 1."""
    weights = [[[0.5], [1.0]], [[0.7, -0.4]]]
    return MLP.from_parameters(weights, [[z - 0.5, 0.2], [0.1]], hidden=function, output="identity")


@pytest.mark.parametrize("vectorised", [True, False])
@pytest.mark.parametrize("function", ["relu", "leaky_relu"])
@pytest.mark.parametrize("z", [3e-6, -3e-6, 0.0])
def test_a_kink_within_the_step_is_named_and_fails_nothing(function, z, vectorised):
    report = gradient_check(kinked(function, z), [[1.0]], [[1.0]], vectorised=vectorised)
    assert report.passed
    assert (report.left_out, report.kinks) == (2, ((1, function, 1),))
    assert str(report) == (
        "Gradient check passed: 5 of 7 parameters compared with central differences, h = 1e-05.\n"
        "Not compared: 2, whose step takes a neuron across the kink of its activation, where a difference is no "
        f"derivative (layer 1, 1 neuron with {function}). Take a smaller h or other data to compare them."
    )


def test_a_smaller_step_misses_the_kink():
    report = gradient_check(kinked(z=3e-6), [[1.0]], [[1.0]], h=1e-6)
    assert (report.passed, report.left_out, report.kinks) == (True, 0, ())


def test_what_counts_is_how_far_z_moves():
    """x = 0.1 moves z by h / 10 and stays on its side; the bias moves it by h and crosses."""
    net = MLP.from_parameters([[[0.5]], [[0.7]]], [[3e-6 - 0.05], [0.1]], hidden="relu", output="identity")
    assert gradient_check(net, [[0.1]], [[1.0]]).left_out == 1


def test_a_kink_behind_other_layers_is_found():
    net = MLP.from_parameters(
        [[[0.5]], [[1.0]], [[1.0]]], [[0.1], [1e-6 - 0.6], [0.0]], hidden="relu", output="identity"
    )
    for vectorised in (True, False):
        report = gradient_check(net, [[1.0]], [[1.0]], vectorised=vectorised)
        assert (report.left_out, report.kinks) == (4, ((2, "relu", 1),))


def test_a_mistake_beside_a_kink_is_still_found():
    class Wrong(MLP):
        def backward(self, cache, Y, out=None):
            gradients = super().backward(cache, Y, out)
            gradients.weights[1][0, 1] *= 1.001
            return gradients

    right = kinked()
    wrong = Wrong.from_parameters(right.weights, right.biases, hidden="relu", output="identity")
    report = gradient_check(wrong, [[1.0]], [[1.0]])
    assert (report.passed, report.worst, report.left_out) == (False, "layer 2 weight [0, 1]", 2)
    assert len(str(report).splitlines()) == 4


def test_where_every_step_crosses_a_kink_nothing_is_decided():
    net = MLP.from_parameters([[[0.0]]], [[0.0]], output="relu")
    report = gradient_check(net, [[1.0]], [[1.0]])
    assert not report.passed
    assert str(report).startswith("Gradient check undecided: 0 of 2 parameters compared")


def test_the_limit_lies_decades_above_the_worst_of_sixty_right_networks():
    errors = [
        gradient_check(*some_network(seed, sizes=(4, 8, 6, 2), hidden=hidden)).relative_error
        for hidden in ("tanh", "sigmoid", "relu")
        for seed in range(20)
    ]
    assert max(errors) < 1e-9
