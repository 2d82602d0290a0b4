"""The page of slips: each row of its tables has its line of check, and the counts are those of the lists."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CELLS = json.loads((ROOT / "chapters" / "errata.ipynb").read_text(encoding="utf-8"))["cells"]
MISPRINTS = json.loads((ROOT / "chapters" / "misprints.json").read_text(encoding="utf-8"))
WORDS_ALONE = {("“Backpropagation Algorithm”: its sentences", "15")}  # a year, which no program computes


def sections():
    """{heading: (text, what its cells print)}."""
    found, title = {}, ""
    for cell in CELLS:
        text = "".join(cell["source"])
        if cell["cell_type"] == "markdown" and (heading := re.search(r"^## (.*)$", text, re.MULTILINE)):
            title = heading[1]
        said, printed = found.setdefault(title, ("", ""))
        if cell["cell_type"] == "markdown":
            said += text.partition("## " + title)[2] or text
        printed += "".join("".join(output.get("text", "")) for output in cell.get("outputs", []))
        found[title] = said, printed
    return found


SECTIONS = {title: parts for title, parts in sections().items() if "treated" in parts[0]}


@pytest.mark.parametrize("title", SECTIONS)
def test_each_slip_has_a_check_and_a_section_that_treats_it(title):
    text, printed = SECTIONS[title]
    rows = re.findall(r"^\| (\d+) \|.*(?:the same|\[.*\]\(\w+\.(?:ipynb|md)#[^)]+\)\.?) \|$", text, re.MULTILINE)
    assert rows == [str(number) for number in range(1, len(rows) + 1)], "a row without a number or a link"
    assert len(rows) == len(re.findall(r"^\| \d", text, re.MULTILINE))
    checked = {
        number for line in re.findall(r"^(\d+(?: and \d+)*)\D", printed, re.MULTILINE) for number in line.split(" and ")
    }
    assert set(rows) - checked <= {number for heading, number in WORDS_ALONE if heading == title}


def test_the_right_values_stand_beside_the_misprints():
    """A row `| printed | correct |` has the correct value that the list of misprints has for it."""
    listed = {entry["printed"]: entry["correct"] for entry in MISPRINTS if entry["chapter"] == "errata"}
    text = "\n".join(text for text, _ in SECTIONS.values())
    rows = dict(re.findall(r'<span class="misprint">([^<]+)</span> \| ([^|]+?) \|', text))
    assert rows == listed


def test_a_misprint_has_one_right_value_in_all_chapters():
    right = {}
    for entry in MISPRINTS:
        right.setdefault((entry["printed"], entry["source"]), set()).add(entry["correct"])
    assert all(len(values) == 1 for values in right.values())
