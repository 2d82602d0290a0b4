"""The built pages: light, closed to foreign code, and made of the files that are committed."""

import gzip
import re
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
SHARED, OWN = 200_000, 100_000  # bytes, compressed, for one chapter page
VIEW = "application/vnd.jupyter.widget-view+json"


class Elements(HTMLParser):
    """The start tags of a page, with their attributes."""

    def __init__(self, html):
        super().__init__()
        self.all = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.all.append((tag, dict(attributes)))


@pytest.fixture(scope="module")
def pages(book):
    """The start tags of every built page, by its path."""
    return {page: Elements(page.read_text(encoding="utf-8")).all for page in sorted(book.rglob("*.html"))}


@pytest.fixture(scope="module")
def chapters(book):
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    files = [toc["root"], *(chapter["file"] for part in toc["parts"] for chapter in part["chapters"])]
    return [book / f"{file}.html" for file in files]


def is_code(attributes):
    return attributes.get("type", "text/javascript") in ("text/javascript", "module")


def loaded(page, elements):
    """The files that a page loads: scripts, style sheets, images, and the fonts of the style sheet."""
    for tag, attributes in elements:
        address = attributes.get({"script": "src", "img": "src", "link": "href"}.get(tag, ""))
        if address and (tag != "link" or attributes["rel"] in ("stylesheet", "icon")):
            yield (page.parent / address.partition("?")[0]).resolve()
    static = next(folder / "_static" for folder in page.resolve().parents if (folder / "_static").is_dir())
    yield from (static / name for name in set(re.findall(r"[\w-]+\.woff2", (static / "site.css").read_text())))


def test_no_page_runs_inline_code(pages):
    for page, elements in pages.items():
        inline = [a for tag, a in elements if tag == "script" and is_code(a) and "src" not in a]
        handlers = [name for _, attributes in elements for name in attributes if name.startswith("on")]
        links = [a["href"] for tag, a in elements if tag == "a" and a.get("href", "").startswith("javascript:")]
        assert (inline, handlers, links) == ([], [], []), page


def test_the_policy_stands_before_every_script(pages):
    for page, elements in pages.items():
        if page.name == "index.html":
            continue
        policy = [
            n for n, (_, attributes) in enumerate(elements) if attributes.get("http-equiv") == "Content-Security-Policy"
        ]
        scripts = [n for n, (tag, _) in enumerate(elements) if tag == "script"]
        assert len(policy) == 1 and policy[0] < scripts[0], page
        assert "script-src 'self';" in elements[policy[0]][1]["content"], page


def test_a_chapter_says_what_it_promises_in_its_head(pages, chapters):
    metas = [[a for tag, a in pages[page] if tag == "meta" and a.get("name") == "description"] for page in chapters]
    told = [[meta["content"] for meta in of_page] for of_page in metas]
    assert all(len(one) == 1 and len(one[0]) > 60 and "<" not in one[0] for one in told), told
    assert len({one[0] for one in told}) == len(chapters)


def test_a_page_loads_what_it_needs_and_no_more(pages, chapters):
    for page in chapters:
        elements = pages[page]
        names = sorted(file.name for file in loaded(page, elements) if file.parent.name == "_static")
        wanted = ["icon.svg", "icons.woff2", "math.woff2", "mode.js", "site.css", "site.js"]
        if any(a.get("type") == VIEW for tag, a in elements if tag == "script"):
            kinds = {a["data-kind"] for _, a in elements if "data-kind" in a}
            wanted += ["page.js", "explorer.css", *(f"explorer-{k}.{end}" for k in kinds for end in ("css", "js"))]
        assert names == sorted(wanted), page


def test_an_explorer_page_is_light(pages, chapters):
    def weight(file):
        return file.stat().st_size if file.suffix in (".woff2", ".png") else len(gzip.compress(file.read_bytes(), 9))

    for page in chapters:
        files = set(loaded(page, pages[page]))
        shared = sum(weight(file) for file in files if file.parent.name == "_static")
        own = weight(page) + sum(weight(file) for file in files if file.parent.name != "_static")
        assert shared <= SHARED, page
        assert own <= OWN, page


def test_what_jupyter_loads_is_what_its_sources_give(tmp_path):
    """The committed views are a fresh build, wherever it is made; the page bundle needs no code made from text."""
    subprocess.run(["node", ROOT / "frontend/build.mjs", ".", "."], cwd=tmp_path, check=True)
    for name in ("live.js", "live.css"):
        committed = (ROOT / "backprop_lib/live/static" / name).read_text(encoding="utf-8")
        assert (tmp_path / name).read_text(encoding="utf-8") == committed, f"commit the {name} that `make book` wrote"
    for script in [tmp_path / "page.js", *tmp_path.glob("explorer-*.js")]:
        assert not re.search(r"\beval\(|new Function\(|blob:", script.read_text(encoding="utf-8")), script
