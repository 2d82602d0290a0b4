"""Glossary, index, bibliography and status: complete, in order, and with links that lead somewhere."""

import re
from html import unescape
from pathlib import Path

import pytest
import yaml

from tests.test_pages import pages_of

ROOT = Path(__file__).resolve().parent.parent
CHAPTERS = ROOT / "chapters"
GLOSSARY = (CHAPTERS / "glossary.md").read_text(encoding="utf-8")
TERMS = re.findall(r"^(.+)\n: (.+)$", GLOSSARY, re.MULTILINE)


def text_of(html):
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())


def test_terms_stand_in_alphabetical_order():
    names = [term.lower() for term, _ in TERMS]
    assert len(names) > 40
    assert names == sorted(names)
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(("term", "meaning"), TERMS)
def test_a_term_is_short_and_names_the_chapter_that_teaches_it(term, meaning):
    assert re.fullmatch(r".+ See \[[^\]]+\]\(\w+\.ipynb(#[\w-]+)?\)\.", meaning)
    assert len(re.findall(r"[.:;](?= )", meaning)) <= 4, "one or two sentences"


def test_the_glossary_uses_no_markup_that_only_sphinx_knows():
    assert not re.search(r"^(:{3}|`{3}\{)|\{\w+\}`", GLOSSARY, re.MULTILINE)


def test_the_index_has_every_term_and_every_name_of_the_library(book):
    html = (book / "genindex.html").read_text(encoding="utf-8")
    names = {text_of(name).partition(" (in ")[0] for name in re.findall(r"<li>(.*?)(?=<ul>|</li>)", html, re.DOTALL)}
    assert {term for term, _ in TERMS} <= names
    api = (book / "chapters/api.html").read_text(encoding="utf-8")
    assert set(re.findall(r"<h[34]>(\w+)<a ", api)) <= names


def test_every_source_is_cited():
    keys = re.findall(r"^@\w+\{(\w+),", (CHAPTERS / "references.bib").read_text(encoding="utf-8"), re.MULTILINE)
    pages = [path.read_text(encoding="utf-8") for kind in ("*.md", "*.ipynb") for path in CHAPTERS.glob(kind)]
    cited = {key for page in pages for key in re.findall(r"\(bibliography\.rst#(\w+)\)", page)}
    assert set(keys) == cited


def test_the_bibliography_has_an_anchor_for_every_source(book):
    html = (book / "chapters/bibliography.html").read_text(encoding="utf-8")
    keys = re.findall(r"^@\w+\{(\w+),", (CHAPTERS / "references.bib").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(re.findall(r'<li id="(\w+)"', html)) >= set(keys)


def test_the_status_page_has_versions_and_the_run_time_of_every_notebook(book):
    html = (book / "chapters/status.html").read_text(encoding="utf-8")
    rows = [
        [text_of(cell) for cell in re.findall(r"<td>(.*?)</td>", row, re.DOTALL)]
        for row in re.findall(r"<tr[^>]*>(.*?)</tr>", html, re.DOTALL)
    ]
    shown = {row[0]: row[1] for row in rows if row}
    contents = pages_of(yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8")))
    links = set(re.findall(r'<td><p><a class="reference internal" href="([^"]+)"', html))
    notebooks = {page.removeprefix("chapters/") for page in contents if (ROOT / f"{page}.ipynb").is_file()}
    assert notebooks <= {link.removesuffix(".html") for link in links}
    times = [float(row[1]) for row in rows if row and re.fullmatch(r"\d+\.\d", row[1])]
    assert len(times) == len(notebooks) + 1
    assert abs(sum(times[:-1]) - times[-1]) < 0.051 * len(times)
    assert {"Python", "numpy", "torch", "jupyter-book", "Sphinx", "built on"} <= shown.keys()
