"""Page and data of a chapter say the same, and the landing page lists it; and the checks can fail."""

import copy

import chapter_data
import lint_notebooks
import notebooks
import pytest
import yaml

CHAPTERS = [path for path in notebooks.notebooks() if chapter_data.is_chapter(path)]
HEAD = """# A chapter

You do a thing.

**You will be able to** do it; and say what $\\delta$ and $\\hat y$ are.

**You need** nothing. **It takes** 10 minutes.

## A section

It takes 99 minutes, and magic."""
DATA = {"objectives": ["do it", "say what δ and ŷ are"], "needs": ["nothing"], "minutes": 10}


def notebook(data=DATA):
    metadata = {} if data is None else {"book": data}
    return {"metadata": metadata, "cells": [{"cell_type": "markdown", "source": HEAD}]}


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_the_head_of_a_chapter_says_what_its_data_say(path):
    assert list(chapter_data.problems(chapter_data.read(path))) == []


def test_the_landing_page_lists_the_chapters():
    assert list(chapter_data.contents_problems()) == []


def test_a_head_in_tex_agrees_with_data_in_unicode():
    assert list(chapter_data.problems(notebook())) == []


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (None, "the metadata lack"),
        ({**DATA, "hours": 1}, "or hold other names"),
        ({**DATA, "minutes": 11}, "'11 minutes'"),
        ({**DATA, "minutes": 99}, "'99 minutes'"),
        ({**DATA, "needs": ["magic"]}, "'magic'"),
        ({**DATA, "objectives": ["do it", "say what δ and y are"]}, "'say what δ and y are'"),
        ({**DATA, "objectives": []}, "0 objectives"),
        ({**DATA, "objectives": ["do it"] * 4}, "4 objectives"),
    ],
)
def test_planted_fault_in_the_data_is_found(data, said):
    (problem,) = chapter_data.problems(notebook(data))
    assert said in problem


def test_a_notebook_without_data_is_named_by_lint(tmp_path, capsys):
    path = tmp_path / "chapter.ipynb"
    path.write_text(notebooks.stored_text(notebooks.normalise(notebooks.nbformat.v4.new_notebook())))
    assert lint_notebooks.main([path]) == 1
    assert "chapter.ipynb, the metadata lack" in capsys.readouterr().out


@pytest.mark.parametrize("change", ["minutes", "promise", "contents", "landing page"])
def test_planted_fault_in_the_list_of_chapters_is_found(monkeypatch, change):
    read = chapter_data.read

    def altered(path):
        book = copy.deepcopy(read(path))
        if change == "minutes" and path.stem != "intro":
            book["metadata"]["book"]["minutes"] += 1
        if change == "promise" and path.stem != "intro":
            book["cells"][0]["source"] = ["# Title\n", "\n", "Another promise.\n", "\n"]
        if change == "landing page" and path.stem == "intro":
            book["cells"] = book["cells"][:1]
        return book

    if change == "contents":
        monkeypatch.setattr(yaml, "safe_load", lambda text: {"parts": []})
    monkeypatch.setattr(chapter_data, "read", altered)
    (problem,) = chapter_data.contents_problems()
    assert "the table of chapters should have the rows" in problem


def test_chapters_come_in_the_order_of_the_contents():
    files = ("chapters/worked_example", "chapters/notation", "chapters/explorers/activations")
    toc = {"parts": [{"chapters": [{"file": file} for file in files]}]}
    assert chapter_data.chapters(toc) == ["worked_example"]
