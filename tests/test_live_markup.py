"""The explorer's static HTML: every number in its slot, the page whole for eyes, ears and print."""

import gzip
import json
import math
import re
from html.parser import HTMLParser

import pytest

from backprop_lib.live import explore
from backprop_lib.live.slots import exact, html_slot, spoken_number, svg_slot
from tests.live_by_hand import by_hand

VOID = {"br", "hr", "img", "input", "link", "meta"}


class Tree(HTMLParser):
    """Elements in order, each with its attributes, its text and the tags around it."""

    def __init__(self, html):
        super().__init__()
        self.elements, self.open = [], []
        self.feed(re.sub("<template.*?</template>", "", html))  # out of sight until a function is switched
        assert self.open == [], f"never closed: {self.open}"

    def handle_starttag(self, tag, attrs):
        element = {"tag": tag, "text": "", "parents": [*self.open], **dict(attrs)}
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag, attrs):
        self.elements.append({"tag": tag, "text": "", "parents": [*self.open], **dict(attrs)})

    def handle_endtag(self, tag):
        assert self.open.pop()["tag"] == tag

    def handle_data(self, data):
        for element in self.open:
            element["text"] += data

    def having(self, attribute, value=None):
        return [element for element in self.elements if attribute in element and value in (None, element[attribute])]


@pytest.fixture(scope="module", params=["worked-example", "one-neuron"])
def explorer(request):
    return explore(request.param)


@pytest.fixture(scope="module")
def tree(explorer):
    return Tree(explorer.markup)


@pytest.fixture(scope="module")
def worked():
    return Tree(explore("worked-example").markup)


def expected():
    """Every symbol of the design with its number, by the formulas of the book."""
    book = {"x": 0.5, "y": 1.0, "w1": 0.1, "w2": 0.2, "w3": 0.3, "w4": 0.4, "b1": 0.1, "b2": 0.1, "b3": 0.1}
    values, gradients = by_hand()
    numbers = {**book, **values, "eta": 0.1, "h": 1e-5}
    for node, gradient in gradients.items():
        numbers[f"delta{node[1]}" if node[0] == "z" else f"dL/d{node}"] = gradient
    for k, out in {1: "h1", 2: "h2", 3: "y_hat"}.items():
        numbers[f"sigma_prime(z{k})"] = values[out] * (1 - values[out])
    new = {name: book[name] - 0.1 * gradients[name] for name in book if name not in "xy"}
    for name in new:
        numbers[f"update/{name}"] = numbers[f"moves/{name}"] = -0.1 * gradients[name]
        numbers[f"new/{name}"] = new[name]
    numbers["new/L"] = by_hand(**new)[0]["L"]
    numbers["predicted"] = -0.1 * sum(gradients[name] ** 2 for name in new)
    numbers["actual"] = numbers["new/L"] - values["L"]
    numbers |= {"dz1/dw1": 0.5, "dz3/dh2": 0.4, "dh1/dz1": numbers["sigma_prime(z1)"], "dL/dy": 1 - values["y_hat"]}
    return numbers


@pytest.mark.parametrize(("symbol", "number"), expected().items())
def test_every_symbol_has_a_slot_with_its_number(worked, symbol, number):
    slots = worked.having("data-symbol", symbol)
    assert slots, f"no slot for {symbol}"
    for slot in slots:
        assert float(slot["data-value"]) == pytest.approx(number, rel=1e-9 if symbol == "actual" else 1e-13)


def test_finite_differences_stand_beside_the_gradients(worked):
    for name, gradient in by_hand()[1].items():
        if name[0] in "wb":
            (slot,) = worked.having("data-symbol", f"fd/{name}")
            assert float(slot["data-value"]) == pytest.approx(gradient, rel=1e-8)
            (words,) = worked.having("data-symbol", f"agreement/{name}")
            digits = float(words["data-value"])
            difference = abs(float(slot["data-value"]) / gradient - 1)
            assert digits == math.floor(-math.log10(difference)) >= 8
            assert words["text"] == f"to {digits:.0f} digits"


def test_slots_print_what_they_hold(tree):
    for slot in tree.having("data-digits"):
        text, value = slot["text"].replace("−", "-"), float(slot["data-value"])
        assert float(text) == pytest.approx(value, rel=0.6 * 10.0 ** (1 - int(slot["data-digits"])), abs=0)


def test_hue_means_sign_and_plain_values_have_none(tree):
    for slot in tree.having("data-symbol"):
        hues = {"plus", "minus", "zero"} & set(slot["class"].split())
        value = float(slot["data-value"])
        assert hues <= {"plus" if value > 0 else "minus" if value < 0 else "zero"}
        if "ink" in slot["class"].split():
            assert not hues
        assert hues or not re.match("update/|fd/|actual", slot["data-symbol"])


def test_lines_have_names_and_are_spoken_as_one_sentence(worked):
    lines = worked.having("data-line")
    assert len(lines) == 24
    for line in lines:
        (speech,) = worked.having("data-speech", line["data-line"])
        assert "{" not in speech["text"] and "visually-hidden" in speech["class"]
    (speech,) = worked.having("data-speech", "delta1")
    assert speech["text"] == (
        "delta 1 equals the derivative of L by h 1 times sigma prime of z 1, "
        "minus 0.0270521 times 0.248599, equals minus 0.00672513"
    )


def test_what_is_drawn_twice_is_heard_once(tree):
    """Rows of a line are for the eyes: every number in one lies behind aria-hidden."""
    for slot in tree.having("data-symbol"):
        parents = slot["parents"]
        if any("data-line" in parent for parent in parents):
            assert any(parent.get("aria-hidden") == "true" for parent in parents)


def test_each_picture_has_every_box_and_every_edge(explorer, tree):
    graph = explorer.example.graph
    for shape in ("wide", "tall"):
        inside = [element for element in tree.elements if any(p.get("class") == shape for p in element["parents"])]
        boxes = [element["data-node"] for element in inside if "data-node" in element]
        assert sorted(boxes) == sorted(graph.ids)
        lines = [element["data-edge"] for element in inside if element.get("class") == "edge"]
        halos = [element["data-edge"] for element in inside if element.get("class") == "halo"]
        assert lines == halos == [f"{start}>{end}" for start, end in graph.edges()]


def test_boxes_are_named_buttons(worked):
    buttons = [button for button in worked.having("role", "button") if button["parents"][-1]["data-node"] == "w1"]
    assert len(buttons) == 2
    for box in buttons:
        assert (box["role"], box["tabindex"], box["aria-pressed"]) == ("button", "-1", "false")
        assert box["aria-label"] == "w 1: 0.1000, gradient minus 0.003363"


def test_the_table_keeps_its_roles_when_its_rows_are_broken(worked):
    roles = [element["role"] for element in worked.elements if element["tag"] in ("table", "thead", "tbody", "tr")]
    assert roles == ["table", "rowgroup", "row", "rowgroup", *["row"] * 7]
    assert all(element["role"] == "cell" for element in worked.elements if element["tag"] == "td")
    heads = [element["text"] for element in worked.having("role", "columnheader")]
    assert heads == [
        "value", "gradient ∂L/∂p", "finite difference h = 1e−5", "agreement", "update −η ∂L/∂p", "new value", "moves",
    ]  # fmt: skip


def test_several_explorers_fit_on_one_page(tree):
    assert tree.having("id") == []
    assert tree.having("name") == []


def test_buttons_and_parts_for_the_script(tree):
    assert [button["data-action"] for button in tree.having("data-action")] == [
        "step", "undo", "reset", "copy-link", "print",
    ]  # fmt: skip
    parts = {element["data-part"] for element in tree.having("data-part")}
    assert parts == {
        "sentence", "message", "rail", "picture", "paths", "slope", "calculation", "parameters", "step",
        "step-sentence", "step-curve", "dock", "live",
    }  # fmt: skip


def test_the_tick_at_zero(worked):
    ticks = {slot["data-control"]: slot.get("style") for slot in worked.having("data-control")}
    assert ticks["x"] == ticks["w1"] == "--zero:0.5"
    assert ticks["y"] is ticks["eta"] is ticks["h"] is None


def test_an_explorer_is_light(explorer):
    text = explorer.markup + json.dumps(explorer.spec)
    assert len(gzip.compress(text.encode(), 9)) < 30_000  # with the forms of every combination of functions


@pytest.mark.parametrize(
    ("value", "written"),
    [(0.1 + 0.2, "0.30000000000000004"), (7, "7.0"), (math.nan, "NaN"), (-math.inf, "-Infinity")],
)
def test_values_are_written_as_javascript_reads_them(value, written):
    assert exact(value) == written


def test_long_numbers_are_marked():
    assert 'class="n ink"' in html_slot("w1", 0.07, 6)
    assert 'class="n ink long"' in html_slot("w1", -0.00123456, 6)
    assert 'class="number ink"' in svg_slot("z1", -0.1234, 4, 0, 0, "number ink")
    assert 'class="number ink long"' in svg_slot("z1", 1.388e-17, 4, 0, 0, "number ink")


def test_numbers_in_words():
    assert spoken_number(-1.388e-17, 6) == "minus 1.388 times 10 to the minus 17"
    assert spoken_number(-math.inf, 6) == "minus infinity"
    assert spoken_number(0.5, 4) == "0.5000"


def test_symbols_in_the_picture_are_those_of_the_text(worked):
    texts = [element["text"] for element in worked.elements if element.get("class") == "symbol"]
    assert set(texts) == {"x", "y", "w1", "w2", "w3", "w4", "b1", "b2", "b3", "z1", "h1", "z2", "h2", "z3", "ŷ", "L"}
    assert not re.search(r"<i>|<sub>", "".join(re.findall(r"<svg.*?</svg>", explore("worked-example").markup)))
