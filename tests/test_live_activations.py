"""The explorers of activations in Python: numbers, markup, controls, errors."""

import gzip
import json
import random

import ipywidgets
import numpy as np
import pytest
import torch

from backprop_lib import activations
from backprop_lib.live import explore_activations
from backprop_lib.live.activations import slope
from tests.activations_by_hand import FUNCTIONS, PARTS, off
from tests.engine_in_node import ask
from tests.test_live_markup import Tree

SETTINGS = {
    "slope": [
        {"activation": activation, "beside": beside, "z": z, "u": u}
        for activation, beside in zip(FUNCTIONS, ["none", "sigmoid", *FUNCTIONS], strict=False)
        for z, u in ((-6.0, -2.0), (-0.75, 0.3), (0.0, 1.0), (1e-3, 0.0), (1.66, -0.4), (6.0, 2.0))
    ],
    "loss": [{"z": z, "y": y} for z in (-10.0, -5.0, -0.3, 0.0, 2.5, 10.0) for y in "01"],
    "softmax": [
        {"z1": a, "z2": b, "z3": c, "true": true}
        for a, b, c in ((2.0, 1.0, 0.0), (10.0, 0.0, 0.0), (-10.0, 10.0, 3.0), (0.0, 0.0, 0.0))
        for true in "123"
    ],
}
CASES = [(part, setting) for part, settings in SETTINGS.items() for setting in settings]


@pytest.fixture(scope="module")
def explorers():
    return {part: explore_activations(part) for part in PARTS}


@pytest.fixture(scope="module")
def trees(explorers):
    return {part: Tree(explorer.markup) for part, explorer in explorers.items()}


def set_all(explorer, setting):
    for name, control in (explorer.sliders | explorer.choices).items():
        control.value = setting[name]


def test_numbers_are_those_of_an_independent_computation(explorers):
    for part, setting in CASES:
        set_all(explorers[part], setting)
        values, expected = explorers[part].values, PARTS[part](**setting)
        wrong = {symbol: (values[symbol], float(n)) for symbol, n in expected.items() if off(values[symbol], n) > 1}
        assert wrong == {}, setting


def test_the_page_computes_the_same_numbers():
    answers = ask("parts", cases=[[part, setting] for part, setting in CASES])
    for (part, setting), answer in zip(CASES, answers, strict=True):
        expected = PARTS[part](**setting)
        numbers = {**setting, **answer}
        wrong = {symbol: (numbers[symbol], float(n)) for symbol, n in expected.items() if off(numbers[symbol], n) > 1}
        assert wrong == {}, setting


def test_slopes_and_gradients_are_those_of_torch(explorers):
    explorer = explorers["slope"]
    functional = torch.nn.functional
    own = {
        "gelu": lambda z: functional.gelu(z, approximate="tanh"),
        "sigmoid": torch.sigmoid, "tanh": torch.tanh, "relu": torch.relu,
    }  # fmt: skip
    for setting in SETTINGS["slope"]:
        set_all(explorer, setting)
        z = torch.tensor(setting["z"], dtype=torch.float64, requires_grad=True)
        name = setting["activation"]
        (own.get(name) or getattr(functional, name))(z).backward(torch.tensor(setting["u"], dtype=torch.float64))
        if not (name == "elu" and setting["z"] == 0):
            assert explorer.gradients["z"] == pytest.approx(float(z.grad), rel=1e-12, abs=1e-15), setting
    for setting in SETTINGS["loss"]:
        set_all(explorers["loss"], setting)
        y = torch.tensor(float(setting["y"]), dtype=torch.float64)
        z = torch.tensor(setting["z"], dtype=torch.float64, requires_grad=True)
        (torch.sigmoid(z) - y).square().div(2).backward()
        squared, z.grad = float(z.grad), None
        functional.binary_cross_entropy_with_logits(z, y).backward()
        expected = {"half_squared_error": squared, "binary_cross_entropy": float(z.grad)}
        assert dict(explorers["loss"].gradients) == pytest.approx(expected, rel=1e-11), setting
    for setting in SETTINGS["softmax"]:
        set_all(explorers["softmax"], setting)
        z = torch.tensor([setting[f"z{k}"] for k in (1, 2, 3)], dtype=torch.float64, requires_grad=True)
        true = int(setting["true"]) - 1
        (torch.softmax(z, 0) - torch.eye(3, dtype=torch.float64)[true]).square().sum().div(2).backward()
        squared, z.grad = z.grad.tolist(), None
        functional.cross_entropy(z, torch.tensor(true)).backward()
        gradients = explorers["softmax"].gradients
        assert gradients["half_squared_error"] == pytest.approx(squared, rel=1e-11, abs=1e-16), setting
        assert gradients["cross_entropy"] == pytest.approx(z.grad.tolist(), rel=1e-11, abs=1e-16), setting


def test_known_figures(explorers):
    """Where the slopes of tanh and sigmoid cross; a saturated sigmoid and a saturated softmax, each with its loss."""
    assert explorers["slope"].values["crossing"] == pytest.approx(1.66288589105862, rel=1e-14)
    set_all(explorers["loss"], {"z": -5.0, "y": "1"})
    assert explorers["loss"].values["squared/delta"] == pytest.approx(-0.0066, rel=1e-3)
    set_all(explorers["softmax"], {"z1": 10.0, "z2": 0.0, "z3": 0.0, "true": "2"})
    values = explorers["softmax"].values
    assert values["squared/norm"] == pytest.approx(1.70e-4, rel=5e-3)
    assert values["cross/norm"] == pytest.approx(1.414, rel=1e-3)
    assert max(abs(values[f"dp{i}/dz{j}"]) for i in (1, 2, 3) for j in (1, 2, 3)) == pytest.approx(9.1e-5, rel=5e-3)


def test_the_printed_formula_gives_the_slope():
    """a (1 − a), 1 − a², s + a c, ...: each line's own terms, replaced by their numbers."""
    written = {
        "sigmoid": lambda n: n["a"] * (1 - n["a"]),
        "tanh": lambda n: 1 - n["a"] ** 2,
        "elu": lambda n: np.exp(min(n["z"], 0)),
        "softplus": lambda n: 1 / (1 + np.exp(-n["z"])),
        "gelu": lambda n: n["s"] + n["a"] * n["c"],
        "silu": lambda n: n["s"] + n["a"] * n["c"],
    }
    rng = random.Random(0)
    for name, formula in written.items():
        _, line, _ = slope.LINES[name]
        used = {term.symbol for term in line.formula.terms}
        for z in [rng.uniform(-6, 6) for _ in range(20)]:
            numbers = slope.numbers({"activation": name, "beside": "none", "z": z, "u": 1.0})
            assert formula({symbol: numbers[symbol] for symbol in used}) == pytest.approx(
                numbers["f_prime(z)"], rel=1e-12, abs=1e-14
            ), (name, z)


@pytest.mark.parametrize("part", PARTS)
def test_the_markup_holds_the_books_numbers(explorers, trees, part):
    expected = PARTS[part](**explorers[part].spec["book"])
    slots = trees[part].having("data-symbol")
    assert {slot["data-symbol"] for slot in slots} >= set(expected) - {"y"}
    for slot in slots:
        value = float(slot["data-value"])
        if slot["data-symbol"] in expected:
            assert off(value, expected[slot["data-symbol"]]) <= 1, slot
        hues = {"plus", "minus", "zero"} & set(slot["class"].split())
        assert hues <= {"plus" if value > 0 else "minus" if value < 0 else "zero"}
        text = slot["text"].replace("−", "-")
        assert float(text) == pytest.approx(value, rel=0.6 * 10.0 ** (1 - int(slot["data-digits"])), abs=0)


@pytest.mark.parametrize("part", PARTS)
def test_the_markup_is_whole(explorers, trees, part):
    tree, spec = trees[part], explorers[part].spec
    assert tree.having("id") == []
    assert [slot["data-control"] for slot in tree.having("data-control")] == [
        name for names in explorers[part].part.GROUPS.values() for name in names
    ]
    assert {slot["data-control"] for slot in tree.having("data-control")} == {*spec["order"]} <= {*spec["symbols"]}
    speeches = [element["text"] for element in tree.having("data-speech")]
    assert len(speeches) == len(spec["speech"])
    assert not any("{" in speech for speech in speeches)
    for picture in tree.having("role", "img"):
        assert picture["aria-label"]
    assert len(gzip.compress((explorers[part].markup + json.dumps(spec)).encode(), 9)) < 8_000


def test_the_static_picture_shows_the_slope(trees):
    """Each dot stands where its number is; the saturated region is where the slope is small."""
    for layout in ("wide", "tall"):
        inside = [e for e in trees["slope"].elements if any(layout in p.get("class", "") for p in e["parents"])]
        parts = {e["data-draw"]: e for e in inside if "data-draw" in e}
        place = slope._scales(layout)
        (low, high, start, end), (bottom, top, floor, ceiling) = place["z"], place["bounded"]
        a = 1 / (1 + np.exp(-3.2))
        for dot, value in (("on-value", a), ("on-slope", a * (1 - a))):
            x = start + (3.2 - low) / (high - low) * (end - start)
            assert float(parts[dot]["cx"]) == pytest.approx(x, abs=0.06)
            y = floor + (value - bottom) / (top - bottom) * (ceiling - floor)
            assert float(parts[dot]["cy"]) == pytest.approx(y, abs=0.06)
        assert parts["saturated"]["d"].count("M") == 2


def test_saturated_regions_are_the_places_of_small_slopes():
    x, y = slope.axes.Scale(-6, 6, 0, 120), slope.axes.Scale(-1, 1, 100, 0)
    for name in FUNCTIONS:
        slopes = [activations.ACTIVATIONS[name].derivative(z) for z in slope.XS]
        pieces = slope.saturated(x, y, slopes).split("M")[1:]
        spans = [tuple(float(number) for number in (p.split()[0], p.split("H")[1].split("V")[0])) for p in pieces]
        for z, f_prime in zip(slope.XS, slopes, strict=True):
            covered = any(left <= x(z) <= right for left, right in spans)
            assert covered == (abs(f_prime) < 0.05) or abs(x(z) - 60) < 0.1, (name, z)


def test_controls_are_genuine_widgets(explorers):
    for explorer in explorers.values():
        for name, slider in explorer.sliders.items():
            assert type(slider) is ipywidgets.FloatSlider
            assert [slider.min, slider.max] == explorer.spec["ranges"][name][:2]
        for name, choice in explorer.choices.items():
            keys = [key for _, key in choice.options]
            assert keys == explorer.spec["choices"][name]
            assert type(choice) is (ipywidgets.Dropdown if len(keys) > 5 else ipywidgets.ToggleButtons)
    assert [key for _, key in explorers["slope"].choices["activation"].options] == list(FUNCTIONS)


def test_numbers_are_read_only(explorers):
    for explorer in explorers.values():
        with pytest.raises(TypeError):
            explorer.values["z"] = 1.0
        assert "values" not in explorer.get_state()


def test_bad_input_is_answered_in_words():
    with pytest.raises(ValueError, match="'slope', 'loss', 'softmax'; got 'tanh'"):
        explore_activations("tanh")
    with pytest.raises(ValueError, match="lower-case letters"):
        explore_activations("slope", name="My slope")


def test_a_notebook_stores_text_and_html(explorers):
    data, _ = explore_activations("softmax")._repr_mimebundle_()
    assert "data-value" not in data["text/html"] and "0.2447" in data["text/html"]
    assert "the true class is 2" in data["text/plain"]
    assert explore_activations("loss", name="other").spec["name"] == "other"
