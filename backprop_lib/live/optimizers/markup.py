"""The explorer of optimisers as static HTML."""

from backprop_lib import axes
from backprop_lib.axes import Scale
from backprop_lib.live.optimizers.ways import STEPS, SURFACES, way
from backprop_lib.live.slots import exact, html_slot

DIGITS = 4
PLANE = {"x": (-5.0, 5.0, 40.0, 656.0), "y": (-2.0, 2.0, 264.0, 17.6)}  # one unit is as long across as upright
NORM = {"t": (0.0, float(STEPS), 64.0, 640.0), "norm": (1e-6, 1e4, 152.0, 22.0, True)}
LEVELS = {"ravine": (1.0, 3.0, 8.0, 18.0, 32.0, 50.0), "saddle": (-1.5, -0.5, 0.5, 1.5, 3.0, 5.0, 8.0, 11.0)}
FAR = 50.0  # a place farther out is drawn there, so that no drawing needs numbers of a hundred digits
LABELS = {
    "sgd": "gradient descent",
    "momentum": "momentum",
    "nesterov": "Nesterov",
    "rmsprop": "RMSProp",
    "adam": "Adam",
}


def content(setting, now):
    """The plane with the way, the length of the gradient at each step, all optimisers in a table."""
    return (
        f'<figure class="picture">{_plane(setting, now)}'
        '<figcaption class="note">Lines of equal <i>f</i>; the thick one is <i>f</i> = '
        f"{_per_surface(lambda surface: f'{surface.arrived:g}', setting)}. A dot is a step, the ring is step <i>t</i>, "
        "grey is the way before your last move.</figcaption></figure>"
        f'<figure class="picture norms">{_norms(setting, now)}</figure>{_table(setting, now)}'
    )


def _per_surface(words, setting):
    """Words for each surface; the view shows those of the chosen one."""
    return "".join(
        f'<span data-surface="{key}"{"" if key == setting["surface"] else " hidden"}>{words(surface)}</span>'
        for key, surface in SURFACES.items()
    )


def _clipped(x, y, inside):
    """A window as large as the axes, beyond which nothing is drawn."""
    left, top, width, height = x.start, y.end, x.end - x.start, y.start - y.end
    box = f"{left:g} {top:g} {width:g} {height:g}"
    return f'<svg x="{left:g}" y="{top:g}" width="{width:g}" height="{height:g}" viewBox="{box}">{inside}</svg>'


def _plane(setting, now):
    x, y = Scale(*PLANE["x"]), Scale(*PLANE["y"])
    contours = "".join(_contours(key, surface, x, y, key == setting["surface"]) for key, surface in SURFACES.items())
    places = way(setting["surface"], setting["optimizer"], setting["eta"], setting["mu"])
    px, py = (
        [place(min(max(each, -FAR), FAR)) for each in column]
        for place, column in ((x, places[:, 0]), (y, places[:, 1]))
    )
    points = [f"{a:g} {b:g}" for a, b in zip(px, py, strict=True)]
    at = int(setting["t"])
    drawn = (
        '<path class="curve ghost" data-drawn="ghost"/>'
        f'<path class="curve" data-drawn="way" d="M{"L".join(points)}"/>'
        f'<path class="dots" data-drawn="dots" d="{"".join(f"M{point}h0" for point in points)}"/>'
        f'<circle class="here" data-drawn="here" r="6" cx="{px[at]:g}" cy="{py[at]:g}"/>'
    )
    return (
        '<svg class="plot" viewBox="0 0 664 290" width="664" height="290" role="img" data-part="plane" '
        f'aria-label="Lines of equal height and the way of the optimiser">{axes.frame(x, y)}'
        f"{_clipped(x, y, contours + drawn)}"
        '<text class="symbol i end" x="654" y="284">x</text><text class="symbol i" x="8" y="116">y</text></svg>'
    )


def _contours(key, surface, x, y, chosen):
    def line(level, squares):
        return axes.level_line(lambda inputs: surface.value(inputs[:, 0], inputs[:, 1]), x, y, level, squares)

    fine = "".join(line(level, 32) for level in LEVELS[key])
    hidden = "" if chosen else ' style="display:none"'
    return (
        f'<g data-surface="{key}"{hidden}><path class="grid" d="{fine}"/>'
        f'<path class="level" d="{line(surface.arrived, 96)}"/></g>'
    )


def _norms(setting, now):
    t, norm = Scale(*NORM["t"]), Scale(*NORM["norm"])
    surface = SURFACES[setting["surface"]]
    places = way(setting["surface"], setting["optimizer"], setting["eta"], setting["mu"])
    lengths = [float((surface.gradient(*place) ** 2).sum() ** 0.5) for place in places]
    at = int(setting["t"])
    drawn = (
        '<path class="curve ghost" data-drawn="norm-ghost"/>'
        f'<path class="curve" data-drawn="norm" d="{axes.path(t, norm, range(len(lengths)), lengths)}"/>'
        f'<path class="at" data-drawn="at" d="M{t(at):g} {norm.end:g}V{norm.start:g}"/>'
    )
    return (
        '<svg class="plot" viewBox="0 0 664 178" width="664" height="178" role="img" data-part="norms" '
        f'aria-label="Length of the gradient at each step">{axes.frame(t, norm, y_ticks=[1e-6, 1e-3, 1, 1e3])}'
        f"{_clipped(t, norm, drawn)}"
        '<text x="64" y="12">length of the gradient</text><text class="end" x="640" y="12">steps</text></svg>'
    )


def _table(setting, now):
    heads = (
        ("optimizer", "after <i>t</i> steps"),
        ("x", "<i>x</i>"), ("y", "<i>y</i>"), ("f", "<i>f</i>"), ("norm", "‖<i>g</i>‖"),
        ("arrived", f"below {_per_surface(lambda surface: f'{surface.arrived:g}', setting)} after"),
    )  # fmt: skip
    head = "".join(f'<th scope="col" role="columnheader" class="{key}">{words}</th>' for key, words in heads)
    rows = "".join(_row(key, label, setting, now) for key, label in LABELS.items())
    return (
        '<section class="ways"><h3>The same learning rate for all five</h3>'
        f'<table role="table"><thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody></table></section>'
    )


def _row(key, label, setting, now):
    def slot(name, label):
        return f'<td role="cell" data-label="{label}">{html_slot(f"{name}/{key}", now[f"{name}/{key}"], DIGITS)}</td>'

    chosen = ' class="selected"' if key == setting["optimizer"] else ""
    arrived = f"arrived/{key}"
    return (
        f'<tr role="row" data-row="{key}"{chosen}><th scope="row" role="rowheader">{label}</th>'
        f"{slot('x', 'x')}{slot('y', 'y')}{slot('f', 'f')}{slot('norm', '‖g‖')}"
        f'<td role="cell"><span data-symbol="{arrived}" data-value="{exact(now[arrived])}">'
        f"{arrival(now[arrived])}</span></td></tr>"
    )


def arrival(step):
    """The number of steps in words."""
    return f"{step:g} steps" if step <= STEPS else f"not in {STEPS}"
