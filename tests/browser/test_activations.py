"""The explorers of activations in a page: their pictures and the widths (test_kinds.py drives the controls)."""

import pytest

from tests.activations_by_hand import FUNCTIONS
from tests.browser.conftest import DESK, PHONE
from tests.browser.explorer import READ, Explorer, number
from tests.browser.test_layout import PLACES, difference

PAGE = "chapters/explorers/activations"
NAMES = ("activations", "output-sigmoid", "softmax")
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

    def numbers(self):
        """{symbol: number} of all that is shown."""
        self.settle()
        return {slot["symbol"]: number(slot["value"]) for slot in self.root.evaluate(READ)["slots"]}


@pytest.fixture
def explorers(visitor, server):
    page = visitor.open(server, PAGE)
    page.wait_for_function("n => document.querySelectorAll('.explorer.live').length === n", arg=len(NAMES))
    return [Activations(page, name) for name in NAMES]


def test_pictures_follow_the_numbers(explorers):
    slope, loss, softmax = explorers
    for activation, z in (("tanh", 1.25), ("relu", -2.0), ("gelu", 6.0), ("sigmoid", -6.0)):
        slope.go({"activation": activation, "beside": "sigmoid", "z": z})
        numbers = slope.numbers()
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
    assert [round(bar / 96, 3) for bar in bars] == [round(softmax.numbers()[f"p{k}"], 3) for k in (1, 2, 3)]
    assert softmax.root.locator("tr.true").get_attribute("data-class") == "3"
    slope.page.wait_for_timeout(500)
    assert "z = minus 6.000" in slope.root.locator("svg.wide").get_attribute("aria-label")
    speech = slope.root.locator("[data-speech]").last.text_content()
    assert speech.startswith("delta equals u times f prime of z, minus 0.400000 times 0.00246")


@pytest.mark.parametrize(
    "options", [DESK, PHONE, {"viewport": {"width": 320, "height": 640}}], ids=["desk", "390", "320"]
)
def test_nothing_moves_and_nothing_is_cut_off(visitor, server, options):
    record = f"""addEventListener("DOMContentLoaded", () => {{
      window.before = Object.fromEntries([...document.querySelectorAll(".explorer")].map(root =>
        [root.dataset.explorer, ({PLACES})(root)]));
    }});"""
    page = visitor.open(server, PAGE, before=record, **options)
    page.wait_for_function("n => document.querySelectorAll('.explorer.settled').length === n", arg=len(NAMES))
    for name in NAMES:
        explorer = Activations(page, name)
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


def test_without_javascript(visitor, server):
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
