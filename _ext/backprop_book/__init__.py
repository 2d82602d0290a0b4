"""Makes the built book small, whole without a network, and alive without a kernel."""

import myst_nb.core.render

from .assets import join_assets, own_folders
from .citations import anchor_entries
from .folding import fold_page
from .highlighting import light_code
from .index import Index
from .library import Library
from .mathml import keep_punctuation, temml, visit_displaymath, visit_math
from .slim import slim_head
from .status import Status, build_status, fill_status, outdate_status
from .streams import join_streams
from .widgets import page_widgets


def setup(app):
    myst_nb.core.render.coalesce_streams = join_streams
    app.add_html_math_renderer("temml", (visit_math, None), (visit_displaymath, None))
    app.add_directive("library", Library)
    app.add_directive("status", Status)
    app.add_node(build_status)
    app.add_transform(Index)
    app.connect("env-get-outdated", outdate_status)
    app.connect("config-inited", own_folders)
    app.connect("env-updated", anchor_entries, priority=600)
    app.connect("doctree-resolved", fill_status)
    app.connect("html-page-context", page_widgets, priority=600)
    app.connect("html-page-context", fold_page, priority=600)
    app.connect("html-page-context", keep_punctuation, priority=600)
    app.connect("html-page-context", light_code, priority=600)
    app.connect("html-page-context", slim_head, priority=900)
    app.connect("build-finished", temml.stop)
    app.connect("build-finished", join_assets, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": False}
