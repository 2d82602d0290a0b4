"""Small images side by side: grey values as ink, or signed numbers as squares and discs of their size."""

from dataclasses import dataclass
from html import escape

import numpy as np

from backprop_lib.figures.charts import LINE_HEIGHT, SIZES
from backprop_lib.figures.drawing import Figure, svg

SHADES = 16  # of ink
WIDEST, GAP = 170, 14  # of a picture's place and between two pictures, px


@dataclass(frozen=True, eq=False)
class Picture:
    """One image, ``values`` (rows, columns), with lines of ``words`` below it.

    Without ``signed`` the values are 0 (ground) to 1 (ink). With it they have any sign and are drawn in proportion to
    the largest: squares are positive, discs negative, and the side is the size.
    """

    values: np.ndarray
    words: tuple = ()
    signed: bool = False

    def __post_init__(self):
        values = np.asarray(self.values)
        if values.ndim != 2 or not np.isfinite(values).all():
            raise ValueError(f"values has shape {values.shape}, expected finite numbers of shape (rows, columns)")
        if not self.signed and not (values.min() >= 0 and values.max() <= 1):
            raise ValueError(f"values from {values.min():g} to {values.max():g}, expected 0 to 1; or signed=True")


def images(pictures, *, columns, alt, caption):
    """Pictures (``Picture``), row by row; ``columns`` is how many stand in a row on a wide page and on a narrow one."""
    drawings = []
    for (layout, (total, _)), most in zip(SIZES.items(), columns, strict=True):
        across = min(most, len(pictures))
        place = min(total / across, WIDEST)
        side = place - GAP
        height = side + LINE_HEIGHT * max(len(p.words) for p in pictures) + GAP
        free = (total - across * place + GAP) / 2
        body = "".join(
            f'<g transform="translate({free + k % across * place:.1f} {1 + k // across * height:.1f})">'
            f"{_picture(picture, side)}</g>"
            for k, picture in enumerate(pictures)
        )
        rows = -(-len(pictures) // across)
        drawings.append(svg(f"{layout} chart", (total, round(rows * height)), alt, body))
    return Figure(tuple(drawings), alt, caption)


def _picture(picture, side):
    values = np.asarray(picture.values, float)
    height = side * values.shape[0] / values.shape[1]
    words = "".join(
        f'<text class="label" x="{side / 2:.1f}" y="{height + LINE_HEIGHT * (k + 1):.1f}">{escape(line)}</text>'
        for k, line in enumerate(picture.words)
    )
    frame = f'<rect class="edge" width="{side:.1f}" height="{height:.1f}"/>'
    return frame + (_signs(values, side) if picture.signed else _ink(values, side)) + words


def _ink(values, side):
    """One path for each shade."""
    step, paths = side / values.shape[1], {}
    for (i, j), shade in np.ndenumerate(np.rint(values * SHADES).astype(int)):
        if shade:
            box = f"M{j * step:.2f} {i * step:.2f}h{step:.2f}v{step:.2f}h-{step:.2f}z"
            paths.setdefault(int(shade), []).append(box)
    return "".join(
        f'<path class="shade" fill-opacity="{shade / SHADES:g}" d="{"".join(boxes)}"/>'
        for shade, boxes in sorted(paths.items())
    )


def _signs(values, side):
    """Squares and discs at the centres of the pixels."""
    step, largest, marks = side / values.shape[1], np.abs(values).max(), []
    for (i, j), value in np.ndenumerate(values):
        half = step / 2 * abs(value) / largest if largest else 0.0
        x, y = (j + 0.5) * step, (i + 0.5) * step
        if half < 0.25:
            continue
        if value > 0:
            marks.append(f'<rect class="plus" x="{x - half:.1f}" y="{y - half:.1f}" width="{2 * half:.1f}" '
                         f'height="{2 * half:.1f}"/>')  # fmt: skip
        else:
            marks.append(f'<circle class="minus" cx="{x:.1f}" cy="{y:.1f}" r="{half:.1f}"/>')
    return "".join(marks)
