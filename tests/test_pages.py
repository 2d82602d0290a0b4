"""Every page of the book was built, says what it should, and fetches nothing from elsewhere."""

import json
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
TRACEBACK = re.compile(r"Traceback \(most recent call last\)|<div class=\"[^\"]*\btraceback\b")
LOADING = {"script": "src", "img": "src", "iframe": "src", "source": "src", "link": "href", "use": "href"}
NOT_LOADED = {"canonical", "alternate", "next", "prev", "search", "author", "license"}
ELSEWHERE = re.compile(r"^\s*(?:https?:)?//")


def pages_of(toc):
    """The pages that a table of contents (parsed _toc.yml) names, in order."""
    if isinstance(toc, list):
        return [page for entry in toc for page in pages_of(entry)]
    named = [toc[key] for key in ("root", "file") if key in toc]
    return named + [page for key in ("parts", "chapters", "sections") for page in pages_of(toc.get(key, []))]


def missing_pages(folder, pages):
    return [page for page in pages if not (folder / f"{page}.html").is_file()]


class Loaded(HTMLParser):
    """Addresses that a page loads by itself (a link that a reader may follow is none)."""

    def __init__(self, html):
        super().__init__()
        self.addresses = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        address = attrs.get(LOADING.get(tag))
        relations = set((attrs.get("rel") or "").split())
        if address and not (tag == "link" and relations & NOT_LOADED):
            self.addresses.append(address)


def loaded_from_elsewhere(html):
    """Addresses on other hosts that a page loads, its inline styles and imports included."""
    found = [address for address in Loaded(html).addresses if ELSEWHERE.match(address)]
    return found + re.findall(r"(?:url\(|@import|import\()\s*[\"']?((?:https?:)?//[^\"')\s]+)", html)


def pages():
    return pages_of(yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8")))


def test_every_page_of_the_contents_was_built(book):
    assert pages()
    assert missing_pages(book, pages()) == []


def test_no_page_holds_a_traceback(book):
    assert [str(page) for page in book.rglob("*.html") if TRACEBACK.search(page.read_text(encoding="utf-8"))] == []


def test_nothing_is_loaded_from_elsewhere(book):
    found = {
        str(page.relative_to(book)): addresses
        for page in book.rglob("*.html")
        if (addresses := loaded_from_elsewhere(page.read_text(encoding="utf-8")))
    }
    assert found == {}


def test_style_sheets_load_nothing_from_elsewhere(book):
    found = {
        str(sheet.relative_to(book)): addresses
        for sheet in book.rglob("*.css")
        if (addresses := loaded_from_elsewhere(sheet.read_text(encoding="utf-8")))
    }
    assert found == {}


def test_pages_link_to_files_that_exist(book):
    """Raw <a href> and sources, which the builder does not check."""
    broken = []
    for page in book.rglob("*.html"):
        for address in re.findall(r"\b(?:href|src)=\"([^\"#?]+)[^\"]*\"", page.read_text(encoding="utf-8")):
            if not re.match(r"[a-z]+:|//", address) and not (page.parent / address).exists():
                broken.append(f"{page.relative_to(book)}: {address}")
    assert broken == []


def test_links_lead_to_places_that_exist(book):
    """The part behind the # of a link, unless it is the state of an explorer (#!)."""
    pages = {page.resolve(): page.read_text(encoding="utf-8") for page in book.rglob("*.html")}
    places = {page: set(re.findall(r"\bid=\"([^\"]+)\"", html)) for page, html in pages.items()}
    broken = []
    for page, html in pages.items():
        for address, place in re.findall(r"<a [^>]*\bhref=\"([^\"#?:]*)#([^\"!][^\"]*)\"", html):
            target = (page.parent / address).resolve() if address else page
            if target in places and unescape(unquote(place)) not in set(map(unescape, places[target])):
                broken.append(f"{page.name}: {address}#{place}")
    assert broken == []


def test_the_lock_file_names_no_host():
    lock = json.loads((ROOT / "frontend" / "package-lock.json").read_text(encoding="utf-8"))
    assert lock["packages"]
    assert [name for name, package in lock["packages"].items() if "resolved" in package] == []
    assert all("integrity" in package for name, package in lock["packages"].items() if name)


def test_pages_of_a_nested_table_of_contents():
    toc = {"root": "a", "parts": [{"caption": "P", "chapters": [{"file": "b", "sections": [{"file": "c"}]}]}]}
    assert pages_of(toc) == ["a", "b", "c"]


def test_a_missing_page_is_found(tmp_path):
    (tmp_path / "a.html").touch()
    assert missing_pages(tmp_path, ["a", "b"]) == ["b"]


@pytest.mark.parametrize("html", ["<pre>Traceback (most recent call last):", '<div class="output traceback">'])
def test_a_traceback_is_found(html):
    assert TRACEBACK.search(html)


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<script src="https://cdn.example.org/require.js"></script>', 1),
        ('<link rel="stylesheet" href="//cdn.example.org/site.css">', 1),
        ('<link rel="preconnect" href="https://fonts.example.org">', 1),
        ('<style>@import "https://cdn.example.org/a.css"; p { background: url(//e.org/x.png) }</style>', 2),
        ('<script src="_static/site.js"></script><link rel="stylesheet" href="_static/site.css">', 0),
        ('<a href="https://example.org">a source</a><link rel="canonical" href="https://example.org">', 0),
    ],
)
def test_what_is_loaded_from_elsewhere_is_found(html, found):
    assert len(loaded_from_elsewhere(html)) == found
