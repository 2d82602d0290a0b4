"""The stored notebooks have their canonical form; and the checks of it can fail."""

import subprocess
import sys

import lint_notebooks
import nbformat
import notebooks
import pytest
from jupyter_cache import get_cache
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

RUN = new_output("execute_result", {"text/plain": "0.5"}, execution_count=1)


def stored(*cells, change=lambda notebook: None):
    """The file of a notebook in stored form, `change` applied to it afterwards."""
    notebook = notebooks.normalise(new_notebook(cells=[nbformat.from_dict(cell) for cell in cells]))
    change(notebook)
    return notebooks.stored_text(notebook)


def printing(text, source="show()", name="stdout", **metadata):
    return new_code_cell(source, outputs=[new_output("stream", name=name, text=text)], metadata=metadata)


@pytest.mark.parametrize("path", notebooks.notebooks(), ids=lambda path: path.name)
def test_notebook_is_in_its_stored_form(path):
    assert lint_notebooks.lint(path.read_text(encoding="utf-8")) == []


def test_there_are_notebooks():
    assert notebooks.notebooks()


def test_a_sound_notebook_passes():
    picture = new_output("display_data", {"image/png": "AAAA", "text/plain": "<Figure size 640x480>"})
    drawn = new_code_cell("draw()\n" * 20, outputs=[picture])
    drawn.metadata = nbformat.from_dict({"tags": ["hide-input"], "mystnb": {"image": {"alt": "A curve that falls"}}})
    assert lint_notebooks.lint(stored(new_markdown_cell("# A"), new_code_cell("0.5", outputs=[RUN]), drawn)) == []


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (printing("<Value object at 0x7f3c5a2b1d90>"), "a memory address: 0x7f3c5a2b1d90"),
        (printing("cell.py:1: RuntimeWarning: overflow"), "a warning: RuntimeWarning"),
        (printing("/home/someone/book/chapters"), "a path of this machine: /home/s"),
        (printing("progress", name="stderr"), "writes to stderr: progress"),
        (printing("0.5", source="x = 1\n" * 16), "16 lines"),
        (printing("0.5", source="plot();"), "ends in ';'"),
        (printing("0.5", source="# NBVAL_IGNORE_OUTPUT\nplot()"), "by a comment"),
        (printing("0.5", tags=["hide_input"]), "unknown tag 'hide_input'"),
        (new_code_cell("1/0", outputs=[new_output("error", ename="ZeroDivisionError")]), "ends in ZeroDivisionError"),
        (new_code_cell("draw()", outputs=[new_output("display_data", {"image/png": "AAAA"})]), "without alt text"),
    ],
)
def test_planted_fault_in_a_cell_is_found(cell, said):
    found = lint_notebooks.lint(stored(new_markdown_cell("# A"), cell))
    assert [(index, said in what) for index, what in found] == [(1, True)]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda notebook: notebook.cells[1].update(execution_count=None), "was not executed"),
        (lambda notebook: notebook.cells[1].update(execution_count=7), "execution count 7, expected 1"),
        (lambda notebook: notebook.cells[0].update(id="random"), "id random, expected"),
        (lambda notebook: notebook.metadata.update(widgets={"state": {}}), "not in the stored form"),
        (lambda notebook: notebook.metadata.kernelspec.update(name="my-kernel"), "not in the stored form"),
        (lambda notebook: notebook.cells[1].metadata.update(execution={"iopub": "10:00"}), "not in the stored form"),
        (
            lambda notebook: notebook.cells[1].outputs[0].data.update({notebooks.WIDGET_VIEW: {}}),
            "stores a widget view",
        ),
    ],
)
def test_planted_fault_in_the_stored_form_is_found(change, said):
    found = lint_notebooks.lint(stored(new_markdown_cell("# A"), new_code_cell("0.5", outputs=[RUN]), change=change))
    assert len(found) == 1
    assert said in found[0][1]


@pytest.fixture(scope="module")
def executed(tmp_path_factory):
    """The path of a notebook executed and stored by the script."""
    path = tmp_path_factory.mktemp("book") / "chapter.ipynb"
    cells = [
        new_markdown_cell("# A"),
        new_code_cell("import ipywidgets\nprint('a')\nprint(1 / 3)"),
        new_code_cell("ipywidgets.FloatSlider(value=0.5)"),
        new_code_cell("ipywidgets.FloatSlider(value=0.5)"),
    ]
    nbformat.write(new_notebook(cells=cells), path)
    assert notebooks.main([str(path)]) == 0
    return path


def test_executed_notebooks_are_stored_without_what_differs_between_runs(executed):
    text = executed.read_text()
    assert lint_notebooks.lint(text) == []
    assert "widget-view" not in text
    assert "FloatSlider(value=0.5)" in text
    notebook = nbformat.reads(text, as_version=4)
    assert [cell.execution_count for cell in notebook.cells[1:]] == [1, 2, 3]
    assert len({cell.id for cell in notebook.cells}) == 4


def test_storing_again_changes_nothing_and_the_check_passes(executed):
    before = executed.read_bytes()
    assert notebooks.main([str(executed)]) == 0
    assert executed.read_bytes() == before
    assert notebooks.main(["--check", str(executed)]) == 0


@pytest.mark.parametrize(("old", "new"), [("0.3333333333333333", "0.3333333333333334"), ('"a\\n"', '"b\\n"')])
def test_check_finds_a_stored_output_that_is_not_fresh(executed, tmp_path, capsys, old, new):
    altered = tmp_path / "altered.ipynb"
    altered.write_text(executed.read_text().replace(old, new, 1))
    assert altered.read_text() != executed.read_text()
    assert notebooks.main(["--check", str(altered)]) == 1
    assert "cell 1: the stored output is not the fresh one" in capsys.readouterr().out


def test_check_against_the_execution_that_built_the_book(executed, tmp_path, monkeypatch):
    """The cache of the build holds code cells alone, and widget views with them."""
    monkeypatch.setattr(notebooks, "CACHE", tmp_path / "cache")
    stored = tmp_path / "stored.ipynb"
    stored.write_text(executed.read_text())
    assert "KeyError" in notebooks.handle(stored, True, notebooks.built)[0][0]
    run = notebooks.execute(stored)
    run.cells = [cell for cell in run.cells if cell.cell_type == "code"]
    nbformat.write(run, tmp_path / "run.ipynb")
    get_cache(notebooks.CACHE).cache_notebook_file(tmp_path / "run.ipynb")
    assert notebooks.handle(stored, True, notebooks.built) == ([], False)
    stored.write_text(stored.read_text().replace("0.3333333333333333", "0.3333333333333334", 1))
    assert "cell 1: the stored output" in notebooks.handle(stored, True, notebooks.built)[0][0]


def test_nbval_finds_a_stored_output_that_is_not_fresh(executed, tmp_path):
    altered = tmp_path / "altered.ipynb"
    altered.write_text(executed.read_text().replace('"a\\n"', '"b\\n"', 1))
    command = [sys.executable, "-m", "pytest", "-q", "--nbval", "--nbval-current-env", "--rootdir", tmp_path, altered]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert run.returncode == 1
    assert "1 failed, 2 passed" in run.stdout


def test_a_failing_cell_is_reported_and_nothing_is_stored(tmp_path, capsys):
    path = tmp_path / "broken.ipynb"
    nbformat.write(new_notebook(cells=[new_code_cell("1 / 0")]), path)
    before = path.read_bytes()
    assert notebooks.main([str(path)]) == 1
    assert "ZeroDivisionError" in capsys.readouterr().out
    assert path.read_bytes() == before
