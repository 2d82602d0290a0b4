"""Spot the slip in a page: every calculation, every line that a reader may point at, at every width."""

import re

import pytest

from backprop_lib.live.slip.calculation import rows
from backprop_lib.live.slip.cases import CASES
from tests.browser.conftest import DESK, PHONE
from tests.browser.explorer import Explorer, check_padding, number, printed
from tests.browser.test_layout import PLACES, difference

PAGE, NAME = "chapters/explorers/slip", "slip"
COUNT = len(CASES)
SHOWN = """root => [...root.querySelectorAll(".case:not([hidden]) .row")].map(row => {
  const slots = [...row.querySelectorAll("[data-symbol]")].map(e => ({symbol: e.dataset.symbol, value: e.dataset.value,
    digits: Number(e.dataset.digits), text: e.textContent, pad: e.querySelector(".pad").textContent}));
  return {slots, agreement: row.querySelector(".words").textContent, pointed: row.querySelector("input").checked};
})"""


class Slip(Explorer):
    """The explorer, and the case that it shows."""

    @property
    def case(self):
        return self.root.locator(".case:visible")

    def choose(self, key):
        self.slot("case").locator("select").select_option(index=key - 1)
        self.settle()

    def point(self, line):
        self.case.locator(".row").nth(line - 1).click()
        return self.case.locator("[data-answer]").text_content()

    def check(self, key):
        """The numbers of a case are those that its lines give in Python, printed as the book prints."""
        assert self.case.count() == 1 and self.case.get_attribute("data-case") == str(key)
        case = CASES[key - 1]
        assert case.check in self.part("sentence").text_content().replace("finite differences", "finite difference")
        for row, shown in zip(rows(case), self.root.evaluate(SHOWN), strict=True):
            numbers = {f"{key}.{row.number}/{symbol}": value for symbol, value in row.numbers.items()}
            numbers[f"{key}.{row.number}/check"] = row.check
            for slot in shown["slots"]:
                assert number(slot["value"]) == numbers[slot["symbol"]]
                assert slot["text"] == printed(number(slot["value"]), slot["digits"])
                check_padding(number(slot["value"]), slot["text"], slot["pad"])
            assert shown["agreement"] == row.agreement and not shown["pointed"]
        assert self.case.locator("[data-answer]").text_content() == ""


@pytest.fixture
def slip(visitor, server):
    return Slip(visitor.open(server, PAGE), NAME)


def test_every_case_and_every_line(slip):
    for key, case in enumerate(CASES, 1):
        slip.choose(key)
        slip.check(key)
        for row in rows(case):
            said = slip.point(row.number)
            if row.state == "wrong":
                assert said.startswith(f"Yes. Line {row.number}. ") and len(said) > 60
            else:
                assert said.startswith(f"Line {row.number} is {'right' if row.state == 'right' else 'wrong, but not'}")
        slip.action("hint").click()
        assert re.match(r"Line \d is the first|Compare", slip.case.locator("[data-answer]").text_content())


def test_next_goes_round_and_reset_begins_again(slip):
    for key in (*range(2, COUNT + 1), 1):
        slip.point(3)
        slip.action("next").click()
        slip.check(key)
        assert slip.slot("case").locator("select").evaluate("select => select.selectedIndex") == key - 1
    slip.point(3)
    slip.action("reset").click()
    slip.check(1)
    slip.choose(4)
    slip.point(7)
    slip.action("reset").click()
    slip.check(1)
    slip.choose(4)
    slip.check(4)


def test_keyboard_alone(slip):
    page = slip.page
    slip.slot("case").locator("select").focus()
    page.keyboard.press("ArrowDown")
    slip.settle()
    slip.check(2)
    for _ in range(4):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.evaluate("document.activeElement.value") == "1"
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.value") == "8"
    answer = slip.case.locator("[data-answer]").text_content()
    for _ in range(5):
        page.keyboard.press("ArrowDown")
    assert slip.case.locator("[data-answer]").text_content() == answer, "on the way nothing is given away"
    page.keyboard.press("Space")
    assert slip.case.locator("[data-answer]").text_content().startswith("Yes. Line 5.")
    ring = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert ring != "none"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    slip.check(3)


def test_words_for_those_who_do_not_see_it(slip):
    slip.choose(2)
    group = slip.page.get_by_role("group", name="Which line is the first that is wrong?")
    radios = group.get_by_role("radio")
    assert radios.count() == 8
    name = "Line 5: the derivative of L by h 1 equals delta 3 times w 3, minus 0.0901737 times 0.304846, "
    assert group.get_by_role("radio", name=f"{name}equals minus 0.0274891").count() == 1
    last = group.get_by_role("radio", name="Line 8:").aria_snapshot()
    assert "finite difference minus 0.00336257, to 1 digit only" in last
    assert slip.case.get_by_role("status").count() == 1
    slip.page.wait_for_timeout(550)
    assert slip.part("live").text_content().endswith(f"This is slip 2 of {COUNT}.")
    assert slip.page.evaluate("location.hash") == "#!slip:case=2"
    slip.point(5)
    slip.page.wait_for_timeout(550)
    assert slip.page.evaluate("location.hash") == "#!slip:case=2", "what was answered is stored nowhere"


def test_a_link_opens_its_case_and_damage_is_answered(visitor, server):
    slip = Slip(visitor.open(server, PAGE, "#!slip:case=7"), NAME)
    slip.check(7)
    slip = Slip(visitor.open(server, PAGE, f"#!slip:case={COUNT + 1}"), NAME)
    slip.check(1)
    assert "is none of them" in slip.part("message").text_content()


@pytest.mark.parametrize(
    "options", [DESK, PHONE, {"viewport": {"width": 320, "height": 640}}], ids=["desk", "390", "320"]
)
def test_nothing_moves_and_nothing_is_cut_off(visitor, server, options):
    record = f"""addEventListener("DOMContentLoaded", () => {{
      window.before = ({PLACES})(document.querySelector(".explorer")); }});"""
    slip = Slip(visitor.open(server, PAGE, before=record, **options), NAME)
    slip.settle()
    assert difference(slip.page.evaluate("window.before"), slip.root.evaluate(PLACES)) == {}
    button = slip.action("next")
    for key in range(1, COUNT + 1):
        slip.choose(key)
        before = button.bounding_box()["y"] + slip.page.evaluate("scrollY")
        for line in (1, 1 + CASES[key - 1].lines.index(CASES[key - 1].wrong), 8):
            slip.point(line)
            assert button.bounding_box()["y"] + slip.page.evaluate("scrollY") == before, (key, line)
        cut = slip.case.evaluate("""shown => [...shown.querySelectorAll(".n, .words, .above")]
          .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth)
          .map(e => e.textContent)""")
        assert cut == []
        crowded = slip.case.evaluate("""shown => [...shown.querySelectorAll(".visual")].flatMap(row => {
          const parts = [".expression .term:last-child .below", ".printed .n", ".check", ".words"]
            .map(s => [...row.querySelectorAll(s)].at(-1)).map(e => {
              const range = document.createRange();
              range.selectNodeContents(e);
              return range.getBoundingClientRect();
            });
          return parts.slice(1).filter((box, k) => box.width && Math.abs(box.bottom - parts[k].bottom) < 8
            && parts[k].right > box.left).map(() => row.textContent);
        })""")
        assert crowded == [], key
    assert slip.page.evaluate("document.documentElement.scrollWidth") <= options["viewport"]["width"]
    small = slip.root.locator("button:visible, select:visible, .row:visible").evaluate_all(
        "all => all.filter(e => e.getBoundingClientRect().height < 44).map(e => e.outerHTML.slice(0, 60))"
    )
    assert options is DESK or small == []


def test_print_and_without_javascript(visitor, server, slip):
    slip.choose(6)
    slip.page.emulate_media(media="print")
    assert slip.slot("case").locator(".chosen").text_content() == f"slip 6 of {COUNT}"
    assert slip.root.locator("button:visible, select:visible").count() == 0
    assert slip.case.locator(".row").count() == 8
    page = visitor.open(server, PAGE, live=False, java_script_enabled=False)
    first = page.locator(".case:visible")
    assert first.count() == 1 and first.get_attribute("data-case") == "1"
    assert page.locator(".explorer button:visible").count() == 0
    assert not first.locator("[data-why]").is_visible()
    first.locator("summary").click()
    assert first.locator("[data-why]").text_content().startswith("Line 3. ")
