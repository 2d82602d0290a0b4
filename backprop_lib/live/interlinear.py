"""A line of calculation as HTML: every number stands under its symbol, and both rows are true."""

import re

from backprop_lib.live.slots import html_slot, name, spoken_number

CALCULATION_DIGITS = 6
SHORT = 7  # characters beside a number for which its column has room
CHARACTER, NUMBER = 7, 62  # px


def line(symbol, terms, numbers, kind, speech, number="", shown=None, room=()):
    """``symbol`` = ``terms``, seen as two rows and heard as one sentence.

    - terms: tuple of `formulas.Term`. numbers: {symbol: float}.
    - kind: of the result's slot, see `slots.html_slot`. speech: the sentence, with {symbol} for each number.
    - number: of the line. shown: HTML that stands for the result where it is not its symbol.
    - room: terms of another form of the line, if the line is to keep the height that those need at any width.
    """
    result_name = f'<span class="name">{shown}</span>' if shown else name(symbol)
    result = html_slot(symbol, numbers[symbol], CALCULATION_DIGITS, kind)
    right = expression(terms, numbers)
    if room:
        right = f'<span class="stack">{right}{_skeleton(room)}</span>'
    return (
        f'<li class="line" data-line="{symbol}">'
        f'<span class="visually-hidden" data-speech="{symbol}">{spoken(speech, numbers)}</span>'
        f'<span class="visual" aria-hidden="true"><span class="number">{number}</span>'
        f'<span class="result">{result_name}{result}</span>{right}</span></li>'
    )


def spoken(speech, numbers):
    """A sentence with {symbol} for each number, with the numbers in words."""
    return re.sub(r"\{(.+?)\}", lambda match: spoken_number(numbers[match[1]], CALCULATION_DIGITS), speech)


def expression(terms, numbers, prefix=""):
    """The terms behind the equals sign, in groups that a narrow page may set below each other.

    ``prefix`` goes before the names of the slots, where one number stands on a page with several values.
    """
    row, operator = "", "="
    for group in _groups(terms):
        columns = ""
        for term in group:
            columns += _term(term, operator or term.operator, numbers, prefix)
            operator = ""
        row += f'<span class="group">{columns}</span>'
    return f'<span class="expression">{row}</span>'


def parts(terms):
    """In how many parts a narrow page may break the terms."""
    return len(_groups(terms))


def _groups(terms):
    """The terms between plus signs: a narrow page breaks a line before "+", and behind a long term before "−"."""
    groups = [[]]
    for term in terms:
        if term.operator == "+" or (term.operator == "−" and _is_long(groups[-1][-1])):
            groups.append([])
        groups[-1].append(term)
    return groups


def _term(term, operator, numbers, prefix):
    """A column of the line: operator and symbol above, operator and number below."""
    before, after = _italic(term.before), _italic(term.after)
    above, below = before + after, before + after
    if term.symbol:
        slot = html_slot(prefix + term.symbol, numbers[term.symbol], CALCULATION_DIGITS)
        above = before + name(term.symbol) + after
        below = before + (f"({slot})" if term.bracketed else slot) + after
    return (
        f'<span {_column(term)}><span class="operator">{operator}</span><span class="above">{above}</span>'
        f'<span class="operator">{_times(operator)}</span><span class="below">{_times(below)}</span></span>'
    )


def _column(term):
    """Class and width of the column of a term."""
    around = term.before + term.after
    width = "bracket" if around or term.bracketed else "computed" if term.computed else "parameter"
    style = f' style="--slot:{NUMBER + CHARACTER * len(around)}px"' if _is_long(term) else ""
    return f'class="term {width}"{style}'


def _skeleton(terms):
    """The columns of an expression without anything in them."""
    columns = ("".join(f"<span {_column(term)}></span>" for term in group) for group in _groups(terms))
    groups = "".join(f'<span class="group">{each}</span>' for each in columns)
    return f'<span class="expression">{groups}</span>'


def _is_long(term):
    """Whether so much is printed around the symbol that its number needs more room than one in brackets."""
    return len(term.before + term.after) > SHORT


def _times(text):
    """Between numbers a dot would read as a decimal point."""
    return text.replace("·", "×")


def _italic(text):
    """Greek function names stand in italics, as everywhere."""
    return re.sub("[α-ω]", r"<i>\g<0></i>", text)
