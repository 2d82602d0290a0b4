"""A sigmoid at the output: what squared error and cross-entropy send back to its z."""

from backprop_lib import axes, formulas
from backprop_lib.activations import sigmoid
from backprop_lib.formulas import Formula, Term, minus, times
from backprop_lib.live import slots
from backprop_lib.live.activations.lines import Line, column, computed, given
from backprop_lib.live.controls import naming
from backprop_lib.losses import binary_cross_entropy, half_squared_error
from backprop_lib.rounding import rounded

NAME = "output-sigmoid"
START = {"z": -5.0, "y": "1"}
RANGES = {"z": (-10.0, 10.0, 0.01, "linear")}
CHOICES = {"y": {"0": "0", "1": "1"}}
TITLES = {"y": "target y"}
GROUPS = {"numbers": ("z", "y")}
LOSSES = {"squared": "squared error", "cross": "cross-entropy"}

XS = [k / 4 for k in range(-40, 41)]
WIDTH, HEIGHT = 320, 190
FRAME = {"z": (-10.0, 10.0, 36.0, 312.0), "delta": (-1.05, 1.05, 158.0, 8.0)}


def numbers(setting):
    """{symbol: float} at a setting of the controls."""
    z, y = setting["z"], float(setting["y"])
    p = sigmoid(z)
    slope = sigmoid.derivative(z)
    return {
        "z": z, "y": y, "p": p, "e": p - y, "sigma_prime(z)": slope,
        "squared/L": half_squared_error.value(p, y), "squared/delta": half_squared_error.gradient(p, y) * slope,
        "cross/L": binary_cross_entropy.value(z, y), "cross/delta": binary_cross_entropy.gradient(z, y),
    }  # fmt: skip


def gradients(setting):
    """{loss: ∂L/∂z}."""
    now = numbers(setting)
    return {"half_squared_error": now["squared/delta"], "binary_cross_entropy": now["cross/delta"]}


def _lines():
    z, y, p, e, slope = given("z"), given("y"), computed("p"), computed("e"), computed("sigma_prime(z)")
    loss, delta = "<i>L</i>", "<i>δ</i>"
    surprise = Formula((Term("", "−ln(1 − |", "e", "|)", True),), "minus the logarithm of 1 minus the size of {e}")
    return {
        "sigmoid": (
            Line("p", formulas.operation("sigmoid", [z])),
            Line("e", minus(p, y)),
            Line("sigma_prime(z)", times(p, minus(formulas.number(1.0), p))),
        ),
        "squared": (
            Line("squared/L", times(formulas.number(0.5), formulas.operation("pow", [e], 2)), shown=loss),
            Line("squared/delta", times(e, slope), gradient=True, shown=delta),
        ),
        "cross": (
            Line("cross/L", surprise, shown=loss),
            Line("cross/delta", e, gradient=True, shown=delta),
        ),
    }


LINES = _lines()
SPEECH = [line.speech for lines in LINES.values() for line in lines]
SYMBOLS = {"z": naming("z"), "y": naming("y", "target"), "p": naming("p"), "delta": naming("delta")}


def spec():
    """What the view must know beside the controls."""
    return {"frame": FRAME}


def content(now):
    """The sigmoid, and the two losses side by side: lines of calculation and δ over z."""
    sides = "".join(column(title, LINES[loss], now, _panel(loss, title, now)) for loss, title in LOSSES.items())
    return (
        '<section class="calculation"><div class="part">'
        f'<div class="band columns-2">{column("output and error", LINES["sigmoid"][:2], now)}'
        f"{column('slope of the sigmoid', LINES['sigmoid'][2:], now)}</div>"
        f'<div class="band columns-2">{sides}</div></div></section>'
    )


def _panel(loss, title, now):
    """δ over z for both targets; the one that is not chosen is grey."""
    x, y = axes.Scale(*FRAME["z"]), axes.Scale(*FRAME["delta"])
    curves = ""
    for target in ("0", "1"):
        ds = [numbers({"z": z, "y": target})[f"{loss}/delta"] for z in XS]
        other = "" if target == START["y"] else " ghost"
        curves += f'<path class="curve dashed{other}" data-target="{target}" d="{axes.path(x, y, XS, ds)}"/>'
    at = x(now["z"])
    return (
        f'<figure class="panel"><svg class="plot" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" data-loss="{loss}" '
        f'aria-label="{description(title, now["z"], now[f"{loss}/delta"])}">'
        f"{axes.frame(x, y, (-10, -5, 0, 5, 10), (-1, -0.5, 0, 0.5, 1))}"
        f'<text class="symbol end" x="{x.end:g}" y="{y.start - 6:g}"><tspan class="i">z</tspan></text>{curves}'
        f'<path class="here" data-draw="here" d="M{at:g} {y.end:g}V{y.start:g}"/>'
        f'<circle class="hollow" data-draw="on" r="5" cx="{at:g}" cy="{y(now[f"{loss}/delta"]):g}"/></svg>'
        "<figcaption>dashed: <i>δ</i> over <i>z</i>; grey: for the other target</figcaption></figure>"
    )


def description(title, z, delta):
    """A picture in words."""
    return f"Delta over z with {title}: {slots.spoken_number(delta, 4)} at z = {slots.spoken_number(z, 4)}."


def text(now):
    """The book's numbers as plain text."""
    return f"z = {rounded(now['z'])}, y = {now['y']:g}, p = σ(z) = {rounded(now['p'])}\n" + "\n".join(
        f"{title}: L = {rounded(now[f'{loss}/L'])}, δ = ∂L/∂z = {rounded(now[f'{loss}/delta'])}"
        for loss, title in LOSSES.items()
    )
