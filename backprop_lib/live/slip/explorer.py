"""Spot the slip: the explorer."""

from types import MappingProxyType

from backprop_lib.live.controls import dropdown, naming
from backprop_lib.live.explorer import Explorer, checked_name
from backprop_lib.live.slip.calculation import example_numbers, rows
from backprop_lib.live.slip.cases import CASES
from backprop_lib.live.slip.markup import ASKED, KEYS, markup
from backprop_lib.rounding import rounded
from backprop_lib.symbols import text


class SlipExplorer(Explorer):
    """Calculations with one wrong line, to be chosen by number.

    - choices["case"]: the dropdown; its keys are "1", "2", ...
    - case: the `Case` that is chosen.
    - values: read-only mapping from each symbol of its lines to the number as it was printed.
    - gradients: the same, to the number beside it: its finite difference, or itself with all digits.

    Made by `spot_the_slip`.
    """

    def __init__(self, name):
        super().__init__(
            kind="slip",
            name=name,
            controls={"case": dropdown("calculation", KEYS, "1")},
            markup=markup(name),
            spec={
                "name": name,
                "order": ["case"],
                "book": {"case": "1"},
                "ranges": {},
                "choices": {"case": list(KEYS)},
                "symbols": {"case": naming("case", word="calculation")},
                "asked": ASKED,
            },
            text=_text(),
        )

    @property
    def case(self):
        return CASES[int(self.choices["case"].value) - 1]

    @property
    def values(self):
        return MappingProxyType({row.symbol: row.value for row in rows(self.case)})

    @property
    def gradients(self):
        return MappingProxyType({row.symbol: row.check for row in rows(self.case) if row.check is not None})


def spot_the_slip(name="slip"):
    """An explorer of calculations with one wrong line each; the reader points at the line.

    - name: what the page's address calls it. Lower-case letters, digits and hyphens.

    Raises ValueError for a name that does not fit into an address.

    >>> explorer = spot_the_slip()
    >>> explorer.choices["case"].value = "5"
    >>> explorer.case.wrong, round(explorer.values["z1"], 2)
    ('z1', 0.68)
    """
    return SlipExplorer(checked_name(name))


def _text():
    """The first calculation as plain text."""
    numbers = example_numbers(CASES[0].example)
    lines = [f"{row.number} {text(row.symbol)} = {rounded(row.value)}" for row in rows(CASES[0])]
    return "\n".join([*lines, f"One line is wrong; ŷ = {rounded(numbers['y_hat'])}."])
