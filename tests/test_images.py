"""Small images: where ink and signs stand, how strong they are, and that both layouts hold every picture."""

import re

import numpy as np
import pytest

from backprop_lib import figures


def drawn(values, signed=False, **more):
    return figures.images(
        [figures.Picture(values, ("word",), signed)], columns=(1, 1), alt="what <it> shows", caption="c", **more
    ).drawings


def test_ink_stands_where_the_values_are():
    values = np.zeros((4, 4))
    values[0, 3], values[2, 1] = 1.0, 0.5
    for drawing in drawn(values):
        side = float(re.search(r'class="edge" width="([\d.]+)"', drawing)[1])
        found = {
            (round(float(y) / side * 4), round(float(x) / side * 4)): float(opacity)
            for opacity, path in re.findall(r'fill-opacity="([\d.]+)" d="([^"]*)"', drawing)
            for x, y in re.findall(r"M([\d.]+) ([\d.]+)h", path)
        }
        assert found == {(0, 3): 1.0, (2, 1): 0.5}


def test_signs_have_shapes_and_sizes():
    drawing = drawn(np.array([[2.0, -1.0], [0.0, 0.5]]), signed=True)[0]
    squares = [float(w) for w in re.findall(r'class="plus"[^>]* width="([\d.]+)"', drawing)]
    discs = [2 * float(r) for r in re.findall(r'class="minus"[^>]* r="([\d.]+)"', drawing)]
    assert len(squares) == 2 and len(discs) == 1
    assert squares[1] / squares[0] == pytest.approx(0.25, abs=0.01)
    assert discs[0] / squares[0] == pytest.approx(0.5, abs=0.01)


def test_both_layouts_hold_all_pictures_inside():
    pictures = [figures.Picture(np.eye(8), (str(k),)) for k in range(7)]
    for drawing in figures.images(pictures, columns=(5, 3), alt="a", caption="c").drawings:
        width, height = map(float, re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', drawing).groups())
        side = float(re.search(r'class="edge" width="([\d.]+)"', drawing)[1])
        places = [tuple(map(float, p)) for p in re.findall(r"translate\(([\d.]+) ([\d.]+)\)", drawing)]
        assert len(set(places)) == 7
        assert all(x >= 0 and x + side <= width and y + side + 14 <= height for x, y in places)


@pytest.mark.parametrize("values", [np.zeros(4), np.full((2, 2), 1.5), np.array([[np.nan]]), np.array([[-0.1]])])
def test_values_that_cannot_be_drawn(values):
    with pytest.raises(ValueError, match="expected"):
        figures.Picture(values)
