"""The explorer of training in a page: every control, every number, curve and scrubber, at every width."""

import math
import re

import numpy as np
import pytest

from backprop_lib.live.training import pictures
from backprop_lib.live.training.numbers import losses, numbers, run
from backprop_lib.live.training.settings import CHOICES, EPOCHS, ORDER, PRESETS, RANGES
from tests.browser.conftest import DESK, PHONE
from tests.browser.explorer import MINUS, Explorer, check_padding, number, printed
from tests.browser.test_layout import PLACES, difference

PAGE, NAME = "chapters/explorers/training", "training"
BOOK = PRESETS["four-hidden"][1]
NARROW = {"viewport": {"width": 320, "height": 640}}
READ = """root => ({
  slots: [...root.querySelectorAll("[data-symbol]")].map(e => ({symbol: e.dataset.symbol, value: e.dataset.value,
    digits: e.dataset.digits ? Number(e.dataset.digits) : null, text: e.textContent.trim(),
    pad: e.querySelector(".pad").textContent, classes: [...e.classList], absent: e.closest(".absent") !== null})),
  controls: Object.fromEntries([...root.querySelectorAll(".rail-slot")].map(slot => {
    const handle = slot.querySelector("[role=slider]"), select = slot.querySelector("select");
    const pressed = [...slot.querySelectorAll("button")].findIndex(b => b.getAttribute("aria-pressed") === "true");
    return [slot.dataset.control, handle ? Number(handle.getAttribute("aria-valuenow"))
      : select ? select.selectedIndex : pressed];
  })),
  verdicts: [...root.querySelectorAll("td.verdict")].map(e => e.textContent),
  weights: [...root.querySelectorAll("[data-weight]")].filter(e => !e.closest(".absent")).map(e =>
    [e.dataset.weight, [...e.classList].join(" "), e.nextSibling.textContent]),
  hardest: [...root.querySelectorAll("[data-row]")].findIndex(e => e.classList.contains("hardest")),
  gradients: Number(root.querySelector("input:checked").value),
})"""


class Training(Explorer):
    """The explorer, read and driven."""

    def go(self, setting):
        for name, key in setting.items():
            if name in CHOICES:
                index = list(CHOICES[name]).index(key)
                if name in ("loss", "data"):
                    self.slot(name).locator("button").nth(index).click()
                else:
                    self.slot(name).locator("select").select_option(index=index)
        return self.set(**{name: value for name, value in setting.items() if name not in CHOICES})

    @property
    def sentence(self):
        return self.part("sentence").text_content().replace("\xa0", " ")

    def check(self, setting):
        """All that is shown is what `backprop_lib` trains to at this setting, and is printed as the book prints."""
        self.settle()
        found = self.root.evaluate(READ)
        at = {n: list(CHOICES[n])[v] if n in CHOICES else v for n, v in found["controls"].items()}
        assert at == setting
        net, history = run(setting, setting["epoch"])
        expected = numbers(setting, net)
        expected["shown_epoch"] = len(history.losses) - 1 if history and history.message else setting["epoch"]
        scale = max(abs(v) for k, v in expected.items() if k.startswith("dL/d") and not math.isnan(v))
        for slot in found["slots"]:
            value, symbol = number(slot["value"]), slot["symbol"]
            if slot["absent"]:
                continue
            want = expected[symbol]
            room = 1e-9 * abs(want) + (1e-9 * scale if symbol.startswith(("dL/d", "delta", "pull")) else 0)
            assert abs(value - want) <= room or value == want, (symbol, value, want, setting)
            text = str(int(value)) if slot["digits"] is None else printed(value, slot["digits"])
            assert slot["text"] == text, slot
            check_padding(value, slot["text"], slot["pad"])
            hues = {"plus", "minus", "zero"} & set(slot["classes"])
            assert hues <= {"plus" if value > 0 else "minus" if value < 0 else "zero"}, slot
        shown = {slot["symbol"] for slot in found["slots"] if not slot["absent"]}
        assert shown == {symbol for symbol, value in expected.items() if not math.isnan(value)}
        values = {slot["symbol"]: number(slot["value"]) for slot in found["slots"]}
        targets = [0, 1, 1, 0]
        right = ["right" if (values[f"y_hat[{s + 1}]"] > 0.5) == (y > 0.5) else "wrong" for s, y in enumerate(targets)]
        assert found["verdicts"] == [*right, ""]
        pulls = [values[f"pull[{s}]"] for s in range(1, 5)]
        assert pulls[found["hardest"]] == max(pulls)
        assert len(found["weights"]) == 3 * setting["units"]
        for symbol, hue, sign in found["weights"]:
            weight = values[symbol]
            assert (hue, sign) == (
                ("plus", "+") if weight > 0 else ("minus", MINUS) if weight < 0 else ("zero", "0")
            ), symbol  # fmt: skip
        assert self.sentence and not re.search("NaN|undefined|Infinity", self.sentence)
        return found


@pytest.fixture
def explorer(visitor, server):
    return Training(visitor.open(server, PAGE), NAME)


def test_every_control_through_its_range_and_every_option(explorer):
    explorer.check(BOOK)
    start = BOOK | {"epoch": 40}
    explorer.go({"epoch": 40}).check(start)
    for name, values in {"seed": (7, 58), "units": (2, 5, 8, 1), "eta": (0.01, 0.7531)}.items():
        low, high, *_ = RANGES[name]
        at = start | ({"epoch": 2} if name == "eta" else {})  # with η = 100 rounding errors grow at once
        explorer.go({"epoch": at["epoch"]})
        explorer.press(name, "Home")
        explorer.check(at | {name: low})
        explorer.press(name, "End")
        explorer.check(at | {name: high})
        for value in values:
            explorer.go({name: value}).check(at | {name: value})
        explorer.go({name: BOOK[name], "epoch": 40})
    for name, keys in CHOICES.items():
        for units, key in enumerate(keys, 1):
            setting = start | {name: key, "units": units, "eta": 0.05}
            explorer.go(setting).check(setting)
        explorer.go(start)
    for epoch in (0, 1, 333):
        explorer.go({"epoch": epoch}).check(start | {"epoch": epoch})
    explorer.press("epoch", "End")
    explorer.check(start | {"epoch": EPOCHS})
    explorer.action("reset").click()
    explorer.check(BOOK)


def test_each_preset_sets_everything_and_is_linked_by_its_setting(explorer, visitor, server):
    words = {
        "four-hidden": r"^At epoch 900 the loss is 0\.04037, .* All four samples are right; \(1, 1\) pulls hardest\.$",
        "two-hidden": r"All four samples are right",
        "zeros": r"^The 4 hidden units are equal, .* exactly 0\.$",
        "stuck": r"^Two samples are right and two are near ½: the loss is 0\.0\d+, near 1/16\. It got no further",
        "too-large": r"^In epoch \d+ the loss is not finite: .* η = 1 works: all four samples end right\.$",
    }
    for preset in [*PRESETS][::-1]:
        explorer.action(preset).click()
        setting = PRESETS[preset][1]
        explorer.check(setting)
        assert re.search(words[preset], explorer.sentence), explorer.sentence
        explorer.page.wait_for_timeout(500)
    explorer.action("stuck").click()
    explorer.page.wait_for_timeout(550)
    link = explorer.page.evaluate("location.hash")
    assert link == "#!training:eta=8,seed=3,units=2,initializer=xor_start_uniform,epoch=5000"
    other = Training(visitor.open(server, PAGE, link + ",data=zebra"), NAME)
    other.check(PRESETS["stuck"][1])
    assert "“zebra” is none of them" in other.part("message").text_content()


def test_a_run_that_stops_is_shown_where_it_stopped(explorer):
    explorer.action("too-large").click()
    explorer.go({"epoch": 3000})
    _, history = run(PRESETS["too-large"][1])
    stopped = len(history.losses) - 1
    assert f"In epoch {stopped} " in explorer.sentence
    texts = dict(explorer.root.evaluate(
        "root => [...root.querySelectorAll('[data-symbol]')].map(e => [e.dataset.symbol, e.textContent])"
    ))  # fmt: skip
    assert texts["shown_epoch"] == str(stopped) and texts["L"] == "∞"
    explorer.go({"eta": 1.0, "epoch": EPOCHS})
    assert "All four samples are right" in explorer.sentence


def test_curve_ghost_and_scrubber(explorer):
    page = explorer.page
    ghost, curve = explorer.part("ghost"), explorer.part("curve")
    assert not ghost.get_attribute("d") and explorer.part("before").text_content() == ""
    book = curve.get_attribute("d")
    np.testing.assert_allclose(places(book), places(pictures.curve(losses(BOOK))), atol=0.11)
    assert len(places(book)) <= 2 * 301
    explorer.go({"epoch": 3000})
    page.wait_for_timeout(500)
    explorer.press("eta", *["ArrowLeft"] * 5)  # one move of a hand, faster than it is quiet
    assert ghost.get_attribute("d") == book
    eta = float(explorer.handle("eta").get_attribute("aria-valuenow"))
    np.testing.assert_allclose(
        places(curve.get_attribute("d")), places(pictures.curve(losses(BOOK | {"eta": eta}))), atol=0.11
    )
    assert explorer.part("before").text_content() == "before: η = 2"
    assert explorer.part("now").text_content() == "now: η = 1.122"
    labels = [explorer.part(name).bounding_box() for name in ("before", "now")]
    assert abs(labels[0]["y"] - labels[1]["y"]) >= 16
    ratio = losses(BOOK)[3000] / losses(BOOK | {"eta": eta})[3000]
    assert f"{printed(1 / ratio, 3)} times higher than with η = 2" in explorer.sentence
    page.wait_for_timeout(500)
    explorer.press("epoch", "ArrowRight")
    assert ghost.get_attribute("d") == book, "another epoch is no other run"
    explorer.go({"units": 3, "data": "mistyped"})
    assert explorer.part("before").text_content() == "before"
    explorer.action("reset").click()


@pytest.mark.parametrize("options", [DESK, PHONE], ids=["desk", "phone"])
def test_the_scrubber_stands_under_its_epoch(visitor, server, options):
    explorer = Training(visitor.open(server, PAGE, **options), NAME)
    for epoch in (0, 1450, EPOCHS):
        explorer.go({"epoch": epoch}).settle()
        handle, line, dot = (
            explorer.page.evaluate("e => { const b = e.getBoundingClientRect(); return b.x + b.width / 2; }", each)
            for each in (explorer.handle("epoch").element_handle(), *(
                explorer.part(name).element_handle() for name in ("at", "dot")
            ))
        )  # fmt: skip
        assert abs(handle - line) < 1 and abs(dot - line) < 1, epoch
    chart = explorer.root.locator(".chart .plot").bounding_box()
    ticks = explorer.root.locator(".chart .tick.x")
    assert abs(chart["x"] + chart["width"] - sum_of(ticks.last.bounding_box())) < 1


def sum_of(box):
    return box["x"] + box["width"] / 2


def places(d):
    """The numbers of a path."""
    return [float(n) for n in re.findall(r"-?[\d.]+", d)]


def test_gradients_of_one_sample(explorer):
    """The parts of the four samples, as they are shown one after another, sum up to the whole gradient."""
    explorer.page.wait_for_timeout(450)
    radios = explorer.root.get_by_role("radio")
    assert radios.count() == 5 and radios.last.is_checked()
    found = []
    for k in range(5):
        radios.nth(k).check()
        slots = explorer.root.evaluate(READ)["slots"]
        shown = [slot for slot in slots if slot["symbol"].startswith("dL/") and not slot["absent"]]
        found.append({slot["symbol"]: number(slot["value"]) for slot in shown})
        named = [f"of the sample ({a}, {b})" for a in (0, 1) for b in (0, 1)]
        assert explorer.part("whose").text_content() == [*named, "of all four samples"][k]
    *parts, whole = found
    for symbol, value in whole.items():
        assert sum(part[symbol] for part in parts) == pytest.approx(value, rel=1e-9, abs=1e-15), symbol
    assert any(part["dL/db2"] * whole["dL/db2"] < 0 for part in parts)


def test_keyboard_alone(explorer):
    page = explorer.page
    explorer.action("two-hidden").focus()
    page.keyboard.press("Enter")
    explorer.check(PRESETS["two-hidden"][1])
    explorer.handle("epoch").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.type") == "radio"
    page.keyboard.press("ArrowUp")
    setting = PRESETS["two-hidden"][1] | {"epoch": PRESETS["two-hidden"][1]["epoch"] + 1}
    page.wait_for_timeout(550)
    assert explorer.part("whose").text_content() == f"of the sample ({MINUS}1, 1)"
    assert page.evaluate("location.hash").endswith(f"epoch={setting['epoch']}")
    said = explorer.part("live").text_content()
    assert said.startswith(f"At epoch {setting['epoch']} the loss is ") and not re.search(f"[ŷδη{MINUS}]", said), said
    assert "minus 1, 1" in explorer.part("inputs").get_attribute("aria-label") or "0, 1" in said


def test_the_planes_follow_the_network(explorer):
    explorer.go({"units": 2, "eta": 8.0, "epoch": EPOCHS, "seed": 1}).settle()
    assert explorer.part("hidden-title").text_content() == "Hidden units 1 and 2"
    assert explorer.part("hidden").locator(".curve").get_attribute("d").count("M") == 1  # a straight line
    ends = re.findall(r"[ML]([\d.]+),([\d.]+)", explorer.part("hidden").locator(".curve").get_attribute("d"))
    area = explorer.part("hidden").locator(".area").get_attribute("d")
    assert all(f"{float(x):.1f}".removesuffix(".0") in area for x, _ in ends)  # it bounds what is shaded
    inside = explorer.root.evaluate("""root => {
      const area = root.querySelector('[data-part="inputs"] .area');
      return [...root.querySelectorAll('[data-plane="xor"] .sample')].map(e =>
        area.isPointInFill(new DOMPoint(e.cx.baseVal.value, e.cy.baseVal.value)));
    }""")
    net, _ = run(BOOK | {"units": 2, "eta": 8.0, "epoch": EPOCHS})
    assert inside == [bool(p > 0.5) for p in net.predict(np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]])).ravel()]
    explorer.go({"units": 1}).settle()
    assert explorer.part("hidden-title").text_content() == "The hidden unit"
    explorer.go({"units": 6, "activation": "relu", "data": "mistyped"}).settle()
    assert explorer.part("hidden").locator(".curve").get_attribute("d") == ""
    assert explorer.root.locator('[data-plane="mistyped"]').is_visible()
    assert not explorer.root.locator('[data-plane="xor"]').is_visible()


@pytest.mark.parametrize("options", [DESK, PHONE, NARROW], ids=["desk", "390", "320"])
def test_nothing_moves_and_nothing_is_cut_off(visitor, server, options):
    record = f"""addEventListener("DOMContentLoaded", () => {{
      window.before = ({PLACES})(document.querySelector(".explorer"));
    }});"""
    explorer = Training(visitor.open(server, PAGE, before=record, **options), NAME)
    page = explorer.page
    explorer.settle()
    assert difference(page.evaluate("window.before"), explorer.root.evaluate(PLACES)) == {}
    where = """root => [...root.querySelectorAll("td .n, section, h3, .sentence, .rail-slot, svg")]
      .filter(e => !e.closest(".absent") && e.checkVisibility())
      .map(e => Math.round(e.getBoundingClientRect().y + scrollY))"""
    first = explorer.root.evaluate(where)
    wide = {"loss": "linear_output", "eta": 100.0, "data": "mistyped", "activation": "relu", "epoch": 5}
    narrow = {"loss": "half_squared_error", "optimizer": "Adam"}
    for setting in ({"epoch": 0}, {"eta": 0.001}, {"seed": 3, "epoch": 5000}, wide, narrow):
        explorer.go(setting).settle()
        page.locator(".explorer:not(.moving)").wait_for()  # until then what is off the screen has no layout
        assert explorer.root.evaluate(where) == first, setting
        cut = explorer.root.evaluate("""root => [...root.querySelectorAll(".n, .sentence, td, .tick, .named")]
          .filter(e => e.checkVisibility({visibilityProperty: true}) && !e.closest(".rail .n"))
          .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth
            || (e.matches(".sentence") && e.scrollHeight > e.clientHeight + 1)).map(e => e.textContent)""")
        assert cut == [], setting
    for preset in PRESETS:
        explorer.action(preset).click()
        explorer.settle()
        assert explorer.root.evaluate("""root => { const s = root.querySelector(".sentence");
          return s.scrollHeight <= s.clientHeight + 1; }"""), explorer.sentence
    if options is not DESK:
        small = explorer.root.locator("button:visible, select:visible, label:visible, .noUi-touch-area:visible")
        assert small.evaluate_all(
            "all => all.filter(e => e.getBoundingClientRect().height < 44).map(e => e.outerHTML.slice(0, 80))"
        ) == []  # fmt: skip
    assert page.evaluate("document.documentElement.scrollWidth") <= options["viewport"]["width"]


def test_print_and_without_javascript(visitor, server, explorer):
    explorer.go({"eta": 0.5, "activation": "tanh"})
    explorer.page.emulate_media(media="print")
    assert explorer.slot("activation").locator(".chosen").text_content() == "tanh"
    for name in ORDER:
        assert explorer.slot(name).locator(".n, .chosen").first.is_visible(), name
    assert explorer.root.locator("button:visible, select:visible, .noUi-handle:visible").count() == 0
    page = visitor.open(server, PAGE, live=False, java_script_enabled=False)
    root = page.locator(".explorer.training")
    assert "With JavaScript" in root.locator("[data-part=sentence]").text_content()
    assert root.locator("button:visible, input:visible").count() == 0
    assert root.locator("table:visible").count() == 2 and root.locator("svg.plot:visible").count() == 4
    for place in root.locator(".rail-slot").all():
        assert place.locator(".n, .chosen").first.is_visible()


def test_dark_and_forced_colours_keep_every_stroke(visitor, server):
    for options in ({"color_scheme": "dark"}, {"forced_colors": "active"}):
        page = visitor.open(server, PAGE, **options)
        hidden = page.locator(".explorer.training").evaluate("""root => {
          const paper = getComputedStyle(root).backgroundColor;
          const seen = [[".chart .curve:not(.ghost)", "stroke"], [".at", "stroke"], [".dot", "stroke"],
            [".frame", "stroke"], ["[data-weight]", "stroke"], [".sample.one", "fill"],
            [".sample:not(.one)", "stroke"], [".node", "stroke"]];
          return seen.filter(([selector, name]) => [...root.querySelectorAll(selector)].some(element =>
            [paper, "none", "rgba(0, 0, 0, 0)"].includes(getComputedStyle(element)[name]))).map(([each]) => each);
        }""")
        assert hidden == []
    adjusted = page.locator(".mod-active").evaluate_all("all => all.map(b => getComputedStyle(b).forcedColorAdjust)")
    assert set(adjusted) == {"none"}, "the backplate of a pressed button's text is as dark as the text"
