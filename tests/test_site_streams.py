"""What a cell prints reaches the page to the letter."""

from unittest.mock import MagicMock

import myst_nb.core.render
import pytest
from nbformat.v4 import new_output

from _ext.backprop_book import setup
from _ext.backprop_book.streams import join_streams

TEXT = "step 1\n\nstep 2: 0.5\nend\n"


def printed(*pieces, name="stdout"):
    return [new_output("stream", name=name, text=piece) for piece in pieces]


@pytest.mark.parametrize("cut", range(1, len(TEXT)))
def test_two_pieces_are_one_text(cut):
    (whole,) = join_streams(printed(TEXT[:cut], TEXT[cut:]))
    assert whole.text == TEXT


def test_a_picture_and_another_stream_keep_their_places():
    picture = new_output("display_data", data={"text/plain": "picture"})
    outputs = [*printed("a\n"), picture, *printed("b", "\n"), *printed("c\n", name="stderr")]
    assert [output.get("text", "picture") for output in join_streams(outputs)] == ["a\n", "picture", "b\n", "c\n"]


def test_what_the_kernel_sent_stays_as_it_is():
    outputs = printed("a", "\n")
    join_streams(outputs)
    assert [output.text for output in outputs] == ["a", "\n"]


def test_the_pages_are_made_with_it(monkeypatch):
    monkeypatch.setattr(myst_nb.core.render, "coalesce_streams", None)
    setup(MagicMock())
    assert myst_nb.core.render.coalesce_streams is join_streams
