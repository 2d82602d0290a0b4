"""The catalogue of wrong backward passes, and the proof that each of them makes the engine's own checks fail."""

import numpy as np
import pytest
import torch

from backprop_lib.exercises import slips, worked_example
from backprop_lib.exercises.slips import SLIPS
from backprop_lib.gradient_check import gradient_check
from backprop_lib.network import MLP

NETWORKS = [slips.xor_2_4_1, slips.tanh_3_3_3_2, slips.softmax_2_4_3]

# Sizes on XOR 2-4-1, from a program of its own that does not use backprop_lib.
SIZES = {
    "one over n forgotten": "0.60",
    "output slope forgotten": "0.60",
    "bias not summed": "0.79",
    "hidden slope forgotten": "0.13",
    "z(1 − z)": "0.17",
    "slope at the activation": "0.015",
    "weights updated too early": "0.0037",
    "bias averaged": "0.27",
}

INVISIBLE = {
    ("transpose forgotten", "xor_2_4_1"): "no weight matrix is square",
    ("transpose forgotten", "softmax_2_4_3"): "no weight matrix is square",
    ("broadcast silently", "tanh_3_3_3_2"): "the shapes differ: numpy would raise an error",
    ("broadcast silently", "softmax_2_4_3"): "the shapes differ: numpy would raise an error",
    ("paths not summed", "xor_2_4_1"): "each hidden neuron feeds one neuron, so there is one path only",
    ("softmax by its diagonal", "xor_2_4_1"): "there is no softmax",
    ("softmax by its diagonal", "tanh_3_3_3_2"): "there is no softmax",
}

CASES = [(slip, network) for slip in SLIPS.values() for network in NETWORKS]


def every_slip(function):
    return pytest.mark.parametrize("slip", SLIPS.values(), ids=list(SLIPS))(function)


def every_case(function):
    ids = [f"{slip.name}-{network.__name__}" for slip, network in CASES]
    return pytest.mark.parametrize("slip, network", CASES, ids=ids)(function)


def two_digits(number):
    return f"{number:#.2g}"


def equals_pytorch(net, X, Y):
    """The assertion of the engine: its gradients are those of PyTorch's autograd, to 1e-12 norm-wise."""
    functions = {"sigmoid": torch.sigmoid, "tanh": torch.tanh, "softmax": lambda z: torch.softmax(z, dim=1)}
    parameters = [torch.tensor(p, requires_grad=True) for p in net.parameters()]
    a = torch.tensor(X)
    for W, b in zip(parameters[::2], parameters[1::2], strict=True):
        f = net.output if b is parameters[-1] else net.hidden
        a = functions[f.name](a @ W.T + b)
    (0.5 * ((a - torch.tensor(Y)) ** 2).sum() / len(X)).backward()
    right = np.concatenate([p.grad.numpy().ravel() for p in parameters])
    ours = np.concatenate([g.ravel() for g in net.backward(net.forward(X), Y).parameters()])
    assert np.linalg.norm(ours - right) <= 1e-12 * np.linalg.norm(right)


def equals_differences(net, X, Y):
    """The other assertion of the engine: its gradients are the slopes of the loss."""
    assert gradient_check(net, X, Y).passed


@pytest.mark.parametrize("assertion", [equals_pytorch, equals_differences])
@pytest.mark.parametrize("network", NETWORKS)
def test_the_engine_is_right(network, assertion):
    assertion(*network())


@pytest.mark.parametrize("assertion", [equals_pytorch, equals_differences])
@every_case
def test_each_slip_in_place_of_the_backward_pass_is_found(slip, network, assertion, monkeypatch):
    """Mutation proof: every slip fails both assertions, but for those that change nothing on that network."""
    monkeypatch.setattr(MLP, "backward", lambda net, cache, Y, out=None: slip.backward(net, cache, Y, out))
    if (slip.name, network.__name__) in INVISIBLE:
        assertion(*network())
    else:
        with pytest.raises(AssertionError):
            assertion(*network())


@every_slip
def test_each_slip_has_a_network_that_shows_it(slip):
    assert (slip.name, slip.network.__name__) not in INVISIBLE
    assert slip.size() > 1000 * 1e-6


@every_slip
def test_the_check_says_that_it_failed_and_where(slip, monkeypatch):
    net, X, Y = slip.network()
    size = slip.size()
    monkeypatch.setattr(MLP, "backward", lambda net, cache, Y, out=None: slip.backward(net, cache, Y, out))
    report = gradient_check(net, X, Y)
    assert str(report).startswith("Gradient check failed: ")
    assert report.relative_error == pytest.approx(size, rel=1e-6)
    assert abs(report.backward - report.differences) > 1e-5


@pytest.mark.parametrize(
    "name, worst",
    [("bias not summed", r"bias"), ("weights updated too early", r"layer 1 "), ("output slope forgotten", r"layer 2 ")],
)
def test_the_worst_parameter_points_to_the_wrong_line(name, worst, monkeypatch):
    slip = SLIPS[name]
    monkeypatch.setattr(MLP, "backward", lambda net, cache, Y, out=None: slip.backward(net, cache, Y, out))
    assert worst in gradient_check(*slip.network()).worst


@pytest.mark.parametrize("name", SIZES)
def test_sizes_on_xor(name):
    assert two_digits(SLIPS[name].size(*slips.xor_2_4_1())) == SIZES[name]


def test_sizes_that_follow_from_arithmetic():
    """g against −g, 2g and n g with n = 4: 2/2, 1/3 and 3/5."""
    for name, size in (("sign", 1.0), ("factor 2", 1 / 3), ("one over n forgotten", 3 / 5)):
        assert SLIPS[name].size(*slips.xor_2_4_1()) == pytest.approx(size, rel=1e-14)


@every_case
def test_a_slip_is_invisible_exactly_where_the_list_says_so(slip, network):
    assert (slip.size(*network()) < 1e-15) == ((slip.name, network.__name__) in INVISIBLE)


@pytest.mark.parametrize("network", NETWORKS)
def test_without_a_slip_the_template_is_the_backward_pass_of_the_engine(network):
    net, X, Y = network()
    cache = net.forward(X)
    ours, engine = slips.backward(net, cache, Y), net.backward(cache, Y)
    for a, b in zip(
        [*ours.parameters(), *ours.deltas, ours.input],
        [*engine.parameters(), *engine.deltas, engine.input],
        strict=True,
    ):
        np.testing.assert_array_equal(a, b)


@every_case
def test_a_slip_is_silent(slip, network):
    """It returns what a right backward pass returns: lists of finite arrays of the right shapes."""
    net, X, Y = network()
    gradients = slip.gradients(net, X, Y)
    assert [g.shape for g in gradients.parameters()] == [p.shape for p in net.parameters()]
    assert gradients.input.shape == X.shape
    assert all(np.isfinite(g).all() for g in gradients.parameters())


@every_slip
def test_a_slip_changes_one_line(slip):
    assert len(slip.changed) == 1
    assert set(slip.changed) <= set(slips.TEXTBOOK)
    assert slip.sentence.endswith(".")


@pytest.mark.parametrize(
    "name, clause",
    [
        ("output slope forgotten", "σ′(z₃) is left out"),
        ("hidden slope forgotten", "σ′(z₁) and σ′(z₂) are left out"),
        ("slope at the activation", "σ′ is taken at h₁ and h₂ in place of z₁ and z₂"),
        ("sign", "the error is taken as y − ŷ; the derivative of the loss is ŷ − y"),
        ("factor 2", "the loss is taken without its ½"),
    ],
)
def test_the_exercise_of_the_worked_example_means_the_same(name, clause):
    p = worked_example.PARAMETERS
    net = MLP.from_parameters([[[p["w1"]], [p["w2"]]], [[p["w3"], p["w4"]]]], [[p["b1"], p["b2"]], [p["b3"]]])
    v = worked_example.values(worked_example.X, worked_example.Y, p)
    expected = worked_example.WRONG_BACKWARDS[clause](v)
    wrong = SLIPS[name].gradients(net, np.array([[worked_example.X]]), np.array([[worked_example.Y]]))
    ours = np.concatenate([g.ravel() for g in wrong.parameters()])
    np.testing.assert_allclose(ours, [expected[k] for k in ("w1", "w2", "b1", "b2", "w3", "w4", "b3")], rtol=1e-13)


def test_a_network_without_biases():
    net = MLP.from_parameters([[[0.5, -1.0]], [[2.0]]])
    assert SLIPS["sign"].gradients(net, [[0.3, 0.1]], [[1.0]]).biases == []


@pytest.mark.parametrize("special", [{"residual": True}, {"batch_norm": True}])
def test_a_network_that_the_catalogue_does_not_know_is_refused(special):
    net = MLP((2, 2, 1), rng=np.random.default_rng(0), **special)
    with pytest.raises(ValueError, match="plain networks only"):
        SLIPS["sign"].gradients(net, np.ones((2, 2)), np.ones((2, 1)))
