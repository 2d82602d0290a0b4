"""Build the book into _build/html: the page bundle, the notebooks, the pages, and then look at what came out.

    python scripts/build_book.py

What has not changed is not done again. A hash decides what has: with the library (its outputs are in the
notebooks) all notebooks are executed anew, with the extension or the page bundle all pages are written anew.
Any warning fails the build; everything that was said is in _build/book.log.
"""

import errno
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "_build"
HTML = BUILD / "html"
ASSETS = BUILD / "assets"
LOG = BUILD / "book.log"
CACHE = BUILD / ".jupyter_cache"  # where Jupyter Book looks for the outputs of notebooks
BUILT = BUILD / "built.json"
LIVE = ROOT / "backprop_lib" / "live" / "static"

# What the page bundle depends on, what the outputs of the notebooks do, and what the pages do beside them.
FRONT_END = (
    *("frontend/*.mjs", "frontend/package-lock.json", "frontend/live/**/*", "frontend/page/**/*"),
    *("backprop_lib/live/static/*", "_build/assets/*"),  # it writes these
)
EXECUTION = ("backprop_lib/**/*.py", "backprop_lib/live/static/*", "constraints.txt", "requirements.txt")
NOTEBOOKS = ("chapters/**/*.ipynb",)
PAGES = (
    *("_config.yml", "_toc.yml", "_ext/**/*.py", "_ext/**/*.html", "frontend/*.mjs"),
    "_build/assets/*",
)
TELLING = re.compile(r"(WARNING|ERROR|CRITICAL): |(Error|Exception)\b")
SHOWN = 20
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


class Problem(Exception):
    """What stopped the build and what to do about it."""


def environment():
    """The environment with the programs of this Python (jupyter-book, node) first on the PATH."""
    here = str(Path(sys.executable).parent)
    return dict(os.environ, PATH=here + os.pathsep + os.environ.get("PATH", ""))


def program(name):
    """Where a program is; a Problem if it is not installed."""
    path = shutil.which(name, path=environment()["PATH"])
    if path is None:
        raise Problem(f"{name} is missing: run `python3 scripts/bootstrap.py`, then this again.")
    return path


def digest(patterns):
    """A hash of the files that match, their names included."""
    content = hashlib.sha256(sys.version.encode())
    for path in sorted({path for pattern in patterns for path in ROOT.glob(pattern) if path.is_file()}):
        content.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes() + b"\0")
    return content.hexdigest()


def build_front_end():
    """Write what Jupyter loads of the explorers, and the assets of the pages."""
    if not (ROOT / "frontend" / "node_modules").is_dir():
        raise Problem("frontend/node_modules is missing: run `python3 scripts/bootstrap.py`, then this again.")
    command = [program("node"), "build.mjs", str(ASSETS), str(LIVE)]
    built = subprocess.run(command, cwd=ROOT / "frontend", capture_output=True, text=True)
    if built.returncode:
        raise Problem(f"the page bundle cannot be built:\n{built.stderr.strip()}")


def forget(*folders):
    for folder in folders:
        shutil.rmtree(BUILD / folder, ignore_errors=True)


def execute_notebooks():
    """Execute the notebooks that the cache does not hold, as many at a time as there are processors.

    Jupyter Book would run them one after another. It runs again what fails here, and says why.
    """
    notebooks = [f"{name}.ipynb" for name in contents() if (ROOT / f"{name}.ipynb").is_file()]
    timeout = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))["execute"]["timeout"]
    for group, *command in (
        ("notebook", "add", *notebooks),
        ("project", "execute", "--executor", "local-parallel", "--timeout", str(timeout)),
    ):
        subprocess.run(
            [program("jcache"), group, "--cache-path", str(CACHE), *command],
            cwd=ROOT,
            env=environment() | {"OMP_NUM_THREADS": "1"},  # the processors are taken
            input=b"y",  # it asks whether to make the folder
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )


def build_pages():
    """Run Jupyter Book; a Problem shows what it warned of."""
    options = ("-W", "-n", "--keep-going", "--quiet")
    with LOG.open("w", encoding="utf-8") as log:
        command = [program("jupyter-book"), "build", str(ROOT), *options]
        code = subprocess.run(command, cwd=ROOT, env=environment(), stdout=log, stderr=log).returncode
    if code:
        # A second run would not repeat what it said about pages that it has read.
        forget(".doctrees")
        said = COLOUR.sub("", LOG.read_text(encoding="utf-8")).splitlines()
        telling = list(dict.fromkeys(line for line in said if TELLING.search(line))) or said[-5:]
        more = [f"and {len(telling) - SHOWN} more"] if len(telling) > SHOWN else []
        raise Problem("\n  ".join(["Jupyter Book warns (all of it: _build/book.log):", *telling[:SHOWN], *more]))


def contents():
    """Every page that _toc.yml names."""

    def files(entry):
        if isinstance(entry, dict):
            for name, value in entry.items():
                if name in ("root", "file"):
                    yield value
                else:
                    yield from files(value)
        elif isinstance(entry, list):
            for each in entry:
                yield from files(each)

    return list(files(yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))))


def look_at_pages():
    """Every page of _toc.yml is there, and none shows a traceback."""
    pages = {name: HTML / f"{name}.html" for name in contents()}
    missing = [name for name, page in pages.items() if not page.is_file()]
    if missing:
        raise Problem(f"_toc.yml names pages that were not built: {', '.join(missing)}.")
    broken = [name for name, page in pages.items() if 'class="output traceback' in page.read_text(encoding="utf-8")]
    if broken:
        raise Problem(f"a cell raised an error, which the page now shows: {', '.join(broken)}.")
    return pages


def main():
    BUILD.mkdir(exist_ok=True)
    before = json.loads(BUILT.read_text()) if BUILT.is_file() else {}
    if before.get("front_end") != digest(FRONT_END):
        build_front_end()
    parts = {"front_end": FRONT_END, "execution": EXECUTION, "notebooks": NOTEBOOKS, "pages": PAGES}
    state = {name: digest(patterns) for name, patterns in parts.items()}
    changed = {name for name in state if before.get(name) != state[name]}
    if "execution" in changed:
        forget(CACHE.name)
    if changed & {"execution", "pages"}:
        forget(".doctrees", "html")
    BUILT.write_text(json.dumps({"execution": state["execution"]}))  # should this build fail, the cache stays good
    if changed & {"execution", "notebooks"}:
        execute_notebooks()
    build_pages()
    pages = look_at_pages()
    BUILT.write_text(json.dumps(state))
    print(f"The book is built: {len(pages)} pages, starting at _build/html/index.html")


if __name__ == "__main__":
    try:
        main()
    except Problem as problem:
        sys.exit(f"build_book: {problem}")
    except OSError as error:
        full = error.errno == errno.ENOSPC
        sys.exit(f"build_book: {'the disk is full: make room and run this again.' if full else error}")
    except KeyboardInterrupt:
        sys.exit("build_book: stopped; run this again to go on.")
