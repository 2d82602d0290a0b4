"""The chapter on the chain rule: its graph is the example's, its loops and its counts are right on other graphs."""

import json
import re
from pathlib import Path

import pytest

from backprop_lib import examples, figures
from backprop_lib.graph import Value, record

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOK = json.loads((ROOT / "chapters" / "chain_rule.ipynb").read_text(encoding="utf-8"))
CELLS = [cell for cell in NOTEBOOK["cells"] if cell["cell_type"] == "code"]
CODE = ["".join(cell["source"]) for cell in CELLS]
OUTPUT = "\n".join("".join(output.get("text", "")) for cell in CELLS for output in cell["outputs"])


def defined(name):
    """The function of that name, as a cell of the chapter defines it."""
    (code,) = [code for code in CODE if f"def {name}(" in code]
    names = {"Value": Value, "record": record}
    exec(re.split(r"\n\n(?=for )", code)[0], names)
    return names[name]


def wide_graph():
    """x feeds three neurons, w is used twice, and one arrow skips a layer."""
    x, w, v = Value(0.7, "x"), Value(-1.3, "w"), Value(0.4, "v")
    hidden = [(w * x).sigmoid(), (v * x + 0.2).tanh(), (x * x).sigmoid()]
    out = hidden[0] * hidden[1] + w * hidden[2] ** 2 + x
    return record(out, {"out": out})


def test_the_graph_of_the_chapter_is_that_of_the_example():
    names = {}
    exec(next(code for code in CODE if "from backprop_lib.graph" in code).partition("print(")[0], names)
    recorded = record(names["L"], {name: names[name] for name in ("y_hat", "P", "L")})
    example = examples.two_paths()
    assert set(recorded.ids) == set(example.graph.ids)
    assert recorded.edges() == example.graph.edges()
    for name in recorded.ids:
        assert recorded.replay().value(name) == example.graph.replay().value(name)
        assert recorded.replay().gradient(name) == example.graph.replay().gradient(name)


@pytest.mark.parametrize("name", ["x", "w", "v"])
def test_the_loops_of_the_chapter_give_the_gradients_of_any_graph(name):
    graph = wide_graph()
    replay = graph.replay()
    assert defined("backward")(graph, replay)[name] == pytest.approx(replay.gradient(name), rel=1e-14)
    assert defined("forward")(graph, replay, name)["out"] == pytest.approx(replay.gradient(name), rel=1e-14)


def paths(graph, index):
    """The number of ways from x to a node, followed one by one."""
    if graph.nodes[index].name == "x":
        return 1
    return sum(paths(graph, source) for source in graph.nodes[index].inputs)


def test_the_count_of_the_chapter_counts_paths_and_arrows():
    graph = wide_graph()
    arrows = sum(len(node.inputs) for node in graph.nodes)
    assert defined("count")(graph) == (paths(graph, graph.output), arrows)
    assert paths(graph, graph.output) == 5


def test_the_number_of_paths_is_a_power_of_the_width():
    for layers in (1, 2, 5, 10, 20):
        assert re.search(rf"^ +{layers}  {4**layers:,} ", OUTPUT, re.MULTILINE)


def test_the_picture_shows_both_products_to_be_added():
    alt = figures.computational_graph(examples.two_paths()).alt
    for edge in ("w to y_hat 1.500", "y_hat to L −0.9000", "w to P 0.6000", "P to L 1"):
        assert edge in alt
    assert "w: value 0.3000, gradient −0.7500." in alt
