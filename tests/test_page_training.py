"""Training in the page: the same run as ``MLP`` and ``train``, as replaying the recorded graph, and as PyTorch."""

import json
import math
from itertools import cycle, product

import numpy as np
import pytest
import torch

from backprop_lib import MLP, SGD, Adam, train
from backprop_lib.datasets import mistyped_xor, xor
from backprop_lib.draws import Draws
from backprop_lib.graph import Value, record
from backprop_lib.initializers import xor_start_normal, xor_start_uniform
from tests.engine_in_node import ask

DATA = {"xor": xor(), "mistyped_xor": mistyped_xor()}
STARTS = {"xor_start_normal": xor_start_normal, "xor_start_uniform": xor_start_uniform}
INITIALIZERS = ["xor_start_normal", "xavier_uniform", "xor_start_uniform", "he_normal", "zeros", "xavier_normal"]
INITIALIZERS += ["he_uniform"]
OPTIMIZERS = {
    "SGD": {"name": "SGD", "lr": 0.5},
    "momentum": {"name": "SGD", "lr": 0.05, "momentum": 0.9},
    "Adam": {"name": "Adam", "lr": 0.01},
}
LOSSES = [("half_squared_error", "mean"), ("half_squared_error", "sum"), ("binary_cross_entropy", "mean")]
EPOCHS = 5000
SHOWN = [0, 1, 100, 2500, EPOCHS]


def table():
    """Every hidden activation with every loss and every optimiser; data, units and initialisers take turns."""
    turns = cycle(product(DATA, [4, 1, 8, 2])), cycle(INITIALIZERS)
    for seed, (hidden, loss, optimizer) in enumerate(product(["sigmoid", "tanh", "relu"], LOSSES, OPTIMIZERS)):
        data, units = next(turns[0])
        yield run(data, units, hidden, loss, OPTIMIZERS[optimizer], next(turns[1]), seed)
    for hidden, optimizer in (("sigmoid", "SGD"), ("tanh", "momentum"), ("relu", "Adam")):
        slow = OPTIMIZERS[optimizer] | {"lr": OPTIMIZERS[optimizer]["lr"] / 50}
        yield run("xor", 4, hidden, LOSSES[0], slow, "xor_start_normal", 1, output="identity")


def run(data, units, hidden, loss, optimizer, initializer, seed, epochs=EPOCHS, output="sigmoid"):
    X, Y = DATA[data]
    network = {"X": X.tolist(), "Y": Y.ravel().tolist(), "units": units, "hidden": hidden}
    network |= {"loss": loss[0], "reduction": loss[1], "output": output}
    settings = {"initializer": initializer, "seed": seed, "optimizer": optimizer, "epochs": epochs}
    return {"network": network, "show": SHOWN, **settings}


def named(run):
    network, optimizer = run["network"], run["optimizer"]
    data = "XOR" if network["X"][3][0] == 1 else "mistyped XOR"
    rule = optimizer["name"] + (" with momentum" if optimizer.get("momentum") else "")
    return (
        f"{data} 2-{network['units']}-1 {network['hidden']} {network['loss']} {network['reduction']} "
        f"{rule} lr={optimizer['lr']} {run['initializer']}{', linear' if network['output'] == 'identity' else ''}"
    )


def library(run):
    """The network, its data, its optimiser and the factor of its loss, in Python, which always takes the mean.

    A sum over the samples is n times the mean: for SGD it is a learning rate n times as large, for Adam, whose steps
    divide by the size of the gradient, an ε n times smaller.
    """
    network, optimizer = run["network"], run["optimizer"]
    X, Y = np.array(network["X"]), np.array(network["Y"])[:, np.newaxis]
    factor = len(X) if network["reduction"] == "sum" else 1
    rng, sizes = Draws(run["seed"]), (2, network["units"], 1)
    settings = {"hidden": network["hidden"], "loss": network["loss"]}
    settings["output"] = network["output"] if network["loss"] == "half_squared_error" else "identity"
    if run["initializer"] in STARTS:
        net = MLP.from_parameters(*STARTS[run["initializer"]](sizes, rng), **settings)
    else:
        net = MLP(sizes, initializer=run["initializer"], rng=rng, **settings)
    if optimizer["name"] == "Adam":
        return net, X, Y, Adam(optimizer["lr"], epsilon=1e-8 / factor), factor
    return net, X, Y, SGD(optimizer["lr"] * factor, momentum=optimizer.get("momentum", 0)), factor


def row(arrays):
    return np.concatenate([np.ravel(array) for array in arrays])


def distance(found, expected):
    found, expected = np.ravel(np.asarray(found, float)), np.ravel(np.asarray(expected, float))
    assert found.shape == expected.shape
    largest = max(np.abs(expected).max(), 1e-300)  # first, since the squares of diverging parameters overflow
    return np.linalg.norm(found / largest - expected / largest) / max(np.linalg.norm(expected / largest), 1e-300)


def compare(run, answer, tolerance):
    """Whether a run of the page is that of Python: every loss, the parameters at some epochs, the end."""
    net, X, Y, optimizer, factor = library(run)
    rows = {0: row(net.parameters())}

    def keep(epoch, loss, net):
        if epoch + 1 in SHOWN:
            rows[epoch + 1] = row(net.parameters())

    history = train(net, X, Y, optimizer, run["epochs"], callback=keep)
    found, expected = np.array(answer["losses"], float), factor * np.array(history.losses)
    assert found.shape == expected.shape
    both = np.isfinite(expected)
    assert np.array_equal(np.isfinite(found), both)
    assert (np.abs(found[both] - expected[both]) <= tolerance * np.abs(expected[both])).all()
    assert len(answer["rows"]) == len(rows)
    for theirs, ours in zip(answer["rows"], rows.values(), strict=True):
        assert distance(theirs, ours) <= tolerance
    return history


TABLE = list(table())


@pytest.fixture(scope="module")
def answers():
    return ask("training", runs=TABLE)


def test_the_table_has_every_choice():
    networks = [run["network"] for run in TABLE]
    assert {network["units"] for network in networks} == {1, 2, 4, 8}
    assert {run["initializer"] for run in TABLE} == set(INITIALIZERS)
    assert {network["X"][3][0] for network in networks} == {1, -1}


@pytest.mark.parametrize("k", range(len(TABLE)), ids=map(named, TABLE))
def test_5000_epochs_are_those_of_the_library(k, answers):
    history = compare(TABLE[k], answers[k], 1e-9)
    assert answers[k]["stopped"] is None and history.message == ""


# Learning rates that make a run diverge: the two are compared up to and with the epoch where both stop.
WILD = [
    run("xor", 8, "relu", LOSSES[2], {"name": "SGD", "lr": 1e155}, "he_normal", 3),
    run("xor", 4, "relu", LOSSES[2], {"name": "SGD", "lr": 1e200, "momentum": 0.9}, "xavier_uniform", 5),
    run("mistyped_xor", 2, "tanh", LOSSES[2], {"name": "SGD", "lr": 1e308}, "xor_start_uniform", 1),
    run("xor", 4, "sigmoid", LOSSES[0], {"name": "SGD", "lr": 1e3}, "xor_start_normal", 1, output="identity"),
]


def test_a_chaotic_run_is_the_librarys_while_rounding_errors_are_small():
    """Adam with η = 1 throws relus across their kinks; by epoch 3726 rounding errors of 1e-16 have grown past 1e-9."""
    chaotic = run("xor", 8, "relu", LOSSES[2], {"name": "Adam", "lr": 1.0}, "he_normal", 4, epochs=2500)
    compare(chaotic, ask("training", runs=[chaotic])[0], 1e-9)


def test_a_run_that_diverges_stops_in_the_same_epoch_for_the_same_reason():
    for wild, answer in zip(WILD, ask("training", runs=WILD), strict=True):
        history = compare(wild, answer, 1e-9)
        reason = answer["stopped"]
        assert history.message.startswith(f"epoch {reason['epoch']}: "), history.message
        what = "the loss is" if reason["of"] == "loss" else f"the gradient of {reason['of']} is not finite"
        assert what in history.message


def test_a_gradient_that_is_not_finite_is_named_as_in_the_library():
    X, Y = np.array([[10.0, 0.0], [0.0, 0.0], [0.0, 1.0], [0.0, 2.0]]), np.array([0.0, 0.0, 1.0, 1.0])
    weights, biases = [np.array([[0.01, 0.0]]), np.array([[1.5e308]])], [np.zeros(1), np.zeros(1)]
    settings = {"hidden": "relu", "loss": "binary_cross_entropy"}
    net = MLP.from_parameters(weights, biases, output="identity", **settings)
    network = {"X": X.tolist(), "Y": Y.tolist(), "units": 1, **settings}
    theta = row(net.parameters()).tolist()
    history = train(net, X, Y[:, np.newaxis], SGD(0.5), epochs=3)
    run = {"network": network, "theta": theta, "optimizer": OPTIMIZERS["SGD"], "epochs": 3, "show": []}
    assert "epoch 0: the gradient of layer 1 weight" in history.message
    assert ask("training", runs=[run])[0]["stopped"] == {"epoch": 0, "of": "layer 1 weight"}


def test_zero_weights_stay_equal():
    answer = ask("training", runs=[run("xor", 4, "sigmoid", LOSSES[0], OPTIMIZERS["SGD"], "zeros", 0)])[0]
    first, rest = np.array(answer["rows"][-1][:8]).reshape(4, 2)[0], np.array(answer["rows"][-1][:8]).reshape(4, 2)
    assert (rest == first).all()


@pytest.mark.parametrize("units, hidden, loss", [(4, "sigmoid", LOSSES[0]), (2, "tanh", LOSSES[2])])
def test_5000_epochs_are_those_of_replaying_the_recorded_graph(units, hidden, loss):
    task = run("xor", units, hidden, loss, {"name": "SGD", "lr": 0.5}, "xavier_normal", 8)
    net, X, Y, _, _ = library(task)
    theta = row(net.parameters())
    values = [Value(float(w), name=f"theta{k}") for k, w in enumerate(theta)]
    W1, b1, W2, b2 = np.split(np.array(values, dtype=object), np.cumsum([2 * units, units, units]))
    settings = {"hidden": hidden, "output": str(net.output), "loss": loss[0]}
    recorded = MLP.from_parameters([W1.reshape(units, 2), W2.reshape(1, units)], [b1, b2], **settings)
    graph = record(recorded.loss(X, Y))
    names = [f"theta{k}" for k in range(len(theta))]
    replayed = ask(
        "replay", graph=json.loads(graph.to_json()), names=names, theta=theta.tolist(), lr=0.5, epochs=EPOCHS
    )
    answer = ask("training", runs=[task])[0]
    assert distance(answer["losses"], replayed["losses"]) <= 1e-9
    assert distance(answer["rows"][-1], replayed["theta"]) <= 1e-9
    assert distance(answer["rows"][-1], theta) > 0.1  # it has gone somewhere


def by_torch(network, theta):
    """What PyTorch finds at the same parameters: named arrays as the page has them."""
    units, n = network["units"], len(network["X"])
    split = np.split(np.array(theta), np.cumsum([2 * units, units, units]))
    W1, b1, W2, b2 = parameters = [torch.tensor(part, requires_grad=True) for part in split]
    X, Y = torch.tensor(network["X"], dtype=torch.float64), torch.tensor(network["Y"], dtype=torch.float64)
    z = X @ W1.reshape(units, 2).T + b1
    h = getattr(torch, network["hidden"])(z)
    logit = h @ W2 + b2
    out = logit if network["output"] == "identity" else torch.sigmoid(logit)
    if network["loss"] == "half_squared_error":
        losses = 0.5 * (out - Y) ** 2
    else:
        losses = torch.nn.functional.binary_cross_entropy_with_logits(logit, Y, reduction="none")
    shared = losses / n if network["reduction"] == "mean" else losses
    samples = [row(g.numpy() for g in torch.autograd.grad(each, parameters, retain_graph=True)) for each in shared]
    delta, delta2, *gradient = torch.autograd.grad(shared.sum(), [z, logit, *parameters])
    found = {"h": h.T, "delta": delta.T, "logit": logit, "out": out, "losses": losses, "delta2": delta2}
    found = {name: tensor.detach().numpy() for name, tensor in found.items()}
    gradient = row(g.numpy() for g in gradient)
    return {**found, "loss": shared.sum().item(), "gradient": gradient, "samples": np.array(samples)}


def test_the_table_of_samples_is_that_of_pytorch():
    rng = np.random.default_rng(3)
    cases = []
    losses = [(*loss, "sigmoid") for loss in LOSSES] + [("half_squared_error", "mean", "identity")]
    for data, units, hidden, loss in product(DATA, [1, 3, 8], ["sigmoid", "tanh", "relu"], losses):
        X, Y = DATA[data]
        network = {"X": X.tolist(), "Y": Y.ravel().tolist(), "units": units, "hidden": hidden}
        network |= dict(zip(("loss", "reduction", "output"), loss, strict=True))
        cases.append({"network": network, "theta": rng.normal(0, 2, units * 4 + 1).tolist()})
    for case, answer in zip(cases, ask("pass", cases=cases), strict=True):
        for name, expected in by_torch(**case).items():
            assert distance(answer[name], expected) <= 1e-12, (name, case)
    assert len(cases) == 72 and not math.isnan(answer["loss"])
