"""For readers with a keyboard, a screen reader or both: axe, names, sentences, focus."""

import re

import pytest

from tests.browser.conftest import DESK, PHONE
from tests.browser.explorer import MINUS, Explorer, printed
from tests.test_pages import ROOT

CHAPTER, NAME = "chapters/worked_example", "worked-example"
AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
# The theme's own, known findings, as (page, rule, selector); anything else fails, and so does one that is gone.
ALLOWED = set()
WIDTHS = {"desk": DESK, "phone": PHONE}
EVERY_RULE = "{resultTypes: ['violations']}"
RULES_OF_COLOUR = "{resultTypes: ['violations'], runOnly: ['color-contrast', 'link-in-text-block']}"


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_but_what_is_known(visitor, server, pages, width):
    found = set()
    # Chapters are the same document at any width; explorers, contents and search fold up on a phone.
    folding = [path for path in pages if path in ("chapters/intro", CHAPTER) or "explorers/" in path]
    for path in (*(pages if width == "desk" else folding), "search", "genindex"):
        page = visitor.open(server, path, color_scheme="light", **WIDTHS[width])
        for root in page.locator(".explorer[data-kind=network]").all():  # a setting with all kinds of states
            explorer = Explorer(page, root.get_attribute("data-explorer"))
            explorer.set(**dict.fromkeys(explorer.network.data, "0"))
        page.evaluate(AXE.read_text(encoding="utf-8"))
        results = [page.evaluate(f"axe.run(document, {EVERY_RULE})")]
        page.emulate_media(color_scheme="dark")
        page.locator("html[data-theme=dark]").wait_for()
        page.evaluate("Promise.allSettled(document.getAnimations().map(each => each.finished))")  # colours fade over
        results.append(page.evaluate(f"axe.run(document, {RULES_OF_COLOUR})"))
        for violation in (each for result in results for each in result["violations"]):
            found |= {(path, violation["id"], " ".join(map(str, node["target"]))) for node in violation["nodes"]}
        page.close()
    assert found == ALLOWED


def test_each_line_of_the_calculation_is_read_as_one_sentence(visitor, server, explorers):
    for path, name in explorers:
        explorer = visitor.kept_explorer(server, path, name)
        network = explorer.network
        moved = dict.fromkeys((next(iter(network.data)), next(iter(network.parameters))), -1.25)
        for setting in ({}, moved):
            explorer.set(**setting)
            explorer.page.wait_for_timeout(550)
            lines = explorer.root.locator(".line")
            for k in range(lines.count()):
                line = lines.nth(k)
                tree = line.aria_snapshot()
                assert tree.count("\n") == 0, tree
                sentence = tree.partition(": ")[2].strip("\"'")
                words, shown = line.evaluate("""line => [line.querySelector("[data-speech]").textContent,
                  [...line.querySelectorAll(".below .n, .result .n")].map(n => n.textContent)]""")
                assert words == sentence
                result, *terms = (text.replace(MINUS, "minus ") for text in shown)
                said = re.sub(r" times 10 to the (minus )?(\d+)", lambda m: f"e{m[1] or ''}{m[2]}", words)
                assert re.match(r"(the derivative of )?(\w+ )+(by \w+ .*)?equals ", said), said
                assert said.endswith(f"equals {result}") or said.endswith(result), said
                position = 0
                for term in terms:
                    position = said.find(term, position)
                    assert position >= 0, f"{term} is not said in: {said}"


def test_the_words_of_a_line(visitor, server):
    explorer = visitor.explorer(server, CHAPTER, NAME)
    said = dict(
        explorer.root.locator("[data-speech]").evaluate_all("all => all.map(e => [e.dataset.speech, e.textContent])")
    )
    assert said["z1"] == ("z 1 equals w 1 times x plus b 1, 0.100000 times 0.500000 plus 0.100000, equals 0.150000")
    assert said["dL/dw1"].startswith(
        "the derivative of L by w 1 equals delta 1 times x, minus 0.00672513 times 0.500000"
    )


def test_sliders_have_names_and_exact_values(visitor, server, explorers):
    for path, name in explorers:
        explorer = visitor.kept_explorer(server, path, name)
        explorer.set(**{next(iter(explorer.network.parameters)): "-0.30000000000000004", "eta": "0.5"})
        sliders = explorer.read().sliders
        assert len({slider["label"] for slider in sliders.values()}) == len(sliders)
        for symbol, slider in sliders.items():
            plain = re.sub(r"(?<=[a-z])(?=\d)", " ", symbol)
            assert re.match(rf"{plain}\b", slider["label"]), slider
            value = float(slider["now"])
            text = slider["text"].replace("minus ", "-").replace(" times 10 to the ", "e")
            assert abs(float(text) - value) <= 5e-4 * abs(value), slider
            assert len(re.sub(r"e.*|\D", "", text).lstrip("0")) <= 4, slider
        tree = explorer.part("rail").aria_snapshot()
        for slider in sliders.values():
            assert f'slider "{slider["label"]}"' in tree
        assert sliders[next(iter(explorer.network.parameters))]["now"] == "-0.30000000000000004"


def test_a_quiet_summary_is_announced_once(visitor, server):
    explorer = visitor.kept_explorer(server, CHAPTER, NAME)
    live = explorer.part("live")
    assert live.get_attribute("aria-live") == "polite"
    explorer.page.wait_for_timeout(550)
    explorer.part("live").evaluate("""live => {
      window.said = [];
      const listen = new MutationObserver(() => window.said.push(live.textContent));
      listen.observe(live, {childList: true, characterData: true, subtree: true});
    }""")
    explorer.press("w1", *["ArrowRight"] * 5)
    assert explorer.page.evaluate("window.said.length") == 0
    explorer.page.wait_for_timeout(600)
    assert explorer.page.evaluate("window.said.length") == 1
    said = explorer.page.evaluate("window.said[0]")
    assert said.endswith(f"L is {printed(explorer.read().value('L'), 4)}."), said
    assert not re.search("[ŷδσ₁∂−]", said), said


@pytest.mark.parametrize("options", [DESK, PHONE], ids=["desk", "phone"])
def test_the_focus_is_visible_and_never_under_the_dock(visitor, server, options):
    explorer = Explorer(visitor.open(server, CHAPTER, **options), NAME)
    page = explorer.page
    explorer.root.scroll_into_view_if_needed()
    explorer.root.evaluate("""root => {
      const start = document.createElement("span");
      start.tabIndex = -1;
      root.before(start);
      start.focus();
    }""")
    visited = []
    for _ in range(60):
        page.keyboard.press("Tab")
        explorer.settle()
        report = page.evaluate("""() => {
          const focus = document.activeElement, root = focus.closest(".explorer");
          if (!root) return null;
          const box = focus.getBoundingClientRect(), dock = root.querySelector(".dock");
          const cover = dock.hidden || dock.contains(focus) ? innerHeight : dock.getBoundingClientRect().top;
          const ring = focus.querySelector(".ring");
          const style = getComputedStyle(ring ?? focus);
          const marked = ring ? style.display !== "none" : style.outlineStyle !== "none";
          return {what: focus.getAttribute("aria-label") ?? focus.textContent.trim(), marked,
            seen: box.top >= 0 && box.bottom <= cover + 1 && box.width > 0};
        }""")
        if report is None:
            break
        visited.append(report)
    assert [report["what"] for report in visited if not report["marked"]] == []
    assert [report["what"] for report in visited if not report["seen"]] == []
    names = [report["what"] for report in visited]
    # 11 sliders with their readouts, 5 buttons, one stop in the graph, "clear".
    assert len(names) >= 11 + 11 + 5 + 1 + 1 - (0 if "Undo" in names else 1)
    assert sum("gradient" in name for name in names) == 1


def test_the_table_beside_the_picture_is_a_table(visitor, server):
    for options in (DESK, PHONE):
        explorer = Explorer(visitor.open(server, CHAPTER, **options), NAME)
        table = explorer.root.get_by_role("table")
        assert table.get_by_role("row").count() == 8
        assert table.get_by_role("columnheader").count() == 7
        assert table.get_by_role("rowheader").all_text_contents() == ["w1", "w2", "w3", "w4", "b1", "b2", "b3"]
