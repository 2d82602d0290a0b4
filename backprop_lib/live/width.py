"""The width of a line says how large its number is, on one logarithmic scale for all pictures."""

import math

THIN, THICK = 0.8, 5.3


def line_width(value):
    """0.8 px at 10⁻⁴ and below, 0.9 px more for each power of ten, at most 5.3 px."""
    if not math.isfinite(value):
        return THICK
    if value == 0:
        return THIN
    return round(min(max(THIN + 0.9 * (math.log10(abs(value)) + 4), THIN), THICK), 2)


def width_key():
    """The scale in print: a short line over each power of ten."""
    sizes = "".join(
        '<span><svg width="28" height="6" viewBox="0 0 28 6" aria-hidden="true">'
        f'<path d="M0 3H28" stroke-width="{line_width(float(size)):g}"/></svg>{size}</span>'
        for size in ("0.001", "0.01", "0.1", "1", "10")
    )
    return f'<p class="sizes"><span>size</span>{sizes}</p>'
