"""What a reader sees at every width, in every mode, and that nothing moves by itself."""

import random

import pytest

from tests.browser.conftest import DESK, PHONE
from tests.browser.explorer import Explorer
from tests.browser.test_numbers import between, range_of

CHAPTER, NAME = "chapters/worked_example", "worked-example"
BREADTHS = {"desk": DESK, "tablet": {"viewport": {"width": 768, "height": 1024}}, "phone": PHONE}
# Upper left corners of all that holds a number, and the boxes of all that holds those.
PLACES = """root => {
  const places = {}, start = root.getBoundingClientRect();
  const put = (key, box, size) => {
    const numbers = [box.x - start.x, box.y - start.y, ...(size ? [box.width, box.height] : [])];
    places[key] = numbers.map(number => Math.round(number));
  };
  const all = (selector, inside) => [...root.querySelectorAll(selector)].filter(element =>
    element.getClientRects().length && getComputedStyle(element).visibility === "visible" && !element.closest(inside));
  all(".n, .words, [data-symbol^='moves/']", ".paths, .slope, .dock, .rail, thead").forEach((element, k) =>
    put(`number ${k} ${element.dataset.symbol}`, element.getBoundingClientRect(), false));
  const boxes = ".line, tr, section, figure, h3, .rail-slot, .node rect, .band, .sentence, .icon";
  all(boxes, ".paths *, .slope *, .dock *, thead").forEach((element, k) =>
    put(`box ${k} ${JSON.stringify({...element.dataset})}`, element.getBoundingClientRect(), true));
  put("explorer", root.getBoundingClientRect(), true);
  return places;
}"""
# Numbers that run into what stands beside them, or out of their box.
COLLISIONS = """root => {
  const found = [];
  const right = element => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return range.getBoundingClientRect().right;
  };
  const shown = element => element.getClientRects().length > 0;
  for (const line of root.querySelectorAll(".line .visual, .path .visual")) {
    const parts = [...line.querySelectorAll(".result .n, .below, .above + .operator, .product")].filter(shown);
    const boxes = parts.map(part => [part.getBoundingClientRect(), right(part), part.textContent]);
    for (const [box, end, text] of boxes) for (const [other,, next] of boxes) {
      const sameRow = Math.abs(box.bottom - other.bottom) < 6;
      if (sameRow && other.left > box.left && end > other.left + 1) found.push(`${text} runs into ${next}`);
    }
  }
  for (const cell of root.querySelectorAll("tbody td")) {
    const next = cell.nextElementSibling?.getBoundingClientRect();
    const box = cell.getBoundingClientRect();
    if (next && Math.abs(next.top - box.top) < 6 && next.left > box.left && right(cell) > next.left + 1) {
      found.push(`${cell.textContent} runs out of its cell`);
    }
  }
  for (const node of root.querySelectorAll("svg .node")) {
    if (!shown(node)) continue;
    const symbol = node.querySelector(".symbol").getBoundingClientRect();
    const frame = node.querySelector("rect.value").getBoundingClientRect();
    for (const text of node.querySelectorAll("[data-symbol]")) {
      const box = text.getBoundingClientRect();
      const left = text.dataset.symbol === node.dataset.node ? symbol.right - 1 : frame.left;
      const fits = box.left >= left && box.right <= frame.right;
      if (!fits) found.push(`${text.textContent} does not fit into ${node.dataset.node}`);
    }
  }
  const width = document.documentElement.clientWidth;
  for (const element of root.querySelectorAll(".n, .message, .sentence, .step-sentence, .nudge, .route")) {
    const end = shown(element) ? element.getBoundingClientRect().right : 0;
    if (end > width) found.push(`${element.textContent} leaves the page`);
  }
  const clipped = [...root.querySelectorAll(".sentence, .paths, .slope, .step-sentence")]
    .filter(e => shown(e) && e.scrollHeight > e.clientHeight + 1).map(e => `${e.className} is too full`);
  return [...found, ...clipped];
}"""


def settings(network, count):
    """Random places all over the sliders, and some where numbers are long."""
    rng = random.Random(1)
    for _ in range(count - 4):
        yield {name: between(name, *range_of(name), rng.random()) for name in network.setting}
    for parameter, y in ((-4.99, 1), (4.99, 0), (-0.001, 0.5), (0, 0.25)):
        yield {
            **network.setting,
            **dict.fromkeys(network.parameters, parameter),
            **{name: -1.99 if name.startswith("x") else y for name in network.data},
            "eta": 0.001,
            "h": 1e-12,
        }


def difference(before, after):
    """{key: (before, after)} of the places that differ by more than the rounding of a pixel."""
    moved = {}
    for key in before.keys() | after.keys():
        pairs = zip(before.get(key, []), after.get(key, []), strict=False)
        if key not in before or key not in after or any(abs(a - b) > 1 for a, b in pairs):
            moved[key] = before.get(key), after.get(key)
    return moved


@pytest.mark.parametrize("breadth", BREADTHS)
def test_no_setting_and_no_selection_moves_anything(visitor, server, explorers, breadth):
    for path, name in explorers:
        explorer = Explorer(visitor.open(server, path, **BREADTHS[breadth]), name)
        # Parts far off keep their heights from now on.
        explorer.page.locator(f'.settled[data-explorer="{name}"]').wait_for()
        before = explorer.root.evaluate(PLACES)
        moved, collided = {}, {}
        nodes = [*explorer.network.book]
        for k, setting in enumerate(settings(explorer.network, max(20, len(nodes)))):
            explorer.set(**setting)
            if k < len(nodes):
                explorer.node(nodes[k]).dispatch_event("click")
            explorer.settle()
            after = explorer.root.evaluate(PLACES)
            moved |= difference(before, after)
            collided |= dict.fromkeys(explorer.root.evaluate(COLLISIONS), setting)
        assert moved == {}
        assert list(collided) == []


@pytest.mark.parametrize(
    ("path", "name", "control", "part"),
    [(CHAPTER, NAME, "x", ".parameters"), ("chapters/explorers/training", "training", "eta", ".units")],
)
def test_what_is_off_the_screen_rests_while_a_hand_moves(visitor, server, path, name, control, part):
    page = visitor.open(server, path, **DESK)
    explorer = Explorer(page, name)
    handle = explorer.slot(control).locator("[role=slider]")
    handle.focus()
    page.locator(f'.settled[data-explorer="{name}"]').wait_for()
    far = explorer.root.locator(part)
    state = "part => [part.firstElementChild.checkVisibility(), Math.round(part.offsetHeight)]"
    move = f"""(part, handle) => {{
      handle.dispatchEvent(new KeyboardEvent("keydown", {{key: "ArrowLeft", bubbles: true, cancelable: true}}));
      return ({state})(part);
    }}"""
    _, height = far.evaluate(state)
    assert far.evaluate(move, handle.element_handle()) == [False, height]
    page.locator(f'.explorer:not(.moving)[data-explorer="{name}"]').wait_for()
    assert far.evaluate(state) == [True, height]
    far.scroll_into_view_if_needed()
    explorer.root.locator(f"{part}:not(.away)").wait_for()
    assert far.evaluate(move, handle.element_handle()) == [True, height]


@pytest.mark.parametrize("breadth", BREADTHS)
def test_coming_alive_moves_nothing(visitor, server, explorers, breadth, browser):
    record = f"""addEventListener("DOMContentLoaded", () => {{
      window.placesBefore = Object.fromEntries([...document.querySelectorAll(".explorer")].map(root =>
        [root.dataset.explorer, ({PLACES})(root)]));
    }});"""
    for path, name in explorers:
        page = visitor.open(server, path, live=False, before=record, **BREADTHS[breadth])
        page.locator(f'.explorer.live[data-explorer="{name}"]').wait_for()
        explorer = Explorer(page, name)
        explorer.settle()
        before = page.evaluate("name => window.placesBefore[name]", name)
        after = explorer.root.evaluate(PLACES)
        assert difference(before, after) == {}


def test_no_page_scrolls_sideways(visitor, server, pages):
    """On a phone, on the narrowest of phones, and on a desk at a zoom that leaves little height."""
    for path in pages:
        page = visitor.open(server, path, **PHONE)
        for width, height in ((390, 844), (320, 640), (1280, 256)):
            page.set_viewport_size({"width": width, "height": height})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
            assert page.evaluate("innerWidth") == width, path
        page.close()


def test_the_wide_layout_appears_on_a_screen_of_1280(visitor, server):
    explorer = visitor.kept_explorer(server, CHAPTER, NAME)
    assert explorer.root.bounding_box()["width"] == 880
    assert explorer.root.locator("svg.wide").is_visible() and not explorer.root.locator("svg.tall").is_visible()
    assert explorer.part("rail").bounding_box()["width"] == 192
    assert not explorer.part("dock").is_visible()


def test_on_a_phone_the_tall_picture_and_the_dock(visitor, server):
    explorer = Explorer(visitor.open(server, CHAPTER, **PHONE), NAME)
    page, dock = explorer.page, explorer.part("dock")
    assert explorer.root.locator("svg.tall").is_visible() and not explorer.root.locator("svg.wide").is_visible()
    page.evaluate("scrollTo(0, 0)")
    dock.wait_for(state="hidden")
    explorer.part("calculation").scroll_into_view_if_needed()
    dock.wait_for(state="visible")
    before = explorer.check()
    dock.get_by_role("slider").focus()
    page.keyboard.press("ArrowRight")
    assert explorer.check({"w1": before.setting["w1"] + 0.01}).setting != before.setting
    dock.get_by_role("button", name="next").click()
    dock.get_by_role("slider", name="w 2").focus()
    page.keyboard.press("ArrowLeft")
    explorer.check({"w2": before.setting["w2"] - 0.01})
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    if not explorer.root.evaluate("e => e.getBoundingClientRect().bottom > innerHeight / 2"):
        dock.wait_for(state="hidden")


def test_targets_on_a_phone_are_large_enough(visitor, server):
    explorer = Explorer(visitor.open(server, CHAPTER, **PHONE), NAME)
    explorer.part("calculation").scroll_into_view_if_needed()
    explorer.part("dock").wait_for(state="visible")
    small = explorer.root.locator("button:visible, .noUi-touch-area:visible").evaluate_all("""targets => targets
      .filter(target => target.getBoundingClientRect().height < 44).map(target => target.outerHTML.slice(0, 60))""")
    assert small == []


def test_print_has_values_in_place_of_sliders_and_no_buttons(visitor, server, explorers):
    for path, name in explorers:
        explorer = visitor.explorer(server, path, name)
        first = next(iter(explorer.network.parameters))
        explorer.press(first, "ArrowRight", "ArrowRight")
        explorer.page.emulate_media(media="print")
        for slider in explorer.network.setting:
            assert not explorer.slot(slider).locator(".widget-slider").is_visible()
            assert explorer.slot(slider).locator(".n").is_visible()
            assert explorer.slot(slider).locator(".equals").is_visible()
        assert explorer.root.locator("button:visible").count() == 0
        assert explorer.page.locator("button:visible, input:visible, .bd-sidebar:visible").count() == 0
        for part in ("picture", "calculation", "step", "paths", "sentence"):
            assert explorer.part(part).is_visible(), part
        assert explorer.root.locator("table").is_visible()
        assert not explorer.part("dock").is_visible()
        explorer.check({first: explorer.network.book[first] + 0.02})
        assert explorer.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("path", ["chapters/intro", "chapters/worked_example"])
def test_without_javascript_the_numbers_of_the_book_are_there(visitor, address, explorers, path):
    page = visitor.open(address, path, live=False, java_script_enabled=False)
    for name in (name for place, name in explorers if place == path):
        explorer = Explorer(page, name)
        book = explorer.network
        assert "With JavaScript" in explorer.part("sentence").text_content()
        assert explorer.root.locator("button:visible").count() == 0
        assert explorer.root.locator("table").is_visible()
        assert explorer.part("picture").locator("svg:visible").count() >= 1
        assert explorer.part("calculation").is_visible()
        explorer.check_static(book.setting)
        for slider in book.setting:
            assert explorer.slot(slider).locator(".n").is_visible()


def test_reduced_motion_and_nothing_moves_by_itself(visitor, server):
    for motion in ("reduce", "no-preference"):
        explorer = Explorer(visitor.open(server, CHAPTER, reduced_motion=motion), NAME)
        explorer.action("step").click()
        explorer.press("w1", "ArrowRight")
        running = explorer.root.evaluate("root => root.getAnimations({subtree: true}).length")
        assert running == 0
        before = explorer.read().texts
        explorer.page.wait_for_timeout(700)
        assert explorer.read().texts == before


@pytest.mark.parametrize(
    ("scheme", "paper", "plus", "minus"),
    [
        ("light", "rgb(255, 255, 255)", "rgb(11, 95, 165)", "rgb(179, 71, 11)"),
        ("dark", "rgb(18, 18, 18)", "rgb(108, 182, 255)", "rgb(255, 166, 87)"),
    ],
)
def test_light_and_dark(visitor, server, scheme, paper, plus, minus):
    explorer = Explorer(visitor.open(server, CHAPTER, color_scheme=scheme), NAME)
    style = "(element, name) => getComputedStyle(element)[name]"
    assert explorer.root.evaluate(style, "backgroundColor") == paper
    assert explorer.page.locator("body").evaluate(style, "backgroundColor") == paper
    assert explorer.root.locator(".calculation .minus").first.evaluate(style, "color") == minus
    assert explorer.root.locator(".parameters .plus").first.evaluate(style, "color") == plus
    assert explorer.node("w1").locator(".number.minus").evaluate(style, "fill") == minus


def test_forced_colours_keep_every_shape(visitor, server):
    explorer = Explorer(visitor.open(server, CHAPTER, forced_colors="active"), NAME)
    hidden = explorer.root.evaluate("""root => {
      const paper = getComputedStyle(root).backgroundColor;
      const seen = [["svg.wide .node rect.value", "stroke"], ["svg.wide .forward .shaft", "stroke"],
        ["svg.wide .backward .shaft", "stroke"], [".noUi-handle", "borderTopColor"],
        [".noUi-connects", "backgroundColor"],
        [".line .digits", "color"], ["svg.wide .number", "fill"], ["[data-action=step]", "borderTopColor"],
        [".step-curve .loss", "stroke"], ["svg.wide .on-path .factor", "fill"]];
      return seen.filter(([selector, name]) => [...root.querySelectorAll(selector)].some(element =>
        [paper, "none", "rgba(0, 0, 0, 0)"].includes(getComputedStyle(element)[name]))).map(([selector]) => selector);
    }""")
    assert hidden == []
    primary = explorer.action("step").evaluate("b => [getComputedStyle(b).color, getComputedStyle(b).backgroundColor]")
    assert primary[0] != primary[1]
