"""The chapter on automatic differentiation: its engine is whole, and right on graphs that the chapter does not show."""

import json
import math
from pathlib import Path
from types import SimpleNamespace

import pytest

from backprop_lib import figures
from backprop_lib.graph import Value

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOK = json.loads((ROOT / "chapters" / "autodiff.ipynb").read_text(encoding="utf-8"))
CELLS = [cell for cell in NOTEBOOK["cells"] if cell["cell_type"] == "code"]
OUTPUT = "\n".join("".join(output.get("text", "")) for cell in CELLS for output in cell["outputs"])
ENGINE = ["".join(cell["source"]) for cell in CELLS if "".join(cell["source"]).startswith("# engine")]


@pytest.fixture(scope="module")
def engine():
    """The cells that the chapter marks as its engine, and nothing else."""
    names = {}
    exec("\n".join(ENGINE), names)
    return SimpleNamespace(**names)


def wide(x, w, v, sigmoid, tanh, relu, exp, log):
    """x feeds three neurons, w is used twice, one arrow skips; every operation takes part."""
    hidden = [sigmoid(w * x), tanh(v * x + 0.2), sigmoid(x * x), relu(2 - x), relu(x - 2)]
    return hidden[0] * hidden[1] / exp(-w) + w * hidden[2] ** 2 - log(1 / x) + hidden[3] * hidden[4] - 3 * hidden[3]


def test_the_engine_agrees_with_the_library(engine):
    numbers = (0.7, -1.3, 0.4)
    functions = ("sigmoid", "tanh", "relu", "exp", "log")
    ours, theirs = [engine.Value(n) for n in numbers], [Value(n) for n in numbers]
    (2.5 * wide(*ours, *(getattr(engine, name) for name in functions))).backward()
    (2.5 * wide(*theirs, *(getattr(Value, name) for name in functions))).backward()
    for a, b in zip(ours, theirs, strict=True):
        assert a.gradient == pytest.approx(b.gradient, rel=1e-13)


def test_the_engine_takes_long_chains_and_is_linear_in_the_arrows(engine):
    node = x = engine.Value(1.0)
    for _ in range(60):
        node = node + node  # 2^60 paths
    for _ in range(5000):
        node = node * 1.0
    node.backward()
    node.backward()
    assert x.gradient == 2.0**60


def test_a_number_far_out_does_not_overflow(engine):
    for z in (-800.0, 800.0):
        assert math.isfinite(engine.sigmoid(engine.Value(z)).data)


def test_the_chapter_counts_its_engine():
    lines = [line for cell in ENGINE for line in cell.splitlines()[1:] if line.strip()]
    assert f"{len(lines)} lines, blank ones not counted" in OUTPUT
    assert 50 <= len(lines) <= 70


def test_the_wrong_engines_are_wrong_as_the_text_says():
    for found in ("dy/dx = 3, right is 7", "dc/da = 6, right is 4", "RecursionError", "twice: 72"):
        assert found in OUTPUT


def test_the_picture_has_two_arrows_for_each_doubling():
    (drawing,) = figures.two_doublings().drawings
    assert drawing.count('class="arrow"') == 4
