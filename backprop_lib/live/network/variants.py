"""What can be switched in an explorer: one recorded graph for each combination, and the markup that differs."""

from itertools import product
from typing import NamedTuple

from backprop_lib.examples import Example
from backprop_lib.ledger import Ledger, ledger
from backprop_lib.live.interlinear import parts
from backprop_lib.live.network.calculation import column, columns
from backprop_lib.live.network.numbers import book_numbers
from backprop_lib.live.network.picture import pictures

TITLES = {"hidden": "hidden neurons", "output": "output and loss"}
_NAMES = {"relu": "ReLU", "leaky_relu": "leaky ReLU", "squared": "squared error", "cross_entropy": "cross-entropy"}


class Variant(NamedTuple):
    """An example with one combination of functions, and its page of calculation."""

    example: Example
    ledger: Ledger


def labels(choice, keys):
    """{key: label} of a choice, in the order in which its keys are offered."""
    if choice == "hidden":
        return {key: _NAMES.get(key, key) for key in keys}
    pairs = {key: [*key.split("-"), "half"][:2] for key in keys}
    return {
        key: f"{_NAMES.get(activation, activation)}, {_NAMES.get(loss, '½ squared error')}"
        for key, (activation, loss) in pairs.items()
    }


def variants(example):
    """{keys joined by a space: `Variant`}, the book's own first; "" alone where nothing can be switched."""
    found = {}
    for keys in product(*example.choices.values()):
        switched = example.switched(**dict(zip(example.choices, keys, strict=True))) if keys else example
        found[" ".join(keys)] = Variant(switched, ledger(switched))
    return found


def forms(variants):
    """The forms of every place whose markup changes: first the picture, then each column of the calculation.

    Returns [[HTML of each distinct form] for each place], the book's own first; and {keys: [index of its form for each
    place]}.
    """
    first, *_ = variants.values()
    count = [len(each.lines) for _, each in columns(first.ledger)]
    longest = _longest(variants)
    html, known, chosen = [[] for _ in ("picture", *count)], {}, {}
    for keys, (example, page) in variants.items():
        numbers = book_numbers(example)
        chosen[keys] = []
        for place, part in enumerate((None, *columns(page))):
            shape = place, tuple(example.graph.edges()) if part is None else _shape(part[1])
            if shape not in known:
                known[shape] = len(html[place])
                if part is None:
                    html[place].append(pictures(example, numbers))
                else:
                    html[place].append(column(example, *part, numbers, count[place - 1], longest))
            chosen[keys].append(known[shape])
    return html, chosen


def _longest(variants):
    """{symbol: the terms of its line in the form that breaks into most parts}."""
    found = {}
    for _, page in variants.values():
        for line in page.lines:
            if parts(line.terms) > parts(found.setdefault(line.symbol, line.terms)):
                found[line.symbol] = line.terms
    return found


def _shape(column):
    """What a column is without its numbers and the numbers of its lines."""
    return column.title, column.about, tuple((line.symbol, line.terms, line.speech) for line in column.lines)


def templates(html):
    """All forms but the book's own, out of sight until the page's script puts one in its place."""
    return "".join(
        f'<template data-form="{place} {number}">{form}</template>'
        for place, each in enumerate(html)
        for number, form in enumerate(each)
        if number
    )
