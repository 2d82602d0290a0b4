"""The chapter on PyTorch: it runs without PyTorch, and its outputs say what its text says."""

import contextlib
import io
import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOK = json.loads((ROOT / "chapters" / "pytorch.ipynb").read_text(encoding="utf-8"))
CELLS = [cell for cell in NOTEBOOK["cells"] if cell["cell_type"] == "code"]
OUTPUT = "\n".join("".join(output.get("text", "")) for cell in CELLS for output in cell["outputs"])


def test_without_pytorch_each_cell_that_needs_it_says_so_in_one_line(monkeypatch):
    monkeypatch.setitem(sys.modules, "torch", None)  # an import fails as if it were not installed
    names, silent = {}, 0
    for cell in CELLS:
        code, printed = "".join(cell["source"]), io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(code, names)
        if re.search(r"^(if installed\(\)|if torch|.*\btorch\.\w+\()", code, re.MULTILINE) and "def " not in code:
            assert printed.getvalue() == "PyTorch is not installed: this cell has nothing to show.\n"
            silent += 1
    assert silent > 10


def test_nothing_that_is_compared_differs():
    assert "the same: False" not in OUTPUT
    assert OUTPUT.count("the same: True") >= 7
    assert OUTPUT.count("to 14 digits: True") == 2


def test_the_planted_mistakes_are_found():
    lines = {line.split()[0]: line for line in OUTPUT.splitlines() if "3 numbers:" in line}
    assert lines["Sigmoid"].endswith("True")
    assert "mismatch" in lines["FromZ"] and "mismatch" in lines["NoUpstream"]
    assert "backward not multiplied by grad_output" in OUTPUT
