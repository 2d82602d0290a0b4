"""The pictures' arrangements: nothing overlaps, nothing is left out."""

from itertools import combinations

import pytest

from backprop_lib.live.network.explorer import EXAMPLES as MAKE
from backprop_lib.live.network.factors import factors
from backprop_lib.live.network.layouts import BOX_HEIGHT, BOX_WIDTH, ICONS, layouts
from backprop_lib.live.network.picture import _Edge
from backprop_lib.live.width import THICK, line_width

EXAMPLES = {name: make() for name, make in MAKE.items()}
LOGITS = "sigmoid-cross_entropy"
"""The choice with which the loss is made of logits, so that the boxes stand elsewhere."""
DRAWN = EXAMPLES | {
    f"{name}, logits": example.switched(output=LOGITS)
    for name, example in EXAMPLES.items()
    if LOGITS in example.choices.get("output", ())
}
ARRANGEMENTS = [(name, shape) for name in DRAWN for shape in ("wide", "tall")]
NUMBER = 45, 9
"""Breadth and height of a number of four digits with its sign, as it stands beside a line."""


def layout_of(name, shape):
    return layouts(DRAWN[name])[shape]


def edges_of(name, shape):
    return [_Edge(layout_of(name, shape), *edge) for edge in DRAWN[name].graph.edges()]


@pytest.mark.parametrize(("name", "shape"), ARRANGEMENTS)
def test_boxes_stand_apart_and_inside_the_frame(name, shape):
    layout = layout_of(name, shape)
    assert set(layout.boxes) == set(DRAWN[name].graph.ids)
    for x, y in layout.boxes.values():
        assert 0 <= x <= layout.width - BOX_WIDTH
        assert 12 <= y <= layout.height - BOX_HEIGHT  # room for "saturated" above
    for (x0, y0), (x1, y1) in combinations(layout.boxes.values(), 2):
        assert abs(x0 - x1) >= BOX_WIDTH + 4 or abs(y0 - y1) >= BOX_HEIGHT + 12


@pytest.mark.parametrize(("name", "shape"), ARRANGEMENTS)
def test_ports_and_labels_name_edges_of_the_graph(name, shape):
    layout = layout_of(name, shape)
    edges = {f"{start}>{end}" for start, end in DRAWN[name].graph.edges()}
    assert set(layout.ports) <= edges
    assert set(layout.labels) <= edges


@pytest.mark.parametrize(("name", "shape"), ARRANGEMENTS)
def test_no_line_runs_through_a_box(name, shape):
    """Nor close by one, where it is as thick as can be."""
    layout = layout_of(name, shape)
    for edge in edges_of(name, shape):
        for box, (left, top) in layout.boxes.items():
            if box in (edge.source, edge.target):
                continue
            for (x0, y0), (x1, y1) in (edge.forward, edge.backward):
                for k in range(101):
                    x, y = x0 + k / 100 * (x1 - x0), y0 + k / 100 * (y1 - y0)
                    beside = max(left - x, x - left - BOX_WIDTH, top - y, y - top - BOX_HEIGHT)
                    assert beside > THICK / 2, f"{edge.name} meets {box}"


@pytest.mark.parametrize(("name", "shape"), ARRANGEMENTS)
def test_no_number_of_a_line_stands_in_a_box_or_on_another_number(name, shape):
    layout, places = layout_of(name, shape), {}
    by_edge, _ = factors(DRAWN[name])
    width, height = NUMBER
    for edge in edges_of(name, shape):
        x, baseline, anchor = edge.label()
        breadth = 7 if by_edge[edge.name] == "1" else width
        left = x - {"start": 0, "middle": breadth / 2, "end": breadth}[anchor]
        places[edge.name] = left, baseline - height, left + breadth, baseline
    boxes = {box: (x, y, x + BOX_WIDTH, y + BOX_HEIGHT) for box, (x, y) in layout.boxes.items()}
    pairs = [*combinations(places.items(), 2), *((a, b) for a in places.items() for b in boxes.items())]
    meeting = [(a, b) for (a, one), (b, other) in pairs if overlap(one, other)]
    assert meeting == []


def overlap(one, other):
    return all(one[k] < other[k + 2] and other[k] < one[k + 2] for k in (0, 1))


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
