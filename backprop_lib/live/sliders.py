"""The sliders of an explorer and their ranges."""

import math

import ipywidgets

from backprop_lib import symbols

PARAMETER_RANGE = (-5.0, 5.0, 0.01, "linear")
RANGES = {
    "x": (-2.0, 2.0, 0.01, "linear"),
    "y": (0.0, 1.0, 0.01, "linear"),
    "eta": (1e-3, 1e2, 0.05, "log"),
    "h": (1e-12, 1e-1, 0.1, "log"),
}
"""Lowest, highest, step, scale; the step of a logarithmic slider is one of the exponent."""
READOUTS = {"eta": ".3g", "h": ".2e"}


def start(example):
    """{slider: its value in the book}: data, parameters, eta, h."""
    return example.values | {"eta": example.eta, "h": example.h}


def ranges(example, changed):
    """{slider: (lowest, highest, step, scale)} in the order of the sliders, some of them changed.

    changed: {slider: (lowest, highest)}. Raises ValueError for a slider that there is not, and for
    a range that is none or excludes the start value.
    """
    at = start(example)
    found = {symbol: RANGES.get(symbol, PARAMETER_RANGE) for symbol in at}
    for symbol, bounds in changed.items():
        if symbol not in found:
            raise ValueError(f"there is no slider {symbol!r} in {example.name!r}; its sliders: {', '.join(found)}")
        _, _, step, scale = found[symbol]
        found[symbol] = (*_checked(symbol, at[symbol], bounds, scale), step, scale)
    return found


def _checked(symbol, value, bounds, scale):
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


def slider(symbol, value, bounds):
    """The ipywidgets slider of one number; `bounds` as in `ranges`."""
    low, high, step, scale = bounds
    common = {"value": value, "step": step, "description": symbols.text(symbol), "continuous_update": True}
    if scale == "log":
        return ipywidgets.FloatLogSlider(
            base=10, min=math.log10(low), max=math.log10(high), readout_format=READOUTS[symbol], **common
        )
    return ipywidgets.FloatSlider(min=low, max=high, readout_format=".4f", **common)
