"""Places, ticks and paths of the axes."""

import math
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backprop_lib.axes import Scale, frame, label, path
from tests.engine_in_node import ask


@given(st.floats(-1e3, 1e3), st.floats(1e-3, 1e3), st.integers(2, 12))
def test_linear_ticks_are_round_inside_and_few(low, width, most):
    scale = Scale(low, low + width, 0, 100)
    ticks = scale.ticks(most)
    assert 1 <= len(ticks) <= most
    assert all(low - 1e-6 * width <= tick <= low + width + 1e-6 * width for tick in ticks)
    steps = np.diff(ticks)
    assert np.allclose(steps, steps[:1], rtol=1e-6)
    for step in steps[:1]:
        leading = f"{step:.1e}"[:3]
        assert leading in ("1.0", "2.0", "5.0"), step


@given(st.integers(-12, 0), st.integers(1, 14))
def test_logarithmic_ticks_are_powers_of_ten(first, decades):
    ticks = Scale(10.0**first, 10.0 ** (first + decades), 0, 100, log=True).ticks()
    assert 1 <= len(ticks) <= 6
    assert ticks[0] == float(f"1e{first}")
    assert all(math.isclose(math.log10(tick), round(math.log10(tick)), abs_tol=1e-12) for tick in ticks)


@pytest.mark.parametrize("log", [False, True])
def test_ends_stand_at_the_ends(log):
    scale = Scale(0.01, 10, 300, 20, log)
    assert (scale(0.01), scale(10)) == (300, 20)
    middle = scale(math.sqrt(0.1)) if log else scale(5.005)
    assert middle == 160
    assert math.isnan(scale(math.inf)) and math.isnan(scale(math.nan))
    assert math.isnan(scale(-1)) == log


@pytest.mark.parametrize(
    ("value", "text"), [(0, "0"), (-2, "−2"), (0.25, "0.25"), (1e-4, "0.0001"), (1e-8, "10⁻⁸"), (1e6, "10⁶")]
)
def test_labels(value, text):
    assert label(value) == text


def test_path_has_one_point_a_sample_and_breaks_at_gaps():
    x, y = Scale(0, 3, 0, 30), Scale(0, 1, 10, 0)
    assert path(x, y, [0, 1, 2, 3], [0, math.nan, 1, 0.5]) == "M0 10M20 0L30 5"
    with pytest.raises(ValueError, match="zip"):
        path(x, y, [0, 1], [0])


def test_frame_writes_each_tick_once():
    x, y = Scale(0, 4, 10, 110), Scale(1e-3, 1, 90, 10, log=True)
    svg = frame(x, y)
    assert re.findall(r">([^<]+)<", svg) == ["0.001", "0.01", "0.1", "1", "0", "1", "2", "3", "4"]
    assert svg.count("H110") == 4


def test_the_page_draws_the_same_curves():
    """Each place to a tenth of a px: a tie in the next digit may go either way."""
    rng = np.random.default_rng(0)
    xs = [*np.linspace(-6, 6, 50).tolist(), 7.5, 8.0]
    gaps = {3: math.nan, 10: math.inf, 11: -math.inf, 51: math.nan}
    curves = [
        (Scale(-6, 6, 40, 640), Scale(-1, 1, 290, 10), rng.normal(size=52).tolist()),
        (Scale(6, -6, 0, 352), Scale(1e-8, 100, 300, 0, log=True), (10.0 ** rng.uniform(-12, 4, size=52)).tolist()),
        (Scale(-6, 6, 40, 640), Scale(1e-3, 1, 290, 10, log=True), rng.normal(size=52).tolist()),
    ]
    curves = [(x, y, [gaps.get(k, v) for k, v in enumerate(ys)]) for x, y, ys in curves]
    answers = ask("paths", curves=[{"x": x, "y": y, "xs": xs, "ys": [*map(str, ys)]} for x, y, ys in curves])
    for (x, y, ys), drawn in zip(curves, answers, strict=True):
        expected = path(x, y, xs, ys)
        number = r"-?[\d.]+"
        assert re.sub(number, "0", drawn) == re.sub(number, "0", expected)
        places = [np.array([float(text) for text in re.findall(number, d)]) for d in (drawn, expected)]
        assert np.abs(places[0] - places[1]).max() < 0.11
        assert (places[0] == places[1]).mean() > 0.98
