"""The page of calculation as HTML: every number under its symbol, both rows true."""

from backprop_lib.live import interlinear
from backprop_lib.live.network.icons import icon
from backprop_lib.live.slots import hue

TITLES = {
    "forward": ("Forward", "Each number stands under its symbol: both rows are true."),
    "backward": ("Backward", '<i>δ</i> is always <span class="math"><i>∂L</i>/<i>∂z</i></span>.'),
}


def calculation(example, ledger, numbers):
    """The section of all lines, in bands of one or two columns."""
    parts = {"forward": "", "backward": ""}
    for band in ledger.bands:
        columns = "".join(_column(example, band.part, column, numbers) for column in band.columns)
        parts[band.part] += f'<div class="band columns-{len(band.columns)}">{columns}</div>'
    body = "".join(
        f'<div class="part {part}"><h3>{title} <span class="note">{note}</span></h3>{parts[part]}</div>'
        for part, (title, note) in TITLES.items()
    )
    return f'<section class="calculation" data-part="calculation">{body}</section>'


def _column(example, part, column, numbers):
    lines = "".join(_line(line, numbers) for line in column.lines)
    return (
        f'<div class="column"><p class="column-title">{icon(example, part, column.about)}{column.title}</p>'
        f'<ol role="list">{lines}</ol></div>'
    )


def _line(line, numbers):
    kind = hue(numbers[line.symbol]) if line.quantity[0] == "gradient" else "ink"
    return interlinear.line(line.symbol, line.terms, numbers, kind, line.speech, line.number)
