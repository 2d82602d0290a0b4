"""What a chapter says of itself: title, promise, objectives, needs and minutes, on its page and as data.

The notebook's metadata hold {"book": {"objectives": [...], "needs": [...], "minutes": 40}}; the head of the page, up to
its first section, says the same in words. The landing page lists every chapter with its promise and its minutes.
"""

import json
import re
from pathlib import Path

import yaml
from prose_numbers import plain

ROOT = Path(__file__).resolve().parent.parent
# Pages that are no chapters, like those in chapters/explorers.
WITHOUT_DATA = {"intro", "notation", "errata", "golden_rules"}
MOST_OBJECTIVES = 3
ROW = re.compile(r"^\| \[.*\]\(\w+\.ipynb\) \|.*$", re.MULTILINE)


def is_chapter(path):
    """Whether the notebook at `path` is a chapter, which must say what it teaches."""
    return path.parent.name != "explorers" and path.stem not in WITHOUT_DATA


def read(path):
    return json.loads(Path(path).read_text(encoding="utf-8"))


def prose(notebook):
    return "\n\n".join("".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "markdown")


def spelled(text):
    """`text` in one spelling, whether it was written in Unicode or in TeX."""
    return " ".join(plain(text).replace("$", "").split())


def problems(notebook):
    """What is wrong with the data of a chapter (the parsed notebook), in words."""
    data = notebook["metadata"].get("book", {})
    if data.keys() != {"objectives", "needs", "minutes"}:
        yield 'the metadata lack {"book": {"objectives": [...], "needs": [...], "minutes": 40}}, or hold other names'
        return
    if not 1 <= len(data["objectives"]) <= MOST_OBJECTIVES:
        yield f"{len(data['objectives'])} objectives: a chapter has one to {MOST_OBJECTIVES}"
    head = spelled(prose(notebook).partition("\n## ")[0])
    for said in [*data["objectives"], *data["needs"], f"{data['minutes']} minutes"]:
        if spelled(said) not in head:
            yield f"the metadata say {said!r}, the head of the page does not"


def row(path):
    """The row of the landing page's table for the chapter at `path`."""
    notebook = read(path)
    title, promise = prose(notebook).split("\n\n")[:2]
    minutes = notebook["metadata"].get("book", {}).get("minutes", "")
    return f"| [{title.removeprefix('# ')}]({path.name}) | {promise} | {minutes} |"


def chapters(toc):
    """The chapters' slugs in the order of the table of contents (parsed _toc.yml)."""
    files = [entry["file"] for part in toc["parts"] for entry in part["chapters"]]
    paths = [ROOT / f"{file}.ipynb" for file in files]
    return [path.stem for path in paths if is_chapter(path) and path.is_file()]


def contents_problems():
    """Where the landing page's table is not the one that the chapters' data give, in words."""
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    expected = [row(ROOT / "chapters" / f"{slug}.ipynb") for slug in chapters(toc)]
    if ROW.findall(prose(read(ROOT / "chapters" / "intro.ipynb"))) != expected:
        yield "\n".join(["the table of chapters should have the rows", *expected])
