"""The calculation of a case, line by line: each number is what its line says, from the numbers before it."""

import math
from functools import cache
from typing import NamedTuple

from backprop_lib import formulas
from backprop_lib.activations import sigmoid
from backprop_lib.ledger import ledger
from backprop_lib.live.network.explorer import EXAMPLES
from backprop_lib.live.network.numbers import agreement, book_numbers, digits_of_agreement
from backprop_lib.rounding import MINUS

IN_PYTHON = (("½ ·", "0.5 *"), ("½", "0.5 *"), ("·", "*"), (MINUS, "-"), ("²", "**2"), ("σ(", "sigmoid("))
EXACT = 1e-12
"""Relative error below which two ways to compute a number count as the same."""


class Row(NamedTuple):
    """One line of the calculation.

    - terms, numbers: what is printed behind the equals sign, and the number of each symbol in it.
    - value: what is printed as the result. check: the number beside it, or None; agreement: of the two, in words.
    - state: "right", "wrong" for the line to spot, "carried" for one that only uses a wrong number.
    """

    number: int
    symbol: str
    terms: tuple
    speech: str
    numbers: dict
    value: float
    check: float | None
    agreement: str
    state: str


def rows(case):
    """The lines of a case as they were calculated."""
    truth, lines = example_numbers(case.example), _lines(case.example)
    numbers = truth | {symbol: quoted(text) for symbol, text in case.printed.items()}
    found = []
    for number, symbol in enumerate(case.lines, 1):
        terms, speech = _written(case, symbol, lines)
        own = dict(numbers)
        if symbol == case.wrong:
            own |= {name: truth[taken] for name, taken in case.taken.items()}
        if case.printed:
            value = quoted(case.printed[symbol])
            right = is_rounding(case.printed[symbol], truth[symbol])
        else:
            value = evaluate(case.done.terms if case.done and symbol == case.wrong else terms, own)
            right = math.isclose(value, truth[symbol], rel_tol=EXACT)
        numbers[symbol] = value
        check = _check(case, symbol, truth)
        state = "right" if right else "wrong" if symbol == case.wrong else "carried"
        words = "" if check is None else _agreement(case, symbol, value, check)
        found.append(Row(number, symbol, terms, speech, own | {symbol: value}, value, check, words, state))
    return found


def evaluate(terms, numbers):
    """The number that the terms say, taken at their word: "½ (ŷ − y)²" with the numbers of ŷ and y."""
    text = formulas.printed(terms, lambda term: f"numbers[{term.symbol!r}]")
    for written, python in IN_PYTHON:
        text = text.replace(written, python)
    return float(eval(text, {"__builtins__": {}, "sigmoid": sigmoid, "numbers": numbers}))


@cache
def example_numbers(name):
    """{symbol: number} of an example without any slip: finite differences, one step, and "after", the loss behind it
    where the biases stay."""
    example = EXAMPLES[name]()
    numbers = book_numbers(example)
    weights = {p: numbers[f"new/{p}"] for p in example.parameters if p.startswith("w")}
    return numbers | {"after": example.graph.replay(example.values | weights).value("L")}


@cache
def _lines(name):
    return {line.symbol: line for line in ledger(EXAMPLES[name]()).lines}


def _written(case, symbol, lines):
    """The terms of a line, and the line as a sentence with {symbol} for each number."""
    if symbol in case.written:
        formula = case.written[symbol]
        return formula.terms, formulas.sentence(symbol, formula)
    return lines[symbol].terms, lines[symbol].speech


def _check(case, symbol, truth):
    if case.check == "with all digits":
        return truth[symbol]
    return truth.get(f"fd/{symbol.removeprefix('dL/d')}") if symbol.startswith("dL/d") else None


def _agreement(case, symbol, value, check):
    if case.printed:
        return "as printed" if is_rounding(case.printed[symbol], check) else "not as printed"
    return agreement(digits_of_agreement(value, check))


def quoted(text):
    """The number of a printed text."""
    return float(text.replace(MINUS, "-"))


def is_rounding(text, value):
    """Whether a printed number is the correct rounding of a value to its decimals."""
    decimals = len(text.partition(".")[2])
    return abs(quoted(text) - value) <= 0.5 * 10.0**-decimals
