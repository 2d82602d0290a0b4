"""The explorer of optimisers in Python: its numbers against closed forms and PyTorch."""

import numpy as np
import pytest

from backprop_lib.live import explore_optimizers
from backprop_lib.live.optimizers.ways import OPTIMIZERS, STEPS, SURFACES, numbers, way


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("eta", [0.001, 0.07, 1.0])
def test_gradient_descent_multiplies_each_coordinate_by_one_number(surface, eta):
    a, b, (x, y), _ = SURFACES[surface]
    k = np.arange(STEPS + 1)
    expected = np.stack([x * (1 - eta * a) ** k, y * (1 - eta * b) ** k], axis=1)
    np.testing.assert_allclose(way(surface, "sgd", eta, 0.5), expected, rtol=1e-12, atol=1e-300)


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("key", OPTIMIZERS)
def test_every_way_is_pytorch_s(surface, key):
    torch = pytest.importorskip("torch")
    eta, mu = 0.03, 0.8
    a, b, start, _ = SURFACES[surface]
    theta = torch.tensor(start, dtype=torch.float64, requires_grad=True)
    optimizer = {
        "sgd": lambda: torch.optim.SGD([theta], eta),
        "momentum": lambda: torch.optim.SGD([theta], eta, momentum=mu),
        "nesterov": lambda: torch.optim.SGD([theta], eta, momentum=mu, nesterov=True),
        "rmsprop": lambda: torch.optim.RMSprop([theta], eta),
        "adam": lambda: torch.optim.Adam([theta], eta),
    }[key]()
    places = [theta.detach().numpy().copy()]
    for _ in range(STEPS):
        optimizer.zero_grad()
        (0.5 * (a * theta[0] ** 2 + b * theta[1] ** 2)).backward()
        optimizer.step()
        places.append(theta.detach().numpy().copy())
    np.testing.assert_allclose(way(surface, key, eta, mu), places, rtol=1e-9, atol=1e-12)


def test_arrived_is_the_first_step_below_the_mark():
    setting = {"surface": "ravine", "optimizer": "sgd", "eta": 0.07, "mu": 0.9, "t": 20}
    found = numbers(setting)
    heights = [SURFACES["ravine"].value(*place) for place in way("ravine", "sgd", 0.07, 0.9)]
    step = int(found["arrived/sgd"])
    assert heights[step] < 0.2 <= heights[step - 1]
    assert numbers({**setting, "eta": 0.001})["arrived/sgd"] == np.inf
    assert found["f/sgd"] == heights[20]


def test_momentum_of_zero_is_gradient_descent():
    for key in ("momentum", "nesterov"):
        np.testing.assert_array_equal(way("ravine", key, 0.05, 0.0), way("ravine", "sgd", 0.05, 0.0))


def test_every_setting_stays_finite():
    for surface in SURFACES:
        for eta in (0.001, 1.0):
            for mu in (0.0, 0.99):
                found = numbers({"surface": surface, "optimizer": "adam", "eta": eta, "mu": mu, "t": STEPS})
                assert all(np.isfinite(value) for symbol, value in found.items() if not symbol.startswith("arrived/"))


def test_values_and_gradients_follow_the_controls():
    explorer = explore_optimizers()
    explorer.choices["surface"].value = "saddle"
    explorer.choices["optimizer"].value = "momentum"
    explorer.sliders["t"].value = 3
    x, y = way("saddle", "momentum", 0.07, 0.9)[3]
    assert (explorer.values["x/momentum"], explorer.values["y/momentum"]) == (x, y)
    assert dict(explorer.gradients) == {"x": x, "y": -y}
    with pytest.raises(TypeError):
        explorer.values["x/momentum"] = 0.0


def test_a_name_that_no_address_can_hold_is_refused():
    with pytest.raises(ValueError, match="lower-case letters"):
        explore_optimizers("Two Words")
