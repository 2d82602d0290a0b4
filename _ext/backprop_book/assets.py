"""Files beside the pages: what the front end's build made, and nothing from elsewhere."""

from .paths import ASSETS, LIVE_CSS


def static_folders(app, config):
    """config-inited: serve the built assets from `_static`.

    They do not lie in a folder `_static` of the book: Jupyter Book would load
    every script in it on every page.
    """
    config.html_static_path += [str(ASSETS), str(LIVE_CSS)]
