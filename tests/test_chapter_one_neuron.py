"""The chapter on one neuron: its numbers are the example's and the reference's."""

import json
import re
from pathlib import Path

import pytest

from backprop_lib import examples

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOK = json.loads((ROOT / "chapters" / "one_neuron.ipynb").read_text(encoding="utf-8"))
REFERENCE = json.loads((ROOT / "tests" / "reference" / "one_neuron.json").read_text(encoding="utf-8"))
START = REFERENCE["steps"][0]["quantities"]
CELLS = [cell for cell in NOTEBOOK["cells"] if cell["cell_type"] == "code"]
OUTPUT = "\n".join("".join(output.get("text", "")) for cell in CELLS for output in cell["outputs"])


def test_the_chapter_starts_from_the_numbers_of_the_example():
    (code,) = [code for code in ("".join(cell["source"]) for cell in CELLS) if code.startswith("x, y =")]
    names, example = {}, examples.one_neuron()
    exec(code, names)
    assert {name: names[name] for name in example.values} == example.values
    assert names["eta"] == example.eta


@pytest.mark.parametrize("name", ["dL/dy_hat", "dL/dw", "dL/db", "delta", "sigma_prime(z)"])
def test_the_chapter_prints_the_gradients_of_the_reference(name):
    found = re.findall(rf"(?<![/\w]){re.escape(name.replace('dL/d', 'dL_d'))} = (-?[\d.]+)", OUTPUT)
    assert set(found) == {f"{START[name]:#.6g}"}


@pytest.mark.parametrize("updates", ["0", "1", "2", "10", "100", "1000"])
def test_the_chapter_prints_the_way_of_the_reference(updates):
    (line,) = re.findall(rf"^{updates} +(0\.\d{{4}} .*)$", OUTPUT, re.MULTILINE)
    numbers = line.split()
    assert numbers[0] == f"{REFERENCE['y_hat_after_updates'][updates]:.4f}"
    assert numbers[-1] == f"{REFERENCE['loss_after_updates'][updates]:.6f}"


def test_without_the_half_the_gradient_doubles():
    assert f"{2 * START['dL/dw']:#.6g}" in OUTPUT
    assert f"{REFERENCE['steps'][0]['parameters']['w'] - 0.2 * START['dL/dw']:.15g}" in OUTPUT
