"""Every number of every explorer is the one that an independent computation gives, however it is moved."""

import math
import random

import pytest

from tests.browser.computation import CHOICES
from tests.browser.conftest import PHONE
from tests.browser.explorer import Explorer

LINEAR_STEP, LOG_STEP = 0.01, {"eta": 0.05, "h": 0.1}
RANGES = {"x": (-2, 2), "y": (0, 1), "eta": (1e-3, 1e2), "h": (1e-12, 1e-1)}
PARAMETER_RANGE = (-5, 5)


def range_of(slider):
    """The ends of a slider; x1 is an x."""
    return RANGES.get(slider.rstrip("0123456789"), PARAMETER_RANGE)


def between(name, low, high, share):
    """A place between the ends of a slider; by exponents on a logarithmic one."""
    return low * (high / low) ** share if name in LOG_STEP else low + share * (high - low)


def test_a_page_comes_alive_with_the_numbers_of_the_book(visitor, address, explorers):
    for path, name in explorers:
        explorer = visitor.explorer(address, path, name)
        reading = explorer.check(explorer.network.setting)
        assert set(reading.sliders) == set(explorer.network.setting)
        for slider, number in explorer.network.setting.items():
            assert reading.setting[slider] == number, f"{slider} is off by rounding: {reading.setting[slider]!r}"
            low, high = range_of(slider)
            assert float(reading.sliders[slider]["low"]) == low
            assert float(reading.sliders[slider]["high"]) == high


def test_every_slider_at_its_ends_and_between(visitor, server, explorers):
    for path, name in explorers:
        explorer = visitor.kept_explorer(server, path, name)
        book = explorer.network.setting
        for slider in book:
            low, high = range_of(slider)
            explorer.press(slider, "Home")
            explorer.check({**book, slider: low})
            explorer.press(slider, "End")
            explorer.check({**book, slider: high})
            for share in (0.13, 0.5, 0.77):
                value = between(slider, low, high, share)
                explorer.set(**{slider: value}).check({**book, slider: value})
            explorer.set(**{slider: book[slider]}).check(book)


def test_corners_of_the_ranges(visitor, server, explorers):
    """Saturation, exact zeros, equal losses and a step far too large: finite numbers or words for them."""
    for path, name in explorers:
        explorer = visitor.kept_explorer(server, path, name)
        network = explorer.network
        for x, y in ((2, 0), (-2, 1), (0, 0.5)):
            for parameter in (5, -5, 0):
                for eta, h in ((100, 1e-12), (0.001, 0.1)):
                    data = {name: x if name.startswith("x") else y for name in network.data}
                    setting = data | dict.fromkeys(network.parameters, parameter)
                    reading = explorer.set(**setting, eta=eta, h=h).check({**setting, "eta": eta, "h": h})
                    assert reading.sentence
                    assert "NaN" not in "".join(text for _, text in reading.texts)


def test_every_function_that_can_be_switched(visitor, server, explorers):
    """All options, all outputs with one that is not the book's, and back; nothing moves, the link holds the choice."""
    for path, name in explorers:
        explorer = visitor.kept_explorer(server, path, name)
        choices = explorer.read().choices
        if not choices:
            continue
        height = explorer.root.bounding_box()["height"]
        targets = [name for name in explorer.network.data if name.startswith("y")]
        keys = []
        for choice in choices:
            assert explorer.offered(choice) == [*CHOICES[choice].values()]
            keys += [{choice: key} for key in CHOICES[choice]]
        keys += [{"hidden": "relu"} | each for each in keys if "hidden" in choices and "output" in each]
        for k, each in enumerate(keys):
            explorer.choose(**each)
            factor, y = ((1, 1), (-1.7, 0.25), (4, 0))[k % 3]
            parameters = {p: factor * value for p, value in explorer.network.parameters.items()}
            explorer.set(**parameters, **dict.fromkeys(targets, y))
            reading = explorer.check()
            assert reading.functions | each == reading.functions
            assert reading.sentence and "NaN" not in reading.sentence
            assert explorer.root.bounding_box()["height"] == height, f"{each} moves the page"
        explorer.page.wait_for_timeout(550)
        assert "output=identity-squared" in explorer.page.evaluate("location.hash")
        explorer.action("reset").click()
        assert set(explorer.check(explorer.network.setting).functions.values()) == {"sigmoid"}
        explorer.action("undo").click()
        assert explorer.check().functions["output"] == "identity-squared"


def test_sixty_settings_at_random(visitor, server, explorers):
    rng = random.Random(0)
    for path, name in explorers:
        explorer = visitor.kept_explorer(server, path, name)
        for _ in range(30):
            setting = {slider: between(slider, *range_of(slider), rng.random()) for slider in explorer.network.setting}
            explorer.set(**setting).check(setting)


def on_the_grid(slider, value, steps):
    """The value so many steps from the place of the handle, which on a logarithmic slider stands at a whole step."""
    if slider in LOG_STEP:
        return 10 ** ((round(math.log10(value) / LOG_STEP[slider]) + steps) * LOG_STEP[slider])
    return value + steps * LINEAR_STEP


def test_arrow_and_page_keys_move_by_the_step(visitor, server, explorers):
    for path, name in explorers:
        explorer = visitor.kept_explorer(server, path, name)
        book = explorer.network.setting
        for slider, value in book.items():
            ahead, back, page, page_back, sign = "ArrowRight", "ArrowLeft", "PageUp", "PageDown", 1
            if value == range_of(slider)[1] or (slider[0] == "y" and value > 0.9):  # no room to the right
                ahead, back, page, page_back, sign = back, ahead, page_back, page, -1
            start = {**book, slider: on_the_grid(slider, value, 0)}
            want = on_the_grid(slider, value, sign)
            explorer.press(slider, ahead)
            explorer.check({**book, slider: want})
            explorer.press(slider, back)
            explorer.check(start)
            explorer.press(slider, page)
            farther = explorer.check().setting[slider]
            assert abs(farther - value) > abs(want - value)
            explorer.press(slider, page_back)
            explorer.check(start)
            explorer.set(**{slider: value})


def drag_by_mouse(explorer, slider, target):
    handle, track = explorer.handle(slider), explorer.slot(slider).locator(".noUi-target")
    handle.scroll_into_view_if_needed()
    box, along = handle.bounding_box(), track.bounding_box()
    y = box["y"] + box["height"] / 2
    mouse = explorer.page.mouse
    mouse.move(box["x"] + box["width"] / 2, y)
    mouse.down()
    readings = []
    for share in (0.5, 1):
        start = box["x"] + box["width"] / 2
        mouse.move(start + share * (along["x"] + target * along["width"] - start), y, steps=4)
        readings.append(explorer.check())  # while the button is held
    mouse.up()
    return readings


def test_drag_by_mouse(visitor, address, explorers):
    # The same files answer from a disk and from a server: the first explorer shows that they do.
    for path, name in explorers if address.startswith("http") else explorers[:1]:
        explorer = visitor.kept_explorer(address, path, name)
        for slider in explorer.network.setting:
            before = explorer.check().setting
            first, last = drag_by_mouse(explorer, slider, 0.25 if slider != "eta" else 0.8)
            assert before[slider] != first.setting[slider] != last.setting[slider]
            assert explorer.check(last.setting)
            assert {k: v for k, v in last.setting.items() if k != slider} == {
                k: v for k, v in before.items() if k != slider
            }


def test_drag_by_touch(visitor, address, explorers):
    for path, name in explorers:
        explorer = Explorer(visitor.open(address, path, **PHONE), name)
        session = explorer.page.context.new_cdp_session(explorer.page)

        def touch(kind, *point, session=session):
            points = [{"x": point[0], "y": point[1]}] if point else []
            session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

        for slider in [*explorer.network.parameters][:2]:
            handle = explorer.handle(slider)
            handle.scroll_into_view_if_needed()
            box = handle.bounding_box()
            x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
            before = explorer.check().setting
            scrolled = explorer.page.evaluate("scrollY")
            touch("touchStart", x, y)
            for k in range(1, 6):
                touch("touchMove", x + 8 * k, y)
            held = explorer.check().setting
            touch("touchEnd")
            assert held[slider] > before[slider]
            explorer.check(held)
            assert explorer.page.evaluate("scrollY") == scrolled


def test_a_page_keeps_every_digit_of_a_number(visitor, server):
    """A handle may snap to its step, a value never, not even when other sliders move."""
    explorer = visitor.kept_explorer(server, "chapters/worked_example", "worked-example")
    explorer.set(w1="-0.12345678901234567", b2="1e-7", eta="0.123456789", h="3e-5")
    explorer.press("w2", "ArrowRight")
    reading = explorer.check({"w1": -0.12345678901234567, "b2": 1e-7, "eta": 0.123456789, "h": 3e-5})
    assert reading.setting["w1"] == -0.12345678901234567


@pytest.mark.parametrize("slider", ["w1", "x", "eta", "h"])
def test_the_readout_shows_what_the_slider_says(visitor, server, slider):
    explorer = visitor.kept_explorer(server, "chapters/worked_example", "worked-example")
    explorer.press(slider, "ArrowRight")
    says = explorer.read().sliders[slider]
    shown = float(says["readout"].replace("\u2212", "-"))
    assert abs(shown - float(says["now"])) <= 5e-3 * abs(shown)
