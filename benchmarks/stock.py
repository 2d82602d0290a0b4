"""The stock Jupyter Book page of the same chapter, for comparison.

The theme, MyST-NB and html-manager are as they come, without the book's own extension. Only what they would
fetch from other hosts (MathJax, RequireJS, html-manager, anywidget's front end) is copied beside the pages.
"""

import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "_build" / "stock"
PACKAGES = {
    "@jupyter-widgets/html-manager@1.0.15": ("dist/embed-amd.js",),
    "requirejs@2.3.8": ("require.js",),
    "mathjax@3.2.2": ("es5",),
}
ANYWIDGET = Path(sys.prefix) / "share" / "jupyter" / "nbextensions" / "anywidget" / "index.js"
# html-manager would ask a CDN for a module that RequireJS cannot find.
PATHS = """const here = document.currentScript.src.replace(/[^/]*$/, "");
requirejs.config({paths: {anywidget: here + "anywidget"}});
"""


class Missing(Exception):
    """Why there is no stock page."""


def build():
    """Build the chapter as a stock Jupyter Book would; returns the folder of its pages."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    assets = FOLDER / "assets"
    assets.mkdir(parents=True)
    for package, files in PACKAGES.items():
        _fetch(package, files, assets)
    shutil.copy(ANYWIDGET, assets / "anywidget.js")
    (assets / "paths.js").write_text(PATHS, encoding="utf-8")
    shutil.copytree(ROOT / "chapters", FOLDER / "chapters", ignore=shutil.ignore_patterns(".*"))
    shutil.copy(ROOT / "_toc.yml", FOLDER)
    (FOLDER / "_config.yml").write_text(yaml.safe_dump(_stock_config(), sort_keys=False), encoding="utf-8")
    command = [shutil.which("jupyter-book", path=str(Path(sys.executable).parent)), "build", str(FOLDER)]
    built = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True)
    if built.returncode:
        raise Missing(f"it cannot be built: {built.stderr.strip().splitlines()[-1]}")
    return FOLDER / "_build" / "html"


def _stock_config():
    """The book's own settings without what makes its pages light."""
    config = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
    # What the book has executed already is not executed again.
    config["execute"]["cache"] = str(ROOT / "_build" / ".jupyter_cache")
    config["sphinx"] = {
        "extra_extensions": ["sphinx_exercise"],
        "config": {
            "html_static_path": ["assets"],
            "mathjax_path": "es5/tex-mml-chtml.js",
            "nb_ipywidgets_js": {"require.js": {}, "paths.js": {}, "embed-amd.js": {}},
        },
    }
    return config


def _fetch(package, files, assets):
    """Copy some files of an npm package, the folder's or the file's own name kept."""
    packed = subprocess.run(
        [_npm(), "pack", package, "--silent", "--pack-destination", str(FOLDER)], capture_output=True, text=True
    )
    if packed.returncode:
        raise Missing(f"npm cannot fetch {package}")
    archive = FOLDER / packed.stdout.split()[-1]
    with tarfile.open(archive) as tar:
        tar.extractall(FOLDER, filter="data")
    for name in files:
        shutil.move(FOLDER / "package" / name, assets / Path(name).name)
    shutil.rmtree(FOLDER / "package")
    archive.unlink()


def _npm():
    beside = str(Path(sys.executable).parent)
    npm = shutil.which("npm") or shutil.which("npm", path=beside)
    if npm is None:
        raise Missing("npm is not installed")
    return npm
