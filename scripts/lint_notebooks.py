"""Check what a stored notebook must look like, without running it.

python scripts/lint_notebooks.py [chapter.ipynb ...]
"""

import re
import sys
from pathlib import Path

import chapter_data
import nbformat
from notebooks import WIDGET_VIEW, cell_ids, normalise, notebooks, stored_text

LONGEST_CELL = 15
FOLDED = {"hide-input", "hide-cell", "remove-input", "remove-cell"}
TAGS = FOLDED | {
    "hide-output", "remove-output", "full-width", "margin",
    "nbval-ignore-output", "nbval-skip", "raises-exception",
}  # fmt: skip
FORBIDDEN_OUTPUT = {
    "a memory address": re.compile(r"\b0x[0-9a-fA-F]{6,}\b"),
    "a warning": re.compile(r"\b[A-Z]\w*Warning\b"),
    "a path of this machine": re.compile(r"/(?:home|root|Users|tmp|work)/\w|site-packages|\b[A-Z]:\\\\?Users"),
}
NBVAL_COMMENT = re.compile(r"^\s*#+\s*(?:NBVAL_\w+|PYTEST_VALIDATE_IGNORE_OUTPUT)\s*$", re.MULTILINE)


def text_of(output):
    """What an output says in text: streams, tracebacks, text and HTML; pictures left out."""
    if output.output_type == "stream":
        return output.text
    if output.output_type == "error":
        return "\n".join([output.evalue, *output.traceback])
    return "\n".join(data for kind, data in output.data.items() if kind.startswith("text/"))


def lint_code_cell(cell):
    """What is wrong with one code cell, in words; its place and count left out."""
    tags = set(cell.metadata.get("tags", []))
    lines = cell.source.rstrip().splitlines()
    for tag in sorted(tags - TAGS):
        yield f"unknown tag {tag!r}: known are {', '.join(sorted(TAGS))}"
    if len(lines) > LONGEST_CELL and not tags & FOLDED:
        yield f"{len(lines)} lines: a cell has at most {LONGEST_CELL}, unless it is folded with the tag hide-input"
    if lines and lines[-1].endswith(";"):
        yield "ends in ';', which does not hide an output under nbval: assign to _ instead"
    if NBVAL_COMMENT.search(cell.source):
        yield "steers nbval by a comment: use the tag, which readers do not see"
    for output in cell.outputs:
        if output.output_type == "stream" and output.name == "stderr":
            yield f"writes to stderr: {output.text.strip()[:80]}"
        if output.output_type == "error" and "raises-exception" not in tags:
            yield f"ends in {output.ename}: {output.evalue[:80]}"
        for what, pattern in FORBIDDEN_OUTPUT.items():
            found = pattern.search(text_of(output))
            if found:
                yield f"prints {what}: {found[0]}"
        data = output.get("data", {})
        if WIDGET_VIEW in data:
            yield "stores a widget view, whose model does not outlive the kernel"
        alt = cell.metadata.get("mystnb", {}).get("image", {}).get("alt")
        if any(kind.startswith("image/") for kind in data) and not alt:
            yield "shows a picture without alt text: give the cell the metadata mystnb.image.alt"


def lint(text):
    """What is wrong with a notebook file of content `text`, as (cell index, what) in order."""
    notebook = nbformat.reads(text, as_version=4)
    ids = cell_ids(cell.source for cell in notebook.cells)
    found, said, count = [], set(), 0
    for index, (cell, identity) in enumerate(zip(notebook.cells, ids, strict=True)):
        if cell.cell_type == "code":
            count += 1
            if cell.execution_count is None:
                found.append((index, "was not executed, so nbval would compare nothing"))
            elif cell.execution_count != count:
                found.append((index, f"execution count {cell.execution_count}, expected {count}"))
            found += [(index, wrong) for wrong in lint_code_cell(cell)]
        if cell.get("id") != identity and "id" not in said:
            said.add("id")
            found.append((index, f"id {cell.get('id')}, expected {identity} (`make notebooks` gives them)"))
    if not found and stored_text(normalise(notebook)) != text:
        found.append((0, "the notebook's metadata or layout are not in the stored form"))
    return found


def main(paths):
    failed = 0
    for path in [Path(path) for path in paths] or notebooks():
        wrong = [f"cell {cell}: {what}" for cell, what in lint(path.read_text(encoding="utf-8"))]
        if chapter_data.is_chapter(path):
            wrong += chapter_data.problems(chapter_data.read(path))
        if path.stem == "intro":
            wrong += chapter_data.contents_problems()
        for what in wrong:
            print(f"{path.name}, {what}")
        failed += bool(wrong)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
