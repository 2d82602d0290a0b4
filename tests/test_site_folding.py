"""Dropdown admonitions and solutions become <details>."""

import pytest

from _ext.backprop_book.folding import closing_tag, fold

TITLE = '<p class="admonition-title">Solution to<a class="reference internal" href="#ex"> Exercise 1</a></p>'


def test_a_dropdown_is_folded_with_all_that_is_in_it():
    inner = '<section><div class="cell"><div>deep</div></div></section>'
    body = f'<div>a<div class="solution dropdown admonition" id="s">{TITLE}{inner}</div>b</div>'
    summary = '<summary class="admonition-title">Solution to Exercise 1</summary>'
    folded = f'<details class="solution dropdown admonition" id="s">{summary}{inner}</details>'
    assert fold(body) == f"<div>a{folded}b</div>"


def test_one_in_another_and_one_after_another():
    one = f'<div class="admonition dropdown">{TITLE}x</div>'
    nested = f'<div class="dropdown note admonition">{TITLE}{one}</div>'
    folded = fold(nested + one)
    assert folded.count("<details") == folded.count("</details>") == folded.count("<summary") == 3
    assert "<div" not in folded and "</div>" not in folded


@pytest.mark.parametrize("kind", ["admonition note", "dropdown", "cell"])
def test_other_boxes_stay(kind):
    body = f'<div class="{kind}">{TITLE}</div>'
    assert fold(body) == body


def test_the_name_of_a_folded_cell_is_what_it_shows():
    assert fold('<summary aria-label="Toggle hidden content">\n<p>Show') == "<summary>\n<p>Show"


def test_a_box_that_never_ends_is_an_error():
    with pytest.raises(ValueError, match="no closing tag"):
        closing_tag("<div><div></div>", 0)
