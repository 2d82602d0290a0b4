"""The pictures' arrangements: nothing overlaps, nothing is left out."""

from itertools import combinations

import pytest

from backprop_lib.live.network.explorer import EXAMPLES as MAKE
from backprop_lib.live.network.layouts import BOX_HEIGHT, BOX_WIDTH, ICONS, LAYOUTS
from backprop_lib.live.width import line_width

EXAMPLES = {name: make() for name, make in MAKE.items()}
ARRANGEMENTS = [(name, shape) for name in LAYOUTS for shape in LAYOUTS[name]]


@pytest.mark.parametrize(("name", "shape"), ARRANGEMENTS)
def test_boxes_stand_apart_and_inside_the_frame(name, shape):
    layout = LAYOUTS[name][shape]
    assert set(layout.boxes) == set(EXAMPLES[name].graph.ids)
    for x, y in layout.boxes.values():
        assert 0 <= x <= layout.width - BOX_WIDTH
        assert 12 <= y <= layout.height - BOX_HEIGHT  # room for "saturated" above
    for (x0, y0), (x1, y1) in combinations(layout.boxes.values(), 2):
        assert abs(x0 - x1) >= BOX_WIDTH + 4 or abs(y0 - y1) >= BOX_HEIGHT + 12


@pytest.mark.parametrize(("name", "shape"), ARRANGEMENTS)
def test_ports_and_labels_name_edges_of_the_graph(name, shape):
    layout = LAYOUTS[name][shape]
    edges = {f"{start}>{end}" for start, end in EXAMPLES[name].graph.edges()}
    assert set(layout.ports) <= edges
    assert set(layout.labels) <= edges


@pytest.mark.parametrize("name", ICONS)
def test_a_thumbnail_has_a_dot_for_every_node(name):
    icon = ICONS[name]
    nodes = [node for dot in icon.dots.values() for node in dot.nodes]
    assert sorted(nodes) == sorted(EXAMPLES[name].graph.ids)
    assert {end for line in icon.lines for end in line[:2]} == set(icon.dots)


@pytest.mark.parametrize(
    ("value", "width"),
    [(1.0, 4.4), (-0.01, 2.6), (1e-4, 0.8), (1e-9, 0.8), (1e3, 5.3), (0.0, 0.8), (float("inf"), 5.3)],
)
def test_width_means_magnitude(value, width):
    assert line_width(value) == pytest.approx(width)
