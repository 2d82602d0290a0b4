"""The explorer of depth: numbers against PyTorch, the page's numbers and words, markup, controls, errors."""

import itertools
import json
import math
import random
import re

import ipywidgets
import numpy as np
import pytest

from backprop_lib.live import explore_depth
from backprop_lib.live.depth import settings
from tests.depth_by_hand import PER_LAYER, SAMPLES, by_hand, differences
from tests.engine_in_node import ask
from tests.test_live_markup import Tree

BOOK = settings.BOOK


def cases():
    """Every option beside every other kind of option, the ends of the sliders, and places between at random."""
    rng = random.Random(5)
    found = [
        BOOK | {"activation": activation, "initializer": initializer, "residual": residual, "step": step}
        for activation, initializer, residual, step in itertools.product(
            settings.CHOICES["activation"], ("xavier_normal", "normal"), ("off", "on"), ("none", "clipped")
        )
    ]
    for activation, (slider, bounds) in itertools.product(("sigmoid", "relu"), settings.RANGES.items()):
        step = "clipped" if slider in ("eta", "limit") else "none"
        found += [BOOK | {"activation": activation, "step": step, slider: end} for end in bounds[:2]]
    for _ in range(40):
        setting = {control: rng.choice(list(options)) for control, options in settings.CHOICES.items()}
        for control, (low, high, _, scale) in settings.RANGES.items():
            setting[control] = rng.randint(low, high) if scale == "whole" else low * (high / low) ** rng.random()
        found.append(setting)
    return found


CASES = cases()


@pytest.fixture(scope="module")
def answers():
    return ask("depthPage", cases=CASES, samples=SAMPLES, symbols=settings.SYMBOLS)


@pytest.fixture(scope="module")
def explorer():
    return explore_depth()


def set_all(explorer, setting):
    for name, control in (explorer.sliders | explorer.choices).items():
        control.value = setting[name]


def floats(answer):
    return {
        key: [float(n) for n in answer[key]] if key in PER_LAYER else float(answer[key])
        for key in ("L", "norm", *PER_LAYER)
    }


def test_numbers_in_the_kernel_are_those_of_pytorch():
    explorer = explore_depth()
    for setting in CASES:
        set_all(explorer, setting)
        assert differences(explorer.values, setting) == [], setting


def test_numbers_in_the_page_are_those_of_pytorch(answers):
    for setting, answer in zip(CASES, answers, strict=True):
        assert differences(floats(answer), setting) == [], setting


def test_the_comparison_sees_a_fault(answers):
    answer = floats(answers[0])
    for key in ("L", "norm", *PER_LAYER):
        wrong = json.loads(json.dumps(answer))
        if key in PER_LAYER:
            wrong[key][3] = wrong[key][3] * (1 + 1e-9) + (1 if key == "dead" else 1e-3 if key == "saturated" else 0)
        else:
            wrong[key] *= 1 + 1e-9
        assert len(differences(wrong, CASES[0])) == 1, key


def test_gradients_have_the_norms_that_are_shown():
    explorer = explore_depth(activation="relu", step="plain")
    gradients, values = explorer.gradients, explorer.values
    assert [g.shape for g in gradients["W"]] == [(32, 32)] * 12 + [(1, 32)]
    assert [np.linalg.norm(delta) for delta in gradients["delta"][:-1]] == pytest.approx(values["delta"], rel=1e-12)
    assert math.sqrt(sum((g**2).sum() for g in gradients["W"])) == pytest.approx(values["norm"], rel=1e-12)


def test_no_start_leaves_the_numbers_of_64_bits(answers):
    ends = [
        BOOK
        | {
            "layers": 20,
            "scale": scale,
            "width": width,
            "activation": activation,
            "residual": residual,
            "initializer": "normal",
        }
        for scale, width, activation, residual in itertools.product(
            (0.01, 10.0), (1, 32), settings.CHOICES["activation"], ("off", "on")
        )
    ]
    for answer in ask("depthPage", cases=ends, samples=SAMPLES, symbols=settings.SYMBOLS):
        assert np.isfinite([answer["L"], answer["norm"], *answer["delta"], *answer["gradient"]]).all()


# --- the textbook's laws -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "factor"),
    [
        ({"activation": "sigmoid"}, 0.25),
        ({"activation": "tanh"}, 1.0),
        ({"activation": "tanh", "scale": 0.5, "initializer": "he_normal"}, math.sqrt(0.5)),
        ({"activation": "relu", "initializer": "he_normal"}, 1.0),
        ({"activation": "relu", "initializer": "normal"}, 4.0),
        ({"activation": "relu", "initializer": "normal", "width": 8, "scale": 0.5}, 1.0),
        ({"activation": "leaky_relu", "initializer": "he_normal"}, math.sqrt(1.0001)),
        ({"activation": "gelu"}, 0.0),
        ({"residual": "on"}, 0.0),
        ({"step": "plain"}, 0.0),
    ],
)
def test_laws(changed, factor):
    setting = BOOK | changed
    found, name = settings.law(setting)
    (answer,) = ask("depthPage", cases=[setting], samples=SAMPLES, symbols=settings.SYMBOLS)
    assert found == pytest.approx(factor, rel=1e-12) and answer["factor"] == pytest.approx(factor, rel=1e-12)
    assert name == answer["name"] and name in settings.LAWS


@pytest.mark.parametrize("activation", ["relu", "leaky_relu", "sigmoid"])
def test_the_laws_hold_for_the_mean_over_seeds(activation):
    """He's law is about the mean of squares over weights; the sigmoid stays below its law, and near it."""
    initializer = "xavier_normal" if activation == "sigmoid" else "he_normal"
    setting = BOOK | {"activation": activation, "initializer": initializer, "scale": 1.2, "layers": 6}
    ratios = []
    for seed in range(40):
        delta = by_hand(setting | {"seed": seed})["delta"]
        ratios.append((delta[0] / delta[-1]) ** 2)
    factor, (law, _) = np.mean(ratios) ** (1 / 10), settings.law(setting)
    assert 0.9 < factor / law < 1.2


# --- words ---------------------------------------------------------------------------------------


def test_sentences_are_true(answers):
    """The numbers in each sentence are those of the computation, and its verbs point where they do."""
    kinds = set()
    for setting, answer in zip(CASES, answers, strict=True):
        words, now = answer["sentence"], floats(answer)
        assert "undefined" not in words and "NaN" not in words and words.endswith("."), words
        assert len(words) <= 180, words  # two lines on a desk
        delta = now["delta"]
        finite = np.isfinite([now["L"], now["norm"], *delta]).all()
        assert ("outgrow 64 bits" in words) == (not finite), (setting, words)
        if match := re.match(
            r"From layer (\d+) to layer 1 the gradient (\w+) .* per layer by a factor of ([\d.e−]+)", words
        ):
            ratio = delta[0] / delta[-1]
            kinds.add(match[2])
            assert int(match[1]) == setting["layers"] and setting["step"] == "none"
            assert match[2] == ("grows" if ratio > 2 else "keeps" if ratio >= 0.5 else "shrinks")
            factor = float(match[3].rstrip(".").replace("−", "-"))
            assert factor == pytest.approx(ratio ** (1 / (setting["layers"] - 1)), rel=5e-3)
        if match := re.search(r"The loss (falls|rises|stays)", words):
            kinds.add(match[1])
            before = float(answer["start"]["L"])
            assert match[1] == ("falls" if now["L"] < before else "rises" if now["L"] > before else "stays")
            if abs(now["L"] / before - 1) > 1e-8:
                losses = re.search(r"from (\S+) to (\S+)\.", words[match.start() :])
                assert losses[1] != losses[2], words
        if "is exactly 0" in words:
            assert 0 in delta
        if match := re.search(r"(\d+) of (\d+) units? (?:is|are) dead", words):
            kinds.add("dead")
            assert [int(match[1]), int(match[2])] == [sum(now["dead"]), setting["layers"] * setting["width"]]
        if "hides it" in words:
            kinds.add("hides")
            assert abs(math.log10(delta[0] / delta[-1])) > 2 * abs(math.log10(now["gradient"][0] / now["gradient"][-1]))
        if "Clipping shortened" in words:
            kinds.add("clipped")
            assert float(answer["start"]["norm"]) > setting["limit"] and setting["step"] == "clipped"
    assert kinds >= {"grows", "keeps", "shrinks", "falls", "rises", "dead", "hides", "clipped"}


# --- markup and controls -------------------------------------------------------------------------


def test_the_markup_holds_the_books_numbers(explorer):
    tree, expected = Tree(explorer.markup), by_hand(BOOK)
    slots = {slot["data-symbol"]: slot for slot in tree.having("data-symbol")}
    for key in PER_LAYER:
        for row in range(1, 21):
            want = expected[key][12 - row] if row <= 12 else 0
            assert float(slots[f"{key}/{row}"]["data-value"]) == pytest.approx(want, rel=1e-11)
    for key in ("L", "norm"):
        assert float(slots[key]["data-value"]) == pytest.approx(expected[key], rel=1e-11)
    assert float(slots["law"]["data-value"]) == 0.25
    rows = tree.having("data-row")
    assert len(rows) == 20 and [("aria-hidden" in row) for row in rows] == [False] * 12 + [True] * 8
    assert tree.having("id") == []
    heads = [element["text"] for element in tree.having("role", "rowheader")]
    assert heads == [str(layer) for layer in range(12, 0, -1)] + [""] * 8


def test_bars_and_circles_stand_on_the_axis():
    """From 10⁻¹⁶ at the left to 10⁴, or, where a network explodes, to the first of 10²⁴, 10⁶⁴, … that has room."""
    for changed, powers, label in (({}, 20, "10⁴"), ({"activation": "relu", "initializer": "normal"}, 40, "10²⁴")):
        explorer = explore_depth(**changed)
        tree = Tree(explorer.markup)
        delta = by_hand(BOOK | changed)["delta"]
        law, _ = settings.law(BOOK | changed)
        bars = [float(e["width"].rstrip("%")) for e in tree.elements if e["tag"] == "rect"]
        assert bars[:12] == pytest.approx([100 * (math.log10(d) + 16) / powers for d in reversed(delta)], abs=0.006)
        assert bars[12:] == [0] * 8
        circles = [float(e["cx"].rstrip("%")) for e in tree.elements if e["tag"] == "circle" and "cx" in e]
        expected = [100 * (math.log10(delta[-1] * law**k) + 16) / powers for k in range(12)]
        assert circles == pytest.approx(expected, abs=0.006)
        assert tree.having("data-tick")[-1]["text"] == label


def test_a_bar_left_of_the_axis_is_marked():
    tree = Tree(explore_depth(layers=20, initializer="normal", scale=0.01).markup)
    shown = [e for e in tree.elements if e.get("class") == "below"]
    deltas = by_hand(BOOK | {"layers": 20, "initializer": "normal", "scale": 0.01})["delta"]
    assert ["hidden" not in e for e in shown] == [d < 1e-16 for d in reversed(deltas)]
    assert 0 < sum(d < 1e-16 for d in deltas) < 20


def test_controls_are_genuine_widgets(explorer):
    assert list(explorer.sliders) == ["layers", "width", "scale", "seed", "eta", "limit"]
    assert list(explorer.choices) == ["activation", "residual", "initializer", "step"]
    for name in ("layers", "width", "seed"):
        assert type(explorer.sliders[name]) is ipywidgets.IntSlider
    for name in ("scale", "eta", "limit"):
        assert type(explorer.sliders[name]) is ipywidgets.FloatLogSlider
    assert type(explorer.choices["initializer"]) is ipywidgets.Dropdown
    assert type(explorer.choices["activation"]) is ipywidgets.ToggleButtons
    spec = json.loads(json.dumps(explorer.spec, allow_nan=False))
    assert set(spec["order"]) == set(explorer.setting()) == set(spec["book"])
    assert set(spec["order"]) == {slot["data-control"] for slot in Tree(explorer.markup).having("data-control")}
    with pytest.raises(TypeError):
        explorer.values["L"] = 0.0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"depth": 3}, "no control 'depth'; the controls: activation, residual, layers"),
        ({"activation": "softmax"}, "activation is 'softmax', expected one of sigmoid, tanh, relu"),
        ({"layers": 21}, "layers is 21, expected a whole number from 1 to 20"),
        ({"layers": 2.5}, "layers is 2.5, expected a whole number"),
        ({"layers": True}, "layers is True"),
        ({"scale": "1"}, "scale is '1', expected a number from 0.01 to 10"),
        ({"eta": math.nan}, "eta is nan"),
        ({"name": "How deep"}, "lower-case letters"),
    ],
)
def test_bad_input_is_answered_in_words(arguments, message):
    with pytest.raises(ValueError, match=message):
        explore_depth(**arguments)


def test_another_start_is_the_one_to_come_back_to():
    explorer = explore_depth("dead-units", activation="relu", layers=3, residual="on")
    assert explorer.spec["book"] == BOOK | {"activation": "relu", "layers": 3, "residual": "on"}
    assert explorer.setting() == explorer.spec["book"]
    assert explorer.name == explorer.spec["name"] == "dead-units"
    assert "no skip connections" in explorer.markup


def test_a_notebook_stores_text_and_html(explorer):
    data, _ = explore_depth()._repr_mimebundle_()
    assert "data-value" not in data["text/html"] and "6.980e−9" in data["text/html"]
    assert data["text/plain"].splitlines()[1] == "layer 12: 0.04592"
