"""The head of a page: one style sheet, one script, and what this page alone needs.

The theme and the extensions load some twenty files on every page. Their style
sheets are joined in site.css, the theme's two scripts in site.js (assets.py);
what a page loads beyond that is named here. A file that nobody has placed is a
warning, so that nothing goes missing in silence.
"""

import re
from fnmatch import fnmatch
from html import unescape

from sphinx.util import logging

from .assets import SCRIPTS, STYLES

LOG = logging.getLogger(__name__)
OF_ONE_PAGE = ("page.js", "explorer*.js", "explorer*.css")
PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")
SEARCH_ONLY = {"documentation_options.js", "doctools.js", "sphinx_highlight.js"}


def slim_head(app, pagename, templatename, context, doctree):
    """html-page-context, after all others: keep the files that this page alone needs."""
    for kind, joined in (("script_files", SCRIPTS), ("css_files", STYLES)):
        context[kind][:] = [file for file in context[kind] if _keep(file, joined, pagename)]
    # A chapter begins with what it promises.
    if promise := PARAGRAPH.search(context.get("body", "")):
        context["description"] = " ".join(unescape(TAG.sub("", promise[1])).split())
    # For a reader without JavaScript; mode.js follows the reader's own choice.
    context["default_mode"] = "light"


def _keep(file, joined, pagename):
    name = str(getattr(file, "filename", file) or "").removeprefix("_static/")
    if any(fnmatch(name, pattern) for pattern in OF_ONE_PAGE):
        return True
    if name in SEARCH_ONLY:
        return pagename == "search"
    if name and not any(fnmatch(name, pattern) for pattern in joined):
        LOG.warning("no page loads %s: name it in STYLES or SCRIPTS of _ext/backprop_book/assets.py", name)
    return False
