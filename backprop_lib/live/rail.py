"""The frame of every explorer as static HTML: the sentence, the rail of controls, the content, messages.

The page's script never builds this markup again: it fills the slots with other numbers. Without JavaScript, in print
and for a test it is complete as it stands.
"""

from html import escape

from backprop_lib.live import slots
from backprop_lib.live.slots import html_slot

STATIC_SENTENCE = "The book’s numbers. With JavaScript the sliders move them."
RAIL_DIGITS = 4
COMMON_BUTTONS = (("copy-link", "Copy link"), ("print", "Print"))


def frame(kind, name, rail, content, bottom="", sentence=STATIC_SENTENCE):
    """An explorer: ``kind`` names its view, ``name`` tells it from other explorers."""
    return (
        f'<div class="explorer {kind}" data-explorer="{name}" data-kind="{kind}"><div class="layout">'
        f'<p class="sentence" data-part="sentence">{sentence}</p>{rail}{content}</div>'
        f'<div class="bottom">{bottom}<p class="message" data-part="message" role="status"></p></div>'
        '<p class="visually-hidden" aria-live="polite" data-part="live"></p></div>'
    )


def rail(groups, buttons=(("reset", "Reset"),)):
    """The controls and, below them, two rows of buttons.

    - groups: {title: [slots]}, from ``slider_slot`` and ``choice_slot``.
    - buttons: (action, label) of the first row; an action "step" is drawn as the main one.
    """
    body = "".join(
        f'<div class="rail-group" role="group" aria-label="{title}">'
        f'<span class="rail-title" aria-hidden="true">{title}</span>{"".join(places)}</div>'
        for title, places in groups.items()
    )
    rows = "".join(
        '<div class="button-row">'
        + "".join(
            f'<button type="button" data-action="{action}"{_primary(action)}>{label}</button>' for action, label in row
        )
        + "</div>"
        for row in (buttons, COMMON_BUTTONS)
    )
    return f'<div class="rail" data-part="rail">{body}<div class="buttons">{rows}</div></div>'


def _primary(action):
    return ' class="primary"' if action == "step" else ""


def slider_slot(symbol, value, bounds, word=None):
    """A slider's place. The slider's view joins the name; print and no-JavaScript show the value."""
    name = f'<span class="name word">{word}</span>' if word else slots.name(symbol)
    low, high, _, scale = bounds
    zero = f' style="--zero:{-low / (high - low):g}"' if scale == "linear" and low < 0 < high else ""
    return (
        f'<div class="rail-slot" data-control="{symbol}"{zero}>{name}<span class="equals"> = </span>'
        f"{html_slot(symbol, value, None if scale == 'whole' else RAIL_DIGITS)}</div>"
    )


def choice_slot(name, title, options, value):
    """The place of a dropdown or of toggle buttons: {key: label}, and the key that is chosen.

    ``title`` stands above the control; print and no-JavaScript show the chosen label behind it.
    """
    return (
        f'<div class="rail-slot choice" data-control="{name}"><span class="name">{escape(title)}</span>'
        '<span class="equals"> = </span>'
        f'<span class="chosen" data-chosen="{name}">{escape(options[value])}</span></div>'
    )
