"""The general index: the terms of the glossary and the names of the library, with its place in the table of contents.

The glossary is a plain definition list, so that readers of Markdown elsewhere see one; its terms become anchors here.
"""

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

GLOSSARY = "chapters/glossary"
LAST_PART = "Reference"  # the part of _toc.yml that the index ends


class Index(SphinxTransform):
    default_priority = 800  # behind the table of contents, before Sphinx collects index entries (850)

    def apply(self):
        if self.env.docname == GLOSSARY:
            for item in self.document.findall(nodes.definition_list_item):
                term = item[0]
                anchor = nodes.make_id(term.astext())
                term["ids"].append(anchor)
                term += addnodes.index(entries=[("single", term.astext(), anchor, "", None)])
        for toctree in self.document.findall(addnodes.toctree):
            if toctree["caption"] == LAST_PART:
                toctree["entries"].append((None, "genindex"))
