"""The page of calculation as HTML: every number under its symbol, both rows true."""

import re

from backprop_lib.live.network.icons import icon
from backprop_lib.live.slots import html_slot, hue, name, spoken_number

CALCULATION_DIGITS = 6
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
    value = numbers[line.symbol]
    kind = hue(value) if line.quantity[0] == "gradient" else "ink"
    expression, operator = "", "="
    for group in _groups(line.terms):
        terms = ""
        for term in group:
            terms += _term(term, operator or term.operator, numbers)
            operator = ""
        expression += f'<span class="group">{terms}</span>'
    return (
        f'<li class="line" data-line="{line.symbol}">'
        f'<span class="visually-hidden" data-speech="{line.symbol}">{_speech(line, numbers)}</span>'
        f'<span class="visual" aria-hidden="true"><span class="number">{line.number}</span>'
        f'<span class="result">{name(line.symbol)}{html_slot(line.symbol, value, CALCULATION_DIGITS, kind)}</span>'
        f'<span class="expression">{expression}</span></span></li>'
    )


def _groups(terms):
    """The terms between plus signs: a narrow page breaks a line before "+" and nowhere else."""
    groups = [[]]
    for term in terms:
        if term.operator == "+":
            groups.append([])
        groups[-1].append(term)
    return groups


def _term(term, operator, numbers):
    """A column of the line: operator and symbol above, operator and number below."""
    before, after = _italic(term.before), _italic(term.after)
    above, below = before + after, before + after
    if term.symbol:
        slot = html_slot(term.symbol, numbers[term.symbol], CALCULATION_DIGITS)
        above = before + name(term.symbol) + after
        below = before + (f"({slot})" if term.bracketed else slot) + after
    width = "bracket" if before or after or term.bracketed else "computed" if term.computed else "parameter"
    return (
        f'<span class="term {width}"><span class="operator">{operator}</span><span class="above">{above}</span>'
        f'<span class="operator">{_times(operator)}</span><span class="below">{_times(below)}</span></span>'
    )


def _times(text):
    """Between numbers a dot would read as a decimal point."""
    return text.replace("·", "×")


def _italic(text):
    """Greek function names stand in italics, as everywhere."""
    return re.sub("[α-ω]", r"<i>\g<0></i>", text)


def _speech(line, numbers):
    return re.sub(r"\{(.+?)\}", lambda match: spoken_number(numbers[match[1]], CALCULATION_DIGITS), line.speech)
