"""Charts: curves stand where their numbers say, names do not touch, and the line of ½ runs where the output is ½."""

import math
import re
from itertools import pairwise
from pathlib import Path

import matplotlib
import numpy as np
import pytest
from fontTools.ttLib import TTFont

from backprop_lib.figures import Line, Panel, lines, planes
from backprop_lib.figures.charts import LINE_HEIGHT, PANEL_MARGINS, SIZES

WORDS = {"x_label": "epoch", "y_label": "loss", "alt": "Loss over epochs.", "caption": "Falls."}
EPOCHS = np.arange(5001)


def ends(drawing):
    """The last point of each curve, (x, y) in px."""
    paths = re.findall(r'<path class="curve [a-z]+" d="([^"]+)"', drawing)
    return [tuple(map(float, re.findall(r"[\d.]+", path)[-2:])) for path in paths]


def places(drawing, kind):
    return [
        (float(x), float(y), text)
        for x, y, text in re.findall(rf'<text class="{kind}" x="([\d.]+)" y="([\d.]+)">([^<]+)<', drawing)
    ]


def test_a_curve_ends_level_with_the_tick_of_its_last_number():
    figure = lines([Line("a", [0, 2, 4], [0.0, 9.0, 5.0]), Line("b", [0, 2, 4], [1, 0, 10], "dashed")], **WORDS)
    for drawing in figure.drawings:
        ticks = {text: y - 4 for _, y, text in places(drawing, "tick y")}
        assert ticks.keys() >= {"0", "10"}
        low, high = ticks["0"], ticks["10"]
        (_, a), (_, b) = ends(drawing)
        assert a == pytest.approx((low + high) / 2, abs=0.2)
        assert b == pytest.approx(high, abs=0.2)


def test_logarithmic_axes_have_equal_decades_and_a_gap_at_zero():
    figure = lines([Line("a", [1, 10, 100, 1000], [1e-2, 0.0, 1e-4, 1e-6])], log_x=True, log_y=True, **WORDS)
    path = re.search(r'class="curve solid" d="([^"]+)"', figure.drawings[0])[1]
    assert path.count("M") == 2  # the line breaks at 0
    (x0, y0), (x2, y2), (x3, y3) = (map(float, p) for p in re.findall(r"([\d.]+) ([\d.]+)", path))
    assert x2 - x0 == pytest.approx(2 * (x3 - x2), abs=0.3)
    assert y2 - y0 == pytest.approx(y3 - y2, abs=0.3)


def test_a_long_curve_keeps_its_spike_and_few_points():
    loss = np.exp(-EPOCHS / 1000)
    loss[2345] = 3.0
    drawing = lines([Line("a", EPOCHS, loss)], **WORDS).drawings[0]
    points = re.findall(r"([\d.]+) ([\d.]+)", re.search(r'class="curve solid" d="([^"]+)"', drawing)[1])
    top = {text: y - 4 for _, y, text in places(drawing, "tick y")}["3"]
    assert min(float(y) for _, y in points) == pytest.approx(top, abs=0.2)
    assert len(points) < 1500


@pytest.mark.parametrize("last", [[0.5, 0.5, 0.5, 0.5], [0, 0.01, 0.02, 1], [0.9, 0.99, 1.0, 0.2]])
def test_names_stand_in_the_order_of_the_ends_and_do_not_touch(last):
    curves = [Line(f"seed {k}", [0, 1], [0.5, end]) for k, end in enumerate(last)]
    for drawing in lines(curves, **WORDS).drawings:
        names = places(drawing, "name")
        assert {text for _, _, text in names} == {curve.name for curve in curves}
        ys = sorted(y for _, y, _ in names)
        assert all(b - a >= LINE_HEIGHT - 0.1 for a, b in pairwise(ys))
        width, height = map(float, re.search(r'viewBox="0 0 (\d+) (\d+)"', drawing).groups())
        assert all(x < width and 0 < y < height for x, y, _ in names)
        values = [last[int(text[-1])] for _, _, text in sorted(names, key=lambda name: name[1])]
        assert values == sorted(last, reverse=True)


@pytest.mark.parametrize("name", ["momentum", "warm-up", "Nesterov", "differences"])
def test_a_name_has_room_in_a_broad_font(name):
    font = TTFont(Path(matplotlib.get_data_path(), "fonts/ttf/DejaVuSans.ttf"))
    letters, advances = font.getBestCmap(), font["hmtx"]
    long = 12 / font["head"].unitsPerEm * sum(advances[letters[ord(letter)]][0] for letter in name)
    for drawing in lines([Line(name, [0, 1], [0.5, 1])], **WORDS).drawings:
        ((x, _, _),) = places(drawing, "name")
        assert x + long <= float(re.search(r'viewBox="0 0 (\d+)', drawing)[1])


def test_levels_marks_and_points_stand_on_the_scales():
    curve = Line("a", [0, 50, 100], [0, 0.5, 1], "none", points=True)
    drawing = lines([curve], levels=[(0.5, "half")], marks=[(50, "middle")], **WORDS).drawings[0]
    across, upright = re.findall(r'class="reference" d="M([\d.]+) ([\d.]+)[HV]', drawing)
    (x, y) = re.findall(r'<circle class="dot" cx="([\d.]+)" cy="([\d.]+)"', drawing)[1]
    assert (upright[0], across[1]) == (x, y)
    assert ">half<" in drawing and ">middle<" in drawing and 'class="curve' not in drawing


def test_words_of_a_level_stand_where_the_curves_leave_room():
    falling = 0.1 * np.exp(-EPOCHS / 500)
    valley = 0.1 * ((EPOCHS - 2500) / 2500) ** 2
    shares = []
    for ys in (falling, falling[::-1], valley):
        drawing = lines([Line("a", EPOCHS, ys)], levels=[(0.05, "level")], **WORDS).drawings[0]
        ((left, _, _),) = places(drawing, "quiet halo")
        start, end = map(float, re.search(r'class="reference" d="M([\d.]+) [\d.]+H([\d.]+)', drawing).groups())
        shares.append((left - start) / (end - start))
    assert shares[0] > 0.8 and shares[1] < 0.1 and 0.4 < shares[2] < 0.6


def test_wrong_curves_are_refused_in_words():
    with pytest.raises(ValueError, match="solid, dashed"):
        Line("a", [0], [0], "red")
    with pytest.raises(ValueError, match="2 xs and 1 ys"):
        Line("a", [0, 1], [0])
    with pytest.raises(ValueError, match="no number to draw"):
        lines([Line("a", [0, 1], [math.nan, 0])], log_y=True, **WORDS)


PLANE = {"x_range": (0, 1), "y_range": (0, 1), "alt": "A line.", "caption": "A line."}


def first(inputs):
    return inputs[:, 0]


def test_the_line_of_one_half_runs_where_the_output_is_one_half():
    def output(inputs):
        return 1 / (1 + np.exp(-3 * (inputs[:, 0] + 2 * inputs[:, 1] - 1)))

    figure = planes([Panel("", output, [(0, 0, 0), (1, 1, 1)])], **PLANE)
    for drawing in figure.drawings:
        zero, one = re.findall(r'<circle class="sample (\w+)" cx="([\d.]+)" cy="([\d.]+)"', drawing)
        assert (zero[0], one[0]) == ("zero", "one")
        (left, bottom), (right, top) = (tuple(map(float, place[1:])) for place in (zero, one))
        boundary = re.search(r'class="curve" d="([^"]+)"', drawing)[1]
        points = np.array(re.findall(r"([\d.]+) ([\d.]+)", boundary), dtype=float)
        x1, x2 = (points[:, 0] - left) / (right - left), (points[:, 1] - bottom) / (top - bottom)
        assert len(points) >= 80 and np.ptp(x1) > 0.95
        assert np.abs(x1 + 2 * x2 - 1).max() < 0.01


def test_a_panel_is_darker_where_the_output_is_larger_and_is_covered():
    drawing = planes([Panel("", first, [])], **PLANE).drawings[0]
    shades = re.findall(r'fill-opacity="([\d.]+)" d="M([\d.]+) [\d.]+h([\d.]+)', drawing)
    opacity, left, width = np.array(shades, dtype=float).T
    assert np.all(np.diff(opacity) > 0) and np.all(np.diff(left) > 0)
    np.testing.assert_allclose(left[1:], (left + width)[:-1], atol=1e-9)
    heights = re.findall(r"v-([\d.]+)h", re.search(r'fill-opacity="[\d.]+" d="([^"]+)"', drawing)[1])
    assert sum(map(float, heights)) == pytest.approx(SIZES["tall"][0] - PANEL_MARGINS[0])


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_panels_stand_inside_the_drawing(count):
    panels = [Panel(name, first, [(1, 0, 1)]) for name in "abcd"[:count]]
    for drawing in planes(panels, **PLANE).drawings:
        width, height = map(float, re.search(r'viewBox="0 0 (\d+) (\d+)"', drawing).groups())
        samples = re.findall(r'<circle class="sample one" cx="([\d.]+)" cy="([\d.]+)"', drawing)
        assert len(set(samples)) == count
        assert all(float(x) + 6 <= width and float(y) + 40 <= height for x, y in samples)
        assert [text for _, _, text in places(drawing, "name")] == list("abcd"[:count])
