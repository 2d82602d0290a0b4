"""The chapter on digits: settings chosen without the test images, and an accuracy that stands."""

import json
import re
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from backprop_lib.datasets import digits

ROOT = Path(__file__).resolve().parent.parent
CELLS = [
    cell
    for cell in json.loads((ROOT / "chapters" / "digits.ipynb").read_text(encoding="utf-8"))["cells"]
    if cell["cell_type"] == "code"
]
SOURCES = ["".join(cell["source"]) for cell in CELLS]
OUTPUT = "\n".join("".join(output.get("text", "")) for cell in CELLS for output in cell["outputs"])


def position(start):
    (found,) = [k for k, source in enumerate(SOURCES) if start in source]
    return found


def test_the_test_images_are_untouched_until_the_settings_stand():
    chosen = position("min(grid, key=grid.get)")
    before = "\n".join(SOURCES[: chosen + 1]).replace("X_all, Y_all, X_test, Y_test = digits()", "")
    lines = [line.strip() for line in before.splitlines() if "_test" in line]
    assert lines == ['("test", X_test, Y_test)):']  # counted by class, nothing else


def test_the_accuracy_is_what_was_promised():
    mean, worst = map(float, re.search(r"right: mean ([\d.]+) %, worst ([\d.]+) %", OUTPUT).groups())
    wrong = np.array(re.search(r"seed by seed: \[([\d ]+)\]", OUTPUT)[1].split(), int)
    assert len(wrong) == 5 and mean >= 97
    assert f"{100 - wrong.mean() / 3.6:.1f} {100 - wrong.max() / 3.6:.1f}" == f"{mean} {worst}"


def test_a_hidden_layer_beats_none():
    data = digits()
    linear = LogisticRegression(max_iter=200, C=1.0).fit(data.X_train, data.Y_train)
    wrong = (linear.predict(data.X_test) != data.Y_test).sum()
    assert wrong > max(map(int, re.search(r"seed by seed: \[([\d ]+)\]", OUTPUT)[1].split()))


def test_the_confusion_matrix_counts_every_answer():
    table = re.findall(r"^ {3}(\d) {7}(.*)$", OUTPUT, re.M)
    counts = np.array([[0 if n == "." else int(n) for n in re.findall(r"\d+|\.", row)] for _, row in table])
    assert counts.shape == (10, 10)
    np.testing.assert_array_equal(counts.sum(axis=1), 5 * np.bincount(digits().Y_test))
    wrong = sum(map(int, re.search(r"seed by seed: \[([\d ]+)\]", OUTPUT)[1].split()))
    assert counts.sum() - np.trace(counts) == wrong
    assert f"off the diagonal: {wrong}" in OUTPUT
