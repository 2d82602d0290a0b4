"""Run all tests of the book, in the order in which they build on each other, and say how long each took.

    python scripts/run_tests.py                 all of them
    python scripts/run_tests.py lint notebooks  only these

One execution of the notebooks builds the book and is compared with the stored notebooks; nbval is the
second, in a fresh kernel each. Everything runs even when something before it failed.
"""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
PYTEST = [PYTHON, "-m", "pytest", "-q", "--tb=short", "--durations=12", "--durations-min=4"]
IN_PARALLEL = ["-n", "2", "--dist", "loadfile"]
SHARED_OUT = ["-n", "2", "--dist", "worksteal"]  # test by test: one file of the browser can take minutes
BUILT = ["--book=_build/html", "tests"]
DOCTESTS = ["--doctest-modules", "backprop_lib"]

STEPS = {
    "lint": (
        "Style, spelling, form of the notebooks",
        [PYTHON, "-m", "ruff", "check", "."],
        [PYTHON, "-m", "codespell_lib"],
        [PYTHON, "scripts/lint_notebooks.py"],
    ),
    "javascript": ("JavaScript", ["npm", "test", "--prefix", "frontend"]),
    "book": ("Build of the book", [PYTHON, "scripts/build_book.py"]),
    "stored": (
        "Stored notebooks against the execution that built the book",
        [PYTHON, "scripts/notebooks.py", "--check", "--built"],
    ),
    "python": (
        "Python, and the examples in its docstrings",
        [*PYTEST, *IN_PARALLEL, "-m", "not browser", *BUILT],
        [*PYTEST, *DOCTESTS],
    ),
    "nbval": (
        "Notebooks, every output against a second execution (nbval)",
        [*PYTEST, *IN_PARALLEL, "--nbval", "--nbval-current-env", "--nbval-cell-timeout", "120", "chapters"],
    ),
    "browser": ("Browser", [*PYTEST, *SHARED_OUT, "-m", "browser", "-rs", *BUILT]),
}


def code_of(command):
    """The exit code of `command`, run with the programs of this Python first on the PATH."""
    path = f"{Path(PYTHON).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    program = shutil.which(command[0], path=path)
    if program is None:
        print(f"{command[0]} is missing: `python3 scripts/bootstrap.py test` installs what the tests need.", flush=True)
        return 1
    return subprocess.run([program, *command[1:]], cwd=ROOT, env=os.environ | {"PATH": path}).returncode


def run(step):
    """Run the commands of one step; returns whether all of them passed."""
    title, *commands = STEPS[step]
    print(f"\n=== {title} ===", flush=True)
    start = time.monotonic()
    codes = [code_of(command) for command in commands]
    passed = not any(codes)
    print(f"--- {title}: {'passed' if passed else 'FAILED'} in {time.monotonic() - start:.0f} s", flush=True)
    return passed


def main(steps):
    unknown = set(steps) - STEPS.keys()
    if unknown:
        return f"run_tests: no step {', '.join(sorted(unknown))}; there are {', '.join(STEPS)}."
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    start = time.monotonic()
    failed = [step for step in steps or STEPS if not run(step)]
    minutes, seconds = divmod(round(time.monotonic() - start), 60)
    print(f"\n{'FAILED: ' + ', '.join(failed) if failed else 'All passed'}, in {minutes} min {seconds} s.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
