"""The chapter on matrices and batches: its numbers by loops over single numbers, its figure, its traps."""

import json
import math
import re
from pathlib import Path

import numpy as np
import pytest

from backprop_lib import examples, figures
from backprop_lib.exercises import matrices_and_batches
from backprop_lib.exercises.slips import SLIPS
from backprop_lib.figures import shapes

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOK = json.loads((ROOT / "chapters" / "matrices_and_batches.ipynb").read_text(encoding="utf-8"))
CELLS = [cell for cell in NOTEBOOK["cells"] if cell["cell_type"] == "code"]


def source(start):
    (cell,) = ["".join(cell["source"]) for cell in CELLS if start in "".join(cell["source"])]
    return cell


def output(start):
    (cell,) = [cell for cell in CELLS if start in "".join(cell["source"])]
    return "".join("".join(output.get("text", "")) for output in cell["outputs"])


def test_the_network_is_the_2_2_2_example():
    names = {}
    exec(source("W1, b1 = "), names)
    values = examples.two_two_two().values
    flat = [names[name].ravel().tolist() for name in ("x", "y", "W1", "W2", "b1", "b2")]
    assert [number for numbers in flat for number in numbers] == list(values.values())
    for name in ("W1", "b1", "W2", "b2"):
        assert np.array_equal(names[name], getattr(matrices_and_batches, name))


def test_the_gradient_of_the_first_hidden_neuron_is_that_of_the_example():
    gradient = examples.two_two_two().graph.replay().gradient("h1")
    assert f"dL/dh1 = {gradient:#.6g}" in output("first column of W2")


def test_the_batch_is_that_of_the_exercises():
    names = {"sigmoid": None, "np": np}
    exec(source("def backward(X, A1"), names)
    assert np.array_equal(names["X"], matrices_and_batches.X)
    assert np.array_equal(names["Y"], matrices_and_batches.Y)


def loop_gradients(scale):
    """∂L/∂W₁ … of the batch, one number at a time."""
    p = matrices_and_batches
    sums = {"W1": np.zeros((2, 2)), "b1": np.zeros(2), "W2": np.zeros((2, 2)), "b2": np.zeros(2)}
    for x, y in zip(p.X, p.Y, strict=True):
        h = [1 / (1 + math.exp(-(sum(p.W1[j, k] * x[k] for k in range(2)) + p.b1[j]))) for j in range(2)]
        out = [1 / (1 + math.exp(-(sum(p.W2[j, k] * h[k] for k in range(2)) + p.b2[j]))) for j in range(2)]
        d2 = [scale * (out[j] - y[j]) * out[j] * (1 - out[j]) for j in range(2)]
        d1 = [sum(d2[j] * p.W2[j, k] for j in range(2)) * h[k] * (1 - h[k]) for k in range(2)]
        for j in range(2):
            sums["b2"][j] += d2[j]
            sums["b1"][j] += d1[j]
            for k in range(2):
                sums["W2"][j, k] += d2[j] * h[k]
                sums["W1"][j, k] += d1[j] * x[k]
    return sums


@pytest.mark.parametrize("scale", [1.0, 0.25])
def test_the_backward_pass_of_the_chapter_by_loops(scale):
    from backprop_lib.activations import sigmoid

    names = {"sigmoid": sigmoid, "np": np}
    exec(source("W1, b1 = "), names)
    exec(source("def backward(X, A1"), names)
    exec(source("def gradients(X, Y").partition("\n\n")[0], names)
    found = names["gradients"](names["X"], names["Y"], scale)
    for name, expected in loop_gradients(scale).items():
        assert found[name] == pytest.approx(expected, rel=1e-13, abs=0)


def test_the_count_of_slips_that_lower_the_loss():
    text = output("from backprop_lib.exercises.slips")
    signs = re.findall(r"^.{28}(\d\.\d{4})  ([+-])\d", text, re.MULTILINE)
    assert len(signs) == len(SLIPS)
    assert f"the loss fell with {sum(sign == '-' for _, sign in signs)} of {len(SLIPS)}" in text
    assert [size for size, _ in signs] == [f"{slip.size():.4f}" for slip in SLIPS.values()]


@pytest.mark.parametrize("sizes", [(4, 2, 3), (5, 3, 2)])
def test_the_figure_of_shapes_has_a_cell_for_every_number(sizes):
    n, fan_in, out = sizes
    figure = figures.batch_shapes(*sizes)
    (drawing,) = figure.drawings
    products = [
        (n, fan_in),
        (fan_in, out),
        (n, out),
        (n, out),
        (out, fan_in),
        (n, fan_in),
        (out, n),
        (n, fan_in),
        (out, fan_in),
    ]
    assert drawing.count("<rect") == sum(rows * columns for rows, columns in products)
    assert drawing.count(">1</text>") == 3 * fan_in + 3 * out, "sample 1 in a, z, δ, ∂L/∂a, δᵀ and a"
    assert f"δ T of {out} by {n}, times a of {n} by {fan_in}, gives ∂L/∂W of {out} by {fan_in}" in figure.alt
    cells = re.findall(r'(<g class="parameter">)?<rect class="value" x="([\d.]+)" y="([\d.]+)"', drawing)
    places = {(float(x), float(y)) for _, x, y in cells}
    for marked, x, y in cells:
        above, left = (float(x), float(y) - shapes.CELL), (float(x) - shapes.CELL, float(y))
        assert not marked or above not in places or left not in places, "sample 1 is the first row, or the first column"
    width, height = map(float, re.search(r'viewBox="0 0 (\d+) (\d+)"', drawing).groups())
    for x, y, size in re.findall(r'<rect class="value" x="([\d.]+)" y="([\d.]+)" width="(\d+)"', drawing):
        assert 0 <= float(x) <= width - float(size) and 0 <= float(y) <= height - float(size)


@pytest.mark.parametrize("product", shapes.PRODUCTS, ids=lambda product: product[0])
def test_the_products_of_the_figure_fit(product):
    _, left, right, result = product
    assert left[2] == right[1]
    assert result[1:] == (left[1], right[2])
