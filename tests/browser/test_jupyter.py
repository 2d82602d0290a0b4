"""The explorers in a real JupyterLab with a real kernel: Python follows the controls, and the page follows Python."""

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

CELLS_OF_ALL_KINDS = (
    "from IPython.display import display\nfrom backprop_lib import live\n"
    "explorers = [live.explore_training(), live.explore_activations('slope'), live.explore_activations('loss'),\n"
    "    live.explore_activations('softmax'), live.explore_depth(layers=3, width=4), live.explore_optimizers(),\n"
    "    live.explore_two_inputs(), live.spot_the_slip()]\ndisplay(*explorers)",
    "import json\nprint('READ', json.dumps([{name: each.value for name, each in explorer.sliders.items()}\n"
    "    | {name: each.index for name, each in explorer.choices.items()} for explorer in explorers]))",
    "for explorer in explorers:\n    for slider in explorer.sliders.values():\n        slider.value = slider.min\n"
    "    for choice in explorer.choices.values():\n        choice.index = 0",
)
# Each control of an explorer on a page: a slider's number, the position of what is chosen.
CONTROLS = """root => Object.fromEntries([...root.querySelectorAll(".rail-slot")].map(slot => {
  const slider = slot.querySelector("[role=slider]"), select = slot.querySelector("select");
  const pressed = [...slot.querySelectorAll("button")].findIndex(b => b.getAttribute("aria-pressed") === "true");
  const value = slider ? Number(slider.getAttribute("aria-valuenow")) : select ? select.selectedIndex : pressed;
  return [slot.dataset.control, value];
}))"""
# Take the next option of every choice, the first after the last.
CHOOSE = """root => root.querySelectorAll(".rail-slot.choice").forEach(slot => {
  const select = slot.querySelector("select"), buttons = [...slot.querySelectorAll("button")];
  if (select) {
    select.selectedIndex = (select.selectedIndex + 1) % select.options.length;
    select.dispatchEvent(new Event("change", {bubbles: true}));
  } else {
    const pressed = buttons.findIndex(button => button.getAttribute("aria-pressed") === "true");
    buttons[(pressed + 1) % buttons.length].click();
  }
})"""


def cell(source):
    return {
        "cell_type": "code",
        "id": secrets.token_hex(4),
        "metadata": {},
        "execution_count": None,
        "outputs": [],
        "source": source,
    }


def store(path, cells):
    """Write a notebook of these cells."""
    notebook = {
        "cells": [cell(source) for source in cells],
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
    }
    path.write_text(json.dumps(notebook), encoding="utf-8")


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """The address of a JupyterLab of its own, serving two notebooks with the cells above."""
    tmp_path = tmp_path_factory.mktemp("lab")
    (tmp_path / "notebooks").mkdir()
    store(tmp_path / "notebooks" / "explorer.ipynb", CELLS)
    store(tmp_path / "notebooks" / "kinds.ipynb", CELLS_OF_ALL_KINDS)
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
    """What the second cell prints: what the kernel knows."""
    run(1)
    output = page.locator(".jp-Cell").nth(1).locator(".jp-OutputArea-output pre").filter(has_text="READ")
    output.wait_for()
    return json.loads(re.search(r"READ (.*)", output.inner_text().replace("\n", " "))[1])


@pytest.fixture
def notebook(browser, lab):
    """open(name) of a notebook gives (page, run) once its first cell has run; run(k) returns when cell k has ended."""
    address, token = lab
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    context.set_default_timeout(60_000)
    page = context.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))

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

    def start(name):
        errors.clear()
        page.goto(f"{address}/lab/workspaces/{name}/tree/{name}.ipynb?token={token}")
        page.locator(".jp-Notebook .jp-Cell").nth(2).wait_for()
        page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for()
        run(0)
        page.locator(".explorer.live").first.wait_for(timeout=20_000)

    def open(name):
        for _ in range(2):  # on a busy machine JupyterLab's own start may stall; a reader would load it again
            with suppress(Error):
                start(name)
                break
        else:
            start(name)
        return page, run

    yield open
    assert errors == []
    context.close()


def test_python_follows_the_sliders(notebook):
    page, run = notebook("explorer")
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


def test_every_kind_follows_in_both_directions(notebook):
    page, run = notebook("kinds")
    roots = page.locator(".explorer.live")
    roots.nth(7).wait_for()
    explorers = roots.all()
    start = [root.evaluate(CONTROLS) for root in explorers]
    for root in explorers:
        for handle in root.locator("[role=slider]").all():
            handle.focus()
            page.keyboard.press("ArrowLeft")
        root.evaluate(CHOOSE)
    moved = [root.evaluate(CONTROLS) for root in explorers]
    for before, after in zip(start, moved, strict=True):
        assert {name for name in after if after[name] == before[name]} == set()
    assert read(page, run) == moved

    run(2)
    page.wait_for_function("""() => [...document.querySelectorAll(".explorer.live [role=slider]")].every(handle =>
      Number(handle.getAttribute("aria-valuenow")) === Number(handle.getAttribute("aria-valuemin")))""")
    assert read(page, run) == [root.evaluate(CONTROLS) for root in explorers]
