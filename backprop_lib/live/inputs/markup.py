"""The explorer of two inputs as static HTML: two planes, the four points, the gradient beside finite differences."""

from backprop_lib import symbols
from backprop_lib.live.inputs import pictures
from backprop_lib.live.inputs.neuron import DATA, PARAMETERS, POINTS
from backprop_lib.live.slots import exact, html_slot, hue
from backprop_lib.rounding import rounded

DIGITS = 4


def content(setting, now):
    return (
        '<div class="pair"><figure class="picture"><figcaption>Where <i>p</i> &gt; ½</figcaption>'
        f"{pictures.inputs(setting)}"
        '<p class="note">Full points have the target 1; on the line <i>p</i> = ½.</p></figure>'
        f'<figure class="picture"><figcaption data-part="caption">{_caption(setting)}</figcaption>'
        f"{pictures.surface(setting, now)}"
        '<p class="note">The stronger a line, the lower. Broad arrow: −gradient; thin: from finite differences.</p>'
        "</figure></div>"
        f'<div class="pair">{_points(setting, now)}{_gradients(now)}</div>'
    )


def _caption(setting):
    held = pictures.held(setting["over"])
    sign, digits, _ = rounded(setting[held], DIGITS)
    number = f'<strong data-value="{exact(setting[held])}">{sign}{digits}</strong>'
    return f"Lines of equal loss at <span>{symbols.html(held)}</span>&nbsp;=&nbsp;{number}"


def _points(setting, now):
    rows = "".join(
        _row(
            f"({a:g}, {b:g})",
            f'<td role="cell" data-target="{s}">{DATA[setting["data"]][s - 1, 0]:g}</td>',
            _cell(f"p[{s}]", now),
            _cell(f"L[{s}]", now),
            f'<td role="cell"><span data-symbol="right/{s}" data-value="{exact(now[f"right/{s}"])}">'
            f"{verdict(now[f'right/{s}'])}</span></td>",
        )
        for s, (a, b) in enumerate(POINTS, 1)
    )
    rows += _row("mean", EMPTY, EMPTY, _cell("L", now), EMPTY)
    heads = (f"({symbols.html('x1')}, {symbols.html('x2')})", "<i>y</i>", "<i>p</i>", "loss", _hidden("right or wrong"))
    return _table("points", "Four points", heads, rows)


def verdict(right):
    """Whether a point is on the side of its target, in words."""
    return "right" if right else "wrong"


def _gradients(now):
    rows = "".join(
        _row(
            symbols.html(name),
            _cell(f"dL/d{name}", now, signed=True),
            _cell(f"fd/{name}", now, signed=True),
            _cell(f"new/{name}", now),
        )
        for name in PARAMETERS
    )
    rows += _row("<i>L</i>", EMPTY, EMPTY, _cell("new/L", now))
    heads = (_hidden("parameter"), "gradient", "finite difference", "after a step")
    return _table("gradients", 'Gradient, computed twice <span class="note"><i>h</i> = 10⁻⁵</span>', heads, rows)


EMPTY = '<td role="cell"></td>'


def _cell(symbol, now, signed=False):
    kind = hue(now[symbol]) if signed else "ink"
    return f'<td role="cell">{html_slot(symbol, now[symbol], DIGITS, kind)}</td>'


def _row(title, *cells):
    return f'<tr role="row"><th scope="row" role="rowheader">{title}</th>{"".join(cells)}</tr>'


def _hidden(words):
    return f'<span class="visually-hidden">{words}</span>'


def _table(name, title, heads, rows):
    head = "".join(f'<th scope="col" role="columnheader">{words}</th>' for words in heads)
    return (
        f'<section class="{name}"><h3>{title}</h3><table role="table"><thead role="rowgroup"><tr role="row">{head}</tr>'
        f'</thead><tbody role="rowgroup">{rows}</tbody></table></section>'
    )
