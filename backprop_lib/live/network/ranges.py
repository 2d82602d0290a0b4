"""The sliders of a network: where they start and how far they go."""

from backprop_lib.live.controls import checked_range

PARAMETER_RANGE = (-5.0, 5.0, 0.01, "linear")
DATA_RANGE = (-2.0, 2.0, 0.01, "linear")
TARGET_RANGE = (0.0, 1.0, 0.01, "linear")
RANGES = {
    "y": TARGET_RANGE,
    "y1": TARGET_RANGE,
    "y2": TARGET_RANGE,
    "eta": (1e-3, 1e2, 0.05, "log"),
    "h": (1e-12, 1e-1, 0.1, "log"),
}
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
    found = {symbol: RANGES.get(symbol, DATA_RANGE if symbol in example.data else PARAMETER_RANGE) for symbol in at}
    for symbol, bounds in changed.items():
        if symbol not in found:
            raise ValueError(f"there is no slider {symbol!r} in {example.name!r}; its sliders: {', '.join(found)}")
        _, _, step, scale = found[symbol]
        found[symbol] = (*checked_range(symbol, at[symbol], bounds, scale), step, scale)
    return found
