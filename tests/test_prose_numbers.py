"""The prose of the chapters quotes only numbers that the chapter computes; and the check can fail."""

import json
import re

import prose_numbers
import pytest
from prose_numbers import MISPRINTS, chapters, false_equations, misprints, read, survivors, unproved

NOTICED_AT_LEAST = 0.95


def notebook(*cells):
    """A notebook of markdown cells (text) and code cells (a list: what they print)."""
    return {
        "cells": [
            {
                "cell_type": "code",
                "source": "",
                "outputs": [{"output_type": "stream", "name": "stdout", "text": cell[0]}],
            }
            if isinstance(cell, list)
            else {"cell_type": "markdown", "source": cell}
            for cell in cells
        ]
    }


@pytest.mark.parametrize("path", chapters(), ids=lambda path: path.name)
def test_every_decimal_of_the_prose_is_computed_in_its_section(path):
    assert unproved(read(path)) == []


def test_altered_digits_are_noticed():
    """Both the digit next to it (as a slip would have it) and every other digit."""
    for digits in (range(1, 10), [1]):
        counts = [survivors(read(path), digits) for path in chapters()]
        total, unnoticed = sum(total for total, _ in counts), [each for _, missed in counts for each in missed]
        assert total, "no chapter quotes a decimal"
        assert len(unnoticed) <= (1 - NOTICED_AT_LEAST) * total, unnoticed


def test_misprints_are_listed_once_with_their_source():
    listed = json.loads(MISPRINTS.read_text(encoding="utf-8"))
    for entry in listed:
        assert entry.keys() >= {"printed", "chapter", "quantity", "source"}, entry
        assert all(entry[key] for key in ("quantity", "source")), entry
    for path in chapters():
        quoted = set(misprints(read(path)))
        expected = [entry["printed"] for entry in listed if entry["chapter"] == path.stem]
        assert len(expected) == len(set(expected)), f"{path.name}: a misprint is listed twice"
        assert quoted == set(expected), f"{path.name}: misprints quoted and misprints listed differ"


@pytest.mark.parametrize(
    "prose",
    [
        "$z_1 = 0.15$",
        "the sum 0.150",
        "h is 0.5374",
        r"$h_1 = 0.53743$",
        r"a gradient of −0.002449",
        r"$-2.449 \times 10^{-3}$",
        "−2.449e−3",
        "−2.449 × 10⁻³",
        "53.74 %",
        r"$1 - 0.5374$",
        "see [this](https://example.org/0.77) and doi 10.1038/323533.0",
        "Python 3.11 and PyTorch 2.13.0",
        'printed as <span class="misprint">0.3049</span>',
        r"$0.1 \times 0.5 + 0.1 = 0.15$",
    ],
)
def test_accepts(prose):
    printed = "z1 = 0.1 * 0.5 + 0.1 = 0.150000\nh1 = 0.537430\ngradient -0.002449\n0.5"
    assert unproved(notebook("## A\n\n" + prose, [printed])) == []


@pytest.mark.parametrize(
    "prose",
    [
        "a sum of 0.16",
        "h is 0.5375",
        "h is 0.53",
        "h is 0.5374300",
        "a gradient of 0.002449",
        "$-0.002448$",
        r"$-2.448 \times 10^{-3}$",
        "−2.449e−4",
        "53.75 %",
        "`0.7`",
        r"$h_1 = 0.15$",
        r"$0.5 \times 0.5 + 0.1 = 0.15$",
        "| h₁ | 0.15 |",
    ],
)
def test_rejects(prose):
    printed = "z1 = 0.1 * 0.5 + 0.1 = 0.150000\nh1 = 0.537430\ngradient -0.002449\n0.5"
    assert unproved(notebook("## A\n\n" + prose, [printed]))


def test_an_output_of_another_section_proves_nothing():
    assert unproved(notebook("## A", ["0.25"], "### A part\n\n0.25")) == []
    assert unproved(notebook("## A", ["0.25"], "## B\n\n0.25")) == [
        (2, "B", "0.25: no output of the section rounds to it")
    ]


def test_a_tie_is_not_decided():
    assert "tie" in unproved(notebook("## A\n\n0.123", ["0.1235"]))[0][2]


def test_numbers_in_tables_and_pictures_of_an_output_are_read_as_a_reader_sees_them():
    html = (
        "<table><tr><th><i>w</i><sub>1</sub></th>"
        '<td><span data-value="0.77"><b>0.1</b><b>00</b></span></td><td>0.25</td></tr></table>'
    )
    book = notebook("## A\n\n$w_1 = 0.1$, 0.25")
    book["cells"].append(
        {"cell_type": "code", "source": "", "outputs": [{"output_type": "display_data", "data": {"text/html": html}}]}
    )
    assert unproved(book) == []
    assert prose_numbers.sections(book)[-1].named.keys() == {"w1"}
    book["cells"][0]["source"] += " 0.77"
    assert len(unproved(book)) == 1


@pytest.mark.parametrize(
    ("line", "true"),
    [
        ("0.20 + 0.48 + 0.10 = 0.78", True),
        ("0.20 + 0.48 + 0.10 = 0.68", False),
        (r"$\sigma(0.15) = 0.537430$", True),
        (r"$\sigma(0.15) = 0.537431$", False),
        (r"$L = \tfrac12 (0.68 - 1)^2 = 0.0512$", True),
        ("L = ½ (0.68 − 1)² = 0.0521", False),
        (r"$\frac{0.5}{0.25} = 2.0$", True),
        (r"$\frac{0.5}{0.25} = 2.1$", False),
        ("0.33333 × 3.000 = 1.000", True),
        ("0.2 × 0.4 + 0.1 = 0.2", False),
        (r"$1.3 \times 1.3 \approx 1.7$", True),
        (r"$1.3 \times 1.3 \approx 1.8$", False),
    ],
)
def test_arithmetic(line, true):
    assert (false_equations(line) == []) is true


def test_the_mutation_finds_what_nobody_would_notice():
    total, unnoticed = survivors(notebook("## A\n\nboth 0.3 and 0.5374", ["0.3 0.4 0.537430"]))
    assert total == 18
    assert unnoticed == [(0, "0.3", "0.4")]


def test_command_line_names_file_cell_and_section(tmp_path, capsys):
    path = tmp_path / "chapter.ipynb"
    path.write_text(json.dumps(notebook("## A\n\n0.7", ["0.8"])))
    assert prose_numbers.main([path]) == 1
    assert re.search(r"chapter\.ipynb, cell 0, section “A”: 0\.7: no output", capsys.readouterr().out)
