"""Code blocks carry only the spans that colour something."""

import re

import pytest

from _ext.backprop_book.highlighting import unwrap

SPANS = '<span></span><span class="kn">from</span><span class="w"> </span><span class="n">a</span>'
CODE = f'<div class="highlight"><pre>{SPANS}</pre></div>'


def test_colourless_spans_give_way_to_their_text():
    assert unwrap(CODE) == '<div class="highlight"><pre><span class="kn">from</span> a</pre></div>'


def test_what_is_no_code_stays():
    body = '<p><span class="n">0.1</span></p>'
    assert unwrap(body) == body
    assert unwrap(body + CODE).startswith(body)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_spans_taken_away_had_the_colour_of_their_block(book, theme):
    css = (book / "_static" / "site.css").read_text(encoding="utf-8")
    block = re.search(rf"html\[data-theme={theme}\] \.highlight\{{background:[^;]+;color:([^;}}]+)", css)[1]
    assert not re.search(rf"html\[data-theme={theme}\] \.highlight \.[npw]\{{(?!color:{block}\}})", css)
