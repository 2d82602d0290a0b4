"""The same explorer in a real JupyterLab with a real kernel: Python follows the sliders."""

import json
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress

import pytest
from playwright.sync_api import Error

from tests.browser.computation import WORKED_EXAMPLE, everything
from tests.browser.explorer import Explorer

CELLS = (
    "from backprop_lib import examples, live\nexplorer = live.explore(examples.worked_example())\nexplorer",
    "import json\nprint('READ', json.dumps({'values': dict(explorer.values), 'gradients': dict(explorer.gradients),\n"
    "    'sliders': {name: slider.value for name, slider in explorer.sliders.items()}}))",
    "explorer.sliders['w3'].value = -1.25",
)


def cell(source):
    return {
        "cell_type": "code",
        "id": secrets.token_hex(4),
        "metadata": {},
        "execution_count": None,
        "outputs": [],
        "source": source,
    }


@pytest.fixture
def lab(tmp_path):
    """The address of a JupyterLab of its own, serving one notebook with the cells above."""
    notebook = {
        "cells": [cell(source) for source in CELLS],
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
    }
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "explorer.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    token = secrets.token_hex(16)
    folders = {
        name: str(tmp_path / name)
        for name in (
            "JUPYTER_CONFIG_DIR",
            "JUPYTER_DATA_DIR",
            "JUPYTER_RUNTIME_DIR",
            "JUPYTERLAB_SETTINGS_DIR",
            "JUPYTERLAB_WORKSPACES_DIR",
            "IPYTHONDIR",
        )
    }
    binaries = os.path.dirname(sys.executable)
    command = [
        shutil.which("jupyter", path=binaries) or "jupyter",
        "lab",
        "--no-browser",
        "--ip=127.0.0.1",
        f"--port={port}",
        f"--IdentityProvider.token={token}",
        f"--ServerApp.root_dir={tmp_path / 'notebooks'}",
        "--ServerApp.allow_root=True",
        "--ServerApp.port_retries=0",
        "--LabApp.extension_manager=readonly",
        "--LabApp.news_url=None",
        "--LabApp.expose_app_in_browser=True",
    ]
    environment = {**os.environ, **folders, "PATH": binaries + os.pathsep + os.environ["PATH"]}
    with (tmp_path / "lab.log").open("w") as log:
        process = subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=log, stderr=log)
    try:
        _wait_for(f"http://127.0.0.1:{port}/api?token={token}", process, tmp_path / "lab.log")
        yield f"http://127.0.0.1:{port}", token
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()


def _wait_for(address, process, log):
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        assert process.poll() is None, log.read_text()
        try:
            urllib.request.urlopen(address, timeout=2).close()
            return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"JupyterLab did not answer within a minute:\n{log.read_text()}")


def read(page, run):
    """What the second cell prints: explorer.values and explorer.gradients of the kernel."""
    run(1)
    output = page.locator(".jp-Cell").nth(1).locator(".jp-OutputArea-output pre").filter(has_text="READ")
    output.wait_for()
    return json.loads(re.search(r"READ (.*)", output.inner_text().replace("\n", " "))[1])


def test_python_follows_the_sliders(browser, lab):
    address, token = lab
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    context.set_default_timeout(60_000)
    page = context.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    cells = page.locator(".jp-Notebook .jp-Cell")

    def run(k):
        # By JupyterLab's own command, which ends with the cell; a key may be pressed before a shortcut is listened to.
        page.evaluate(
            """async (k) => {
              const app = window.jupyterapp;
              app.shell.currentWidget.content.activeCellIndex = k;
              const late = new Promise((_, fail) => setTimeout(fail, 20_000, new Error("the cell runs too long")));
              await Promise.race([app.commands.execute("notebook:run-cell"), late]);
            }""",
            k,
        )

    def start():
        errors.clear()
        page.goto(f"{address}/lab/tree/explorer.ipynb?token={token}")
        cells.nth(2).wait_for()
        page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for()
        run(0)
        page.locator(".explorer.live").wait_for(timeout=20_000)

    for _ in range(2):  # on a busy machine JupyterLab's own start may stall; a reader would load it again
        with suppress(Error):
            start()
            break
    else:
        start()
    explorer = Explorer(page, "worked-example")
    explorer.check(WORKED_EXAMPLE.setting)

    explorer.press("w1", *["ArrowRight"] * 7)
    explorer.press("x", "PageDown")
    explorer.type("eta", "0.75")
    shown = explorer.check({"w1": 0.17, "eta": 0.75})
    kernel = read(page, run)
    assert kernel["sliders"] == shown.setting
    numbers, allowed = everything(WORKED_EXAMPLE, shown.setting)
    for name, value in kernel["values"].items():
        assert abs(value - numbers[name]) <= allowed[name], name
    for name, gradient in kernel["gradients"].items():
        symbol = "delta" + name[1:] if name.startswith("z") else f"dL/d{name}"
        assert abs(gradient - numbers[symbol]) <= allowed[symbol], name
    assert set(kernel["values"]) >= {"x", "z1", "h2", "y_hat", "L", "w4", "b3"}

    run(2)  # and the page follows Python
    page.wait_for_function("""() => document.querySelector('.rail-slot[data-control=w3] [role=slider]')
      .getAttribute('aria-valuenow') === '-1.25'""")
    explorer.check({**shown.setting, "w3": -1.25})
    explorer.action("step").click()
    assert read(page, run)["sliders"] == explorer.check().setting
    assert "#!" not in page.url
    assert errors == []
    context.close()
