"""Files beside the pages: all of them local, joined, and as small as the book allows."""

import shutil
import subprocess
from pathlib import Path

from .fonts import subset_fonts
from .paths import ASSETS, FRONTEND

TEMPLATES = Path(__file__).parent / "templates"
# The style sheets and scripts of theme and extensions, in the order of the cascade.
STYLES = (
    "basic.css",
    "styles/pydata-sphinx-theme.css",
    "pygments.css",
    "styles/sphinx-book-theme.css",
    "mystnb.*.css",
    "exercise.css",
)
SCRIPTS = ("scripts/pydata-sphinx-theme.js", "scripts/sphinx-book-theme.js")
# What the joined files hold, and what the book never loads.
UNUSED = (
    *("basic.css", "exercise.css", "mystnb.*.css", "pygments.css", "styles", "scripts", "vendor", "locales"),
    *("images/logo_*", "webpack-macros.html", "sbt-webpack-macros.html", "classes.json", "site-own.*"),
    *("file.png", "minus.png", "plus.png"),
)


def own_folders(app, config):
    """config-inited: our templates come first; built assets are served from `_static`.

    They do not lie in a folder `_static` of the book: Jupyter Book would load
    every script in it on every page.
    """
    config.templates_path.insert(0, str(TEMPLATES))
    config.html_additional_pages["index"] = "start.html"
    config.html_static_path.append(str(ASSETS))


def join_assets(app, exception):
    """build-finished, after all others: write site.js, site.css and the fonts, drop what they replace."""
    static = Path(app.outdir) / "_static"
    if exception or not (static / STYLES[0]).exists():  # Sphinx copies them whenever it writes a page
        return
    parts = [static / "site-own.js", *(static / name for name in SCRIPTS)]
    (static / "site.js").write_text("\n;\n".join(part.read_text(encoding="utf-8") for part in parts), encoding="utf-8")
    sheets = [sheet for pattern in STYLES for sheet in sorted(static.glob(pattern))]
    command = ["node", "styles.mjs", str(app.outdir), *map(str, sheets), str(static / "site-own.css")]
    subprocess.run(command, cwd=FRONTEND, check=True)
    subset_fonts(Path(app.outdir))
    for pattern in UNUSED:
        for path in static.glob(pattern):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
