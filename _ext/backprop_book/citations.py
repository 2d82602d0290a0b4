"""Citations are ordinary links, `[Linnainmaa (1976)](bibliography.rst#linnainmaa1976)`, which all Markdown shows.

Sphinxcontrib-bibtex makes the bibliography. Its entries become anchors of that page for MyST, so that a link to
a source which is not in references.bib is a warning like any other broken link.
"""


def anchor_entries(app, env):
    """env-updated, behind bibtex: put {key: (line, id, text)} of the entries where MyST looks for a page's anchors."""
    for citation in env.get_domain("cite").citations:
        anchors = env.metadata[citation.bibliography_key.docname].setdefault("myst_slugs", {})
        anchors[citation.key] = (0, citation.citation_id, citation.key)
    return []
