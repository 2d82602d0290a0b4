"""The page of the library's names: what it shows of a docstring, and that it leaves no name out."""

import inspect
import re

import pytest

import backprop_lib
from _ext.backprop_book import library

DOCSTRING = """The `value` of `Value`s.

Parameters
----------
X : array of shape (n, in)
out : Cache, optional
    What an earlier call returned.

>>> 1 + 1
2
"""


def test_sections_of_a_docstring_are_no_headings_and_items_are_definitions():
    def documented():
        pass

    documented.__doc__ = DOCSTRING
    assert library.as_text("documented", documented) == inspect.cleandoc("""
        The ``value``\\  of ``Value``\\ s.

        .. rubric:: Parameters

        X
            array of shape (n, in)
        out : Cache, optional
            What an earlier call returned.

        >>> 1 + 1
        2""")


def test_an_entry_has_signature_docstring_chapter_and_methods():
    shown = dict(library.entries_of("backprop_lib.losses", ["half_squared_error: worked_example", "Loss", "LOSSES"]))
    assert "Derived in :doc:`worked_example`." in shown["backprop_lib.losses.half_squared_error"]
    assert "``value(out, y)``" in shown["backprop_lib.losses.Loss.value"]
    assert "``half_squared_error``" in shown["backprop_lib.losses.LOSSES"]


@pytest.mark.parametrize("name", ["no_such_loss", "np.pi"])
def test_a_name_that_is_not_there_is_an_error(name):
    with pytest.raises(ValueError, match=rf"backprop_lib\.losses\.{name} is missing, or has no docstring"):
        library.entries_of("backprop_lib.losses", [name])


def test_the_page_shows_every_name(book):
    html = (book / "chapters" / "api.html").read_text(encoding="utf-8")
    headings = {re.sub(r"<.*?>|#", "", heading) for heading in re.findall(r"<h3>(.*?)</h3>", html)}
    tables = (backprop_lib.ACTIVATIONS, backprop_lib.LOSSES, backprop_lib.INITIALIZERS)
    assert {*backprop_lib.__all__, *(name for table in tables for name in table)} - headings == set()
