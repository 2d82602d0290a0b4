"""The explorer of depth as static HTML: a table with a bar for each layer, the layer nearest to the loss first."""

import math

from backprop_lib.axes import SUPERSCRIPTS
from backprop_lib.live.depth.settings import (
    CHOICES,
    GROUPS,
    LAWS,
    MOST_LAYERS,
    RANGES,
    SAMPLES,
    SATURATED,
    SYMBOLS,
    law,
)
from backprop_lib.live.rail import choice_slot, frame, rail, slider_slot
from backprop_lib.live.slots import html_slot

DIGITS, SHARE_DIGITS, LAW_DIGITS = 4, 2, 3
LOWEST, DECADES, TICKS_ON_AXIS = -16, 20, 5
AXES = 5
"""The axis starts at 10⁻¹⁶ and goes over 20 powers of ten, or 40, 80, … where a bar would leave it."""


def _power(exponent):
    return "1" if exponent == 0 else f"10{str(exponent).translate(SUPERSCRIPTS)}"


TICKS = [
    [_power(LOWEST + j * DECADES // TICKS_ON_AXIS * 2**axis) for j in range(TICKS_ON_AXIS + 1)] for axis in range(AXES)
]
"""The numbers at the ticks of each axis."""

COLUMNS = (
    ("delta", SYMBOLS["delta"]["html"], DIGITS),
    ("gradient", SYMBOLS["gradient"]["html"], DIGITS),
    ("dead", "dead", None),
    ("saturated", "saturated", SHARE_DIGITS),
)
"""Of each layer: symbol, heading, digits."""


def markup(name, setting, at):
    """The explorer at a setting, whose `numbers` are ``at``."""
    picture = f'<div class="picture">{_table(setting, at)}{_facts(setting, at)}{_legend(setting)}</div>'
    return frame("depth", name, _rail(setting), picture)


def _rail(setting):
    def place(control):
        word = SYMBOLS[control]["text"]
        if control in CHOICES:
            return choice_slot(control, word, CHOICES[control], setting[control])
        return slider_slot(control, setting[control], RANGES[control], None if control == "eta" else word)

    return rail({title: [place(control) for control in group] for title, group in GROUPS.items()})


def axis_of(deltas):
    """Which axis has room for all norms that are finite."""
    largest = max((d for d in deltas if math.isfinite(d) and d > 0), default=1.0)
    return next((k for k in range(AXES) if place(largest, k) <= 1), AXES - 1)


def place(value, axis):
    """Where a positive number stands on an axis, as a share of its length."""
    return (math.log10(value) - LOWEST) / (DECADES * 2**axis)


def _table(setting, at):
    axis = axis_of(at["delta"])
    ticks = "".join(
        f'<text x="{100 * j / TICKS_ON_AXIS:g}%" y="34" data-tick="{j}">{text}</text>'
        for j, text in enumerate(TICKS[axis])
    )
    heads = "".join(
        f'<th class="{symbol}" scope="col" role="columnheader">{heading}</th>' for symbol, heading, _ in COLUMNS
    )
    rows = "".join(_row(k, setting, at, axis) for k in range(1, MOST_LAYERS + 1))
    return (
        '<table role="table"><thead role="rowgroup"><tr role="row">'
        '<th class="layer" scope="col" role="columnheader">layer</th>'
        '<td class="bar" role="cell"><span>loss side</span>'
        f'<svg class="plot ticks" aria-hidden="true">{ticks}</svg></td>{heads}</tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody></table>'
    )


def _row(k, setting, at, axis):
    """The k-th row from the loss: it is there for every number of layers, and seen where there is such a layer."""
    layer = setting["layers"] - k
    here = layer >= 0
    absent = "" if here else ' class="absent" aria-hidden="true"'
    cells = "".join(
        f'<td class="{symbol}" role="cell">{html_slot(f"{symbol}/{k}", at[symbol][layer] if here else 0, digits)}</td>'
        for symbol, _, digits in COLUMNS
    )
    return (
        f'<tr role="row" data-row="{k}"{absent}>'
        f'<th class="layer" scope="row" role="rowheader">{layer + 1 if here else ""}</th>'
        f'<td class="bar" role="cell">{_bar(k, setting, at, axis) if here else _bar_at(0, None)}</td>{cells}</tr>'
    )


def _bar(k, setting, at, axis):
    factor, _ = law(setting)
    expected = at["delta"][-1] * factor ** (k - 1)
    size = at["delta"][-k]
    share = place(expected, axis) if expected > 0 else -1
    return _bar_at(place(size, axis) if size > 0 else 0, share if 0 <= share <= 1 else None, below=size > 0)


def _bar_at(length, circle, below=False):
    """A bar, the sign of one that would end left of the axis, the tick of the setting before, the circle of the law.

    They are placed in per cent, so that the column may have any width.
    """
    hidden = "" if below and length < 0 else " hidden"
    at = " hidden" if circle is None else f' cx="{100 * circle:.2f}%"'
    return (
        '<svg class="plot" aria-hidden="true">'
        f'<rect y="4" height="13" width="{100 * min(max(length, 0), 1):.2f}%"/>'
        f'<path class="below" d="M7 6L1 10.5L7 15"{hidden}/><line class="before" y1="1" y2="20" hidden/>'
        f'<circle r="3.5" cy="10.5"{at}/></svg>'
    )


def _facts(setting, at):
    factor, _ = law(setting)
    absent = "" if factor else ' class="absent"'
    return (
        "<dl>"
        f"<div><dt>loss <i>L</i></dt><dd>{html_slot('L', at['L'], DIGITS)}</dd></div>"
        f"<div><dt>length of the whole gradient</dt><dd>{html_slot('norm', at['norm'], DIGITS)}</dd></div>"
        f'<div data-part="factor"{absent}><dt>textbook’s factor per layer</dt>'
        f"<dd>{html_slot('law', factor, LAW_DIGITS)}</dd></div></dl>"
    )


def _legend(setting):
    _, which = law(setting)
    return (
        f'<div class="legend"><p>Bars: ‖<i>δ</i>‖ of each layer in one real backward pass over {SAMPLES} samples, on a '
        f"log scale. Dead: units whose slope is 0 on all data. Saturated: the share of slopes below {SATURATED:g}.</p>"
        '<p data-part="before">Grey ticks: the setting before, once there is one.</p>'
        f'<p data-part="law">{LAWS[which]}</p></div>'
    )
