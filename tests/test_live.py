"""The explorer in Python: sliders, values, gradients, errors, what a notebook stores."""

import json
import math
import os
import subprocess
import sys

import pytest

from backprop_lib import examples
from backprop_lib.live import explore
from tests.live_by_hand import by_hand


@pytest.fixture
def explorer():
    return explore(examples.worked_example())


def test_starts_with_the_numbers_of_the_book(explorer):
    values, gradients = by_hand()
    assert {name: explorer.values[name] for name in values} == pytest.approx(values, rel=1e-14)
    assert dict(explorer.gradients) == pytest.approx(gradients, rel=1e-14)
    assert list(explorer.sliders) == ["x", "y", "w1", "w2", "w3", "w4", "b1", "b2", "b3", "eta", "h"]


def test_values_and_gradients_follow_the_sliders(explorer):
    moved = {"x": -1.37, "w1": 2.5, "w3": -0.7, "b3": 1.25, "y": 0.2}
    for name, value in moved.items():
        explorer.sliders[name].value = value
    values, gradients = by_hand(**moved)
    assert {name: explorer.values[name] for name in values} == pytest.approx(values, rel=1e-13)
    assert dict(explorer.gradients) == pytest.approx(gradients, rel=1e-13)


def test_an_observer_sees_fresh_numbers(explorer):
    seen = []
    explorer.sliders["w4"].observe(lambda change: seen.append(explorer.values["z3"]), "value")
    explorer.sliders["w4"].value = -3
    assert seen == [explorer.values["z3"]]
    assert seen == pytest.approx([by_hand(w4=-3)[0]["z3"]])


def test_a_slider_keeps_full_precision(explorer):
    explorer.sliders["w1"].value = 0.123456789012345
    assert explorer.values["w1"] == 0.123456789012345


def test_the_numbers_are_read_only(explorer):
    with pytest.raises(TypeError):
        explorer.values["w1"] = 1.0
    with pytest.raises(TypeError):
        explorer.gradients["w1"] = 1.0
    assert "values" not in explorer.get_state()
    assert "gradients" not in explorer.get_state()


def test_numbers_may_outgrow_floating_point(explorer):
    for name, value in {"w1": 1e308, "x": 2.0}.items():
        explorer.sliders[name].max = max(value, explorer.sliders[name].max)
        explorer.sliders[name].value = value
    assert explorer.values["z1"] == math.inf
    assert explorer.values["h1"] == 1.0


def test_sliders_are_genuine_and_in_their_ranges(explorer):
    w1, eta = explorer.sliders["w1"], explorer.sliders["eta"]
    assert type(w1).__name__ == "FloatSlider" and type(eta).__name__ == "FloatLogSlider"
    assert (w1.min, w1.max, w1.step, w1.description) == (-5, 5, 0.01, "w₁")
    assert (eta.min, eta.max, eta.base, eta.value) == (-3, 2, 10, 0.1)
    assert (explorer.sliders["h"].min, explorer.sliders["h"].max) == (-12, -1)
    assert explorer.controls == [*explorer.sliders.values(), *explorer.choices.values()]


def test_a_range_can_be_chosen():
    explorer = explore("one-neuron", ranges={"w": (0.2, 1), "eta": (0.01, 1)})
    assert (explorer.sliders["w"].min, explorer.sliders["w"].max) == (0.2, 1)
    assert explorer.sliders["eta"].min == pytest.approx(-2)
    assert explorer.spec["ranges"]["w"] == [0.2, 1.0, 0.01, "linear"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"example": "xor"}, "'worked-example', 'one-neuron', .*; got 'xor'"),
        ({"example": None}, "got None"),
        ({"ranges": {"w9": (0, 1)}}, "no slider 'w9' in 'worked-example'; its sliders: x, y, w1"),
        ({"ranges": {"w1": (0.2, 1)}}, "range 0.2 to 1 of 'w1' excludes its start value 0.1"),
        ({"ranges": {"w1": (1, -1)}}, "the lower first"),
        ({"ranges": {"w1": (-math.inf, 1)}}, "two finite numbers"),
        ({"ranges": {"w1": 3}}, r"a pair \(lowest, highest\), got 3"),
        ({"ranges": {"eta": (0, 1)}}, "must lie above 0"),
        ({"name": "My explorer"}, "lower-case letters, digits and hyphens.*'My explorer'"),
    ],
)
def test_bad_input_is_answered_in_words(arguments, message):
    with pytest.raises(ValueError, match=message):
        explore(**{"example": "worked-example", **arguments})


def test_two_explorers_of_one_example_have_names_of_their_own():
    first, second = explore("one-neuron"), explore("one-neuron", name="second-neuron")
    assert 'data-explorer="one-neuron"' in first.markup
    assert 'data-explorer="second-neuron"' in second.markup
    assert second.spec["name"] == second.name == "second-neuron"
    second.sliders["w"].value = 3
    assert first.values["w"] == 0.5


def test_a_notebook_stores_text_and_html_beside_the_view(explorer):
    data, _ = explorer._repr_mimebundle_()
    html = data["text/html"]
    assert '<span class="digits">0.537430</span>' in html
    assert "0.53742984" in explorer.markup and "0.53742984" not in html, "only rounded numbers are stored"
    assert data["text/plain"].startswith("Forward")
    assert " 17 ∂L/∂w₁ = δ₁ · x = −0.00672513 × 0.5 = −0.00336257" in data["text/plain"]
    assert "application/vnd.jupyter.widget-view+json" in data


def test_the_spec_says_what_the_script_needs(explorer):
    spec = json.loads(json.dumps(explorer.spec, allow_nan=False))
    assert spec["order"] == [*explorer.sliders, "hidden", "output"]
    functions = {"hidden": "sigmoid", "output": "sigmoid"}
    assert spec["book"] == {**examples.worked_example().values, "eta": 0.1, "h": 1e-5, **functions}
    own = spec["variants"]["sigmoid sigmoid"]
    assert own["lines"] == [[k, k + 1] for k in range(24)]
    assert own["forms"] == [0] * 9  # the picture and eight columns as they stand in the page
    assert own["slopes"]["sigma_prime(z2)"] == {"of": "z2", "into": "h2", "op": "sigmoid", "max": 0.25}
    assert own["factors"] == {
        "w1>z1": "x", "x>z1": "w1", "b1>z1": "1", "w2>z2": "x", "x>z2": "w2", "b2>z2": "1",
        "z1>h1": "sigma_prime(z1)", "z2>h2": "sigma_prime(z2)", "z3>y_hat": "sigma_prime(z3)",
        "w3>z3": "h1", "w4>z3": "h2", "h1>z3": "w3", "h2>z3": "w4", "b3>z3": "1",
        "y_hat>L": "dL/dy_hat", "y>L": "dL/dy",
    }  # fmt: skip
    assert own["formulas"] == {"dL/dy_hat": "(<i>ŷ</i> − <i>y</i>)", "dL/dy": "−(<i>ŷ</i> − <i>y</i>)"}
    assert set(own["factors"].values()) - {"1"} <= set(spec["symbols"])


def test_the_same_bytes_in_every_process():
    program = (
        "from backprop_lib.live import explore; e = explore('worked-example');"
        "print(ascii((e.markup, e.spec, e._repr_mimebundle_()[0]['text/plain'])))"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]
    assert b"data-explorer" in runs[0]
