"""The controls of the explorers: genuine ipywidgets sliders, dropdowns and toggle buttons, and their ranges.

A range is (lowest, highest, step, scale). The scale is "linear", "whole" for whole numbers, or "log": the step of a
logarithmic slider is one of the exponent.
"""

import math

import ipywidgets

from backprop_lib import symbols


def naming(symbol, note="", word=None):
    """How the page shows and speaks of a control or a number: a symbol of the book, or a word of its own ("seed").

    note: what is spoken after the name, such as "step size".
    """
    if word:
        return {"html": word, "text": word, "spoken": word, "note": note}
    return {"html": symbols.html(symbol), "text": symbols.text(symbol), "spoken": symbols.spoken(symbol), "note": note}


def slider(symbol, value, bounds, readout=None, word=None):
    """The ipywidgets slider of one number, called by its symbol or by a word.

    - bounds: its range. readout: format of the number beside a logarithmic slider, such as ".3g".
    """
    low, high, step, scale = bounds
    common = {"value": value, "step": step, "description": word or symbols.text(symbol), "continuous_update": True}
    if scale == "log":
        return ipywidgets.FloatLogSlider(
            base=10, min=math.log10(low), max=math.log10(high), readout_format=readout, **common
        )
    if scale == "whole":
        return ipywidgets.IntSlider(min=low, max=high, **common)
    return ipywidgets.FloatSlider(min=low, max=high, readout_format=".4f", **common)


def dropdown(title, options, value):
    """A list to choose from. ``options``: {key: label}; the keys are the values."""
    return ipywidgets.Dropdown(options=_pairs(options), value=value, description=title)


def toggle_buttons(title, options, value):
    """A few buttons, of which one is down. ``options``: {key: label}; the keys are the values."""
    return ipywidgets.ToggleButtons(options=_pairs(options), value=value, description=title)


def _pairs(options):
    return [(label, key) for key, label in options.items()]


def checked_range(symbol, value, bounds, scale):
    """A pair (lowest, highest) that a caller asked for, as floats.

    Raises ValueError where it is no range, or excludes the start value of its slider.
    """
    try:
        low, high = map(float, bounds)
    except (TypeError, ValueError):
        raise ValueError(f"the range of {symbol!r} is a pair (lowest, highest), got {bounds!r}") from None
    if not (math.isfinite(low) and math.isfinite(high) and low < high):
        raise ValueError(f"the range of {symbol!r} needs two finite numbers, the lower first; got {bounds!r}")
    if scale == "log" and low <= 0:
        raise ValueError(f"{symbol!r} has a logarithmic slider, so its range must lie above 0; got {bounds!r}")
    if not low <= value <= high:
        raise ValueError(
            f"the range {low:g} to {high:g} of {symbol!r} excludes its start value {value:g}; "
            f"choose a range that holds {value:g}"
        )
    return low, high
