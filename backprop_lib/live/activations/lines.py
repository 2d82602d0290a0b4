"""Lines of calculation that are written down rather than recorded."""

from typing import NamedTuple

from backprop_lib import formulas
from backprop_lib.formulas import Formula
from backprop_lib.live import interlinear
from backprop_lib.live.slots import hue


class Line(NamedTuple):
    """symbol = formula. gradient: whether the result's hue says its sign. shown: HTML in place of the symbol."""

    symbol: str
    formula: Formula
    gradient: bool = False
    shown: str | None = None

    @property
    def speech(self):
        """The line as a sentence, with {symbol} for each number."""
        return formulas.sentence(self.symbol, self.formula)

    def html(self, numbers):
        kind = hue(numbers[self.symbol]) if self.gradient else "ink"
        return interlinear.line(self.symbol, self.formula.terms, numbers, kind, self.speech, shown=self.shown)


def column(title, lines, numbers, after=""):
    """Lines below each other under a title."""
    return (
        f'<div class="column"><p class="column-title">{title}</p>'
        f'<ol role="list">{"".join(line.html(numbers) for line in lines)}</ol>{after}</div>'
    )


def given(name):
    """A symbol whose number is set by hand."""
    return formulas.symbol(name, computed=False)


def computed(name):
    return formulas.symbol(name, computed=True)
