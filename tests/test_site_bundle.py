"""The page bundle in a browser: the widgets of ipywidgets live from a file, with no kernel and no network."""

import json

import ipywidgets as w
import pytest
from ipywidgets.embed import dependency_state

from _ext.backprop_book import widgets
from _ext.backprop_book.paths import ASSETS

pytestmark = pytest.mark.browser

POLICY = "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'"
VIEW_TYPE = "application/vnd.jupyter.widget-view+json"


@pytest.fixture
def page(book, browser, tmp_path):
    """A function that writes a page with these widgets and opens it; errors of the page fail the test."""
    opened = browser.new_page()
    errors = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)

    def open_with(*shown):
        state = dependency_state(shown, drop_defaults=False)
        assert list(widgets.problems(state)) == []
        scripts = "".join(widgets.data_script(VIEW_TYPE, {"model_id": each.model_id}) for each in shown)
        views = widgets.VIEW.sub(lambda view: widgets.place(view, {}), scripts)
        data = widgets.data_script(widgets.STATE_TYPE, {"state": widgets.compact(state)})
        (tmp_path / "page.js").write_bytes((ASSETS / "page.js").read_bytes())
        head = f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        html = f'<!DOCTYPE html>{head}<script defer src="page.js"></script><body>{views}{data}'
        (tmp_path / "page.html").write_text(html, encoding="utf-8")
        opened.goto((tmp_path / "page.html").as_uri())
        opened.wait_for_function("n => document.querySelectorAll('.lm-Widget').length >= n", arg=len(shown))
        return opened

    yield open_with
    opened.close()
    assert errors == []


def test_every_kind_of_control_is_drawn(page):
    controls = [
        w.FloatSlider(value=0.1, description="w₁"),
        w.FloatLogSlider(value=0.1, base=10, min=-3, max=2),
        w.FloatRangeSlider(value=[1, 2]),
        w.IntSlider(value=3),
        w.IntText(value=4),
        w.FloatText(value=0.5),
        w.Dropdown(options=["sigmoid", "tanh"]),
        w.RadioButtons(options=["a", "b"]),
        w.ToggleButtons(options=["c", "d"]),
        w.Checkbox(description="on"),
        w.Play(),
        w.HTML("<b>bold</b>"),
        w.Label("plain"),
        w.Text("typed"),
        w.HBox([w.VBox([w.IntProgress(value=5)])]),
    ]
    shown = page(*controls)
    assert shown.locator(".noUi-handle").count() == 5
    assert shown.locator(".widget-readout").first.inner_text() == "0.10"
    for selector in (
        "select",
        "[type=radio]",
        "[type=checkbox]",
        ".widget-toggle-buttons button",
        ".widget-play button",
    ):
        assert shown.locator(selector).count() > 0, selector
    assert shown.locator("b").inner_text() == "bold"
    assert shown.locator(".widget-label").first.get_attribute("title") == ""


def test_a_key_moves_a_slider_and_what_is_linked_to_it(page):
    first, second = w.FloatSlider(value=0.1, step=0.1), w.FloatSlider(value=0.1, step=0.1)
    link = w.jslink((first, "value"), (second, "value"))
    shown = page(first, second)
    assert link.model_id
    shown.locator(".noUi-handle").first.press("ArrowRight")
    assert shown.locator(".widget-readout").all_inner_texts() == ["0.20", "0.20"]


def test_two_views_of_one_model_move_together(page):
    slider = w.IntSlider(value=3)
    shown = page(slider, slider)
    shown.locator(".noUi-handle").last.press("ArrowLeft")
    assert shown.locator(".widget-readout").all_inner_texts() == ["2", "2"]


def test_a_typed_number_is_taken(page):
    shown = page(w.FloatSlider(value=0.1, min=-5, max=5))
    readout = shown.locator(".widget-readout")
    readout.fill("1.5")
    readout.press("Enter")
    assert readout.inner_text() == "1.50"


def test_the_state_survives_its_script(page):
    text = "</script><b id='broken'>"
    shown = page(w.Label(json.dumps(text)))
    assert shown.locator("#broken").count() == 0
    assert shown.locator(".widget-label").inner_text() == json.dumps(text)
