"""Makes the built book small, whole without a network, and alive without a kernel."""

from .assets import static_folders
from .widgets import page_widgets


def setup(app):
    app.connect("config-inited", static_folders)
    app.connect("html-page-context", page_widgets, priority=600)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
