"""Execute the notebooks of the book and store them in one canonical form.

    python scripts/notebooks.py [chapter.ipynb ...]              execute and store
    python scripts/notebooks.py --check [chapter.ipynb ...]      compare the stored with a fresh execution
    python scripts/notebooks.py --check --built                  compare with the execution that built the book

Stored notebooks are executed and deterministic: sequential execution counts, one kernelspec, cell ids
made from the cell's text, no timestamps, no widget state. Storing the same notebook twice changes nothing.
"""

import argparse
import difflib
import hashlib
import json
import os
import re
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import nbformat

ROOT = Path(__file__).resolve().parent.parent
CHAPTERS = ROOT / "chapters"
CACHE = ROOT / "_build" / ".jupyter_cache"
CELL_TIMEOUT = 120
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
KERNELSPEC = {"display_name": "Python 3", "language": "python", "name": "python3"}
PASSING_CELL_METADATA = ("execution", "ExecuteTime", "collapsed", "scrolled", "vscode", "trusted")
PASSING_METADATA = ("widgets", "vscode", "toc", "celltoolbar")


def notebooks():
    """All notebooks of the book, in alphabetical order."""
    return sorted(CHAPTERS.glob("**/*.ipynb"))


def execute(path):
    """The notebook at `path` executed from the first cell to the last, in its own folder and kernel."""
    from nbclient import NotebookClient

    notebook = nbformat.read(path, as_version=4)
    folder = {"metadata": {"path": str(Path(path).parent)}}
    NotebookClient(
        notebook,
        timeout=CELL_TIMEOUT,
        kernel_name="python3",
        resources=folder,
        store_widget_state=False,
        record_timing=False,
        extra_arguments=["--log-level=ERROR"],
    ).execute()
    return notebook


def built(path):
    """The notebook at `path` with the outputs that its code cells gave when the book was built."""
    from jupyter_cache import get_cache

    notebook = nbformat.read(path, as_version=4)
    cache = get_cache(CACHE)
    executed = cache.get_cache_bundle(cache.match_cache_file(path).pk).nb
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for cell, run in zip(code, executed.cells, strict=True):
        cell.outputs = run.outputs
    return notebook


def cell_ids(sources):
    """An id for each cell, made from its text; cells of the same text are counted."""
    seen, ids = {}, []
    for source in sources:
        name = hashlib.sha256(source.encode()).hexdigest()[:12]
        seen[name] = seen.get(name, 0) + 1
        ids.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return ids


def normal_outputs(outputs, count):
    """The outputs of a code cell without what differs between two runs; streams of one name joined."""
    kept = []
    for output in outputs:
        output.pop("transient", None)
        if output.output_type == "execute_result":
            output.execution_count = count
        if "data" in output:
            output.data.pop(WIDGET_VIEW, None)
            if not output.data:
                continue
        if output.output_type == "stream" and kept and kept[-1].get("name") == output.name:
            kept[-1].text += output.text
        else:
            kept.append(output)
    return kept


def normalise(notebook):
    """Bring `notebook` into the stored form, in place; returns it."""
    for name in PASSING_METADATA:
        notebook.metadata.pop(name, None)
    notebook.metadata.kernelspec = nbformat.from_dict(KERNELSPEC)
    notebook.metadata.language_info = nbformat.from_dict({"name": "python"})
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    count = 0
    for cell, identity in zip(notebook.cells, cell_ids(cell.source for cell in notebook.cells), strict=True):
        cell.id = identity
        for name in PASSING_CELL_METADATA:
            cell.metadata.pop(name, None)
        if cell.cell_type == "code":
            count += 1
            cell.execution_count = count
            cell.outputs = normal_outputs(cell.outputs, count)
    return notebook


def stored_text(notebook):
    """The file that `notebook` is stored as."""
    return nbformat.writes(notebook, indent=1).rstrip("\n") + "\n"


def fresh_text(path, source):
    """The file that the notebook at `path` should be, by the execution that `source` gives."""
    return stored_text(normalise(source(path)))


def shown_lines(cell):
    """What the outputs of a code cell show, in short lines for a message."""
    lines = []
    for output in cell.outputs:
        data = output.get("data") or {"text": output.get("text", output.get("evalue", ""))}
        for kind, content in data.items():
            content = content if isinstance(content, str) else json.dumps(content, indent=1)
            lines += [kind, *content.replace("<", "\n<").splitlines()]
    return lines


def differences(stored, fresh):
    """Where two notebook files differ, in words, cell by cell."""
    stored, fresh = nbformat.reads(stored, as_version=4), nbformat.reads(fresh, as_version=4)
    lines, unlike = [], []
    for index, (old, new) in enumerate(zip(stored.cells, fresh.cells, strict=True)):
        if old.get("outputs") != new.get("outputs"):
            before, after = shown_lines(old), shown_lines(new)
            shown = [line[:160] for line in difflib.unified_diff(before, after, "stored", "fresh", n=0, lineterm="")]
            lines.append(f"cell {index}: the stored output is not the fresh one\n    " + "\n    ".join(shown[:12]))
        elif old != new:
            unlike.append(str(index))
    if unlike:
        lines.append(f"id, execution count or metadata are not in the stored form in cells {', '.join(unlike)}")
    return lines or ["the notebook's metadata or layout are not in the stored form"]


def handle(path, check, source):
    """Check or store one notebook; returns what is wrong, in words (empty: nothing), and whether it changed."""
    try:
        fresh = fresh_text(path, source)
    except Exception as error:  # whatever a cell raises, or a cache that lacks the notebook
        return [re.sub(r"\x1b\[[0-9;]*m", "", f"{type(error).__name__}: {error}").strip()], False
    stored = path.read_text(encoding="utf-8")
    if fresh == stored:
        return [], False
    if check:
        return differences(stored, fresh), True
    path.write_text(fresh, encoding="utf-8")
    return [], True


def main(arguments=None):
    parser = argparse.ArgumentParser(description="Execute the notebooks of the book and store them in one form.")
    parser.add_argument("paths", nargs="*", type=Path, help="notebooks (all of the book when none is named)")
    parser.add_argument("--check", action="store_true", help="store nothing; fail where a fresh execution differs")
    parser.add_argument("--built", action="store_true", help="take the execution that built the book")
    options = parser.parse_args(arguments)
    paths = [path.resolve() for path in options.paths] or notebooks()
    source = built if options.built else execute
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    failed = 0
    with ProcessPoolExecutor(max_workers=min(2, os.cpu_count() or 1)) as pool:
        jobs = [pool.submit(handle, path, options.check, source) for path in paths]
        for path, job in zip(paths, jobs, strict=True):
            wrong, changed = job.result()
            failed += bool(wrong)
            word = "FAILED" if wrong else "stored" if changed else "as stored"
            print(f"{path.name}: {word}", *wrong, sep="\n  ", flush=True)
    if failed and options.check:
        print("`make notebooks` executes and stores them anew.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
