"""The explorer of a small network as static HTML with the book's numbers."""

from backprop_lib import symbols
from backprop_lib.live import slots
from backprop_lib.live.network.calculation import calculation
from backprop_lib.live.network.numbers import agreement, moves
from backprop_lib.live.network.variants import TITLES, labels, templates
from backprop_lib.live.rail import choice_slot, frame, rail, slider_slot
from backprop_lib.live.slots import exact, html_slot, hue
from backprop_lib.live.width import width_key

TABLE_DIGITS = 4
STEP_DIGITS = 6


def markup(example, ledger, html, numbers, ranges, name):
    """The explorer of an example.

    - ledger: its page of calculation.
    - html: the forms of the picture and of each column, see `variants.forms`.
    - numbers: every number by symbol, see `book_numbers`.
    - ranges: {slider: (lowest, highest, step, scale)}, for the tick at zero.
    - name: what tells it from other explorers.
    """
    activated = any(node.op in symbols.SLOPE_NAMES for node in example.graph.nodes)
    slope = '<section class="slope" data-part="slope"></section>' if activated else ""
    picture, *columns = (own for own, *_ in html)
    return frame(
        "network",
        name,
        _rail(example, numbers, ranges),
        f'<figure class="picture" data-part="picture"><div data-place>{picture}</div>{_legend()}</figure>'
        f'<section class="paths" data-part="paths" style="--paths:{_most_paths(example.graph)}"></section>'
        f"{slope}{calculation(ledger, columns)}{_parameters(example, numbers)}{_step(numbers)}{templates(html)}",
        bottom='<div class="dock" data-part="dock" hidden></div>',
    )


def _rail(example, numbers, ranges):
    groups = {"data": example.data, "parameters": example.parameters, "step sizes": ("eta", "h")}
    places = {
        title: [slider_slot(symbol, numbers[symbol], ranges[symbol]) for symbol in sliders]
        for title, sliders in groups.items()
    }
    if example.choices:
        places["functions"] = [
            choice_slot(choice, TITLES[choice], labels(choice, keys), keys[0])
            for choice, keys in example.choices.items()
        ]
    return rail(places, (("step", "Step"), ("undo", "Undo"), ("reset", "Reset")))


def _most_paths(graph):
    """How many paths lead from the loss back to the node that has most of them."""
    count = {graph.nodes[graph.output].name: 1}
    for start, end in sorted(graph.edges(), key=lambda edge: graph.ids[edge[1]], reverse=True):
        count[start] = count.get(start, 0) + count[end]
    return max(count.values())


def _legend():
    return (
        '<figcaption class="legend"><p class="kinds"><span class="value">value, local derivative</span>'
        '<span class="gradient">gradient</span><span class="hue"><b class="plus">+</b>blue</span>'
        '<span class="hue"><b class="minus">−</b>orange</span></p>'
        f"{width_key()}</figcaption>"
    )


COLUMNS = (
    ("value", "value", "value"),
    ("gradient", 'gradient <span class="math"><i>∂L</i>/<i>∂p</i></span>', "gradient"),
    ("difference", 'finite difference <span class="math"><i>h</i> = {h}</span>', "finite diff."),
    ("agreement", "agreement", "agree"),
    ("update", 'update <span class="math">−<i>η</i> <i>∂L</i>/<i>∂p</i></span>', "update"),
    ("new", "new value", "new"),
    ("moves", "moves", ""),
)
"""Class, heading, and the label on a phone, where the heading is hidden."""


def _parameters(example, numbers):
    h = html_slot("h", numbers["h"], TABLE_DIGITS)
    heads = "".join(
        f'<th class="{column}" scope="col" role="columnheader">{title.format(h=h)}</th>' for column, title, _ in COLUMNS
    )
    rows = "".join(_row(parameter, numbers) for parameter in example.parameters)
    return (
        '<section class="parameters" data-part="parameters"><h3>Parameters, one step ahead</h3>'
        '<table role="table"><thead role="rowgroup"><tr role="row"><td role="cell"></td>'
        f'{heads}</tr></thead><tbody role="rowgroup">{rows}</tbody></table></section>'
    )


def _row(parameter, numbers):
    def slot(symbol, signed=True):
        return html_slot(symbol, numbers[symbol], TABLE_DIGITS, hue(numbers[symbol]) if signed else "ink")

    def word(symbol, text, kind):
        return f'<span class="{kind}" data-symbol="{symbol}" data-value="{exact(numbers[symbol])}">{text}</span>'

    check, direction = f"agreement/{parameter}", f"moves/{parameter}"
    cells = {
        "value": slot(parameter, signed=False),
        "gradient": slot(symbols.gradient(parameter)),
        "difference": slot(f"fd/{parameter}"),
        "agreement": word(check, agreement(numbers[check]), "words"),
        "update": slot(f"update/{parameter}"),
        "new": slot(f"new/{parameter}", signed=False),
        "moves": word(direction, moves(numbers[direction]), hue(numbers[direction])),
    }
    body = "".join(
        f'<td class="{column}" role="cell" data-label="{label}">{cells[column]}</td>' for column, _, label in COLUMNS
    )
    head = f'<th scope="row" role="rowheader">{slots.name(parameter)}</th>'
    return f'<tr role="row" data-row="{parameter}">{head}{body}</tr>'


def _step(numbers):
    rows = (
        ("L", "loss now, <i>L</i>", False),
        ("new/L", "loss after the step", False),
        ("predicted", 'predicted change, <span class="math">−<i>η</i>‖<i>g</i>‖²</span>', True),
        ("actual", "actual change", True),
    )
    body = "".join(
        f"<div><dt>{label}</dt>"
        f"<dd>{html_slot(symbol, numbers[symbol], STEP_DIGITS, hue(numbers[symbol]) if signed else 'ink')}</dd></div>"
        for symbol, label, signed in rows
    )
    return (
        '<section class="step" data-part="step"><h3>One step</h3><div class="step-body"><div class="step-numbers">'
        f'<dl>{body}</dl><p class="step-sentence" data-part="step-sentence"></p></div>'
        '<svg class="step-curve" data-part="step-curve" viewBox="0 0 364 210" width="364" height="210"></svg>'
        "</div></section>"
    )
