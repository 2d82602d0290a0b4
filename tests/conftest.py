"""The built book, a server of it and a browser, for the tests that look at what a reader sees."""

import os
import subprocess
import sys
from pathlib import Path

import browser as browsers
import pytest
import serve
from hypothesis import settings

settings.register_profile("no deadline", deadline=None)  # how fast a test runs says nothing on a shared machine
settings.load_profile("no deadline")

ROOT = Path(__file__).resolve().parent.parent


def pytest_addoption(parser):
    parser.addoption("--book", type=Path, help="a built book to test, in place of building one")


def pytest_report_header(config):
    book = config.getoption("book")
    return f"book: {book} as it stands" if book else "book: built by scripts/build_book.py when a test needs it"


@pytest.fixture(scope="session")
def book(request):
    """The folder of the built book: the one that --book names, else built now (seconds if nothing changed)."""
    named = request.config.getoption("book")
    if named is None:
        subprocess.run([sys.executable, "scripts/build_book.py"], cwd=ROOT, check=True)
    folder = (named or ROOT / "_build" / "html").resolve()
    assert (folder / "index.html").is_file(), f"there is no built book in {folder}: run `make book`"
    return folder


@pytest.fixture(scope="session")
def server(book):
    """The address of a server of the built book, without a slash at its end."""
    with serve.running(book) as address:
        yield address


@pytest.fixture(scope="session")
def browser():
    """A headless Chromium under playwright; a skip where there is none, a failure under CI=true."""
    path = browsers.find()
    if path is None:
        message = "no Chrome or Chromium is installed: the tests in a browser cannot run"
        pytest.fail(message) if os.environ.get("CI") == "true" else pytest.skip(message)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=browsers.FLAGS)
        yield running
        running.close()
