"""The explorer of two inputs in Python: its numbers against PyTorch, its drawings by their equations."""

import math
import re

import numpy as np
import pytest

from backprop_lib.axes import Scale
from backprop_lib.live import explore_two_inputs
from backprop_lib.live.inputs.neuron import DATA, OUTPUTS, POINTS, loss_at, numbers
from backprop_lib.live.inputs.pictures import ARROW, WEIGHTS, arrow, half_plane, losses, weights

SETTING = {"data": "or", "loss": "half_squared_error", "w1": 1.7, "w2": -2.2, "b": 0.4, "eta": 3.0}
SYMBOL = re.compile(r'data-symbol="([^"]+)"')


def coordinates(path):
    return np.array([float(number) for number in re.findall(r"-?[\d.]+(?:e-?\d+)?", path)]).reshape(-1, 2)


@pytest.mark.parametrize("data", DATA)
@pytest.mark.parametrize("loss", OUTPUTS)
def test_numbers_are_those_of_pytorch(data, loss):
    torch = pytest.importorskip("torch")
    start = {name: SETTING[name] for name in ("w1", "w2", "b")}
    w1, w2, b = (torch.tensor(value, dtype=torch.float64, requires_grad=True) for value in start.values())
    X, Y = torch.tensor(POINTS), torch.tensor(DATA[data][:, 0])
    z = w1 * X[:, 0] + w2 * X[:, 1] + b
    p = torch.sigmoid(z)
    if loss == "binary_cross_entropy":
        each = torch.nn.functional.binary_cross_entropy_with_logits(z, Y, reduction="none")
    else:
        each = 0.5 * (p - Y) ** 2
    each.mean().backward()
    found = numbers(SETTING | {"data": data, "loss": loss})
    np.testing.assert_allclose([found[f"p[{s}]"] for s in range(1, 5)], p.detach(), rtol=1e-14)
    np.testing.assert_allclose([found[f"L[{s}]"] for s in range(1, 5)], each.detach(), rtol=1e-13)
    np.testing.assert_allclose(found["L"], each.mean().item(), rtol=1e-13)
    for name, parameter in (("w1", w1), ("w2", w2), ("b", b)):
        gradient = parameter.grad.item()
        assert found[f"dL/d{name}"] == pytest.approx(gradient, rel=1e-12)
        assert found[f"fd/{name}"] == pytest.approx(gradient, abs=1e-9)
        assert found[f"fd/{name}"] != found[f"dL/d{name}"], "a finite difference is no copy"
        assert found[f"new/{name}"] == pytest.approx(start[name] - 3.0 * gradient, rel=1e-12)
    right = [float((each > 0.5) == (y == 1)) for each, y in zip(p.tolist(), Y.tolist(), strict=True)]
    assert [found[f"right/{s}"] for s in range(1, 5)] == right


def test_the_loss_after_a_step_is_the_loss_where_it_leads():
    found = numbers(SETTING)
    there = SETTING | {name: found[f"new/{name}"] for name in ("w1", "w2", "b")}
    assert found["new/L"] == numbers(there)["L"]


def test_data_are_what_their_names_say():
    for (a, b), *targets in zip(POINTS.astype(bool), *(DATA[name][:, 0] for name in ("and", "or", "xor")), strict=True):
        assert targets == [a and b, a or b, a ^ b]


@pytest.mark.parametrize("loss", OUTPUTS)
def test_the_surface_is_the_loss(loss):
    setting = SETTING | {"loss": loss}
    places = np.array([[1.0, 2.0], [-3.0, 0.5], [4.0, -4.0]])
    expected = [loss_at(setting, w1=w1, w2=w2) for w1, w2 in places]
    np.testing.assert_allclose(losses(places, setting), expected, rtol=1e-14)


def test_the_line_is_where_the_weighted_sum_is_0():
    x, y = Scale(0, 10, 0, 1000), Scale(0, 10, 1000, 0)
    area, line = half_plane(2.0, 1.0, -8.0, x, y)
    for px, py in coordinates(line):
        assert 2 * px / 100 + (10 - py / 100) == pytest.approx(8)
    assert len(coordinates(line)) == 2
    assert [1000.0, 0.0] in coordinates(area).tolist() and [0.0, 1000.0] not in coordinates(area).tolist()
    assert half_plane(0.0, 0.0, -1.0, x, y) == ("", "")


def test_an_arrow_points_against_the_gradient():
    assert coordinates(arrow((100, 100), (3.0, -4.0), (3.0, -4.0), 5))[:2].tolist() == [
        [100, 100],
        [round(100 - 0.6 * ARROW, 1), round(100 - 0.8 * ARROW, 1)],
    ]
    half = coordinates(arrow((0, 0), (0.5, 0.0), (1.0, 0.0), 5))[1]
    assert half.tolist() == [-ARROW / 2, 0]
    for none in (0.0, math.nan, math.inf):
        assert arrow((0, 0), (none, 0.0), (none, 0.0), 5) == ""


def test_the_line_of_the_present_loss_goes_through_the_present_weights():
    setting = SETTING | {"data": "and", "w1": 2.0, "w2": 0.5, "b": -1.0}
    drawn = weights(setting, (0.1, 0.1), (0.1, 0.1))
    line = coordinates(re.search(r'data-drawn="present" d="([^"]+)"', drawn)[1])
    here = np.array([Scale(*WEIGHTS["x"])(2.0), Scale(*WEIGHTS["y"])(0.5)])
    assert np.hypot(*(line - here).T).min() < 5  # px: the line has a point on every side of a square of 6 px


def test_values_and_gradients_follow_the_controls():
    explorer = explore_two_inputs()
    explorer.choices["data"].value = "xor"
    explorer.choices["loss"].value = "binary_cross_entropy"
    explorer.sliders["b"].value = 1.0
    explorer.sliders["w1"].value = explorer.sliders["w2"].value = 0.0
    p = 1 / (1 + math.exp(-1))
    assert explorer.values["p[3]"] == pytest.approx(p)
    assert explorer.gradients["b"] == pytest.approx(p - 0.5)
    assert explorer.gradients["w1"] == pytest.approx((2 * p - 1) / 4)
    with pytest.raises(TypeError):
        explorer.values["L"] = 0.0


def test_every_symbol_that_is_shown_is_known():
    explorer = explore_two_inputs()
    assert set(SYMBOL.findall(explorer.markup)) == explorer.values.keys() | explorer.sliders.keys()


def test_a_name_that_no_address_can_hold_is_refused():
    with pytest.raises(ValueError, match="lower-case letters"):
        explore_two_inputs("Two Inputs")
