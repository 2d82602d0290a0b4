"""The page of versions and run times, as they were when the book was built."""

import platform
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version

from docutils import nodes
from myst_nb.sphinx_ import NbMetadataCollector
from sphinx.util.docutils import SphinxDirective
from sphinx.util.nodes import make_refnode

PAGE = "chapters/status"
PACKAGES = ("numpy", "torch", "scikit-learn", "ipywidgets", "jupyter-book", "Sphinx")


class build_status(nodes.General, nodes.Element):  # as docutils names its nodes
    """Where the tables come: they are known when all pages have been read."""


class Status(SphinxDirective):
    def run(self):
        return [build_status()]


def outdate_status(app, env, added, changed, removed):
    """env-get-outdated: the page follows every other page; where nothing changed it stays as it is."""
    return [PAGE] if added | changed | removed else []


def fill_status(app, doctree, docname):
    """doctree-resolved: put the tables in place."""
    for node in list(doctree.findall(build_status)):
        node.replace_self([table(("built with", "version"), versions()), run_times(app, docname)])


def versions():
    yield "Python", platform.python_version()
    for package in PACKAGES:
        try:
            yield package, version(package)
        except PackageNotFoundError:
            yield package, "not installed"
    yield "built on", f"{datetime.now(UTC):%d %B %Y}"


def run_times(app, docname):
    """A row for each page with code, in the order of the contents, and their sum."""
    rows, total = [], 0.0
    first = app.config.root_doc
    for page in (first, *app.env.toctree_includes[first]):
        seconds = (NbMetadataCollector.get_exec_data(app.env, page) or {}).get("runtime")
        if seconds is not None:
            title = nodes.inline("", app.env.titles[page].astext())
            rows.append((make_refnode(app.builder, docname, page, None, title), f"{seconds:.1f}"))
            total += seconds
    return table(("page", "seconds"), [*rows, ("all of them", f"{total:.1f}")])


def table(head, rows):
    """A table of two columns; a cell is text or a node."""

    def row(cells):
        entries = []
        for cell in cells:
            text = cell if isinstance(cell, nodes.Node) else nodes.Text(cell)
            entries.append(nodes.entry("", nodes.paragraph("", "", text)))
        return nodes.row("", *entries)

    group = nodes.tgroup("", *(nodes.colspec(colwidth=1) for _ in head), cols=len(head))
    group += [nodes.thead("", row(head)), nodes.tbody("", *map(row, rows))]
    return nodes.table("", group)
