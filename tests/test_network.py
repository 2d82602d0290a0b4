"""The multi-layer perceptron: against numbers by hand, PyTorch and recorded values; bad input."""

import copy

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from backprop_lib import initializers
from backprop_lib.activations import ACTIVATIONS
from backprop_lib.graph import Value
from backprop_lib.initializers import INITIALIZERS
from backprop_lib.network import MLP, Gradients

# The 1-2-1 network of the worked example: x = 0.5, y = 1. Computed with mpmath at 50 digits.
W1, B1, W2, B2 = [[0.1], [0.2]], [0.1, 0.1], [[0.3, 0.4]], [0.1]
X, Y = [[0.5]], [[1.0]]
LOSS = 0.072953459870037392
Y_HAT = 0.61802235701539444
GRADIENTS = {
    "W1": [[-0.0033625652707852738], [-0.0044638989375864502]],
    "b1": [-0.0067251305415705477, -0.0089277978751729005],
    "W2": [[-0.048462058305283378, -0.049580587060513962]],
    "b2": [-0.090173738442617001],
}
INPUT_GRADIENT = -0.0024580726291916349
LOSS_AFTER_ONE_UPDATE = 0.071651939533816410

TORCH = {
    "identity": lambda z: z,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": torch.relu,
    "leaky_relu": torch.nn.functional.leaky_relu,
    "elu": torch.nn.functional.elu,
    "softplus": lambda z: torch.nn.functional.softplus(z, threshold=1000),  # by default it is cut off at 20
    "gelu": lambda z: torch.nn.functional.gelu(z, approximate="tanh"),
    "silu": torch.nn.functional.silu,
    "softmax": lambda z: torch.softmax(z, dim=-1),
}


def worked_example():
    return MLP.from_parameters([W1, W2], [B1, B2])


def distance(a, b):
    """Norm-wise relative error over two lists of arrays."""
    a, b = (np.concatenate([np.ravel(array) for array in arrays]) for arrays in (a, b))
    return np.linalg.norm(a - b) / max(np.linalg.norm(b), np.finfo(float).tiny)


@st.composite
def problems(draw):
    """A random network with a batch: sizes, activations, inputs, targets.

    The weights are small enough that 1 − tanh² does not cancel, which no two programs round alike.
    """
    sizes = draw(st.lists(st.integers(1, 5), min_size=2, max_size=5))
    names = st.sampled_from(sorted(ACTIVATIONS))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    net = MLP(sizes, draw(names), draw(names), initializer=initializers.normal(0.4), rng=rng)
    for b in net.biases:
        b[:] = rng.normal(scale=0.4, size=b.shape)
    n = draw(st.integers(1, 6))
    return net, rng.normal(size=(n, sizes[0])), rng.normal(size=(n, sizes[-1]))


def torch_gradients(net, X, Y):
    """Output, loss, gradients in the order of net.parameters(), and ∂L/∂X by PyTorch's autograd."""
    parameters = [torch.tensor(p, requires_grad=True) for p in net.parameters()]
    inputs = torch.tensor(X, requires_grad=True)
    a = inputs
    for i in range(0, len(parameters), 2):
        f = net.output if i == len(parameters) - 2 else net.hidden
        a = TORCH[f.name](torch.nn.functional.linear(a, parameters[i], parameters[i + 1]))
    loss = 0.5 * ((a - torch.tensor(Y)) ** 2).sum() / len(X)
    loss.backward()
    return a.detach().numpy(), loss.item(), [p.grad.numpy() for p in parameters], inputs.grad.numpy()


def test_worked_example_to_the_last_digit():
    net = worked_example()
    cache = net.forward(X)
    gradients = net.backward(cache, Y)
    assert cache.activations[-1][0, 0] == pytest.approx(Y_HAT, rel=1e-14, abs=0)
    assert net.loss(X, Y) == pytest.approx(LOSS, rel=1e-14, abs=0)
    assert distance(gradients.parameters(), GRADIENTS.values()) < 1e-14
    assert gradients.input[0, 0] == pytest.approx(INPUT_GRADIENT, rel=1e-14, abs=0)


def test_worked_example_after_one_update():
    net = worked_example()
    gradients = net.backward(net.forward(X), Y)
    for parameter, gradient in zip(net.parameters(), gradients.parameters(), strict=True):
        parameter -= 0.1 * gradient
    assert net.loss(X, Y) == pytest.approx(LOSS_AFTER_ONE_UPDATE, rel=1e-14, abs=0)


@given(problem=problems())
def test_forward_and_backward_equal_pytorch(problem):
    net, X, Y = problem
    output, loss, parameters, inputs = torch_gradients(net, X, Y)
    gradients = net.backward(net.forward(X), Y)
    assert distance([net.predict(X)], [output]) < 1e-12
    assert net.loss(X, Y) == pytest.approx(loss, rel=1e-12, abs=0)
    assert distance([*gradients.parameters(), gradients.input], [*parameters, inputs]) < 1e-12


@given(problem=problems())
def test_shapes_are_those_of_the_parameters(problem):
    net, X, Y = problem
    cache = net.forward(X)
    gradients = net.backward(cache, Y)
    assert len(cache.activations) == len(cache.zs) + 1 == len(net.weights) + 1
    assert [z.shape for z in cache.zs] == [d.shape for d in gradients.deltas] == [(len(X), len(W)) for W in net.weights]
    assert [g.shape for g in gradients.parameters()] == [p.shape for p in net.parameters()]
    assert gradients.input.shape == X.shape
    np.testing.assert_array_equal(cache.activations[0], X)


@given(problem=problems())
def test_float32_stays_float32(problem):
    net, X, Y = problem
    single = [[p.astype(np.float32) for p in parameters] for parameters in (net.weights, net.biases)]
    net32 = MLP.from_parameters(*single, hidden=net.hidden.name, output=net.output.name)
    X, Y = X.astype(np.float32), Y.astype(np.float32)
    cache = net32.forward(X)
    gradients = net32.backward(cache, Y)
    for array in (*cache.zs, *cache.activations, *gradients.parameters(), *gradients.deltas, gradients.input):
        assert array.dtype == np.float32
    assert net32.loss(X, Y).dtype == np.float32


@given(problem=problems())
def test_a_second_backward_gives_the_same_in_fresh_arrays(problem):
    net, X, Y = problem
    cache = net.forward(X)
    first, second = net.backward(cache, Y), net.backward(cache, Y)
    for a, b in zip(first.parameters(), second.parameters(), strict=True):
        np.testing.assert_array_equal(a, b)
        assert not np.shares_memory(a, b)


@given(problem=problems())
def test_out_is_overwritten_in_place(problem):
    net, X, Y = problem
    expected = net.backward(net.forward(X), Y)
    out = net.backward(net.forward(X + 1), Y)
    arrays = out.parameters()
    result = net.backward(net.forward(X), Y, out=out)
    assert result.input is None
    assert all(a is b for a, b in zip(result.parameters(), arrays, strict=True))
    assert distance(arrays, expected.parameters()) < 1e-12


def test_extreme_inputs_give_finite_gradients():
    net = worked_example()
    for x in (1e4, -1e4, 1e300, -1e300):
        gradients = net.backward(net.forward([[x]]), Y)
        assert all(np.isfinite(g).all() for g in gradients.parameters())


def test_recorded_values_go_through_the_same_code():
    as_values = np.frompyfunc(Value, 1, 1)
    weights, biases = [as_values(np.array(W)) for W in (W1, W2)], [as_values(np.array(b)) for b in (B1, B2)]
    inputs = as_values(np.array(X))
    loss = MLP.from_parameters(weights, biases).loss(inputs, Y)
    loss.backward()
    net = worked_example()
    gradients = net.backward(net.forward(X), Y)
    assert loss.data == pytest.approx(net.loss(X, Y), rel=1e-14, abs=0)
    recorded = [np.frompyfunc(lambda v: v.gradient, 1, 1)(p).astype(float) for p in (weights[0], biases[0])]
    recorded += [np.frompyfunc(lambda v: v.gradient, 1, 1)(p).astype(float) for p in (weights[1], biases[1])]
    assert distance(recorded, gradients.parameters()) < 1e-14
    assert inputs[0, 0].gradient == pytest.approx(gradients.input[0, 0], rel=1e-14, abs=0)


def test_backward_runs_on_recorded_values_too():
    as_values = np.frompyfunc(Value, 1, 1)
    net = MLP.from_parameters([as_values(np.array(W)) for W in (W1, W2)], [np.array(b, object) for b in (B1, B2)])
    gradients = net.backward(net.forward(X), Y)
    assert gradients.weights[0][1, 0].data == pytest.approx(GRADIENTS["W1"][1][0], rel=1e-14, abs=0)


def test_from_parameters_copies():
    W, b = np.array(W1), np.array(B1)
    net = MLP.from_parameters([W], [b])
    net.weights[0] += 1
    net.biases[0] += 1
    np.testing.assert_array_equal(W, W1)
    np.testing.assert_array_equal(b, B1)


def test_parameters_are_the_arrays_themselves_in_order():
    net = worked_example()
    W1, b1, W2, b2 = net.parameters()
    assert W1 is net.weights[0] and b1 is net.biases[0] and W2 is net.weights[1] and b2 is net.biases[1]


def test_repr_says_what_was_chosen():
    net = MLP((2, 4, 1), hidden="relu", output="identity", rng=np.random.default_rng(0))
    assert repr(net) == "MLP([2, 4, 1], hidden='relu', output='identity', loss='half_squared_error')"


class TestInitializers:
    def test_same_generator_same_weights(self):
        a, b, c = (MLP((2, 3, 1), rng=np.random.default_rng(seed)) for seed in (1, 1, 2))
        np.testing.assert_array_equal(a.weights[1], b.weights[1])
        assert not np.array_equal(a.weights[0], c.weights[0])

    def test_biases_start_at_zero_and_shapes_are_out_in(self):
        net = MLP((2, 3, 1), rng=np.random.default_rng(0))
        assert [W.shape for W in net.weights] == [(3, 2), (1, 3)]
        assert not any(b.any() for b in net.biases)

    def test_weights_without_chance_need_no_generator(self):
        assert not MLP((2, 3, 1), initializer="zeros").weights[0].any()
        assert (MLP((2, 3, 1), initializer=initializers.constant(0.5)).weights[0] == 0.5).all()

    @pytest.mark.parametrize("name, variance", [("xavier", 2 / 500), ("he", 2 / 300)])
    @pytest.mark.parametrize("kind", ["uniform", "normal"])
    def test_variance(self, name, kind, variance):
        W = INITIALIZERS[f"{name}_{kind}"]((200, 300), np.random.default_rng(0))
        assert W.var() == pytest.approx(variance, rel=0.03)
        assert abs(W.mean()) < 0.001
        if kind == "uniform":
            assert np.abs(W).max() == pytest.approx(np.sqrt(3 * variance), rel=1e-3)

    def test_normal_has_the_given_scale(self):
        W = initializers.normal(0.1)((200, 300), np.random.default_rng(0))
        assert W.std() == pytest.approx(0.1, rel=0.02)

    @pytest.mark.parametrize("initializer", [*sorted(set(INITIALIZERS) - {"zeros"}), initializers.normal(0.1)])
    def test_chance_needs_a_generator(self, initializer):
        with pytest.raises(ValueError, match=r"give rng=np\.random\.default_rng\(seed\)"):
            MLP((2, 1), initializer=initializer)

    def test_a_seed_is_not_a_generator(self):
        with pytest.raises(TypeError, match=r"rng is 42, expected a generator: write rng=np\.random\.default_rng"):
            MLP((2, 1), rng=42)


class TestBadInput:
    """Each message names the layer or the argument, says what was expected and what came."""

    @pytest.mark.parametrize(
        "call, message",
        [
            (lambda n: n.forward(np.zeros((4, 2))), r"layer 1 (Dense 1→2) expects X of shape (n, 1), got (4, 2)"),
            (lambda n: n.forward(np.zeros(1)), r"layer 1 (Dense 1→2) expects X of shape (n, 1), got (1,)"),
            (lambda n: n.forward(np.zeros((0, 1))), "X has shape (0, 1), no sample at all; expected at least one row"),
            (lambda n: n.forward([[0.5], [np.nan]]), "X holds nan at [1, 0], expected finite numbers"),
            (lambda n: n.loss(X, [[np.inf]]), "Y holds inf at [0, 0], expected finite numbers"),
            (lambda n: n.loss(X, [1.0]), "Y expected of shape (1, 1), one row for each row of X, got (1,)"),
            (lambda n: n.backward(n.forward(X), [[1.0], [1.0]]), "Y expected of shape (1, 1), one row for each"),
            (lambda n: n.backward(other().forward([[0.5, 1.0]]), Y), "the cache comes from a network of other sizes"),
            (lambda n: n.backward(n.forward(X), Y, out=some_gradients(other())), "out comes from a network of other"),
        ],
    )
    def test_value_errors(self, call, message):
        net = worked_example()
        before = copy.deepcopy(net.parameters())
        with pytest.raises(ValueError) as error:
            call(net)
        assert str(error.value).startswith(message)
        assert all(map(np.array_equal, before, net.parameters()))

    @pytest.mark.parametrize(
        "call, message",
        [
            (lambda n: n.forward([[1]]), "X holds int64, expected floats: use array.astype(float)"),
            (lambda n: n.loss(X, [[1]]), "Y holds int64, expected floats"),
            (lambda n: n.forward(np.zeros((1, 1), np.float32)), "X is float32, the parameters are float64: write X.as"),
            (lambda n: n.loss(X, np.zeros((1, 1), np.float32)), "Y is float32, the parameters are float64"),
            (lambda n: n.forward([["a"]]), "X holds <U1, expected floats"),
            (lambda n: n.backward(None, Y), "backward expects the cache of a forward pass, got NoneType: write cache"),
        ],
    )
    def test_type_errors(self, call, message):
        with pytest.raises(TypeError) as error:
            call(worked_example())
        assert str(error.value).startswith(message)

    def test_a_failed_backward_leaves_out_as_it_was(self):
        net = worked_example()
        out = some_gradients(net)
        before = copy.deepcopy(out.parameters())
        with pytest.raises(ValueError, match="Y holds nan"):
            net.backward(net.forward(X), [[np.nan]], out=out)
        assert all(map(np.array_equal, before, out.parameters()))

    @pytest.mark.parametrize("sizes", [(), (2,), (2, 0), (2, -1, 1), (2, 1.5), ("2", "1")])
    def test_sizes(self, sizes):
        with pytest.raises(ValueError, match="expected at least two positive whole numbers"):
            MLP(sizes, rng=np.random.default_rng(0))

    @pytest.mark.parametrize(
        "wrong, known",
        [
            ({"hidden": "sigmoidal"}, "unknown activation 'sigmoidal'; known: identity, sigmoid, tanh, relu"),
            ({"output": "soft"}, "unknown activation 'soft'; known: identity, sigmoid, tanh, relu"),
            ({"loss": "mse"}, "unknown loss 'mse'; known: half_squared_error"),
            ({"initializer": "xavier"}, "unknown initializer 'xavier'; known: zeros, xavier_uniform"),
        ],
    )
    def test_unknown_names_list_the_known_ones(self, wrong, known):
        with pytest.raises(ValueError) as error:
            MLP((2, 1), rng=np.random.default_rng(0), **wrong)
        assert str(error.value).startswith(known)

    @pytest.mark.parametrize(
        "weights, biases, kind, message",
        [
            ([], [], ValueError, "expected one bias vector per weight matrix, got 0 and 0"),
            ([W1, W2], [B1], ValueError, "expected one bias vector per weight matrix, got 2 and 1"),
            ([[0.1, 0.2]], [[0.1]], ValueError, "layer 1 expects weights of shape (out, in), got (2,)"),
            ([W1, W1], [B1, B1], ValueError, "layer 2 expects weights of shape (out, 2), got (2, 1)"),
            ([W1, W2], [[B1], B2], ValueError, "layer 1 (Dense 1→2) expects biases of shape (2,), got (1, 2)"),
            ([W1, W2], [B1, [np.nan]], ValueError, "layer 2 bias holds nan at [0], expected finite numbers"),
            ([[[1]], [[0.3]]], [[0.1], [0.1]], TypeError, "layer 1 weight holds int64, expected floats"),
            ([np.ones((1, 1), "f4")], [[0.1]], TypeError, "parameters of float32 and float64; expected one type"),
        ],
    )
    def test_parameters(self, weights, biases, kind, message):
        with pytest.raises(kind) as error:
            MLP.from_parameters(weights, biases)
        assert str(error.value).startswith(message)


def other():
    return MLP((2, 3, 1), rng=np.random.default_rng(0))


def some_gradients(net) -> Gradients:
    X = np.ones((1, net.weights[0].shape[1]))
    return net.backward(net.forward(X), np.ones((1, 1)))


def torch_batch_norm(u, scale, shift):
    return torch.nn.functional.batch_norm(u, None, None, scale, shift, training=True)


@pytest.mark.parametrize("bias", [True, False])
@pytest.mark.parametrize("residual", [True, False])
@pytest.mark.parametrize("batch_norm", [True, False])
@pytest.mark.parametrize("loss", ["half_squared_error", "squared_error", "binary_cross_entropy", "cross_entropy"])
def test_every_kind_of_network_equals_pytorch(bias, residual, batch_norm, loss):
    rng = np.random.default_rng(5)
    net = MLP((4, 4, 3, 3, 3), "tanh", "identity", loss, rng=rng, bias=bias, residual=residual, batch_norm=batch_norm)
    names = net.parameter_names()
    for name, p in zip(names, net.parameters(), strict=True):
        if not name.endswith("weight"):
            p += rng.normal(size=p.shape)
    X, Y = rng.normal(size=(6, 4)), rng.dirichlet(np.ones(3), size=6)

    tensors = {name: torch.tensor(p, requires_grad=True) for name, p in zip(names, net.parameters(), strict=True)}
    inputs = torch.tensor(X, requires_grad=True)
    a, y, zs = inputs, torch.tensor(Y), []
    for layer in range(1, 5):
        z = torch.nn.functional.linear(a, tensors[f"layer {layer} weight"], tensors.get(f"layer {layer} bias"))
        z.retain_grad()
        zs.append(z)
        if layer == 4:
            a = z
            break
        if batch_norm:
            z = torch_batch_norm(z, tensors[f"layer {layer} scale"], tensors[f"layer {layer} shift"])
        a = a + torch.tanh(z) if residual and layer != 2 else torch.tanh(z)  # layer 2 is 4 → 3
    functional = torch.nn.functional
    value = {
        "half_squared_error": lambda: 0.5 * ((a - y) ** 2).sum() / 6,
        "squared_error": lambda: ((a - y) ** 2).sum() / 6,
        "binary_cross_entropy": lambda: functional.binary_cross_entropy_with_logits(a, y, reduction="sum") / 6,
        "cross_entropy": lambda: functional.cross_entropy(a, y),
    }[loss]()
    value.backward()

    gradients = net.backward(net.forward(X), Y)
    assert net.loss(X, Y) == pytest.approx(value.item(), rel=1e-12, abs=0)
    assert distance([net.forward(X).activations[-1]], [a.detach().numpy()]) < 1e-12
    expected = [tensors[name].grad.numpy() for name in names]
    assert distance([*gradients.parameters(), gradients.input], [*expected, inputs.grad.numpy()]) < 1e-12
    assert distance(gradients.deltas, [z.grad.numpy() for z in zs]) < 1e-12  # at z, before the normalisation
    again = net.backward(net.forward(X, out=net.forward(X[:2])), Y, out=net.backward(net.forward(X + 1), Y))
    assert distance(again.parameters(), expected) < 1e-12 and again.input is None


@pytest.mark.parametrize("batch_norm, residual", [(True, False), (False, True), (True, True)])
def test_residual_and_normalised_networks_equal_central_differences(batch_norm, residual):
    rng = np.random.default_rng(2)
    net = MLP((3, 3, 3, 2), "sigmoid", rng=rng, batch_norm=batch_norm, residual=residual)
    X, Y = rng.normal(size=(5, 3)), rng.normal(size=(5, 2))
    differences = []
    for p in net.parameters():
        for index in np.ndindex(p.shape):
            value = p[index]
            p[index] = value + 1e-5
            above = net.loss(X, Y)
            p[index] = value - 1e-5
            differences.append((above - net.loss(X, Y)) / 2e-5)
            p[index] = value
    assert distance(net.backward(net.forward(X), Y).parameters(), [np.array(differences)]) < 1e-8


def test_predict_gives_probabilities_behind_a_cross_entropy():
    X = np.random.default_rng(1).normal(size=(5, 2))
    net = MLP((2, 3), output="identity", loss="cross_entropy", rng=np.random.default_rng(0))
    logits = torch.tensor(net.forward(X).activations[-1])
    assert distance([net.predict(X)], [torch.softmax(logits, 1).numpy()]) < 1e-14
    net = MLP((2, 3), output="identity", loss="binary_cross_entropy", rng=np.random.default_rng(0))
    assert distance([net.predict(X)], [torch.sigmoid(logits).numpy()]) < 1e-14


def test_a_single_class_is_none():
    with pytest.raises(ValueError, match=r"at least two classes, sizes is .*: for a single output take binary_cross"):
        MLP((2, 1), output="identity", loss="cross_entropy", rng=np.random.default_rng(0))


@pytest.mark.parametrize("classes, message", [([0, 3], "y holds class 3, expected 0 to 2"), ([0], "y has shape")])
def test_classes_that_do_not_fit(classes, message):
    net = MLP((2, 3), output="identity", loss="cross_entropy", rng=np.random.default_rng(0))
    cache = net.forward(np.ones((2, 2)))
    for call in (lambda Y: net.backward(cache, Y), lambda Y: net.loss(np.ones((2, 2)), Y)):
        with pytest.raises(ValueError, match=message):
            call(np.array(classes))


@pytest.mark.parametrize(
    "loss, row, message",
    [
        ("cross_entropy", [0.5, 0.6, 0.0], "a row of y is no distribution"),
        ("cross_entropy", [1.5, -0.5, 0.0], "a row of y is no distribution"),
        ("binary_cross_entropy", [0.5, 1.1, 0.0], "y holds 1.1, expected 1.0 for yes"),
    ],
)
def test_targets_that_are_no_probabilities(loss, row, message):
    net = MLP((2, 3), output="identity", loss=loss, rng=np.random.default_rng(0))
    X, Y = np.ones((2, 2)), np.array([[1.0, 0.0, 0.0], row])
    for call in (lambda: net.backward(net.forward(X), Y), lambda: net.loss(X, Y), lambda: net.check_data(X, Y)):
        with pytest.raises(ValueError, match=message):
            call()


@pytest.mark.parametrize("loss, link", [("binary_cross_entropy", "sigmoid"), ("cross_entropy", "softmax")])
def test_a_cross_entropy_needs_logits(loss, link):
    with pytest.raises(ValueError, match=f"{loss} is computed from logits: it expects output='identity', .*{link}"):
        MLP((2, 3), output=link, loss=loss, rng=np.random.default_rng(0))


def test_running_statistics_equal_pytorch():
    rng = np.random.default_rng(0)
    net = MLP((2, 3, 1), "identity", "identity", rng=rng, bias=False, batch_norm=True)
    reference = torch.nn.BatchNorm1d(3, dtype=torch.float64)
    for _ in range(4):
        X = rng.normal(2.0, 3.0, size=(7, 2))
        net.keep_statistics(net.forward(X))
        reference(torch.tensor(X @ net.weights[0].T))
    reference.eval()
    X = rng.normal(size=(1, 2))
    expected = reference(torch.tensor(X @ net.weights[0].T)).detach().numpy() @ net.weights[1].T
    assert distance([net.predict(X)], [expected]) < 1e-12
    with pytest.raises(ValueError, match="batch normalisation needs at least two rows in X, got 1"):
        net.forward(X)
