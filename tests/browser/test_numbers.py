"""Every number of every explorer is the one that an independent computation gives, however it is moved."""

import random

import pytest

from tests.browser.conftest import PHONE
from tests.browser.explorer import Explorer

LINEAR_STEP, LOG_STEP = 0.01, {"eta": 0.05, "h": 0.1}
RANGES = {"x": (-2, 2), "y": (0, 1), "eta": (1e-3, 1e2), "h": (1e-12, 1e-1)}
PARAMETER_RANGE = (-5, 5)


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
            low, high = RANGES.get(slider, PARAMETER_RANGE)
            assert float(reading.sliders[slider]["low"]) == low
            assert float(reading.sliders[slider]["high"]) == high


def test_every_slider_at_its_ends_and_between(visitor, server, explorers):
    for path, name in explorers:
        explorer = visitor.kept_explorer(server, path, name)
        book = explorer.network.setting
        for slider in book:
            low, high = RANGES.get(slider, PARAMETER_RANGE)
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
        names = (*explorer.network.data, *explorer.network.parameters)
        for data in ((2, 0), (-2, 1), (0, 0.5)):
            for parameter in (5, -5, 0):
                for eta, h in ((100, 1e-12), (0.001, 0.1)):
                    setting = dict(zip(names, (*data, *[parameter] * len(names)), strict=False))
                    reading = explorer.set(**setting, eta=eta, h=h).check({**setting, "eta": eta, "h": h})
                    assert reading.sentence
                    assert "NaN" not in "".join(text for _, text in reading.texts)


def test_sixty_settings_at_random(visitor, server, explorers):
    rng = random.Random(0)
    for path, name in explorers:
        explorer = visitor.kept_explorer(server, path, name)
        for _ in range(30):
            setting = {
                slider: between(slider, *RANGES.get(slider, PARAMETER_RANGE), rng.random())
                for slider in explorer.network.setting
            }
            explorer.set(**setting).check(setting)


def test_arrow_and_page_keys_move_by_the_step(visitor, address, explorers):
    for path, name in explorers:
        explorer = visitor.kept_explorer(address, path, name)
        book = explorer.network.setting
        for slider in book:
            if slider in LOG_STEP:
                factor = 10 ** LOG_STEP[slider]
                expected = [book[slider] * factor, book[slider] / factor]
            else:
                expected = [book[slider] + LINEAR_STEP, book[slider] - LINEAR_STEP]
            up, down = (
                ("ArrowLeft", "ArrowRight")
                if book[slider] == RANGES.get(slider, PARAMETER_RANGE)[1]
                else (
                    "ArrowRight",
                    "ArrowLeft",
                )
            )
            explorer.press(slider, up)
            want = expected[1] if up == "ArrowLeft" else expected[0]
            explorer.check({**book, slider: want})
            explorer.press(slider, down)
            explorer.check(book)
            page_up, page_down = ("PageDown", "PageUp") if up == "ArrowLeft" else ("PageUp", "PageDown")
            explorer.press(slider, page_up)
            farther = explorer.check().setting[slider]
            assert abs(farther - book[slider]) > abs(want - book[slider])
            explorer.press(slider, page_down)
            explorer.check(book)


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
    for path, name in explorers:
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

        for slider in explorer.network.parameters[:2]:
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
