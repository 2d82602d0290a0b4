"""Every page of the book opens without trouble, without a network and without inline script."""

import re

import pytest

from tests.browser.explorer import Explorer

OTHER_PAGES = ("index", "search", "genindex")
DIRECTIVE = "script-src 'self'"


def test_every_page_opens_without_trouble(visitor, address, pages):
    """The `visitor` fails on a failed or foreign request, a console error or warning, a page error."""
    for path in (*pages, *OTHER_PAGES):
        page = visitor.open(address, path)
        page.locator("h1").first.wait_for(state="attached")
        assert page.title(), path


def test_the_first_page_leads_on(visitor, address, pages):
    page = visitor.open(address, "index")
    page.wait_for_url("**/chapters/intro.html")
    assert page.url.endswith(f"{pages[0]}.html")


@pytest.mark.parametrize(("word", "where"), [("sigmoid", "worked_example"), ("momentum", "history")])
def test_the_search_finds_a_word_of_the_book(visitor, address, word, where):
    page = visitor.open(address, "search", fragment=f"?q={word}")
    page.locator(f"#search-results li a[href*='chapters/{where}.html']").first.wait_for()


@pytest.mark.parametrize("path", ["chapters/intro", "chapters/worked_example", "search"])
def test_scripts_are_files_of_the_book(visitor, server, path):
    page = visitor.open(server, path)
    policy = page.locator('meta[http-equiv="Content-Security-Policy"]').get_attribute("content")
    script_src = next(part.strip() for part in policy.split(";") if part.strip().startswith("script-src"))
    assert script_src == DIRECTIVE
    inline = page.locator("script:not([src])").evaluate_all("scripts => scripts.map(s => s.type || 'text/javascript')")
    assert [kind for kind in inline if "json" not in kind] == []
    handlers = page.evaluate(
        "() => [...document.querySelectorAll('*')].flatMap(e => e.getAttributeNames().filter(n => n.startsWith('on')))"
    )
    assert handlers == []


def test_an_inline_script_does_not_run(visitor, server):
    page = visitor.open(server, "chapters/intro")
    page.evaluate("""() => {
      const script = document.createElement("script");
      script.textContent = "window.ran = true";
      document.body.append(script);
    }""")
    assert page.evaluate("window.ran") is None
    assert [re.search("Content Security Policy", trouble) is not None for trouble in visitor.trouble] == [True]
    visitor.trouble.clear()


def test_light_and_dark_can_be_chosen(visitor, address):
    page = visitor.open(address, "chapters/worked_example", color_scheme="light")
    button = page.locator(".theme-switch-button:visible")
    seen = set()
    for _ in range(3):
        button.click()
        seen.add(page.locator("html").get_attribute("data-theme"))
    assert seen == {"light", "dark"}


def test_a_page_without_an_explorer_loads_no_script_for_one(visitor, server):
    page = visitor.open(server, "chapters/notation")
    scripts = page.evaluate("performance.getEntriesByType('resource').map(e => e.name)")
    assert not [name for name in scripts if name.endswith(("page.js", "live.css"))]


def test_a_living_page_fetches_nothing(visitor, server):
    explorer = Explorer(visitor.open(server, "chapters/worked_example"), "worked-example")
    page = explorer.page
    page.wait_for_load_state("networkidle")
    fetched = []
    page.on("request", lambda request: fetched.append(request.url))
    explorer.press("w1", "ArrowRight")
    explorer.type("h", "1e-7")
    explorer.action("step").click()
    explorer.node("x").click()
    page.emulate_media(color_scheme="dark", media="print")
    explorer.check()
    assert [url for url in fetched if not url.endswith("icon.svg")] == []  # the browser itself asks for the icon
