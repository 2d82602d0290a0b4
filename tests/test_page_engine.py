"""The page's formulas, deep networks and ways of optimisers: the same numbers as the library, gradients as PyTorch."""

import numpy as np
import pytest
import torch

from backprop_lib import MLP, SGD, Adam, RMSProp, clip_by_norm, train
from backprop_lib.activations import ACTIVATIONS, softmax
from backprop_lib.draws import Draws
from backprop_lib.initializers import normal
from backprop_lib.losses import LOSSES, cross_entropy
from tests.engine_in_node import ask

ULP = np.finfo(float).eps


def floats(values):
    return np.array(values, float)


def distance(found, expected):
    found, expected = np.ravel(floats(found)), np.ravel(floats(expected))
    assert found.shape == expected.shape
    return np.linalg.norm(found - expected) / max(np.linalg.norm(expected), 1e-300)


# --- formulas ------------------------------------------------------------------------------------


def test_activations_are_those_of_the_library():
    zs = np.concatenate([np.linspace(-40, 40, 401), [-1e-9, 0.0, 1e-9, 700.0, -700.0, 1e5, -1e5]])
    answers = ask("activations", zs=zs.tolist())
    assert set(answers) == set(ACTIVATIONS) - {"softmax"}
    for name, answer in answers.items():
        f = ACTIVATIONS[name]
        for found, expected in ((answer["values"], f(zs)), (answer["derivatives"], f.derivative(zs))):
            # 4 ulp of the number itself, and of 1 where terms of the size of 1 cancel
            assert (np.abs(floats(found) - expected) <= 4 * ULP * np.maximum(np.abs(expected), 1)).all(), name
    for name in ("sigmoid", "tanh", "elu", "softplus"):  # small numbers keep all their digits
        found, expected = floats(answers[name]["values"]), ACTIVATIONS[name](zs)
        assert (np.abs(found - expected) <= 4 * ULP * np.abs(expected)).all(), name


def test_activations_keep_their_conventions_at_kinks_and_pass_on_what_is_no_number():
    answers = ask("activations", zs=[0.0])
    for name, answer in answers.items():
        assert answer["values"] == [ACTIVATIONS[name](0.0)] and answer["derivatives"] == [
            ACTIVATIONS[name].derivative(0.0)
        ]


ROWS = [[0.0, 0.0, 0.0], [10.0, 0.0, 0.0], [710.0, -20.0, 3.0], [-1.0, 2.0, 0.5], [-800.0, -800.0, -799.0]]


def test_softmax_its_jacobian_and_cross_entropy_are_those_of_the_library():
    for z, answer in zip(ROWS, ask("softmax", rows=ROWS), strict=True):
        assert distance(answer["values"], softmax(np.array(z))) <= 1e-15
        assert np.abs(floats(answer["jacobian"]) - softmax.jacobian(np.array(z))).max() <= 1e-16
    cases = [[z, y] for z in ROWS for y in ([0.0, 0.0, 1.0], [0.2, 0.3, 0.5])]
    for (z, y), answer in zip(cases, ask("crossEntropy", rows=cases), strict=True):
        z, y = np.array(z), np.array(y)
        assert answer["value"] == pytest.approx(cross_entropy.value(z, y), rel=1e-14, abs=0)
        assert np.abs(floats(answer["gradient"]) - cross_entropy.gradient(z, y)).max() <= 1e-15


def test_losses_are_those_of_the_library():
    outs, ys = np.meshgrid([-800.0, -37.0, -2.0, 0.0, 0.3, 1.0, 5.0, 40.0, 800.0], [0.0, 0.25, 1.0])
    outs, ys = outs.ravel(), ys.ravel()
    answers = ask("losses", outs=outs.tolist(), ys=ys.tolist())
    assert set(answers) == set(LOSSES) - {"cross_entropy"}
    for name, answer in answers.items():
        loss = LOSSES[name]
        for k, (out, y) in enumerate(zip(outs, ys, strict=True)):
            one = np.array([[out]]), np.array([[y]])
            assert answer["values"][k] == pytest.approx(float(loss.value(*one)), rel=4 * ULP, abs=0)
            assert answer["gradients"][k] == pytest.approx(float(loss.gradient(*one)[0, 0]), rel=4 * ULP, abs=0)
        assert answer["fromLogits"] == loss.from_logits


# --- deep networks -------------------------------------------------------------------------------


def deep(hidden, initializer, residual=False, layers=10, width=32, batch=64, seed=0, steps=0, lr=0.01, limit=None):
    settings = {"layers": layers, "width": width, "batch": batch, "hidden": hidden, "initializer": initializer}
    return {"settings": settings | {"residual": residual, "seed": seed}, "steps": steps, "lr": lr, "limit": limit}


DEEP = [
    deep("sigmoid", "xavier_uniform"),
    deep("sigmoid", "xavier_normal", seed=1, layers=20, steps=5),
    deep("sigmoid", 0.01),
    deep("sigmoid", "xavier_normal", residual=True, steps=5),
    deep("tanh", 1.0, layers=5),
    deep("tanh", "xavier_uniform", residual=True, layers=20, steps=5),
    deep("relu", "he_normal", seed=2, steps=20),
    deep("relu", "he_uniform", residual=True),
    deep("relu", "he_normal", layers=1, width=1, batch=1),
    deep("relu", 1.0, limit=1.0, steps=20, lr=0.1),
    deep("relu", "zeros", steps=2),
    deep("leaky_relu", "he_normal", layers=20, steps=5, limit=0.1, lr=0.5),
    deep("elu", "he_normal", width=7, batch=13, layers=3, seed=5, steps=3),
    deep("gelu", "he_normal", width=31, batch=5, steps=3),
    deep("silu", "xavier_normal", width=6),
    deep("softplus", "xavier_normal", width=5, batch=64, layers=4),
    deep("identity", "xavier_normal", residual=True, layers=20),
]


def library_network(settings):
    """The same network and its data, drawn in the order that the page has."""
    rng, batch, width = Draws(settings["seed"]), settings["batch"], settings["width"]
    X, T = rng.standard_normal((batch, width)), rng.standard_normal((batch, 1))
    initializer = settings["initializer"]
    net = MLP(
        [width] * (settings["layers"] + 1) + [1],
        settings["hidden"],
        "identity",
        initializer=initializer if isinstance(initializer, str) else normal(initializer),
        rng=rng,
        bias=False,
        residual=settings["residual"],
    )
    return net, X, T


@pytest.fixture(scope="module")
def deep_answers():
    return ask("depth", cases=DEEP)


@pytest.mark.parametrize("k", range(len(DEEP)), ids=[" ".join(map(str, case["settings"].values())) for case in DEEP])
def test_a_deep_network_is_the_librarys(k, deep_answers):
    case, answer = DEEP[k], deep_answers[k]
    net, X, T = library_network(case["settings"])
    cache = net.forward(X)
    gradients = net.backward(cache, T)
    assert answer["loss"] == pytest.approx(net.loss_function.value(cache.activations[-1], T), rel=1e-11, abs=0)
    deltas = [np.linalg.norm(delta) for delta in gradients.deltas]
    assert (np.abs(floats(answer["delta"]) - deltas) <= 1e-11 * np.array(deltas)).all()
    norms = [np.linalg.norm(g) for g in gradients.weights]
    assert (np.abs(floats(answer["gradient"]) - norms) <= 1e-11 * np.array(norms)).all()
    assert answer["norm"] == pytest.approx(np.linalg.norm(norms), rel=1e-11, abs=0)
    slopes = [net.hidden.derivative(z) for z in cache.zs[:-1]]
    assert answer["dead"] == pytest.approx([(slope == 0).all(axis=0).mean() for slope in slopes], abs=1e-15)
    assert answer["saturated"] == pytest.approx([(np.abs(slope) < 0.05).mean() for slope in slopes], abs=1e-15)
    if case["steps"]:
        limit = case["limit"]
        clip = None if limit is None else lambda g: clip_by_norm(g, limit)
        history = train(net, X, T, SGD(case["lr"]), case["steps"], clip=clip)
        assert answer["losses"] == pytest.approx(history.losses, rel=1e-9, abs=0)


def test_an_exploding_network_stops_in_the_same_step():
    case = deep("relu", 1.0, steps=10)
    net, X, T = library_network(case["settings"])
    history = train(net, X, T, SGD(case["lr"]), 10)
    losses = floats(ask("depth", cases=[case])[0]["losses"])
    assert history.message and len(losses) == len(history.losses)
    finite = np.isfinite(history.losses)
    assert np.array_equal(np.isfinite(losses), finite)
    # after one step the weights are of the size of the gradient, and rounding of 1e-16 is amplified tenfold a layer
    assert distance(losses[finite][:1], np.array(history.losses)[finite][:1]) <= 1e-11


def test_gradients_of_a_deep_network_are_those_of_pytorch():
    case = deep("tanh", "xavier_normal", residual=True, layers=6, width=9, batch=11, seed=4)
    net, X, T = library_network(case["settings"])
    weights = [torch.tensor(W, requires_grad=True) for W in net.weights]
    a = torch.tensor(X)
    zs = []
    for W in weights[:-1]:
        zs.append(a @ W.T)
        a = a + torch.tanh(zs[-1])
    zs.append(a @ weights[-1].T)
    loss = (0.5 * (zs[-1] - torch.tensor(T)) ** 2).mean()
    expected = [g.norm().item() for g in torch.autograd.grad(loss, weights + zs)]
    answer = ask("depth", cases=[case])[0]
    assert distance(answer["gradient"] + answer["delta"], expected) <= 1e-12


# --- two parameters ------------------------------------------------------------------------------

X2 = [[0.5, 1.0], [-1.0, 2.0], [1.5, -0.5]]
Y2 = [1.0, 0.0, 1.0]
RULES = {
    "SGD": ({"name": "SGD", "lr": 0.05}, lambda: SGD(0.05)),
    "momentum": ({"name": "SGD", "lr": 0.02, "momentum": 0.9}, lambda: SGD(0.02, 0.9)),
    "Nesterov": (
        {"name": "SGD", "lr": 0.02, "momentum": 0.8, "nesterov": True},
        lambda: SGD(0.02, 0.8, nesterov=True),
    ),
    "RMSProp": ({"name": "RMSProp", "lr": 0.05, "decay": 0.9}, lambda: RMSProp(0.05, 0.9)),
    "RMSProp, default": ({"name": "RMSProp", "lr": 0.01}, lambda: RMSProp(0.01)),
    "Adam": ({"name": "Adam", "lr": 0.1}, lambda: Adam(0.1)),
    "Adam, all": (
        {"name": "Adam", "lr": 0.1, "betas": [0.7, 0.8], "epsilon": 1e-3},
        lambda: Adam(0.1, (0.7, 0.8), 1e-3),
    ),
}
SURFACES = [
    {"ab": [1.0, 20.0]},
    {"ab": [1.0, -0.5]},
    {"X": X2, "Y": Y2, "bias": 0.3, "loss": "half_squared_error"},
    {"X": X2, "Y": Y2, "bias": 0.3, "loss": "binary_cross_entropy"},
]


def surface_gradient(surface, theta):
    if "ab" in surface:
        return np.array(surface["ab"]) * theta
    output = "sigmoid" if surface["loss"] == "half_squared_error" else "identity"
    net = MLP.from_parameters([theta[np.newaxis]], [np.array([surface["bias"]])], output=output, loss=surface["loss"])
    return net.backward(net.forward(surface["X"]), np.array(surface["Y"])[:, np.newaxis]).weights[0][0]


def test_ways_of_optimisers_are_those_of_the_library():
    cases = [(surface, *rule) for surface in SURFACES for rule in RULES.values()]
    tasks = [{"surface": surface, "from": [-3.0, 0.7], "optimizer": rule, "steps": 100} for surface, rule, _ in cases]
    for (surface, rule, make), way in zip(cases, ask("trajectories", cases=tasks), strict=True):
        theta, optimizer, expected = np.array([-3.0, 0.7]), make(), []
        for _ in range(100):
            expected.append(theta.copy())
            optimizer.step([theta], [surface_gradient(surface, theta)])
        assert distance(way, [*expected, theta]) <= 1e-12, (surface, rule)


@pytest.mark.parametrize("loss", ["half_squared_error", "squared_error", "binary_cross_entropy"])
def test_the_loss_of_one_neuron_is_that_of_pytorch(loss):
    w, b = (torch.tensor(values, dtype=torch.float64, requires_grad=True) for values in ([0.8, -1.3], [0.3]))
    X, Y = torch.tensor(X2, dtype=torch.float64), torch.tensor(Y2, dtype=torch.float64)
    z = X @ w + b
    if loss == "binary_cross_entropy":
        value = torch.nn.functional.binary_cross_entropy_with_logits(z, Y)
    else:
        value = ((torch.sigmoid(z) - Y) ** 2).mean() * (0.5 if loss == "half_squared_error" else 1)
    value.backward()
    answer = ask("neuron", X=X2, Y=Y2, loss=loss, at={"w1": 0.8, "w2": -1.3, "b": 0.3})
    assert answer["value"] == pytest.approx(value.item(), rel=1e-14, abs=0)
    found = [answer["gradient"][name] for name in ("w1", "w2", "b")]
    assert distance(found, torch.cat([w.grad, b.grad]).numpy()) <= 1e-14
