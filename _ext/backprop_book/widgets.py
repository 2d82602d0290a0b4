"""Widgets of a page: their state is made small, checked and put where the bundle finds it.

MyST-NB leaves two kinds of data in a page: one state (every model) and a view
for each output. Here, before the page is written,

- an explorer's static HTML moves out of the state into the body, so that a
  reader without JavaScript sees it and nothing moves when it comes alive;
- its code gives way to the script and the style sheet of its kind, which the page loads;
- models that the bundle does not know stop the build.
"""

import json
import re

from sphinx.util import logging

from .paths import ASSETS, CLASSES, LIVE_JS

LOG = logging.getLogger(__name__)
STATE_TYPE = "application/vnd.jupyter.widget-state+json"
VIEW = re.compile(r'<script type="application/vnd\.jupyter\.widget-view\+json">(.*?)</script>', re.DOTALL)
# Traits that only Jupyter reads: a page has no versions to negotiate.
JUPYTER_ONLY = ("_model_module", "_model_name", "_model_module_version", "_view_module_version", "_view_count")


def page_widgets(app, pagename, templatename, context, doctree):
    """html-page-context: rewrite the page's widget state and views."""
    script = next((js for js in context.get("script_files", []) if _is_state(js)), None)
    if script is None:
        return
    context["script_files"].remove(script)
    models = json.loads(script.attributes["body"])["state"]
    for problem in problems(models):
        LOG.warning("%s", problem, location=pagename, type="widgets")
    markup = {model: entry["state"].pop("markup", "") for model, entry in models.items()}
    state = {"state": compact(models)}
    body = VIEW.sub(lambda view: place(view, markup), context["body"])
    context["body"] = widen(body) + data_script(STATE_TYPE, state)
    app.add_js_file("page.js", loading_method="defer", priority=100)
    kinds = sorted({entry["state"]["kind"] for entry in models.values() if "kind" in entry["state"]})
    for kind in kinds:
        app.add_js_file(f"explorer-{kind}.js", loading_method="defer", priority=101)
    for sheet in ["explorer", *(f"explorer-{kind}" for kind in kinds)] if kinds else []:
        app.add_css_file(f"{sheet}.css")


def _is_state(script):
    return getattr(script, "attributes", {}).get("type") == STATE_TYPE


def problems(models):
    """One sentence for every model that the page could not bring to life."""
    known = json.loads(CLASSES.read_text())
    for model, entry in models.items():
        state = entry["state"]
        classes = [(entry["model_module"], entry["model_name"]), (state.get("_view_module"), state.get("_view_name"))]
        for module, name in classes:
            if name and name not in known.get(module, ()):
                yield (
                    f"widget class {module}.{name} is not in the page bundle: it would be dead in the built book. "
                    "Use another widget, or add its file to frontend/page/jupyter-controls.js."
                )
        if entry.get("buffers"):
            yield f"widget {entry['model_name']} ({model}) carries binary data, which the page bundle does not read."
        if "_esm" in state and state["_esm"] != LIVE_JS.read_text(encoding="utf-8"):
            yield (
                f"an anywidget runs code that is not {LIVE_JS.name}: give its view a folder in frontend/live, "
                "or, if live.js has changed since the notebook ran, run the notebook again."
            )
        elif "_esm" in state and not (ASSETS / f"explorer-{state.get('kind')}.js").exists():
            yield f"there is no explorer of the kind {state.get('kind')!r}: frontend/live has no folder of that name."


def compact(models):
    """The models without what a page never reads: nulls, versions, code, layouts that set nothing."""
    small = {}
    for model, entry in models.items():
        traits = entry["state"].items()
        state = {name: value for name, value in traits if value is not None and name not in JUPYTER_ONLY}
        if "description" in state:
            state.setdefault("tooltip", "")  # null would become the tooltip "null"
        for code in ("_esm", "_css"):
            state.pop(code, None)
        small[model] = {"model_module": entry["model_module"], "model_name": entry["model_name"], "state": state}
    empty = {f"IPY_MODEL_{model}" for model, entry in small.items() if _sets_nothing(entry)}
    for entry in small.values():
        if entry["state"].get("layout") in empty:
            del entry["state"]["layout"]
    return {model: entry for model, entry in small.items() if f"IPY_MODEL_{model}" not in empty}


def _sets_nothing(entry):
    return entry["model_name"] == "LayoutModel" and all(name.startswith("_") for name in entry["state"])


def place(view, markup):
    """A view's script, in a box of its own, behind the static HTML that it will bring to life."""
    static = markup.get(json.loads(view[1])["model_id"], "")
    mount = f'<div class="explorer-mount">{static}</div>' if static else ""
    return f'<div class="widget-view">{mount}{view[0]}</div>'


def widen(body):
    """Let the cells that hold an explorer be as wide as text and contents together (site.css)."""
    cell, explorer = '<div class="cell ', 'class="explorer-mount"'
    return cell.join(f"tag_full-width {part}" if explorer in part else part for part in body.split(cell))


def data_script(kind, data):
    """A script element that holds data; no sequence in it can end the element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'<script type="{kind}">{text}</script>'
