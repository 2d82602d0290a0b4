"""The explorer of depth as a reader uses it: every control, numbers against PyTorch, bars, keyboard, print, links."""

import itertools
import math

import pytest

from backprop_lib.live import explore_depth
from backprop_lib.live.depth.settings import BOOK, CHOICES, RANGES
from tests.browser.conftest import DESK, PHONE
from tests.browser.explorer import SETTLE, TYPE, number, printed
from tests.browser.test_accessibility import AXE
from tests.browser.test_kinds import PLACES, moves
from tests.depth_by_hand import PER_LAYER, by_hand, differences

PAGE, NAME = "chapters/explorers/depth", "depth"
CHOOSE = """(root, [name, index]) => {
  const place = root.querySelector(`.rail-slot[data-control="${name}"]`);
  const select = place.querySelector("select");
  if (!select) return place.querySelectorAll("button")[index].click();
  select.selectedIndex = index;
  select.dispatchEvent(new Event("change", {bubbles: true}));
}"""
READ = """root => {
  const part = name => root.querySelector(`[data-part="${name}"]`).textContent.trim();
  const shown = e => getComputedStyle(e).visibility === "visible" && e.getClientRects().length > 0;
  const percent = (e, name) => e.getAttribute(name) === null || !shown(e) ? null : parseFloat(e.getAttribute(name));
  return {
    slots: Object.fromEntries([...root.querySelectorAll("[data-symbol]")].map(e =>
      [e.dataset.symbol, {value: e.dataset.value, digits: e.dataset.digits ?? null, text: e.textContent}])),
    rows: [...root.querySelectorAll("[data-row]")].filter(row => shown(row.querySelector("th"))).map(row => ({
      layer: row.querySelector("th").textContent, hidden: row.getAttribute("aria-hidden"),
      bar: parseFloat(row.querySelector("rect").getAttribute("width")),
      broken: row.querySelector("rect").classList.contains("not-finite"),
      below: shown(row.querySelector(".below")),
      before: percent(row.querySelector(".before"), "x1"), circle: percent(row.querySelector("circle"), "cx"),
    })),
    ticks: [...root.querySelectorAll("[data-tick]")].map(e => e.textContent),
    sentence: part("sentence"), message: part("message"), law: part("law"), before: part("before"),
    tall: root.querySelector(".sentence").scrollHeight,
    pressed: [...root.querySelectorAll('[aria-pressed="true"]')].map(e => e.textContent.trim()),
  };
}"""


class Depth:
    """The explorer on a page."""

    def __init__(self, page):
        self.page, self.root = page, page.locator(f'.explorer[data-explorer="{NAME}"]')

    def set(self, **setting):
        for name, value in setting.items():
            if name in CHOICES:
                self.root.evaluate(CHOOSE, [name, list(CHOICES[name]).index(value)])
            else:
                self.root.evaluate(TYPE, {name: str(value)})
        return self

    def read(self):
        self.page.evaluate(SETTLE)
        return self.root.evaluate(READ)

    def reset(self):
        self.root.locator('button[data-action="reset"]').click()
        return self

    def control(self, name):
        return self.root.locator(f'.rail-slot[data-control="{name}"]')

    def check(self, setting):
        """All that is shown is right at a setting; returns the reading."""
        reading = self.read()
        slots = reading["slots"]
        found = {key: number(slots[key]["value"]) for key in ("L", "norm")}
        for key in PER_LAYER:
            found[key] = [number(slots[f"{key}/{row}"]["value"]) for row in range(setting["layers"], 0, -1)]
        assert differences(found, setting) == [], setting
        for symbol, slot in slots.items():
            value = number(slot["value"])
            want = (
                printed(value, int(slot["digits"])) if slot["digits"] else f"{value:.0f}".replace("nan", "not a number")
            )
            assert slot["text"] == want, symbol
        for slider in RANGES:
            assert number(slots[slider]["value"]) == pytest.approx(setting[slider], rel=1e-12)
        check_bars(found["delta"], reading)
        finite = all(map(math.isfinite, [found["L"], found["norm"], *found["delta"]]))
        assert finite or "outgrow 64 bits" in reading["sentence"], setting
        assert reading["message"] == ""
        return reading


def check_bars(delta, reading):
    """The bars' lengths, by the axis that the ticks print."""
    finite = [d for d in delta if math.isfinite(d)]
    powers = 20
    while powers < 320 and max(finite, default=1) > 10.0 ** (powers - 16):
        powers *= 2
    exponents = [-16 + powers * j // 5 for j in range(6)]
    superscripts = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
    assert reading["ticks"] == ["10" + str(n).translate(superscripts) if n else "1" for n in exponents]
    assert [int(row["layer"]) for row in reading["rows"]] == list(range(len(delta), 0, -1))
    for row, d in zip(reading["rows"], reversed(delta), strict=True):
        assert row["broken"] == (not math.isfinite(d)) and row["hidden"] in (None, "false")
        share = 100 if row["broken"] else 0 if d == 0 else 100 * (math.log10(d) + 16) / powers
        assert row["bar"] == pytest.approx(min(max(share, 0), 100), abs=0.006)
        assert row["below"] == (share < 0)


@pytest.fixture(scope="module")
def kept(session_visitor, server):
    """A page that the tests use one after another."""
    page = session_visitor.open(server, PAGE)
    session_visitor.contexts.remove(page.context)
    yield Depth(page)
    page.context.close()


@pytest.fixture
def explorer(kept, visitor):
    kept.reset().page.evaluate("() => history.replaceState(null, '', location.pathname)")
    return kept


def numbers_of(low, high, scale):
    if scale == "whole":
        return [low, low + 1, (low + high) // 2, high]
    return [low, 0.37 * math.sqrt(low * high), 2.1 * math.sqrt(low * high), high]


@pytest.mark.parametrize(
    "around", [{}, {"activation": "relu", "initializer": "normal", "step": "clipped"}], ids=["book", "relu"]
)
def test_every_control_at_its_ends_between_and_at_every_option(explorer, around):
    explorer.set(**around)
    setting = BOOK | around
    explorer.check(setting)
    places = explorer.root.evaluate(PLACES)
    for name, (low, high, _, scale) in RANGES.items():
        for value in numbers_of(low, high, scale):
            reading = explorer.set(**{name: value}).check(setting | {name: value})
            assert reading["tall"] <= 48, reading["sentence"]
            assert moves(places, explorer.root.evaluate(PLACES)) == {}
        explorer.set(**{name: setting[name]})
    for name, options in CHOICES.items():
        for key, label in options.items():
            reading = explorer.set(**{name: key}).check(setting | {name: key})
            assert name == "initializer" or label in reading["pressed"]
            assert reading["tall"] <= 48, reading["sentence"]
            assert moves(places, explorer.root.evaluate(PLACES)) == {}
        explorer.set(**{name: setting[name]})
    explorer.check(setting)


def test_what_outgrows_64_bits_is_explained(explorer):
    wild = {"activation": "relu", "initializer": "normal", "step": "plain"}
    reading = explorer.set(**wild).check(BOOK | wild)
    assert any(row["broken"] for row in reading["rows"]) and "Clip the step" in reading["sentence"]
    reading = explorer.set(step="clipped").check(BOOK | wild | {"step": "clipped"})
    assert not any(row["broken"] for row in reading["rows"]) and "does not repair the start" in reading["sentence"]
    reading = explorer.set(width=1, step="none", layers=20).check(
        BOOK | wild | {"width": 1, "step": "none", "layers": 20}
    )
    assert "dead on all data" in reading["sentence"]


def test_grey_ticks_and_circles(explorer):
    explorer.page.wait_for_timeout(500)
    reading = explorer.set(activation="tanh", layers=8).check(BOOK | {"activation": "tanh", "layers": 8})
    before, law = by_hand(BOOK)["delta"], by_hand(BOOK | {"activation": "tanh", "layers": 8})["delta"][-1]
    for k, row in enumerate(reading["rows"]):
        assert row["before"] == pytest.approx(5 * (math.log10(before[-1 - k]) + 16), abs=0.006)
        assert row["circle"] == pytest.approx(5 * (math.log10(law) + 16), abs=0.006)
    assert reading["before"] == "Grey ticks: the setting before (activation sigmoid, layers 12)."
    assert "Glorot" in reading["law"]
    reading = explorer.set(activation="gelu").read()
    assert all(row["circle"] is None for row in reading["rows"]) and "No circles" in reading["law"]


def test_coming_alive_moves_nothing_and_shows_what_python_wrote(visitor, server):
    boxes = """() => [...document.querySelectorAll(".depth :is(tr > *, dd, .legend p, .sentence)")].map(e => {
      const box = e.getBoundingClientRect(); return [box.x, box.y, box.width, box.height].map(Math.round).join(" ");
    })"""
    still = visitor.open(server, PAGE, live=False, java_script_enabled=False)
    static = Depth(still).root
    assert static.locator("[data-row]:not(.absent)").count() == 12
    assert static.locator("button:visible").count() == 0
    texts = "root => [...root.querySelectorAll('table .n')].map(e => e.textContent)"
    written = static.evaluate(texts)
    alive = Depth(
        visitor.open(
            server,
            PAGE,
            before="window.addEventListener('DOMContentLoaded', () => { window.first = (" + boxes + ")(); })",
        )
    )
    assert alive.root.evaluate(texts) == written
    first, now = alive.page.evaluate("window.first"), alive.page.evaluate(boxes)
    assert first[1:] == now[1:] and len(now) > 100


def test_by_keyboard_alone(explorer):
    page = explorer.page
    explorer.control("activation").locator("button").first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    explorer.check(BOOK | {"activation": "tanh"})
    seen = []
    for _ in range(40):
        page.keyboard.press("Tab")
        name, marked = page.evaluate("""() => [
          document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent.trim(),
          getComputedStyle(document.activeElement).outlineStyle !== "none"]""")
        assert marked, name
        seen.append(name)
        if name == "layers":
            page.keyboard.press("ArrowRight")
        if name == "weights":
            page.keyboard.press("ArrowDown")
        if name == "Print":
            break
    explorer.check(BOOK | {"activation": "tanh", "layers": 13, "initializer": "he_normal"})
    names = {
        "layers",
        "width",
        "weights",
        "scale, factor of the weights",
        "seed",
        "eta, learning rate",
        "Reset",
        "Copy link",
        "Print",
    }
    assert names <= set(seen)


def test_link_reset_and_summary(visitor, server):
    explorer = Depth(visitor.open(server, PAGE))
    moved = {"layers": 7, "activation": "leaky_relu", "scale": 1.25, "step": "plain"}
    explorer.set(**moved).page.wait_for_timeout(600)
    fragment = explorer.page.evaluate("location.hash")
    assert fragment == "#!depth:activation=leaky_relu,layers=7,scale=1.25,step=plain"
    said = explorer.root.locator('[data-part="live"]').text_content()
    assert "The norm of delta is" in said and "‖" not in said
    other = Depth(visitor.open(server, PAGE, fragment))
    reading = other.check(BOOK | moved)
    assert reading["sentence"] == explorer.read()["sentence"]
    other.reset().check(BOOK)
    damaged = Depth(visitor.open(server, PAGE, "#!depth:layers=21,activation=softmax,seed=1"))
    assert "damaged" in damaged.read()["message"]
    assert number(damaged.read()["slots"]["seed"]["value"]) == 1


@pytest.mark.parametrize("mode", ["light", "dark", "phone", "narrow"])
def test_axe_size_and_targets(visitor, server, mode):
    options = {"light": DESK, "dark": {**DESK, "color_scheme": "dark"}, "phone": PHONE,
               "narrow": {**PHONE, "viewport": {"width": 320, "height": 700}}}[mode]  # fmt: skip
    explorer = Depth(visitor.open(server, PAGE, **options))
    explorer.set(layers=20)
    places = explorer.root.evaluate(PLACES)
    settings = [{"activation": "relu", "initializer": "normal", "step": "plain"}, {"step": "none"}]
    if mode in ("light", "dark"):  # narrow tables are as long as the network is deep
        settings.append({"layers": 12})
    for setting in settings:
        explorer.set(**setting)
        assert moves(places, explorer.root.evaluate(PLACES)) == {}
        overflow, clipped, small = explorer.page.evaluate("""() => {
          const root = document.querySelector(".depth");
          const seen = e => e.getClientRects().length && getComputedStyle(e).visibility === "visible";
          const all = selector => [...root.querySelectorAll(selector)].filter(seen);
          const overfull = e => e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1;
          return [document.documentElement.scrollWidth - innerWidth,
            all("td:not(.bar), th, .sentence, .legend").filter(overfull).map(e => e.className + e.textContent),
            all("button, select, .noUi-touch-area").filter(e => e.offsetHeight < 44).map(e => e.textContent)];
        }""")
        assert overflow <= 0 and clipped == []
        assert small == [] or mode in ("light", "dark")
    explorer.page.evaluate(AXE.read_text(encoding="utf-8"))
    result = explorer.page.evaluate("axe.run(document.querySelector('.depth'), {resultTypes: ['violations']})")
    assert [(v["id"], [n["target"] for n in v["nodes"]]) for v in result["violations"]] == []


def test_print_shows_the_present_setting(explorer):
    explorer.set(layers=3, activation="relu").page.emulate_media(media="print")
    try:
        visible = explorer.root.evaluate(
            """root => [...root.querySelectorAll(".rail-slot")].map(e => e.innerText.replace(/\\s+/g, " ").trim())"""
        )
        assert visible[:3] == ["activation = ReLU", "skip connections = off", "layers = 3"]
        assert explorer.root.locator("button:visible").count() == 0
        assert explorer.root.locator("[data-row]:visible").count() == 3
    finally:
        explorer.page.emulate_media(media="screen")


def test_the_kernel_follows_the_controls():
    """What a page sends to a kernel are the traits of the controls: values, and the index of a choice."""
    explorer = explore_depth()
    explorer.sliders["layers"].set_state({"value": 5})
    explorer.choices["activation"].set_state({"index": 2})
    explorer.choices["step"].set_state({"index": 2})
    setting = BOOK | {"layers": 5, "activation": "relu", "step": "clipped"}
    assert explorer.setting() == setting
    assert differences(explorer.values, setting) == []
    for step, residual in itertools.product(range(3), range(2)):
        explorer.choices["step"].set_state({"index": step})
        explorer.choices["residual"].set_state({"index": residual})
        now = setting | {"step": list(CHOICES["step"])[step], "residual": list(CHOICES["residual"])[residual]}
        assert differences(explorer.values, now) == []
