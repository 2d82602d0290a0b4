"""The page of calculation as HTML: every number under its symbol, both rows true."""

from backprop_lib.live import interlinear
from backprop_lib.live.network.icons import icon
from backprop_lib.live.slots import hue

TITLES = {
    "forward": ("Forward", "Each number stands under its symbol: both rows are true."),
    "backward": ("Backward", '<i>δ</i> is always <span class="math"><i>∂L</i>/<i>∂z</i></span>.'),
}


def columns(ledger):
    """[(part, `ledger.Column`)] of a page of calculation, in order."""
    return [(band.part, column) for band in ledger.bands for column in band.columns]


def calculation(ledger, contents):
    """The section of all lines, in bands of one or two columns; contents: HTML of each of `columns`."""
    parts, contents = {"forward": "", "backward": ""}, iter(contents)
    for band in ledger.bands:
        inside = "".join(f'<div class="column" data-place>{next(contents)}</div>' for _ in band.columns)
        parts[band.part] += f'<div class="band columns-{len(band.columns)}">{inside}</div>'
    body = "".join(
        f'<div class="part {part}"><h3>{title} <span class="note">{note}</span></h3>{parts[part]}</div>'
        for part, (title, note) in TITLES.items()
    )
    return f'<section class="calculation" data-part="calculation">{body}</section>'


def column(example, part, column, numbers, count, longest):
    """The title and the lines of a column, which keeps room for so many lines, and in each for its longest form.

    longest: {symbol: terms}.
    """
    lines = "".join(_line(line, numbers, longest[line.symbol]) for line in column.lines)
    blank = '<li class="blank" aria-hidden="true"></li>' * (count - len(column.lines))
    return (
        f'<p class="column-title">{icon(example, part, column.about)}{column.title}</p>'
        f'<ol role="list">{lines}{blank}</ol>'
    )


def _line(line, numbers, longest):
    kind = hue(numbers[line.symbol]) if line.quantity[0] == "gradient" else "ink"
    room = longest if interlinear.parts(longest) > interlinear.parts(line.terms) else ()
    return interlinear.line(line.symbol, line.terms, numbers, kind, line.speech, line.number, room=room)
