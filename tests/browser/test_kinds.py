"""Every explorer but those of networks, depth and slips, by the same rules: controls, numbers against Python, states.

Depth has a measure of its own for rounding errors: they grow with the depth of a network.
"""

import math
import re

import pytest

from backprop_lib import live
from tests.browser.conftest import PHONE
from tests.browser.explorer import READ, SETTLE, number, printed

FACTORIES = {
    "activations": lambda: live.explore_activations("slope"),
    "output-sigmoid": lambda: live.explore_activations("loss"),
    "softmax": lambda: live.explore_activations("softmax"),
    "optimizers": live.explore_optimizers,
    "two-inputs": live.explore_two_inputs,
}
"""{name of an explorer on a page: the function that makes it in Python}."""
FOUND = re.compile(r'data-explorer="([^"]+)" data-kind="(?!network|depth|slip|training)')
RELATIVE, ABSOLUTE = 1e-9, 1e-12  # of a number of the page beside Python's; sums that cancel leave the second
NOISE = 1e-9  # of a finite difference: the last bits of two losses, divided by 2h
# Where each part of an explorer stands; a part that is hidden at the moment (of another activation, say) has no place.
PLACES = """root => {
  const places = {}, start = root.getBoundingClientRect();
  const parts = ".n, section, figure, h3, tr, .rail-slot, .line, .sentence, svg.plot, [data-part]:not(.message)";
  root.querySelectorAll(parts).forEach((element, k) => {
    const box = element.getBoundingClientRect();
    const seen = box.width && getComputedStyle(element).visibility === "visible" && !element.closest("[aria-live]");
    const numbers = [box.x - start.x, box.y - start.y, ...(element.matches(".n") ? [] : [box.height])];
    if (seen) places[`${k} ${element.tagName} ${element.dataset.symbol ?? element.dataset.part ?? ""}`] = numbers;
  });
  places.explorer = [start.width, start.height];
  return places;
}"""
WORDS = re.compile(r"[a-z]")


@pytest.fixture(scope="session")
def shown(book, pages):
    """{name: page} of these explorers."""
    found = {
        name: page for page in pages for name in FOUND.findall((book / f"{page}.html").read_text(encoding="utf-8"))
    }
    assert found.keys() == FACTORIES.keys()
    return found


class Twin:
    """An explorer on a page and the same one in Python."""

    def __init__(self, page, name):
        self.page, self.name = page, name
        self.root = page.locator(f'.explorer[data-explorer="{name}"]')
        self.python = FACTORIES[name]()
        self.start = self.python.setting()

    @property
    def controls(self):
        return self.python.sliders | self.python.choices

    def place(self, control):
        return self.root.locator(f'.rail-slot[data-control="{control}"]')

    def states(self, control):
        """Functions that bring a control to its ends, between them, and through all its options."""
        if control in self.python.choices:
            options = [label for label, _ in self.python.choices[control].options]
            return [lambda k=k, label=label: self.choose(control, k, label) for k, label in enumerate(options)]
        keys = ("Home", "PageUp", "PageUp", "ArrowRight", "End", "PageDown", "ArrowLeft")
        return [lambda key=key: self.press(control, key) for key in keys]

    def press(self, control, key):
        self.place(control).get_by_role("slider").focus()
        self.page.keyboard.press(key)

    def choose(self, control, index, label):
        select = self.place(control).locator("select")
        if select.count():
            select.select_option(index=index)
        else:
            button = self.place(control).get_by_role("button", name=label, exact=True)
            button.focus()
            self.page.keyboard.press("Enter")
            assert button.evaluate("button => button === document.activeElement"), "the focus is lost"

    def reset(self):
        self.root.locator('button[data-action="reset"]').click()
        self.page.evaluate(SETTLE)

    def places(self):
        """Where its parts stand, with the page at its start: the rail sticks to the window."""
        self.page.evaluate("scrollTo({top: 0, behavior: 'instant'})")
        return self.root.evaluate(PLACES)

    def setting(self):
        """{control: number or key}, read off the page."""
        found = {}
        for name in self.python.sliders:
            found[name] = float(self.place(name).get_by_role("slider").get_attribute("aria-valuenow"))
        for name, choice in self.python.choices.items():
            select = self.place(name).locator("select")
            if select.count():
                index = select.evaluate("select => select.selectedIndex")
            else:
                pressed = (
                    self.place(name)
                    .locator("button")
                    .evaluate_all("buttons => buttons.map(button => button.getAttribute('aria-pressed') === 'true')")
                )
                assert pressed.count(True) == 1
                index = pressed.index(True)
            found[name] = choice.options[index][1]
        return found

    def check(self):
        """Every shown number is Python's at the page's own setting, and its text is that number."""
        self.page.evaluate(SETTLE)
        setting = self.setting()
        for name, control in self.controls.items():
            control.value = type(control.value)(setting[name]) if name in self.python.sliders else setting[name]
        values = self.python.values
        reading = self.root.evaluate(READ)
        slots = {slot["symbol"]: number(slot["value"]) for slot in reading["slots"]}
        wrong = [
            f"{symbol}: shown {slots[symbol]!r}, Python has {value!r}"
            for symbol, value in values.items()
            if symbol in slots and not same(slots[symbol], value, NOISE if symbol.startswith("fd/") else ABSOLUTE)
        ]
        assert wrong == [], f"at {setting}"
        assert slots.keys() <= values.keys() | self.python.sliders.keys(), "numbers that Python does not know"
        for slot in reading["slots"]:
            check_text(slot)
        if not all(map(math.isfinite, slots.values())):
            assert WORDS.search(reading["sentence"]), setting
        assert len(reading["sentence"]) > 20 and "undefined" not in reading["sentence"] + reading["message"]
        assert "NaN" not in reading["sentence"]
        return setting, reading


def moves(before, after):
    """{part: (before, after)} of the parts that were to be seen both times and have moved."""
    pairs = {key: (before[key], after[key]) for key in before.keys() & after.keys()}
    return {key: pair for key, pair in pairs.items() if any(abs(a - b) > 1 for a, b in zip(*pair, strict=True))}


def same(a, b, absolute):
    if math.isnan(b) or math.isinf(b):
        return a == b or (math.isnan(a) and math.isnan(b))
    return abs(a - b) <= max(RELATIVE * abs(b), absolute)


def check_text(slot):
    value, text = number(slot["value"]), slot["text"].strip()
    if slot["digits"] is None:
        assert text == f"{value:.0f}" or WORDS.search(text), f"{slot['symbol']}: {text!r} is no whole number, no words"
        return
    assert text == printed(value, int(slot["digits"])), f"{slot['symbol']} = {value!r} is shown as {text!r}"
    hues = {"plus", "minus", "zero"} & set(slot["classes"])
    if hues:
        assert hues == {"plus" if value > 0 else "minus" if value < 0 else "zero"}, slot["symbol"]


def twin(visitor, address, shown, name, fragment="", **options):
    return Twin(visitor.open(address, shown[name], fragment, **options), name)


@pytest.mark.parametrize("name", FACTORIES)
def test_every_state_of_every_control_gives_the_numbers_of_python_and_moves_nothing(visitor, server, shown, name):
    explorer = twin(visitor, server, shown, name)
    explorer.check()
    places = explorer.places()
    moved = {}
    for control in explorer.controls:
        explorer.reset()
        seen = set()
        for state in explorer.states(control):
            state()
            setting, _ = explorer.check()
            seen.add(setting[control])
            moved |= moves(places, explorer.places())
        assert len(seen) >= 2, f"{control} does not move"
    assert moved == {}
    assert explorer.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("name", FACTORIES)
def test_on_a_phone_no_state_moves_anything(visitor, server, shown, name):
    explorer = twin(visitor, server, shown, name, **PHONE)
    places = explorer.root.evaluate(PLACES)
    moved = {}
    for control in explorer.controls:
        for state in explorer.states(control)[:5]:
            state()
            explorer.page.evaluate(SETTLE)
            moved |= moves(places, explorer.root.evaluate(PLACES))
            assert explorer.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), control
    assert moved == {}
    small = explorer.root.locator("button:visible, select:visible, .noUi-touch-area:visible").evaluate_all(
        "targets => targets.filter(t => t.getBoundingClientRect().height < 40).map(t => t.outerHTML.slice(0, 60))"
    )
    assert small == []


@pytest.mark.parametrize("name", FACTORIES)
def test_a_link_brings_every_control_back(visitor, server, shown, name):
    explorer = twin(visitor, server, shown, name)
    for control in explorer.controls:
        explorer.states(control)[1]()
    explorer.page.wait_for_timeout(550)
    setting, _ = explorer.check()
    assert "#!" in explorer.page.url
    assert explorer.root.locator('[data-part="live"]').text_content().strip()
    other = twin(visitor, server, shown, name, fragment="#" + explorer.page.url.partition("#")[2])
    assert other.check()[0] == setting
    other.reset()
    assert other.check()[0] == other.start
    other.page.wait_for_timeout(550)
    assert "#!" not in other.page.url


@pytest.mark.parametrize("name", FACTORIES)
def test_a_damaged_link_is_named_and_leaves_the_book_s_numbers(visitor, server, shown, name):
    explorer = twin(visitor, server, shown, name, fragment=f"#!{name}:nonsense=1,{'x' * 3}")
    assert "The link is damaged" in explorer.root.locator('[data-part="message"]').text_content()
    assert explorer.check()[0] == explorer.start


@pytest.mark.parametrize("name", FACTORIES)
def test_coming_alive_moves_nothing_and_changes_no_number(visitor, server, shown, name):
    static = visitor.open(server, shown[name], live=False, java_script_enabled=False)
    root = static.locator(f'.explorer[data-explorer="{name}"]')
    before = {slot["symbol"]: slot["text"] for slot in root.evaluate(READ)["slots"]}
    record = f"""addEventListener("DOMContentLoaded", () => {{
      window.placesBefore = Object.fromEntries([...document.querySelectorAll(".explorer")].map(root =>
        [root.dataset.explorer, ({PLACES})(root)]));
    }});"""
    explorer = twin(visitor, server, shown, name, before=record)
    _, reading = explorer.check()
    assert {slot["symbol"]: slot["text"] for slot in reading["slots"]} == before
    places = explorer.page.evaluate("name => window.placesBefore[name]", name)
    assert moves(places, explorer.root.evaluate(PLACES)) == {}


@pytest.mark.parametrize("name", FACTORIES)
def test_by_keyboard_alone_every_control_is_reached_and_named(visitor, server, shown, name):
    explorer = twin(visitor, server, shown, name)
    explorer.root.evaluate("root => { root.tabIndex = -1; root.focus(); }")
    reached = set()
    for _ in range(80):
        explorer.page.keyboard.press("Tab")
        at = explorer.page.evaluate(
            """name => {
              const e = document.activeElement, root = document.querySelector(`[data-explorer="${name}"]`);
              if (!root.contains(e)) return null;
              const outline = getComputedStyle(e).outlineStyle;
              return [e.closest("[data-control]")?.dataset.control ?? e.dataset.action ?? e.name ?? e.id ?? "",
                e.getAttribute("aria-label") || e.textContent.trim() || e.labels?.[0]?.textContent, outline];
            }""",
            name,
        )
        if at is None:
            break
        control, label, outline = at
        assert label, f"{control} has no name"
        assert outline != "none", f"{control} shows no focus"
        reached.add(control)
    assert reached >= {*explorer.controls, "reset", "copy-link", "print"}


@pytest.mark.parametrize("name", FACTORIES)
def test_in_print_there_are_values_in_place_of_controls(visitor, server, shown, name):
    explorer = twin(visitor, server, shown, name)
    explorer.page.emulate_media(media="print")
    for control in explorer.controls:
        place = explorer.place(control)
        assert place.locator(".n, .chosen").first.is_visible()
        assert place.locator("[role=slider]:visible, select:visible, button:visible").count() == 0
    assert explorer.root.locator("button:visible").count() == 0
    assert explorer.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_on_the_narrowest_phone_nothing_touches(visitor, server, shown):
    page = visitor.open(server, shown["softmax"], "#!softmax:z1=5,z2=-5,z3=5", viewport={"width": 320, "height": 640})
    root = page.locator('.explorer[data-explorer="softmax"]')
    gaps = root.locator(".gradients tbody tr").evaluate_all(
        """rows => rows.flatMap(row => {
          const boxes = [...row.querySelectorAll(".n")].map(each => {
            const range = document.createRange();
            range.selectNodeContents(each);
            return range.getBoundingClientRect();
          });
          return boxes.slice(1).map((box, k) => box.left - boxes[k].right);
        })"""
    )
    assert len(gaps) == 3 * 3 + 2 and min(gaps) >= 3, gaps
    symbols = root.locator(".sentence > span")
    styles = symbols.evaluate_all("symbols => symbols.map(each => getComputedStyle(each).whiteSpace)")
    assert styles and set(styles) == {"nowrap"}
