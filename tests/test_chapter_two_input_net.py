"""The chapter on two inputs: its code is the library's example, its numbers are the reference's."""

import csv
import json
import re
from pathlib import Path

import pytest

from backprop_lib import activations, examples, losses
from backprop_lib.graph import Value, record

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOK = json.loads((ROOT / "chapters" / "two_input_net.ipynb").read_text(encoding="utf-8"))
REFERENCE = json.loads((ROOT / "tests" / "reference" / "two_one_one.json").read_text(encoding="utf-8"))
START = REFERENCE["steps"][0]["quantities"]
CODE = ["".join(cell["source"]) for cell in NOTEBOOK["cells"] if cell["cell_type"] == "code"]
OUTPUT = "\n".join(
    "".join(output.get("text", ""))
    for cell in NOTEBOOK["cells"]
    if cell["cell_type"] == "code"
    for output in cell["outputs"]
)
with open(ROOT / "chapters" / "data" / "two_input_net_printed.csv", encoding="utf-8") as file:
    PRINTED = list(csv.DictReader(file))


def cell(start):
    (code,) = [code for code in CODE if start in code]
    return code


def test_the_graph_of_the_example_is_recorded_from_the_code_of_the_chapter():
    names = {"sigmoid": activations.sigmoid}
    exec(cell("def two_one_one"), names)
    example = examples.two_input()
    nodes = names["two_one_one"](**{name: Value(number, name) for name, number in example.values.items()})
    assert record(nodes["L"], nodes).to_json() == example.graph.to_json()
    assert names["half_squared_error"] is losses.half_squared_error


def test_the_chapter_starts_from_the_numbers_of_the_example():
    names, example = {}, examples.two_input()
    exec(cell("x1, x2, y ="), names)
    assert {name: names[name] for name in example.values} == example.values
    assert names["eta"] == example.eta


@pytest.mark.parametrize("name", ["w11", "w12", "w2", "b1", "b2", "x1", "x2"])
def test_the_chapter_prints_the_gradients_of_the_reference(name):
    found = re.findall(rf"(?<!/ )dL_d{name} = (-?[\d.]+)", OUTPUT)
    assert set(found) == {f"{START[f'dL/d{name}']:#.6g}"}


@pytest.mark.parametrize("updates", [0, 1, 2])
def test_the_chapter_prints_the_losses_of_the_reference(updates):
    (found,) = re.findall(rf"after {updates} updates: .* L = ([\d.]+)", OUTPUT)
    assert found == f"{REFERENCE['loss_after_updates'][str(updates)]:#.6g}"


# --- the printed values ----------------------------------------------------------------------

XOR_LOSSES = [0.126389681955485, 0.0118806366160598, 0.00148632812909897, 0.000709669221786689, 0.000454533161684560]
XOR_OUTPUTS = [0.0293465095299959, 0.975407246450175, 0.975869893228594, 0.0244770944474960]


def truth():
    """Every quantity of the list: mpmath, 50 digits, and what follows from it by one operation."""
    h1, y_hat, z1, z2 = (START[name] for name in ("h1", "y_hat", "z1", "z2"))
    p, eta = REFERENCE["steps"][0]["parameters"], REFERENCE["learning_rate"]
    values = {
        **START, "x1": 0.5, "x2": 0.8, "w11*x1": 0.2, "w12*x2": 0.48, "-z1": -z1, "-z2": -z2, "w2*h1": 0.9 * h1,
        "exp(-z1)": 1 / h1 - 1, "1+exp(-z1)": 1 / h1, "exp(-z2)": 1 / y_hat - 1, "1-h1": 1 - h1, "1-y_hat": 1 - y_hat,
        "(y_hat-y)**2": (y_hat - 1) ** 2, "1/4": 0.25, "(1/4)**10": 9.5367431640625e-7,
    }  # fmt: skip
    for name, old in p.items():
        change = -eta * START[f"dL/d{name}"]
        values |= {f"update/{name}": change, f"new/{name}": old + change}
    values |= {f"XOR loss {1000 * i}": loss for i, loss in enumerate(XOR_LOSSES)}
    return values | {f"XOR y_hat {i}": output for i, output in enumerate(XOR_OUTPUTS)}


def wrong(row):
    text = row["printed"]
    return f"{truth()[row['quantity']]:.{len(text.partition('.')[2])}f}" != text


def test_112_of_120_printed_values_are_wrong():
    assert len(PRINTED) == 120
    assert sum(map(wrong, PRINTED)) == 112
    assert re.search(r"^all +120 +112 ", OUTPUT, re.MULTILINE)


def test_the_parts_of_the_count():
    def count(*sections):
        rows = [row for row in PRINTED if row["section"][:2] in sections]
        return len(rows), sum(map(wrong, rows))

    parts = [("05",), ("06", "07"), ("08",), ("13",), ("09",), ("10",)]
    lines = re.search(r"printed   wrong.*\n((?:.*\n){6})", OUTPUT)[1].splitlines()
    assert [tuple(map(int, line[26:].split()[:2])) for line in lines] == [count(*part) for part in parts]


def test_what_is_right_among_the_networks_own_numbers():
    right = {row["quantity"] for row in PRINTED if not wrong(row) and row["section"][:2] not in ("09", "10")}
    assert right == {"x1", "x2", "w11*x1", "w12*x2", "-z1"}
