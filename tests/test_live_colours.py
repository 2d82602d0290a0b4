"""The colours of live.css can be told from what they stand on, in light and in dark."""

import re
from pathlib import Path

import pytest

from backprop_lib import live

CSS = (Path(live.__file__).parent / "static/live.css").read_text(encoding="utf-8")
PAIR = re.compile(r"--([\w-]+):[^;]*light-dark\((#\w{6}), (#\w{6})\)")
COLOURS = {name: {"light": light, "dark": dark} for name, light, dark in PAIR.findall(CSS)}
TEXT, LINE = 4.5, 3.0
TEXT_COLOURS = ("ink", "ink-2", "ink-3", "plus", "minus", "purple")
DEMANDS = [
    *[(colour, ground, TEXT) for colour in TEXT_COLOURS for ground in ("background", "selected")],
    *[(colour, "background", LINE) for colour in ("plus-dimmed", "minus-dimmed", "zero-dimmed", "track")],
    *[(colour, "halo", LINE) for colour in ("plus", "minus", "ink-2")],
    *[(colour, "halo", TEXT) for colour in ("purple", "ink")],
    ("ink", "tint", TEXT),
]  # fmt: skip


def luminance(colour):
    channels = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a, b):
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize(("colour", "ground", "least"), DEMANDS)
def test_contrast(mode, colour, ground, least):
    assert contrast(COLOURS[colour][mode], COLOURS[ground][mode]) >= least


def test_no_text_below_11_px():
    sizes = [float(size) for size in re.findall(r"font(?:-size)?:[^;]*?([\d.]+)px", CSS)]
    assert len(sizes) > 20
    assert min(sizes) >= 11
