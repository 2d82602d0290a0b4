"""What moves an explorer besides its sliders: typed numbers, steps, undo, reset, and the page's address."""

import math

import pytest

from tests.browser.computation import ONE_NEURON, TWO_PATHS, TWO_TWO_TWO, WORKED_EXAMPLE, step
from tests.browser.explorer import MINUS, Explorer, printed

CHAPTER, NAME = "chapters/worked_example", "worked-example"
BOOK = WORKED_EXAMPLE.setting
QUIET = 400


@pytest.fixture
def explorer(visitor, server):
    return visitor.kept_explorer(server, CHAPTER, NAME)


def wait_until_quiet(page):
    page.wait_for_timeout(QUIET + 150)


def fragment(page):
    return page.evaluate("location.hash")


@pytest.mark.parametrize(
    ("slider", "typed", "words"),
    [
        ("w1", "NaN", "not a number"),
        ("w1", "two", "not a number"),
        ("w3", "", "not a number"),
        ("w1", "1e999", "not a number"),
        ("x", "0.5abc", "not a number"),
        ("x", "7", "outside"),
        ("y", "-0.1", "outside"),
        ("eta", "0", "outside"),
        ("eta", "-1", "outside"),
        ("h", "1", "outside"),
        ("h", "Infinity", "not a number"),
    ],
)
def test_a_typed_text_that_is_no_setting_is_answered_in_words(explorer, slider, typed, words):
    before = explorer.check(BOOK)
    explorer.type(slider, typed)
    after = explorer.check(BOOK)
    assert words in after.message
    assert after.texts == before.texts
    assert after.sliders == before.sliders
    explorer.press("w2", "ArrowRight")
    assert explorer.check({**BOOK, "w2": 0.21}).message == ""


def test_a_typed_number_is_set_with_all_its_digits(explorer):
    explorer.type("w1", "-0.123456789012")
    assert explorer.check().setting == {**BOOK, "w1": -0.123456789012}
    explorer.type("w2", f"{MINUS}1.5e-3")
    assert explorer.check().setting == {**BOOK, "w1": -0.123456789012, "w2": -1.5e-3}


def test_a_click_on_the_track_beside_the_handle_moves_it(explorer):
    explorer.slot("w1").scroll_into_view_if_needed()
    handle = explorer.handle("w1").bounding_box()
    explorer.page.mouse.click(handle["x"] + handle["width"] + 12, handle["y"] + handle["height"] / 2)
    assert 0.5 < explorer.check().setting["w1"] < 5


def test_a_number_that_stands_there_already_is_printed_as_before(explorer):
    explorer.type("w1", "1e-1")
    assert explorer.readout("w1").text_content() == "0.1000"


def test_escape_and_leaving_a_readout_untouched_change_nothing(explorer):
    explorer.set(w1="0.123456789")
    explorer.readout("w1").click()
    explorer.page.keyboard.press("Tab")
    assert explorer.check().setting["w1"] == 0.123456789
    explorer.readout("w1").click()
    explorer.page.keyboard.type("4")
    explorer.page.keyboard.press("Escape")
    assert explorer.check().setting["w1"] == 0.123456789


def test_a_parameter_may_leave_its_range_which_then_widens(explorer):
    explorer.set(w2="0.123456789")
    explorer.type("w1", "-7.5")
    reading = explorer.check({**BOOK, "w1": -7.5, "w2": 0.123456789})
    assert float(reading.sliders["w1"]["low"]) <= -7.5
    assert "w₁" in reading.message and "now goes from" in reading.message


def test_steps_are_gradient_descent(visitor, address):
    explorer = visitor.explorer(address, CHAPTER, NAME)
    places = [BOOK]
    for _ in range(5):
        explorer.action("step").click()
        places.append(step(WORKED_EXAMPLE, places[-1]))
        explorer.check(places[-1])
    for place in reversed(places[:-1]):
        explorer.action("undo").click()
        explorer.check(place)
    explorer.action("undo").click(force=True)  # disabled: nothing is left to undo
    assert explorer.check().setting == BOOK


def test_a_hundred_steps_and_reset(visitor, server):
    for path, name, network in ((CHAPTER, NAME, WORKED_EXAMPLE), ("chapters/intro", "one-neuron", ONE_NEURON)):
        explorer = visitor.kept_explorer(server, path, name)
        explorer.set(eta="1.5")
        place = {**network.setting, "eta": 1.5}
        explorer.action("step").evaluate("button => { for (let k = 0; k < 100; k++) button.click(); }")
        for _ in range(100):
            place = step(network, place)
        reading = explorer.read()
        for slider, number in place.items():
            assert math.isclose(reading.setting[slider], number, rel_tol=1e-10), slider
        explorer.check()
        explorer.action("reset").click()
        assert explorer.check().setting == network.setting


def test_a_reset_can_be_undone(explorer):
    start = {**BOOK, "w1": -0.123456789, "x": 1.5, "eta": 0.7}
    explorer.set(**start)
    explorer.action("step").click()
    moved = step(WORKED_EXAMPLE, start)
    explorer.action("reset").click()
    explorer.check(BOOK)
    explorer.action("undo").click()
    explorer.check(moved)
    explorer.action("undo").click()
    explorer.check(start)


def test_a_step_out_of_the_range_widens_it_and_rounds_nothing(explorer):
    start = {**BOOK, "b3": 4.9, "y": 0.0, "w1": 0.123456789, "eta": 100.0, "w3": -4.98, "w4": -4.98}
    explorer.set(**start)
    explorer.check(start)
    explorer.action("step").click()
    expected = step(WORKED_EXAMPLE, start)
    assert any(abs(number) > 5 for slider, number in expected.items() if slider in WORKED_EXAMPLE.parameters)
    reading = explorer.check(expected)
    assert "now goes from" in reading.message
    explorer.action("undo").click()
    explorer.check(start)
    explorer.action("reset").click()
    reading = explorer.check(BOOK)
    assert (float(reading.sliders["w3"]["low"]), float(reading.sliders["w3"]["high"])) == (-5, 5)


def test_a_step_too_far_is_called_so(explorer):
    start = {**BOOK, "w3": 5.0, "w4": -5.0, "b3": 0.5, "y": 0.4, "eta": 100.0}
    reading = explorer.set(**start).check(start)
    assert reading.value("actual") > 0
    assert "overshoots" in reading.sentence
    assert "up, not down" in reading.step


def test_h_too_small_and_too_large_is_called_so(explorer):
    for h, word in ((1e-12, "too small"), (0.1, "too large")):
        reading = explorer.set(h=h).check({**BOOK, "h": h})
        assert word in reading.sentence
        assert any(slot["text"].endswith("only") for slot in reading.slots if slot["symbol"].startswith("agreement/"))


def test_the_finite_difference_agrees_to_many_digits(explorer):
    reading = explorer.check(BOOK)
    for name in WORKED_EXAMPLE.parameters:
        assert reading.value(f"agreement/{name}") >= 8
        assert math.isclose(reading.value(f"fd/{name}"), reading.value(f"dL/d{name}"), rel_tol=1e-8)


def test_moves_are_written_into_the_address_when_it_is_quiet(visitor, address):
    explorer = visitor.kept_explorer(address, CHAPTER, NAME)
    history = explorer.page.evaluate("history.length")
    # On a slow machine the two keys may be further apart than the quiet that is waited for, so the page
    # itself notes how long before each writing the last key came.
    explorer.page.evaluate("""() => {
      window.waits = [];
      let key;
      addEventListener("keydown", () => { key = performance.now(); }, true);
      const write = history.replaceState;
      history.replaceState = (...state) => {
        window.waits.push(performance.now() - key);
        write.apply(history, state);
      };
    }""")
    explorer.press("w1", "ArrowRight", "ArrowRight")
    wait_until_quiet(explorer.page)
    assert fragment(explorer.page) == "#!worked-example:w1=0.12"
    waits = explorer.page.evaluate("() => { delete history.replaceState; return window.waits; }")
    assert waits and min(waits) >= 399  # timers may be a fraction of a millisecond early
    explorer.type("eta", "0.5")
    wait_until_quiet(explorer.page)
    assert fragment(explorer.page) == "#!worked-example:w1=0.12,eta=0.5"
    assert explorer.page.evaluate("history.length") == history
    explorer.action("reset").click()
    wait_until_quiet(explorer.page)
    assert fragment(explorer.page) == ""


def test_a_link_sets_the_numbers(visitor, address):
    link = "#!worked-example:w1=-0.2,eta=1,h=0.001,b2=1e-7,w3=0.123456789012345"
    explorer = visitor.explorer(address, CHAPTER, NAME, fragment=link)
    expected = {**BOOK, "w1": -0.2, "eta": 1.0, "h": 0.001, "b2": 1e-7, "w3": 0.123456789012345}
    reading = explorer.check(expected)
    assert reading.setting == expected
    assert reading.message == ""
    wait_until_quiet(explorer.page)
    assert (
        fragment(explorer.page)
        == link.replace("eta=1,h=0.001,b2=1e-7,w3=0.123456789012345", "w3=0.123456789012345,b2=1e-7,eta=1,h=0.001")
        or fragment(explorer.page) == link
    )
    explorer.action("reset").click()
    explorer.check(BOOK)


@pytest.mark.parametrize(
    ("damaged", "kept"),
    [
        ("#!worked-example:w1=abc,w2=0.3", {"w2": 0.3}),
        ("#!worked-example:w1=NaN,w9=3,w2=-0.3", {"w2": -0.3}),
        ("#!worked-example:w1,w2=0.3", {"w2": 0.3}),
        ("#!worked-example:x=9,eta=-1,w2=0.3", {"w2": 0.3}),
        ("#!worked-example:%E0%A4%A,w2=0.3", {"w2": 0.3}),
        ("#!worked-example:w1=<img src=x onerror=alert(1)>", {}),
        ("#!worked-example:__proto__=1,constructor=2,w2=0.3", {"w2": 0.3}),
        ("#!worked-example:w1=1e999", {}),
    ],
)
def test_a_damaged_link_is_answered_in_words_and_the_page_works(visitor, server, damaged, kept):
    explorer = visitor.explorer(server, CHAPTER, NAME, fragment=damaged)
    reading = explorer.check({**BOOK, **kept})
    assert reading.setting == {**BOOK, **kept}
    assert "link is damaged" in reading.message
    explorer.press("w4", "ArrowRight")
    explorer.check({**BOOK, **kept, "w4": 0.41})


@pytest.mark.parametrize("other", ["#!no-such-explorer:w1=3", "#!", "#!;;:", "#!worked-example:", "#worked-example"])
def test_a_state_that_is_not_ours_changes_nothing(visitor, server, other):
    explorer = visitor.explorer(server, CHAPTER, NAME, fragment=other)
    reading = explorer.check()
    assert reading.setting == BOOK
    explorer.press("w4", "ArrowRight")
    wait_until_quiet(explorer.page)
    if "no-such" in other:
        assert fragment(explorer.page) == "#!no-such-explorer:w1=3;worked-example:w4=0.41"


def test_ordinary_anchors_keep_working(visitor, address):
    explorer = visitor.kept_explorer(address, CHAPTER, NAME)
    page = explorer.page
    anchor = page.locator("article section[id]").last.get_attribute("id")
    page.evaluate("id => { location.hash = id; }", anchor)
    page.wait_for_timeout(QUIET + 150)
    assert fragment(page) == f"#{anchor}"
    assert page.evaluate(
        "id => Math.abs(document.getElementById(id).getBoundingClientRect().top) < 200 || "
        "innerHeight + scrollY >= document.documentElement.scrollHeight - 2",
        anchor,
    )
    assert explorer.check().setting == BOOK


def test_a_link_that_is_followed_while_the_page_is_open(visitor, server):
    explorer = visitor.kept_explorer(server, CHAPTER, NAME)
    explorer.page.evaluate("location.hash = '#!worked-example:w1=0.7'")
    assert explorer.check().setting == {**BOOK, "w1": 0.7}
    explorer.page.go_back()
    explorer.page.wait_for_timeout(100)
    explorer.check()


def test_two_explorers_on_one_page_keep_out_of_each_others_way(visitor, address):
    page = visitor.open(address, "chapters/explorers/network", fragment="#!two-paths:w=0.7;two-two-two:w5=-1")
    first, second = Explorer(page, "two-two-two"), Explorer(page, "two-paths")
    first.check({**TWO_TWO_TWO.setting, "w5": -1.0})
    second.check({**TWO_PATHS.setting, "w": 0.7})
    before = first.read().texts
    second.action("step").click()
    moved = step(TWO_PATHS, {**TWO_PATHS.setting, "w": 0.7})
    second.node("b").click()
    second.check(moved)
    assert first.read().texts == before
    second.action("reset").click()
    wait_until_quiet(page)
    assert fragment(page) == "#!two-two-two:w5=-1"
    first.press("w5", "ArrowRight")
    second.action("undo").click()
    wait_until_quiet(page)
    first.check({**TWO_TWO_TWO.setting, "w5": -0.99})
    second.check(moved)
    assert {part.partition(":")[0] for part in fragment(page)[2:].split(";")} == {"two-two-two", "two-paths"}


def test_the_states_of_two_explorers_live_side_by_side(visitor, server):
    """One page is handed a state that also speaks of another page's explorer, and keeps it."""
    explorer = visitor.explorer(server, "chapters/intro", "one-neuron", fragment="#!one-neuron:w=2;worked-example:w1=3")
    assert explorer.check().setting == {**ONE_NEURON.setting, "w": 2.0}
    explorer.press("b", "ArrowRight")
    wait_until_quiet(explorer.page)
    assert sorted(fragment(explorer.page)[2:].split(";")) == ["one-neuron:w=2,b=0.01", "worked-example:w1=3"]


def test_the_link_that_is_copied_opens_the_same_numbers(visitor, server):
    explorer = visitor.explorer(server, CHAPTER, NAME, permissions=["clipboard-read", "clipboard-write"])
    explorer.set(w1="0.25", h="1e-7")
    explorer.action("copy-link").click()
    explorer.part("message").get_by_text("copied").wait_for()
    link = explorer.page.evaluate("navigator.clipboard.readText()")
    base, _, state = link.partition("#")
    assert base == explorer.page.url.partition("#")[0]
    assert state == "!worked-example:w1=0.25,h=1e-7"
    again = visitor.explorer(server, CHAPTER, NAME, fragment=f"#{state}")
    assert again.check().setting == {**BOOK, "w1": 0.25, "h": 1e-7}


def test_without_a_clipboard_the_link_is_shown(visitor, server):
    explorer = visitor.explorer(server, CHAPTER, NAME)
    explorer.page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    explorer.press("w1", "ArrowRight")
    explorer.action("copy-link").click()
    assert "#!worked-example:w1=0.11" in explorer.read().message


def test_the_sentence_tells_what_the_numbers_tell(explorer):
    """The sentences of the look, each at a setting that calls for it; its numbers are the computation's."""
    cases = [
        ({}, ["0.382 too low", "b3 feels it most", "−0.0902", "w1 least", "27 times less", "three more factors"]),
        ({"b3": 5.0, "y": 0.0}, ["saturated on the wrong side"]),
        ({"b3": 5.0}, ["saturated on the right side"]),
        ({"w1": 5.0, "b1": 5.0}, ["h1 is saturated"]),
        ({"x": 0.0}, ["x is 0"]),
        ({"w3": 0.0}, ["w3 is 0", "no gradient passes back through it"]),
        ({"w3": 0.0, "w4": 0.0, "b3": 0.0, "y": 0.5}, ["equals y exactly"]),
    ]
    for change, words in cases:
        reading = explorer.set(**{**BOOK, **change}).check({**BOOK, **change})
        missing = [word for word in words if word not in reading.sentence]
        assert missing == [], f"{change}: {reading.sentence}"
    slope = explorer.set(**{**BOOK, "b3": 5.0, "y": 0.0}).check().value("sigma_prime(z3)")
    assert printed(slope, 3) in explorer.read().sentence
