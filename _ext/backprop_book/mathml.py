"""Formulas become MathML when the book is built: the page typesets nothing and needs no script.

One node process (frontend/mathml.mjs, Temml) turns TeX into MathML; equal
formulas are asked for once. TeX that Temml refuses is a Sphinx warning at the
line of the formula.
"""

import json
import re
import subprocess
from html import escape

from docutils import nodes
from sphinx.locale import _
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number

from .paths import FRONTEND

LOG = logging.getLogger(__name__)
# Sphinx numbers the equations, so the environments that would number them do not.
NUMBERED = re.compile(r"\\(begin|end)\{(align|alignat|equation|gather)\}")
# A formula of the running text with the punctuation around it.
IN_TEXT = re.compile(r"([(\[“‘]*)(<math>(?:(?!</math>).)*</math>)([.,;:!?)\]”’…]*)", re.DOTALL)


class Temml:
    """TeX to MathML, in a node process that starts with the first formula."""

    def __init__(self):
        self.process = None
        self.known = {}

    def __call__(self, tex, display):
        """MathML of `tex`; ValueError with Temml's words where it is not TeX that Temml knows."""
        if (tex, display) not in self.known:
            self.known[tex, display] = self._ask({"tex": tex, "display": display})
        answer = self.known[tex, display]
        if "error" in answer:
            raise ValueError(answer["error"])
        return answer["mathml"]

    def _ask(self, question):
        if self.process is None:
            self.process = subprocess.Popen(
                ["node", "mathml.mjs"],
                cwd=FRONTEND,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                encoding="utf-8",
            )
        self.process.stdin.write(json.dumps(question) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def stop(self, app, exception):
        """build-finished: end the node process."""
        if self.process is not None:
            self.process.communicate()
            self.process = None


temml = Temml()


def mathml(node, tex, display):
    """MathML of a formula of the document, or its TeX beside a warning."""
    try:
        return temml(tex, display)
    except ValueError as error:
        LOG.warning("cannot typeset %r: %s", tex, error, location=node, type="math")
        return f"<code>{escape(tex)}</code>"


def visit_math(self, node):
    self.body.append(mathml(node, node.astext(), display=False))
    raise nodes.SkipNode


def visit_displaymath(self, node):
    tex = NUMBERED.sub(r"\\\1{\2*}", node.astext().strip())
    if not node["nowrap"] and r"\\" in tex and r"\begin" not in tex:
        tex = rf"\begin{{split}}{tex}\end{{split}}"
    self.body.append(self.starttag(node, "div", CLASS="math"))
    self.body.append(f'<div class="math-scroll">{mathml(node, tex, display=True)}</div>')
    if node["number"]:
        self.body.append(f'<span class="eqno">({get_node_equation_number(self, node)})')
        self.add_permalink_ref(node, _("Link to this equation"))
        self.body.append("</span>")
    self.body.append("</div>\n")
    raise nodes.SkipNode


def keep_punctuation(app, pagename, templatename, context, doctree):
    """html-page-context: no line begins with the full stop after a formula."""
    if "body" in context:
        context["body"] = IN_TEXT.sub(_together, context["body"])


def _together(found):
    before, formula, after = found.groups()
    return f'<span class="with-formula">{found[0]}</span>' if before or after else formula
