"""The explorers of activations in a page: every control, every number, at every width."""

import math

import pytest

from tests.activations_by_hand import FUNCTIONS, PARTS, off
from tests.browser.conftest import DESK, PHONE
from tests.browser.explorer import Explorer, check_padding, number, printed
from tests.browser.test_layout import PLACES, difference

PAGE = "chapters/explorers/activations"
NAMES = {"activations": "slope", "output-sigmoid": "loss", "softmax": "softmax"}
BOOK = {
    "activations": {"activation": "sigmoid", "beside": "none", "z": 3.2, "u": -0.4},
    "output-sigmoid": {"z": -5.0, "y": "1"},
    "softmax": {"z1": 2.0, "z2": 1.0, "z3": 0.0, "true": "2"},
}
RANGES = {
    "activations": {"z": (-6, 6), "u": (-2, 2)},
    "output-sigmoid": {"z": (-10, 10)},
    "softmax": {"z1": (-10, 10), "z2": (-10, 10), "z3": (-10, 10)},
}
OPTIONS = {
    "activations": {"activation": [*FUNCTIONS], "beside": ["none", *FUNCTIONS]},
    "output-sigmoid": {"y": ["0", "1"]},
    "softmax": {"true": ["1", "2", "3"]},
}
CONTROLS = """root => Object.fromEntries([...root.querySelectorAll(".rail-slot")].map(slot => {
  const handle = slot.querySelector("[role=slider]"), select = slot.querySelector("select");
  const pressed = [...slot.querySelectorAll("button")].findIndex(b => b.getAttribute("aria-pressed") === "true");
  return [slot.dataset.control, handle ? Number(handle.getAttribute("aria-valuenow"))
    : {index: select ? select.selectedIndex : pressed, label: slot.querySelector(".chosen").textContent}];
}))"""
SLOTS = """root => [...root.querySelectorAll("[data-symbol]")].map(e => ({symbol: e.dataset.symbol,
  value: e.dataset.value, digits: Number(e.dataset.digits), text: e.textContent.trim(),
  pad: e.querySelector(".pad").textContent, classes: [...e.classList],
  shown: e.checkVisibility({visibilityProperty: true}) || e.closest(".rail") !== null}))"""


class Activations(Explorer):
    """One of the three."""

    def choose(self, name, key):
        place, index = self.slot(name), OPTIONS[self.name][name].index(key)
        if place.locator("select").count():
            place.locator("select").select_option(index=index)
        else:
            place.locator("button").nth(index).click()

    def go(self, setting):
        for name, value in setting.items():
            if isinstance(value, str):
                self.choose(name, value)
        return self.set(**{name: value for name, value in setting.items() if not isinstance(value, str)})

    def setting(self):
        controls = self.root.evaluate(CONTROLS)
        return {
            name: OPTIONS[self.name][name][value["index"]] if isinstance(value, dict) else value
            for name, value in controls.items()
        }

    def check(self, setting=None):
        """All numbers that are shown are those of the independent computation, and printed as the book prints."""
        self.settle()
        found = self.setting()
        assert setting is None or found == setting
        expected = PARTS[NAMES[self.name]](**found)
        slots = self.root.evaluate(SLOTS)
        for slot in slots:
            value, symbol = number(slot["value"]), slot["symbol"]
            if slot["shown"]:
                assert math.isfinite(value) and off(value, expected[symbol]) <= 1, (symbol, value, found)
            assert slot["text"] == printed(value, slot["digits"]), (symbol, slot)
            check_padding(value, slot["text"], slot["pad"])
            hues = {"plus", "minus", "zero"} & set(slot["classes"])
            assert hues <= {"plus" if value > 0 else "minus" if value < 0 else "zero"}, (symbol, slot)
        assert {slot["symbol"] for slot in slots} >= {*expected} - {"y", "s", "c"}
        sentence = self.part("sentence").text_content()
        assert sentence and "NaN" not in sentence
        return {slot["symbol"]: number(slot["value"]) for slot in slots}


@pytest.fixture
def explorers(visitor, server):
    page = visitor.open(server, PAGE)
    page.wait_for_function("n => document.querySelectorAll('.explorer.live').length === n", arg=len(NAMES))
    return [Activations(page, name) for name in NAMES]


def test_every_control_through_its_range_and_every_option(explorers):
    for explorer in explorers:
        book = BOOK[explorer.name]
        ranges = RANGES[explorer.name]
        explorer.check(book)
        for name, (low, high) in ranges.items():
            explorer.press(name, "Home")
            explorer.check({**book, name: low})
            explorer.press(name, "End")
            explorer.check({**book, name: high})
            for share in (0.21, 0.5, 0.83):
                value = low + share * (high - low)
                explorer.go({name: value}).check({**book, name: value})
            explorer.go({name: 0.0}).press(name, "ArrowRight")
            explorer.check({**book, name: 0.01})
            explorer.go({name: book[name]})
        for name, keys in OPTIONS[explorer.name].items():
            for key in keys:
                for places in ({name: low for name, (low, _) in ranges.items()}, dict.fromkeys(ranges, 0.7)):
                    setting = {**book, name: key, **places}
                    explorer.go(setting).check(setting)
            explorer.go(book)
        explorer.go(dict.fromkeys(ranges, 0.3))
        explorer.action("reset").click()
        explorer.check(book)


def test_pictures_follow_the_numbers(explorers):
    slope, loss, softmax = explorers
    for activation, z in (("tanh", 1.25), ("relu", -2.0), ("gelu", 6.0), ("sigmoid", -6.0)):
        slope.go({"activation": activation, "beside": "sigmoid", "z": z})
        numbers = slope.check()
        drawn = slope.root.locator("svg.wide").evaluate("""svg => {
          const part = name => svg.querySelector(`[data-draw="${name}"]`);
          const y = text => svg.querySelector(`[data-frame]:not([hidden])`).querySelectorAll(".tick.y");
          const ticks = [...y()].map(t => [Number(t.textContent.replace("−", "-")), Number(t.getAttribute("y")) - 4]);
          return {ticks, a: Number(part("on-value").getAttribute("cy")),
            slope: Number(part("on-slope").getAttribute("cy")), x: Number(part("on-slope").getAttribute("cx")),
            ghost: part("beside").getAttribute("d"), box: part("tangent").getBBox().y};
        }""")
        (low, bottom), (high, top) = drawn["ticks"][0], drawn["ticks"][-1]

        def place(value, low=low, high=high, bottom=bottom, top=top):
            return bottom + (value - low) / (high - low) * (top - bottom)

        assert abs(drawn["a"] - place(numbers["a"])) < 0.2 and abs(drawn["slope"] - place(numbers["f_prime(z)"])) < 0.2
        assert (drawn["ghost"] == "") == (activation == "sigmoid")
        assert drawn["box"] > 0, "the tangent leaves the picture"
        own = slope.root.locator(".of:not(.absent)")
        assert own.count() == 1 and own.get_attribute("data-activation") == activation
        assert slope.part("crossing").is_visible() == (activation == "tanh")
        assert slope.part("beside").is_visible() == (activation != "sigmoid")
        widths = slope.root.locator("[data-width]").evaluate_all(
            "all => all.map(e => [e.dataset.width, e.className.baseVal])"
        )
        assert dict(widths)["u"] == "minus"
    loss.go({"y": "0"})
    assert loss.root.locator("svg [data-target='1'].ghost").count() == 2
    assert loss.root.locator("svg [data-target='0'].ghost").count() == 0
    softmax.go({"z1": 10, "z2": -3, "true": "3"})
    bars = softmax.root.locator("[data-bar]").evaluate_all("bars => bars.map(bar => Number(bar.getAttribute('width')))")
    assert [round(bar / 96, 3) for bar in bars] == [round(softmax.check()[f"p{k}"], 3) for k in (1, 2, 3)]
    assert softmax.root.locator("tr.true").get_attribute("data-class") == "3"
    slope.page.wait_for_timeout(500)
    assert "z = minus 6.000" in slope.root.locator("svg.wide").get_attribute("aria-label")
    speech = slope.root.locator("[data-speech]").last.text_content()
    assert speech.startswith("delta equals u times f prime of z, minus 0.400000 times 0.00246")


def test_keyboard_alone(explorers):
    explorer = explorers[0]
    page = explorer.page
    explorer.slot("activation").locator("select").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("s")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    explorer.check({"activation": "tanh", "beside": "sigmoid", "z": 3.19, "u": -0.39})
    page.wait_for_timeout(550)
    assert page.evaluate("location.hash") == "#!activations:activation=tanh,beside=sigmoid,z=3.19,u=-0.39"
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    explorer.check(BOOK["activations"])


def test_a_link_opens_its_setting_and_damage_is_answered(visitor, server):
    link = "#!activations:activation=gelu,z=-0.7525,u=1.5;softmax:z1=10,z2=0,true=3;output-sigmoid:y=2,z=4"
    page = visitor.open(server, PAGE, link)
    page.wait_for_function("n => document.querySelectorAll('.explorer.live').length === n", arg=len(NAMES))
    slope, loss, softmax = (Activations(page, name) for name in NAMES)
    slope.check({"activation": "gelu", "beside": "none", "z": -0.7525, "u": 1.5})
    softmax.check({"z1": 10, "z2": 0, "z3": 0, "true": "3"})
    loss.check({"z": 4, "y": "1"})
    assert "“2” is none of them" in loss.part("message").text_content()


@pytest.mark.parametrize(
    "options", [DESK, PHONE, {"viewport": {"width": 320, "height": 640}}], ids=["desk", "390", "320"]
)
def test_nothing_moves_and_nothing_is_cut_off(visitor, server, options):
    record = f"""addEventListener("DOMContentLoaded", () => {{
      window.before = Object.fromEntries([...document.querySelectorAll(".explorer")].map(root =>
        [root.dataset.explorer, ({PLACES})(root)]));
    }});"""
    page = visitor.open(server, PAGE, before=record, **options)
    page.wait_for_function("n => document.querySelectorAll('.explorer.live').length === n", arg=len(NAMES))
    for name in NAMES:
        explorer = Activations(page, name)
        explorer.settle()
        before = page.evaluate("name => window.before[name]", name)
        assert difference(before, explorer.root.evaluate(PLACES)) == {}, name
        visible = ".n" if name != "activations" else ".passage .n, .sentence, .legend"
        places = f"""root => [...root.querySelectorAll("{visible}, section, figure, h3, .sentence, .rail-slot")]
          .filter(e => !e.closest(".rail .n")).map(e => Math.round(e.getBoundingClientRect().y + scrollY))"""
        first = explorer.root.evaluate(places)
        for key in OPTIONS[name].get("activation", ["none"]):
            for ends in (0, 1):
                setting = {slider: RANGES[name][slider][ends] + (0.001 - 0.002 * ends) for slider in RANGES[name]}
                if name == "activations":
                    setting |= {"activation": key, "beside": "leaky_relu" if ends else "none"}
                explorer.go(setting).settle()
                assert explorer.root.evaluate(places) == first, setting
                cut = explorer.root.evaluate("""root => [...root.querySelectorAll(".n, .sentence, td, .above, .below")]
                  .filter(e => e.checkVisibility({visibilityProperty: true}))
                  .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth
                    || (e.matches(".sentence") && e.scrollHeight > e.clientHeight + 1)).map(e => e.textContent)""")
                assert cut == [], setting
        if options is not DESK:
            small = explorer.root.locator("button:visible, select:visible, .noUi-touch-area:visible").evaluate_all(
                "all => all.filter(e => e.getBoundingClientRect().height < 44).map(e => e.outerHTML.slice(0, 60))"
            )
            assert small == []
    assert page.evaluate("document.documentElement.scrollWidth") <= options["viewport"]["width"]


def test_print_and_without_javascript(visitor, server, explorers):
    slope = explorers[0].go({"activation": "tanh", "z": 1.0})
    slope.page.emulate_media(media="print")
    assert slope.slot("activation").locator(".chosen").is_visible()
    assert slope.slot("activation").locator(".chosen").text_content() == "tanh"
    assert slope.slot("z").locator(".n").is_visible() and slope.root.locator("button:visible").count() == 0
    assert slope.part("picture").is_visible()
    page = visitor.open(server, PAGE, live=False, java_script_enabled=False)
    for name in NAMES:
        root = page.locator(f'.explorer[data-explorer="{name}"]')
        assert "With JavaScript" in root.locator("[data-part=sentence]").text_content()
        assert root.locator("button:visible").count() == 0
        assert root.locator("table:visible, svg.plot:visible").count() >= 1
        for place in root.locator(".rail-slot").all():
            assert place.locator(".n, .chosen").first.is_visible()


def test_dark_and_forced_colours_keep_every_stroke(visitor, server):
    for options in ({"color_scheme": "dark"}, {"forced_colors": "active"}):
        page = visitor.open(server, PAGE, **options)
        hidden = page.locator(".explorer.activations").first.evaluate("""root => {
          const paper = getComputedStyle(root).backgroundColor;
          const seen = [["svg.wide .curve:not(.ghost)", "stroke"], [".here", "stroke"], [".full", "fill"],
            [".hollow", "stroke"], [".passage line", "stroke"], [".gate", "borderTopColor"]];
          return seen.filter(([selector, name]) => [...root.querySelectorAll(selector)].some(element =>
            [paper, "none", "rgba(0, 0, 0, 0)"].includes(getComputedStyle(element)[name]))).map(([each]) => each);
        }""")
        assert hidden == []
