"""The explorer of training in Python: its numbers beside PyTorch's, its runs beside the page's, its drawings."""

import json
import math
import re

import ipywidgets
import numpy as np
import pytest
import torch

from backprop_lib.axes import on_grid
from backprop_lib.live import explore_training
from backprop_lib.live.training import pictures
from backprop_lib.live.training.markup import heaviest
from backprop_lib.live.training.numbers import losses, numbers, run
from backprop_lib.live.training.settings import CHOICES, DATA, EPOCHS, PRESETS, network, samples
from tests.engine_in_node import ask

BOOK = PRESETS["four-hidden"][1]
DATA_LISTS = {name: [array.tolist() for array in load()] for name, load in DATA.items()}
SETTINGS = [
    BOOK,
    PRESETS["two-hidden"][1],
    PRESETS["stuck"][1],
    BOOK | {"units": 8, "activation": "tanh", "initializer": "xavier_uniform", "eta": 0.1, "seed": 7},
    BOOK | {"units": 1, "activation": "relu", "initializer": "he_normal", "eta": 0.05, "data": "mistyped"},
    BOOK | {"units": 3, "optimizer": "momentum", "eta": 0.2, "loss": "binary_cross_entropy", "seed": 99},
    BOOK | {"optimizer": "Adam", "eta": 0.003, "seed": 0},
    BOOK | {"activation": "tanh", "loss": "linear_output", "eta": 0.02},
]
"""Every option once, where a run forgives a rounding error."""


@pytest.fixture(scope="module")
def explorer():
    return explore_training()


def by_torch(setting, epochs):
    """Parameters after so many epochs, and all that is shown then, by PyTorch's own network and optimisers."""
    X, Y = map(torch.tensor, samples(setting))
    start = network(setting)  # the draws are tested with the generator
    theta = [torch.tensor(array, requires_grad=True) for array in start.parameters()]
    hidden = {"sigmoid": torch.sigmoid, "tanh": torch.tanh, "relu": torch.relu}[setting["activation"]]
    optimizer = {
        "SGD": lambda: torch.optim.SGD(theta, setting["eta"]),
        "momentum": lambda: torch.optim.SGD(theta, setting["eta"], momentum=0.9),
        "Adam": lambda: torch.optim.Adam(theta, setting["eta"]),
    }[setting["optimizer"]]()

    def forward():
        W1, b1, W2, b2 = theta
        z1 = X @ W1.T + b1
        h = hidden(z1)
        z2 = h @ W2.T + b2
        y_hat = z2 if setting["loss"] == "linear_output" else torch.sigmoid(z2)
        if setting["loss"] == "binary_cross_entropy":
            each = torch.nn.functional.binary_cross_entropy_with_logits(z2, Y, reduction="none")
        else:
            each = (y_hat - Y) ** 2 / 2
        return z1, h, z2, y_hat, each

    for _ in range(epochs):
        optimizer.zero_grad()
        forward()[-1].mean().backward()
        optimizer.step()
    z1, h, z2, y_hat, each = forward()
    shown = dict(zip(("W1", "b1", "W2", "b2"), theta, strict=True))
    shown |= {"z1": z1, "h": h, "z2": z2, "y_hat": y_hat, "L": each.mean()}
    *gradients, delta1, delta2 = torch.autograd.grad(each.mean(), [*theta, z1, z2], retain_graph=True)
    parts = [torch.autograd.grad(loss / 4, theta, retain_graph=True) for loss in each[:, 0]]
    pulls = [math.sqrt(sum((g**2).sum() for g in part)) for part in parts]
    return (
        {name: tensor.detach().numpy() for name, tensor in shown.items()},
        dict(zip(("W1", "b1", "W2", "b2", "z1", "z2"), (g.numpy() for g in (*gradients, delta1, delta2)), strict=True)),
        {"losses": each.detach().numpy()[:, 0], "pulls": pulls},
    )


@pytest.mark.parametrize("setting", SETTINGS, ids=str)
def test_values_and_gradients_follow_the_controls(explorer, setting):
    at = setting | {"epoch": 60}
    for name, control in (explorer.sliders | explorer.choices).items():
        control.value = at[name]
    assert explorer.setting() == at
    values, gradients, _ = by_torch(at, 60)
    assert explorer.values.keys() == values.keys() and explorer.gradients.keys() == gradients.keys()
    for name, expected in values.items():
        np.testing.assert_allclose(explorer.values[name], expected, rtol=1e-10, atol=1e-14, err_msg=name)
    for name, expected in gradients.items():
        np.testing.assert_allclose(explorer.gradients[name], expected, rtol=1e-8, atol=1e-13, err_msg=name)


def test_the_markup_shows_the_numbers_of_pytorch():
    markup = explore_training("two-hidden").markup
    setting = PRESETS["two-hidden"][1]
    values, gradients, more = by_torch(setting, setting["epoch"])
    expected = {"L": values["L"], "b2": values["b2"][0], "dL/db2": gradients["b2"][0], "delta": gradients["z2"].sum()}
    expected["pull"] = math.sqrt(sum((gradients[name] ** 2).sum() for name in ("W1", "b1", "W2", "b2")))
    for s in range(4):
        expected |= {f"y_hat[{s + 1}]": values["y_hat"][s, 0], f"L[{s + 1}]": more["losses"][s]}
        expected |= {f"delta[{s + 1}]": gradients["z2"][s, 0], f"pull[{s + 1}]": more["pulls"][s]}
        expected |= {f"h[{j + 1},{s + 1}]": values["h"][s, j] for j in range(2)}
    for prefix, found in (("", values), ("dL/d", gradients)):
        for j in range(2):
            expected |= {f"{prefix}W1[{j + 1},{i + 1}]": found["W1"][j, i] for i in range(2)}
            expected |= {f"{prefix}b1[{j + 1}]": found["b1"][j], f"{prefix}W2[{j + 1}]": found["W2"][0, j]}
    expected |= {name: value for name, value in setting.items() if not isinstance(value, str)}
    expected["shown_epoch"] = setting["epoch"]
    shown = re.findall(r'data-symbol="([^"]+)" data-value="([^"]+)"', markup)
    assert {symbol for symbol, value in shown if value != "NaN"} == expected.keys()
    for symbol, value in shown:
        if value != "NaN":
            assert float(value) == pytest.approx(expected[symbol], rel=1e-9, abs=1e-13), symbol


def test_the_controls_are_genuine(explorer):
    kinds = {name: type(control) for name, control in (explorer.sliders | explorer.choices).items()}
    assert kinds == {
        "eta": ipywidgets.FloatLogSlider,
        **dict.fromkeys(("seed", "units", "epoch"), ipywidgets.IntSlider),
        **dict.fromkeys(("initializer", "activation", "optimizer"), ipywidgets.Dropdown),
        **dict.fromkeys(("loss", "data"), ipywidgets.ToggleButtons),
    }
    assert set(re.findall(r'data-control="([^"]+)"', explorer.markup)) == kinds.keys()
    assert (
        list(explorer.spec["order"]) == list(kinds)[:3] + list(CHOICES) + ["epoch"]
        or set(explorer.spec["order"]) == kinds.keys()
    )


def test_what_is_stored_is_whole_and_says_the_loss(explorer):
    data, _ = explorer._repr_mimebundle_()
    assert "data-value" not in data["text/html"] and 'class="explorer training"' in data["text/html"]
    assert data["text/plain"].startswith("Training of XOR: the loss is 0.04037 at epoch 900")
    json.dumps(explorer.spec)


@pytest.mark.parametrize("preset", PRESETS)
def test_every_preset_does_what_its_button_says(preset):
    setting = PRESETS[preset][1]
    net, history = run(setting)
    right = (net.predict(samples(setting)[0]) > 0.5) == (samples(setting)[1] > 0.5)
    if preset in ("four-hidden", "two-hidden"):
        assert right.all()
    elif preset == "zeros":
        gradients = explore_training(preset).gradients
        assert not any(gradients[name].any() for name in ("W1", "b1", "W2", "b2"))
    elif preset == "stuck":
        assert not right.all() and history.losses[-1] == pytest.approx(1 / 16, rel=5e-3)
    else:
        assert history.message.startswith("epoch ") and len(history.losses) < EPOCHS


def test_the_second_recipe_sums_with_a_learning_rate_of_one_tenth():
    setting = PRESETS["two-hidden"][1] | {"epoch": 200}
    X, Y = samples(setting)
    W1, b1, W2, b2 = (array.copy() for array in network(setting).parameters())
    sigmoid = lambda z: 1 / (1 + np.exp(-z))  # noqa: E731
    for _ in range(setting["epoch"]):
        h = sigmoid(X @ W1.T + b1)
        out = sigmoid(h @ W2.T + b2)
        delta2 = (out - Y) * out * (1 - out)
        delta1 = (delta2 @ W2) * h * (1 - h)
        W2, b2 = W2 - 0.1 * delta2.T @ h, b2 - 0.1 * delta2.sum(axis=0)
        W1, b1 = W1 - 0.1 * delta1.T @ X, b1 - 0.1 * delta1.sum(axis=0)
    net, _ = run(setting, setting["epoch"])
    np.testing.assert_allclose(net.weights[0], W1, rtol=1e-12)
    np.testing.assert_allclose(net.weights[1], W2, rtol=1e-12)


def test_the_page_runs_what_python_runs():
    answers = ask("trainingRuns", settings=SETTINGS, data=DATA_LISTS, epochs=EPOCHS)
    for setting, answer in zip(SETTINGS, answers, strict=True):
        net, _ = run(setting)
        np.testing.assert_allclose(answer["losses"], losses(setting), rtol=1e-9, atol=0, err_msg=str(setting))
        end = np.concatenate([array.ravel() for array in net.parameters()])
        assert np.linalg.norm(answer["end"] - end) <= 1e-9 * np.linalg.norm(end)


def test_history_is_the_whole_run():
    explorer = explore_training()
    explorer.sliders["eta"].value = 0.5
    history = explorer.history()
    assert len(history.losses) == EPOCHS
    assert history.losses == run(BOOK | {"eta": 0.5})[1].losses != run(BOOK)[1].losses


def test_a_run_that_stops_stays_where_it_stopped():
    setting = PRESETS["too-large"][1] | {"epoch": EPOCHS}
    net, history = run(setting)
    curve = losses(setting)
    assert len(curve) == len(history.losses) and not np.isfinite(curve[-1])
    assert np.isfinite(curve[:-1]).all()
    assert numbers(setting, net)["L"] == math.inf


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"preset": "five-hidden"}, "the presets: four-hidden, two-hidden, zeros, stuck, too-large"),
        ({"name": "My run"}, "lower-case letters"),
    ],
)
def test_what_is_unknown_is_answered_in_words(arguments, words):
    with pytest.raises(ValueError, match=words):
        explore_training(**arguments)


# --- drawings ---


def places(d):
    """The numbers of a path."""
    return [float(number) for number in re.findall(r"-?[\d.]+", d)]


def test_the_drawings_of_the_page_are_those_of_python():
    rng = np.random.default_rng(4)
    x, y = pictures.scales((0, 1), (0, 1))
    for length, squares in ((5001, 8), (400, 1), (37, 20), (1, 3)):
        curve = 10.0 ** rng.normal(-3, 2, length)
        grid = rng.normal(size=(squares + 1, squares + 1))
        v, h = rng.normal(size=rng.integers(1, 9)), abs(rng.normal(size=8)) * 10.0 ** rng.integers(-1, 4)
        answer = ask(
            "trainingPictures", losses=curve.tolist(), values=grid.ravel().tolist(), squares=squares, level=0,
            h=h.tolist(), v=v.tolist(),
        )  # fmt: skip
        assert answer["extremes"] == pictures.extremes(curve)
        assert answer["curve"] == pictures.curve(curve)

        def at(inputs, grid=grid, squares=squares):
            row, column = np.rint(inputs.T[::-1] * squares).astype(int)
            return grid[row, column]

        assert np.array_equal(on_grid(at, *[np.linspace(0, 1, squares + 1)] * 2), grid)
        np.testing.assert_allclose(places(answer["shade"]), places(pictures.shade(at, x, y, squares)), atol=0.11)
        assert [tuple(limits) for limits in answer["limits"]] == [
            pictures.hidden_limits(activation, h) for activation in ("sigmoid", "tanh", "relu")
        ]
        net = network(BOOK | {"units": len(v)})
        net.weights[1][:] = v
        assert [unit + 1 for unit in answer["heaviest"]] == heaviest(net)


def test_the_curve_keeps_every_extreme():
    curve = np.full(5001, 0.1)
    curve[[1234, 4321]] = 1.0, 1e-4
    kept = pictures.extremes(curve)
    assert {0, 1234, 4321, 5000} <= set(kept) and len(kept) <= 301


def test_shade_covers_what_lies_above():
    def area(d):
        total = 0.0
        for piece in re.findall(r"M[^Z]+Z", d):
            p = np.reshape(places(piece), (-1, 2))
            q = np.roll(p, -1, axis=0)
            total += abs(np.sum(p[:, 0] * q[:, 1] - p[:, 1] * q[:, 0])) / 2
        return total / pictures.SIDE**2

    x, y = pictures.scales((-1, 1), (-1, 1))
    assert area(pictures.shade(lambda p: p[:, 0] - 0.25, x, y)) == pytest.approx(0.375, abs=2e-3)
    assert area(pictures.shade(lambda p: 0.81 - (p**2).sum(axis=1), x, y)) == pytest.approx(0.81 * np.pi / 4, abs=5e-3)
    assert area(pictures.shade(lambda p: (p**2).sum(axis=1) - 0.25, x, y)) == pytest.approx(1 - np.pi / 16, abs=5e-3)
    assert pictures.shade(lambda p: 0 * p[:, 0], x, y) == ""
    for line, share in (
        (lambda p: p[:, 0] + p[:, 1] - 1, 1 / 8),  # a corner
        (lambda p: 1 - p[:, 0] - p[:, 1], 7 / 8),
        (lambda p: p[:, 0] - 0.5 * p[:, 1], 1 / 2),  # from side to side
    ):
        assert area(pictures.shade(line, x, y, 1)) == pytest.approx(share, abs=2e-3)
