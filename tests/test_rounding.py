"""The printed form of a number: the shared cases, and what must hold for every number."""

import json
import math
import pathlib
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backprop_lib.rounding import MINUS, rounded

CASES = json.loads((pathlib.Path(__file__).parent / "reference" / "number_format.json").read_text())["cases"]


@pytest.mark.parametrize(("value", "digits", "parts"), CASES)
def test_shared_cases(value, digits, parts):
    assert list(rounded(math.nan if value is None else value, digits)) == parts


def test_infinities_and_negative_zero():
    assert str(rounded(math.inf)) == "∞"
    assert str(rounded(-math.inf)) == MINUS + "∞"
    assert str(rounded(-0.0)) == "0"


@given(st.floats(allow_nan=False, allow_infinity=False), st.sampled_from([4, 6]))
def test_printed_number_is_close_and_never_a_false_zero(value, digits):
    shown = rounded(value, digits)
    read_back = Decimal(str(shown).replace(MINUS, "-"))
    kept = digits if "e" not in shown.digits else 4
    exact = Decimal(value)
    assert abs(read_back - exact) <= Decimal("0.5") * Decimal(10) ** (1 - kept) * abs(exact)
    assert (shown.digits == "0") == (value == 0)


@given(st.floats(1e-4, 1e6, exclude_max=True))
def test_padding_is_only_zeros_and_drops_without_changing_the_number(value):
    shown = rounded(value)
    assert set(shown.pad) <= set(".0")
    assert float(shown.digits) == float(shown.digits + shown.pad)
    assert not shown.digits.endswith(".")
