"""The calculations as static HTML, one below the other; only the chosen one is shown."""

import re

from backprop_lib import symbols
from backprop_lib.live import interlinear, slots
from backprop_lib.live.network.explorer import EXAMPLES
from backprop_lib.live.rail import choice_slot, frame, rail
from backprop_lib.live.slip.calculation import example_numbers, rows
from backprop_lib.live.slip.cases import CASES
from backprop_lib.live.slots import html_slot, hue
from backprop_lib.rounding import rounded

DIGITS = 6
DIGITS_OF = {"after": 9}  # where a source printed more
QUESTION = "Which line is the first that is wrong?"
KEYS = {str(k): f"slip {k} of {len(CASES)}" for k in range(1, len(CASES) + 1)}
ASKED = {
    "finite difference": f"One line below was computed wrongly. The finite differences can be trusted. {QUESTION}",
    "with all digits": f"One line below was printed wrongly. The numbers with all digits can be trusted. {QUESTION}",
}


def markup(name):
    """The explorer called ``name``, at the first slip."""
    cases = "".join(_case(name, key, case) for key, case in zip(KEYS, CASES, strict=True))
    buttons = (
        '<div class="buttons under"><div class="button-row"><button type="button" class="primary" data-action="next">'
        'Next slip</button><button type="button" data-action="hint">Show a hint</button></div></div>'
    )
    places = {"calculation": [choice_slot("case", "calculation", KEYS, "1")]}
    return frame(
        "slip", name, rail(places), f'<div class="cases">{cases}</div>{buttons}', sentence=ASKED[CASES[0].check]
    )


def _case(name, key, case):
    lines = rows(case)
    hidden = "" if key == "1" else " hidden"
    heads = ("line", "substituted", "printed", case.check, "agreement")
    return (
        f'<section class="case" data-case="{key}" data-check="{case.check}"{hidden}>'
        f'<p class="given">{_given(case, lines)}</p>'
        f'<p class="heads" aria-hidden="true">{"".join(f"<span>{head}</span>" for head in heads)}</p>'
        f'<fieldset><legend class="visually-hidden">{QUESTION}</legend>'
        f"{''.join(_row(name, key, case, row) for row in lines)}</fieldset>"
        '<div class="answer"><details><summary>Which line, and why</summary>'
        f"<p data-why>{_why(case, lines)}</p></details>"
        f'<p class="hint" data-hint hidden>{hint(case, lines)}</p><p role="status" data-answer></p></div></section>'
    )


def _given(case, lines):
    """Symbols that the lines use and do not compute, with their numbers."""
    example = EXAMPLES[case.example]()
    used = dict.fromkeys(term.symbol for row in lines for term in row.terms if term.symbol)
    numbers = next(row.numbers for row in lines if row.symbol != case.wrong)
    groups = {
        "Given": [symbol for symbol in (*example.values, "eta") if symbol in used],
        "From the lines before": [s for s in used if s not in (*case.lines, *example.values, "eta")],
    }
    shown = {
        title: [f"{slots.name(s)} = {_plain(numbers[s], DIGITS)}" for s in found] for title, found in groups.items()
    }
    return " ".join(f"{title}: {', '.join(equations)}." for title, equations in shown.items() if equations)


def _row(name, key, case, row):
    prefix = f"{key}.{row.number}/"
    kind = hue(row.value) if row.symbol.startswith(("dL", "delta")) else "ink"
    number = "—" if row.check is None else html_slot(f"{prefix}check", row.check, DIGITS, kind)
    few = " few" if row.agreement.endswith(("only", "no digit")) or row.agreement.startswith("not") else ""
    result = html_slot(f"{prefix}{row.symbol}", row.value, DIGITS, kind)
    speech = interlinear.spoken(row.speech, row.numbers)
    if row.check is not None:
        speech += f"; {case.check} {slots.spoken_number(row.check, DIGITS)}, {row.agreement}"
    return (
        f'<label class="row" data-state="{row.state}"><input type="radio" name="{name}-{key}" value="{row.number}">'
        f'<span class="visually-hidden">Line {row.number}: {speech}</span>'
        f'<span class="visual" aria-hidden="true"><span class="number">{row.number}</span>'
        f"{slots.name(row.symbol)}{interlinear.expression(row.terms, row.numbers, prefix)}"
        f'<span class="printed" data-label="printed">{result}</span>'
        f'<span class="check" data-label="{case.check}">{number}</span>'
        f'<span class="words{few}" data-label="agreement">{row.agreement}</span></span></label>'
    )


def _why(case, lines):
    """What was done wrong, what only carries it on, and who printed it."""
    wrong = next(row for row in lines if row.state == "wrong")
    numbers = example_numbers(case.example) | {"wrong": wrong.value}

    def filled(text):
        text = re.sub(r"\[(.+?)\]", lambda match: symbols.html(match[1]), text)
        return re.sub(r"\{(.+?)\}", lambda match: _plain(numbers[match[1]], DIGITS_OF.get(match[1], DIGITS)), text)

    return f"<b>Line {wrong.number}.</b> {filled(case.why)}{_carried(lines)} {filled(case.source)}".rstrip()


def _plain(value, digits):
    sign, body, _ = rounded(value, digits)
    return sign + body


def _carried(lines):
    """Which lines are wrong only because they use the wrong number."""
    *others, last = [str(row.number) for row in lines if row.state == "carried"] or [""]
    if others:
        return f" Lines {', '.join(others)} and {last} only carry the slip on."
    return f" Line {last} only carries the slip on." if last else ""


def hint(case, lines):
    """Where the numbers that can be trusted first disagree."""
    if case.check == "with all digits":
        return "Compare digit by digit: one printed number is not the rounding of the number behind it."
    checked = [row for row in lines if row.check is not None]
    first = next(row for row in checked if row.state != "right")
    before = [row.number for row in checked if row.number < first.number]
    agrees = f" Line {before[-1]} still agrees, so what it uses is right." if before else ""
    return (
        f"Line {first.number} is the first whose finite difference disagrees.{agrees} "
        "The slip stands there, or in a line that it uses."
    )
