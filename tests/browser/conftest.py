"""Pages of the built book in a browser without a network, watched for every kind of trouble."""

import re
from contextlib import suppress

import pytest
import yaml

from tests.browser.explorer import Explorer
from tests.test_pages import ROOT, pages_of

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}
DESK = {"viewport": {"width": 1280, "height": 800}}
NETWORK = r'class="explorer network" data-explorer="([^"]+)"'
LOCAL = ("data:", "blob:")


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def pages():
    """The pages of the table of contents, in order."""
    return pages_of(yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8")))


@pytest.fixture(params=["http", "file"])
def address(request, book):
    """Where the book is: on the local server, and as files."""
    return request.getfixturevalue("server") if request.param == "http" else book.as_uri()


class Visitor:
    """Opens pages and writes down whatever goes wrong in them."""

    def __init__(self, browser):
        self.browser = browser
        self.contexts = []
        self.kept = {}
        self.trouble = []

    def open(self, address, path, fragment="", live=True, before="", **options):
        """A page in a context of its own.

        live: wait until its explorers answer. before: JavaScript to run before anything of the page.
        options: of the browser's context.
        """
        context = self._context(address, options)
        self.contexts.append(context)
        if before:
            context.add_init_script(before)
        return self._load(context, f"{address}/{path}.html{fragment}", live)

    def explorer(self, address, path, name, fragment="", **options):
        """The named explorer of a page of its own."""
        return Explorer(self.open(address, path, fragment, **options), name)

    def kept_explorer(self, address, path, name):
        """The named explorer of a page that tests use one after another, as if it had just been opened."""
        url = f"{address}/{path}.html"
        if url not in self.kept:
            self.kept[url] = self._load(self._context(address, {}), url, live=True)
        explorer = Explorer(self.kept[url], name)
        explorer.start_again()
        return explorer

    def _context(self, address, options):
        context = self.browser.new_context(**{**DESK, **options})
        context.set_default_timeout(10_000)
        context.route(lambda url: not url.startswith((address, *LOCAL)), self._refuse)
        if address.startswith("file:"):
            context.set_offline(True)
        return context

    def _load(self, context, url, live):
        page = context.new_page()
        page.on("console", lambda m: m.type in ("error", "warning") and self.trouble.append(f"{m.type}: {m.text}"))
        page.on("pageerror", lambda error: self.trouble.append(f"page error: {error}"))
        page.on("requestfailed", lambda request: self.trouble.append(f"failed: {request.url} {request.failure}"))
        page.on("response", lambda r: r.status >= 400 and self.trouble.append(f"{r.status}: {r.url}"))
        page.goto(url, wait_until="load")
        if live:
            page.locator(".explorer:not(.live)").first.wait_for(state="detached")
        return page

    def _refuse(self, route):
        self.trouble.append(f"left the machine: {route.request.url}")
        with suppress(Exception):
            route.abort()

    def end_test(self):
        """Close the pages of one test; returns what went wrong."""
        for context in self.contexts:
            context.close()
        self.contexts, trouble, self.trouble = [], self.trouble, []
        return trouble

    def close(self):
        for page in self.kept.values():
            page.context.close()


@pytest.fixture(scope="session")
def session_visitor(browser):
    visitor = Visitor(browser)
    yield visitor
    visitor.close()


@pytest.fixture
def visitor(session_visitor):
    """The `Visitor`; at the end of the test no page may have had any trouble."""
    yield session_visitor
    assert session_visitor.end_test() == []


@pytest.fixture(scope="session")
def explorers(book, pages):
    """[(page, name)] of the explorers of networks, each on the first page of the book that has it."""
    found = {}
    for page in pages:
        html = (book / f"{page}.html").read_text(encoding="utf-8")
        for name in re.findall(NETWORK, html):
            found.setdefault(name, page)
    assert {*found} >= {"worked-example", "one-neuron", "two-input", "two-two-two", "two-paths"}
    return [(page, name) for name, page in found.items()]
