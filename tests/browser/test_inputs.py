"""The explorer of two inputs on its page: what the surface over a chosen pair of parameters draws and says."""

import re

import numpy as np
import pytest

from backprop_lib.live.inputs.explorer import CHOICES, START
from backprop_lib.live.inputs.pictures import FAR, LEVELS
from tests.browser.explorer import SETTLE, TYPE
from tests.browser.test_kinds import Twin
from tests.inputs_by_hand import OVER, PARAMETERS, apart, arrow_end, coordinates, crossings, gradient, loss, place

PAGE, NAME = "chapters/explorers/inputs", "two-inputs"
NEAR = 0.11  # px: places are printed to a tenth of one, lines to a hundredth
QUIET = 550  # ms, until words for screen readers are renewed
SPOKEN = {"w1": "w 1", "w2": "w 2", "b": "b"}
READ = """root => {
  const all = selector => [...root.querySelectorAll(selector)];
  const part = name => root.querySelector(`[data-part="${name}"]`);
  return {
    levels: all("[data-level]").map(e => e.getAttribute("d")),
    drawn: Object.fromEntries(all("[data-drawn]").map(e => [e.dataset.drawn, e.getAttribute("d")])),
    here: ["cx", "cy"].map(name => Number(root.querySelector('[data-drawn="here"]').getAttribute(name))),
    axes: [...part("surface").querySelectorAll(".symbol")].map(e => e.textContent),
    caption: part("caption").textContent.replaceAll("\\u00a0", " "), sentence: part("sentence").textContent,
    words: part("surface").getAttribute("aria-label"), chosen: root.querySelector('[data-chosen="over"]').textContent,
  };
}"""
PLACES = (
    {"data": "and", "loss": "half_squared_error"},
    {"data": "or", "loss": "binary_cross_entropy", "w1": 1.7, "w2": -2.2, "b": 0.4},
    {"data": "xor", "loss": "half_squared_error", "w1": -4.9, "w2": 3.3, "b": 4.1},
    {"data": "and", "loss": "binary_cross_entropy", "w1": 0.013, "w2": 5.0, "b": -5.0},
)


class Inputs(Twin):
    """The explorer on the page."""

    def __init__(self, visitor, server, fragment="", **options):
        super().__init__(visitor.open(server, PAGE, fragment, **options), NAME)

    def set(self, **setting):
        for name, value in setting.items():
            if name in CHOICES:
                index = list(CHOICES[name]).index(value)
                self.choose(name, index, CHOICES[name][value])
            else:
                self.root.evaluate(TYPE, {name: str(value)})
        self.page.evaluate(SETTLE)

    def click(self, action, times=1):
        for _ in range(times):
            self.root.locator(f'button[data-action="{action}"]').click()
        self.page.evaluate(SETTLE)

    def read(self):
        return self.root.evaluate(READ)

    def check_surface(self):
        """All that the surface draws is right at the page's own setting; returns setting and reading."""
        self.page.evaluate(SETTLE)
        setting, reading = self.setting(), self.read()
        first, second, held = OVER[setting["over"]]
        for level, path in zip(LEVELS[setting["loss"]], reading["levels"], strict=True):
            assert apart(path, crossings(setting, level)) < NEAR, (setting, level)
        here = place(setting[first], setting[second])
        assert np.abs(reading["here"] - here).max() < NEAR, setting
        for name in ("gradient", "difference"):
            start, end = coordinates(reading["drawn"][name])[:2]
            assert np.abs(start - here).max() < NEAR, (setting, name)
            assert np.abs(end - arrow_end(setting, gradient(setting))).max() < NEAR, (setting, name)
        assert reading["axes"] == [first, second]
        value = re.fullmatch(rf"Lines of equal loss at {held} = (.+)", reading["caption"])[1]
        assert float(value.replace("−", "-")) == pytest.approx(setting[held], rel=1e-3)
        assert reading["chosen"] == CHOICES["over"][setting["over"]]
        return setting, reading


@pytest.fixture
def explorer(visitor, server):
    return Inputs(visitor, server)


@pytest.mark.parametrize("over", OVER)
@pytest.mark.parametrize("at", PLACES, ids=lambda at: f"{at['data']}-{at['loss']}")
def test_lines_arrows_and_names_follow_the_pair(explorer, over, at):
    explorer.set(**at, over=over)
    setting, reading = explorer.check_surface()
    assert setting["over"] == over and {name: setting[name] for name in at} == at
    on_grid = all(not (setting[name] + 5) / 10 * 48 % 1 for name in OVER[over][:2])
    assert on_grid or apart(reading["drawn"]["present"], crossings(setting, loss(setting))) < NEAR


@pytest.mark.parametrize("over", OVER)
def test_every_parameter_at_its_ends_and_between_moves_what_it_must(explorer, over):
    explorer.set(over=over)
    held = OVER[over][2]
    for control in (*PARAMETERS, "eta"):
        explorer.reset()
        explorer.set(over=over)
        _, before = explorer.check_surface()
        for state in explorer.states(control):
            state()
            setting, after = explorer.check_surface()
            moved = setting[control] != START[control]
            assert (after["levels"] != before["levels"]) == (moved and control == held), setting
            assert (after["here"] != before["here"]) == (moved and control not in (held, "eta")), setting
        explorer.check()


def test_the_steps_stay_right_when_another_pair_is_chosen(explorer):
    taken = []
    for _ in range(5):
        taken.append(explorer.setting())
        explorer.click("step")
    taken.append(explorer.setting())

    def check(over, ends):
        explorer.set(over=over)
        first, second, _ = OVER[over]
        points = np.array([place(each[first], each[second]) for each in ends])
        _, reading = explorer.check_surface()
        steps = coordinates(reading["drawn"]["steps"])
        assert len(steps) == 2 * (len(ends) - 1)
        assert np.abs(steps - np.repeat(points, 2, axis=0)[1:-1]).max(initial=0) < NEAR
        starts = [float(number) for number in re.findall(r"[\d.]+", (reading["drawn"]["dots"] or "").replace("h0", ""))]
        assert np.abs(np.reshape(starts, (-1, 2)) - points[:-1]).max(initial=0) < NEAR
        explorer.page.wait_for_timeout(QUIET)
        assert explorer.read()["words"].endswith(f"Steps taken: {len(ends) - 1}.")

    assert len({each["b"] for each in taken}) == len({each["w1"] for each in taken}) == 6
    for over in ("w2-b", "w1-b", "w1-w2"):
        check(over, taken)
    explorer.click("step")
    taken.append(explorer.setting())
    check("w1-b", taken)
    explorer.click("undo", 2)
    assert explorer.setting() == taken[-3] | {"over": "w1-b"}, "the choice is no step"
    check("w2-b", taken[:-2])
    explorer.set(data="or")
    check("w1-b", [explorer.setting()])
    explorer.reset()
    assert explorer.setting() == START
    explorer.click("undo")
    assert explorer.setting()["over"] == "w1-b"


@pytest.mark.parametrize("over", OVER)
def test_what_lies_outside_the_picture_is_said_of_its_pair_alone(explorer, over):
    first, second, held = OVER[over]
    explorer.set(over=over)
    for name in PARAMETERS:
        explorer.reset()
        explorer.set(over=over, **{name: 5})
        assert "outside" not in explorer.read()["sentence"], "the edge is in the picture"
        explorer.set(**{name: -5.25})
        says = f"The pair {first}, {second} lies outside the picture." in explorer.read()["sentence"]
        assert says == (name != held)
        explorer.set(**{name: 1e6})
        reading = explorer.read()
        assert np.abs(reading["here"]).max() <= 28 * (FAR + 5) + 300
        assert says == ("outside" in reading["sentence"])


@pytest.mark.parametrize("over", OVER)
def test_a_screen_reader_is_told_of_the_pair(explorer, over):
    explorer.set(data="or", w1=0.25, w2=-3.5, b=1.75, over=over)
    explorer.page.wait_for_timeout(QUIET)
    values = {"w1": "0.25", "w2": "minus 3.5", "b": "1.75"}
    slopes = gradient(explorer.setting())
    first, second, held = OVER[over]
    here = ", ".join(f"{SPOKEN[name]} is {values[name]}" for name in (first, second))
    goes = " and ".join(f"{SPOKEN[name]} {'falls' if slopes[name] > 0 else 'rises'}" for name in (first, second))
    assert explorer.read()["words"] == (
        f"Lines of equal loss at {SPOKEN[held]} = {values[held]}. Here {here}; "
        f"along minus the gradient {goes}. Steps taken: 0."
    )


def test_a_link_holds_the_pair_and_a_wrong_one_is_named(visitor, server):
    explorer = Inputs(visitor, server, f"#!{NAME}:over=w1-b,w2=1.5")
    setting, reading = explorer.check_surface()
    assert setting == START | {"over": "w1-b", "w2": 1.5} and reading["caption"].endswith("at w2 = 1.5")
    explorer = Inputs(visitor, server, f"#!{NAME}:over=w2-w2")
    message = explorer.root.locator('[data-part="message"]').text_content()
    assert "surface over can be w1-w2, w1-b, w2-b; “w2-w2” is none of them." in message
    assert explorer.check_surface()[0] == START


def test_without_javascript_and_in_print_the_pair_is_named(visitor, server):
    static = visitor.open(server, PAGE, live=False, java_script_enabled=False)
    root = static.locator(f'.explorer[data-explorer="{NAME}"]')
    before = root.evaluate(READ)
    assert before["axes"] == ["w1", "w2"] and before["caption"] == "Lines of equal loss at b = −1"
    assert root.locator('[data-chosen="over"]').inner_text() == "w₁, w₂"
    explorer = Inputs(visitor, server)
    _, reading = explorer.check_surface()
    for name in ("axes", "caption", "chosen"):
        assert reading[name] == before[name]
    for old, new in zip(before["levels"], reading["levels"], strict=True):
        assert apart(old, coordinates(new)) < NEAR, "the page draws what Python drew"
    explorer.set(over="w2-b")
    explorer.page.emulate_media(media="print")
    slot = explorer.place("over")
    assert re.sub(r"\s+", " ", slot.inner_text()).strip() == "surface over = w₂, b"
    assert explorer.root.locator('[data-part="caption"]').inner_text().replace("\u00a0", " ").endswith("= −1")
