"""What can be folded is a <details>: it works without JavaScript, by keys, and in print."""

import re

DROPDOWN = re.compile(r'<div class="(?=[^"]*\bdropdown\b)(?=[^"]*\badmonition\b)')
DIV = re.compile(r"<(/?)div\b")
TITLE = re.compile(r'<p class="admonition-title">(.*?)</p>', re.DOTALL)
LINK = re.compile(r"</?a\b[^>]*>")


def fold(body):
    """Turn `dropdown` admonitions and solutions of a page into <details>."""
    found = DROPDOWN.search(body)
    while found:
        start, end = found.start(), closing_tag(body, found.start())
        inner = TITLE.sub(summary, body[start + len("<div") : end], count=1)
        body = f"{body[:start]}<details{inner}</details>{body[end + len('</div>') :]}"
        found = DROPDOWN.search(body)
    # MyST-NB names every folded cell alike; the words that it shows are the better name.
    return body.replace('<summary aria-label="Toggle hidden content">', "<summary>")


def summary(title):
    """The title as a <summary>, without links: inside a control they could not be reached by keys."""
    return f'<summary class="admonition-title">{LINK.sub("", title[1])}</summary>'


def closing_tag(html, start):
    """Where the closing tag stands of the <div> that opens at `start`."""
    depth = 0
    for tag in DIV.finditer(html, start):
        depth += -1 if tag[1] else 1
        if depth == 0:
            return tag.start()
    raise ValueError(f"no closing tag for {html[start : start + 60]!r}")


def fold_page(app, pagename, templatename, context, doctree):
    """html-page-context: fold the body of the page."""
    if "body" in context:
        context["body"] = fold(context["body"])
