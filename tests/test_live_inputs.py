"""The explorer of two inputs in Python: its numbers against PyTorch, its drawings by their equations."""

import itertools
import math
import re

import numpy as np
import pytest
from traitlets import TraitError

from backprop_lib.axes import Scale
from backprop_lib.live import explore_two_inputs
from backprop_lib.live.inputs.explorer import START
from backprop_lib.live.inputs.markup import content
from backprop_lib.live.inputs.neuron import DATA, OUTPUTS, POINTS, numbers
from backprop_lib.live.inputs.pictures import ARROW, LEVELS, PAIRS, SURFACE, arrow, half_plane, losses, surface
from tests.inputs_by_hand import OVER, apart, arrow_end, coordinates, crossings, gradient, loss, place

SETTING = {"data": "or", "loss": "half_squared_error", "over": "w1-w2", "w1": 1.7, "w2": -2.2, "b": 0.4, "eta": 3.0}
SYMBOL = re.compile(r'data-symbol="([^"]+)"')
DRAWN = re.compile(r'<path class="[^"]+" data-(?:drawn|level)="([^"]+)"[^>]*? d="([^"]*)"')


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


@pytest.fixture(params=itertools.product(OVER, OUTPUTS, DATA), ids=" ".join)
def chosen(request):
    return SETTING | dict(zip(("over", "loss", "data"), request.param, strict=True))


def test_the_surface_is_the_loss(chosen):
    first, second, _ = OVER[chosen["over"]]
    places = np.random.default_rng(0).uniform(-5, 5, size=(100, 2))
    expected = loss(chosen, **{first: places[:, 0], second: places[:, 1]})
    np.testing.assert_allclose(losses(places, chosen), expected, rtol=1e-13)


def test_the_surface_s_lines_run_where_the_loss_has_their_levels(chosen):
    drawn = dict(DRAWN.findall(surface(chosen, numbers(chosen))))
    for k, level in enumerate(LEVELS[chosen["loss"]]):
        assert apart(drawn[str(k)], crossings(chosen, level)) < 0.11, level  # px, which are printed to a tenth
    assert apart(drawn["present"], crossings(chosen, loss(chosen))) < 0.11
    assert sum(map(bool, drawn.values())) >= 5


def test_both_arrows_stand_on_the_pair_of_the_surface(chosen):
    first, second, _ = OVER[chosen["over"]]
    now = numbers(chosen) | {f"fd/{name}": slope for name, slope in {"w1": 0.1, "w2": -0.2, "b": 0.4}.items()}
    drawn = surface(chosen, now)
    here = place(chosen[first], chosen[second])
    for name, slopes in (("gradient", gradient(chosen)), ("difference", {"w1": 0.1, "w2": -0.2, "b": 0.4})):
        start, end = coordinates(dict(DRAWN.findall(drawn))[name])[:2]
        assert np.abs(start - here).max() < 0.11
        assert np.abs(end - arrow_end(chosen, slopes)).max() < 0.11, name
    circle = [float(re.search(rf'data-drawn="here"[^>]* {side}="([^"]+)"', drawn)[1]) for side in ("cx", "cy")]
    assert np.abs(circle - here).max() < 0.11


def test_axes_and_caption_name_the_pair_and_what_is_held(chosen):
    setting = chosen | {"w1": -1.5}
    text = re.sub(r"<[^>]+>", "", content(setting, numbers(setting)).replace("&nbsp;", " "))
    names = {"w1-w2": "w1w2", "w1-b": "w1b", "w2-b": "w2b"}[setting["over"]]
    held = {"w1-w2": "b = 0.4", "w1-b": "w2 = −2.2", "w2-b": "w1 = −1.5"}[setting["over"]]
    assert f"Lines of equal loss at {held}" in text and f"{names}The stronger a line, the lower." in text
    spoken = {"w1-w2": "w 1 and w 2", "w1-b": "w 1 and b", "w2-b": "w 2 and b"}[setting["over"]]
    assert f'aria-label="Lines of equal loss over {spoken}, ' in content(setting, numbers(setting))


def test_the_valley_of_and_slants_over_a_weight_and_the_bias_and_is_deeper():
    """What the page of the explorer says of it."""
    along = np.linspace(-5, 5, 201)
    x, y = np.meshgrid(along, along)
    for kind in OUTPUTS:
        start = START | {"loss": kind}
        over_bias, over_weights = loss(start, w1=x, b=y), loss(start, w1=x, w2=y)
        lowest = along[over_bias.argmin(axis=0)][along >= START["w1"]]
        down = lowest[lowest > -5]
        assert len(down) > 80 and (np.diff(lowest) <= 0).all() and down[0] - down[-1] > 2
        assert over_bias.min() < over_weights.min() / 2
        row, column = np.unravel_index(over_weights.argmin(), x.shape)
        assert 0 < along[row] < 2 and 0 < along[column] < 2, "the hollow lies in the middle"


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


@pytest.mark.parametrize("over", PAIRS)
def test_the_line_of_the_present_loss_goes_through_the_present_place(over):
    setting = SETTING | {"data": "and", "w1": 2.0, "w2": 0.5, "b": -1.0, "over": over}
    line = coordinates(dict(DRAWN.findall(surface(setting, numbers(setting))))["present"])
    here = np.array([Scale(*SURFACE[axis])(setting[name]) for axis, name in zip("xy", PAIRS[over], strict=True)])
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


def test_the_pair_of_the_surface_is_a_choice_that_changes_no_number():
    explorer = explore_two_inputs()
    choice = explorer.choices["over"]
    assert [(label, key) for label, key in choice.options] == [
        ("w₁, w₂", "w1-w2"),
        ("w₁, b", "w1-b"),
        ("w₂, b", "w2-b"),
    ]
    assert choice.value == START["over"] == "w1-w2"
    before = dict(explorer.values)
    choice.value = "w2-b"
    assert explorer.setting()["over"] == "w2-b" and dict(explorer.values) == before
    with pytest.raises(TraitError):
        choice.value = "w1-w1"


def test_every_symbol_that_is_shown_is_known():
    explorer = explore_two_inputs()
    assert set(SYMBOL.findall(explorer.markup)) == explorer.values.keys() | explorer.sliders.keys()


def test_a_name_that_no_address_can_hold_is_refused():
    with pytest.raises(ValueError, match="lower-case letters"):
        explore_two_inputs("Two Inputs")
