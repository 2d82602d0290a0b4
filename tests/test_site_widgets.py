"""The widget state of a page: small, checked, with the static HTML in the body."""

import json
from types import SimpleNamespace

import ipywidgets
import pytest
from ipywidgets.embed import dependency_state

from _ext.backprop_book import widgets

LIVE = "export default {}"


@pytest.fixture(autouse=True)
def bundle(tmp_path, monkeypatch):
    """A bundle that knows sliders, and a live.js of one line."""
    controls = [f"{name}{kind}" for name in ("FloatSlider", "SliderStyle") for kind in ("Model", "View")]
    base = ["LayoutModel", "LayoutView", "StyleView"]
    classes = {
        "@jupyter-widgets/controls": controls,
        "@jupyter-widgets/base": base,
        "anywidget": ["AnyModel", "AnyView"],
    }
    (tmp_path / "classes.json").write_text(json.dumps(classes))
    (tmp_path / "live.js").write_text(LIVE)
    (tmp_path / "explorer-network.js").write_text("")
    monkeypatch.setattr(widgets, "ASSETS", tmp_path)
    monkeypatch.setattr(widgets, "CLASSES", tmp_path / "classes.json")
    monkeypatch.setattr(widgets, "LIVE_JS", tmp_path / "live.js")


def models_of(*shown):
    return dependency_state(shown, drop_defaults=False)


def explorer(slider, **state):
    code = {"_esm": LIVE, "_css": "p {}", "_view_module": "anywidget", "_view_name": "AnyView"}
    traits = {"kind": "network", **code, **state}
    return {
        "model_module": "anywidget",
        "model_name": "AnyModel",
        "state": {"controls": [f"IPY_MODEL_{slider.model_id}"], **traits},
    }


def test_state_keeps_what_a_page_reads():
    slider = ipywidgets.FloatSlider(value=0.1, min=-5, max=5, step=0.01, description="w₁")
    small = widgets.compact(models_of(slider) | {"e": explorer(slider)})
    state = small[slider.model_id]["state"]
    assert (state["value"], state["min"], state["max"], state["step"], state["description"]) == (0.1, -5, 5, 0.01, "w₁")
    assert state["tooltip"] == ""
    assert state["style"].removeprefix("IPY_MODEL_") in small
    assert small["e"]["state"] == {
        "controls": [f"IPY_MODEL_{slider.model_id}"],
        "kind": "network",
        "_view_module": "anywidget",
        "_view_name": "AnyView",
    }


def test_a_layout_stays_only_where_it_sets_something():
    plain, wide = ipywidgets.FloatSlider(), ipywidgets.FloatSlider(layout={"width": "50%"})
    small = widgets.compact(models_of(plain, wide))
    assert "layout" not in small[plain.model_id]["state"]
    assert plain.layout.model_id not in small
    assert small[wide.layout.model_id]["state"]["width"] == "50%"


def test_no_problem_with_what_the_bundle_knows():
    slider = ipywidgets.FloatSlider()
    assert list(widgets.problems(models_of(slider) | {"e": explorer(slider)})) == []


def test_a_class_outside_the_bundle_is_named():
    found = list(widgets.problems(models_of(ipywidgets.FileUpload())))
    assert any("@jupyter-widgets/controls.FileUploadModel is not in the page bundle" in problem for problem in found)


def test_code_that_is_not_ours_or_not_fresh_is_named():
    (problem,) = widgets.problems({"e": explorer(ipywidgets.FloatSlider(), _esm="export default 1")})
    assert "code that is not live.js" in problem and "run the notebook again" in problem


def test_a_kind_without_a_view_is_named():
    (problem,) = widgets.problems({"e": explorer(ipywidgets.FloatSlider(), kind="dream")})
    assert "no explorer of the kind 'dream'" in problem


def test_binary_data_is_named():
    entry = explorer(ipywidgets.FloatSlider()) | {"buffers": [{"data": ""}]}
    (problem,) = widgets.problems({"e": entry})
    assert "binary data" in problem


@pytest.mark.parametrize("text", ["</script><b>", "<!--", "a < b"])
def test_data_cannot_end_its_script(text):
    script = widgets.data_script("application/json", {"text": text})
    body = script.removeprefix('<script type="application/json">').removesuffix("</script>")
    assert "<" not in body
    assert json.loads(body) == {"text": text}


def view(model):
    return f'<script type="application/vnd.jupyter.widget-view+json">{{"model_id": "{model}"}}</script>'


def test_the_page_shows_the_static_html_where_the_view_stood(monkeypatch):
    slider = ipywidgets.FloatSlider()
    models = models_of(slider) | {"e": explorer(slider, markup="<p>0.1 is set</p>")}
    state = SimpleNamespace(attributes={"type": widgets.STATE_TYPE, "body": json.dumps({"state": models})})
    other = SimpleNamespace(attributes={})
    added = []
    app = SimpleNamespace(
        add_js_file=lambda name, **_: added.append(name), add_css_file=lambda name: added.append(name)
    )
    body = f'<div class="cell docutils">{view("e")}</div><div class="cell docutils">{view(slider.model_id)}</div>'
    context = {"script_files": [state, other], "body": body}
    widgets.page_widgets(app, "chapter", "page.html", context, None)
    assert context["script_files"] == [other]
    assert added == ["page.js", "explorer-network.js", "explorer.css", "explorer-network.css"]
    page = context["body"]
    mount = '<div class="explorer-mount"><p>0.1 is set</p></div>'
    assert f'<div class="cell tag_full-width docutils"><div class="widget-view">{mount}{view("e")}</div>' in page
    assert f'<div class="cell docutils"><div class="widget-view">{view(slider.model_id)}</div>' in page
    data = json.loads(page.split(f'<script type="{widgets.STATE_TYPE}">')[1].removesuffix("</script>"))
    assert "markup" not in data["state"]["e"]["state"]


def test_a_page_without_widgets_is_left_alone():
    context = {"script_files": [SimpleNamespace(attributes={})], "body": "<p>text</p>"}
    widgets.page_widgets(None, "chapter", "page.html", context, None)
    assert context["body"] == "<p>text</p>"
