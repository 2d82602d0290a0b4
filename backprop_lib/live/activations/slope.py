"""One neuron's activation and its slope: what goes back is what arrives, times f′(z)."""

import math

from backprop_lib import axes, formulas
from backprop_lib.activations import ACTIVATIONS, sigmoid
from backprop_lib.formulas import Formula, Term, plus, times
from backprop_lib.live import slots
from backprop_lib.live.activations.lines import Line, column, computed, given
from backprop_lib.live.controls import naming
from backprop_lib.live.slots import html_slot, hue
from backprop_lib.live.width import line_width, width_key
from backprop_lib.rounding import rounded

NAME = "activations"
START = {"activation": "sigmoid", "beside": "none", "z": 3.2, "u": -0.4}
RANGES = {"z": (-6.0, 6.0, 0.01, "linear"), "u": (-2.0, 2.0, 0.01, "linear")}
LABELS = {
    "sigmoid": "sigmoid", "tanh": "tanh", "relu": "ReLU", "leaky_relu": "leaky ReLU",
    "elu": "ELU", "softplus": "softplus", "gelu": "GELU", "silu": "SiLU",
}  # fmt: skip
CHOICES = {"activation": LABELS, "beside": {"none": "none", **LABELS}}
TITLES = {"activation": "activation f", "beside": "slope to compare"}
GROUPS = {"functions": ("activation", "beside"), "numbers": ("z", "u")}
SATURATED = 0.05
CROSSING = 2 * math.acosh((1 + math.sqrt(3)) / 2)
"""Where tanh′ = σ′: both are 1 / cosh² of something, and cosh(z/2) = (1 + √3)/2 there."""

XS = [k / 10 for k in range(-60, 1)] + [1e-9] + [k / 10 for k in range(1, 61)]
"""Where the curves are drawn; the two places at 0 make a step upright."""
HEIGHTS = {"bounded": (-1.15, 1.15), "unbounded": (-1.5, 6.5)}
TICKS = {"bounded": (-1, -0.5, 0, 0.25, 0.5, 1), "unbounded": (-1, 0, 1, 2, 3, 4, 5, 6)}
X_TICKS = range(-6, 7, 2)
TANGENT = 50  # px to both sides
SIZES = {"wide": (664, 310), "tall": (352, 300)}


def numbers(setting):
    """{symbol: float} at a setting of the controls."""
    z, u = setting["z"], setting["u"]
    f = ACTIVATIONS[setting["activation"]]
    other = ACTIVATIONS.get(setting["beside"], f)
    a, slope = f(z), f.derivative(z)
    s, c = _gate(setting["activation"], z)
    return {
        "z": z, "u": u, "a": a, "f_prime(z)": slope, "delta": u * slope, "compared": other.derivative(z),
        "s": s, "c": c, "crossing": CROSSING,
    }  # fmt: skip


def _gate(activation, z):
    """s and c of the activations that are z · s: their slope is s + a c."""
    g, slope = z, 1.0
    if activation == "gelu":
        g, slope = (math.sqrt(8 / math.pi) * factor for factor in (z + 0.044715 * z**3, 1 + 3 * 0.044715 * z**2))
    return sigmoid(g), sigmoid(-g) * slope


def gradients(setting):
    """{name: ∂L/∂name} of the neuron's output a and its weighted sum z."""
    now = numbers(setting)
    return {"a": now["u"], "z": now["delta"]}


def _lines():
    """{activation: the formulas of its value and its slope, and a remark}."""
    z, a, s, c = given("z"), computed("a"), computed("s"), computed("c")

    def recorded(name):
        slope = formulas.total(formulas.derivatives(name, a, [z]), upstream=None)
        return formulas.operation(name, [z]), slope

    return {
        "sigmoid": (*recorded("sigmoid"), "At most ¼, at <i>z</i> = 0."),
        "tanh": (*recorded("tanh"), "At most 1, at <i>z</i> = 0."),
        "relu": (*recorded("relu"), "At the kink, <i>z</i> = 0, this book takes the slope from the left, 0."),
        "leaky_relu": (*recorded("leaky_relu"), "At the kink, <i>z</i> = 0, this book takes the slope from the left."),
        "elu": (
            Formula((Term("", "elu(", "z", ")"),), "elu of {z}"),
            Formula((Term("", "exp(min(", "z", ", 0))"),), "the exponential of the lesser of {z} and 0"),
            "<i>z</i> to the right of 0, exp(<i>z</i>) − 1 to the left: no kink.",
        ),
        "softplus": (
            formulas.operation("log", [plus(formulas.number(1.0), formulas.operation("exp", [z]))]),
            formulas.operation("sigmoid", [z]),
            "A ReLU without its corner; its slope is the sigmoid.",
        ),
        "gelu": (
            times(z, s),
            plus(s, times(a, c)),
            "<i>s</i> = <i>σ</i>(<i>g</i>), <i>c</i> = (1 − <i>s</i>) <i>∂g</i>/<i>∂z</i>, "
            "<i>g</i> = √(8/π) (<i>z</i> + 0.044715 <i>z</i>³)",
        ),
        "silu": (
            times(z, s),
            plus(s, times(a, c)),
            "<i>s</i> = <i>σ</i>(<i>z</i>), <i>c</i> = 1 − <i>s</i>; also called swish.",
        ),
    }


LINES = {
    name: (Line("a", value, shown="<i>f</i>(<i>z</i>)"), Line("f_prime(z)", slope), remark)
    for name, (value, slope, remark) in _lines().items()
}
PASSED_ON = Line("delta", times(computed("u"), computed("f_prime(z)")), gradient=True)
SPEECH = [line.speech for value, slope, _ in LINES.values() for line in (value, slope)] + [PASSED_ON.speech]
SYMBOLS = {
    "z": naming("z"),
    "u": naming("u", "the gradient that arrives"),
    **{symbol: naming(symbol) for symbol in ("a", "delta", "f_prime(z)")},
}


def spec():
    """What the view must know beside the controls."""
    return {"labels": LABELS, "heights": HEIGHTS, "frames": {layout: _scales(layout) for layout in SIZES}}


def _scales(layout):
    """{axis: (low, high, start, end)} of one drawing, in px."""
    width, height = SIZES[layout]
    left = 48 if layout == "wide" else 36
    place = {name: (*bounds, height - 32, 8) for name, bounds in HEIGHTS.items()}
    return {"z": (*RANGES["z"][:2], left, width - 8), **place}


def content(now):
    """Picture, lines of calculation, and the line of the gradient."""
    drawings = "".join(_drawing(layout, now) for layout in SIZES)
    blocks = "".join(
        f'<div class="of{"" if name == START["activation"] else " absent"}" data-activation="{name}">'
        + column("value and slope", (value, slope), now, f'<p class="remark">{remark}</p>')
        + "</div>"
        for name, (value, slope, remark) in LINES.items()
    )
    return (
        f'<figure class="picture" data-part="picture">{drawings}{_legend(now)}</figure>'
        f'<section class="calculation"><div class="part"><div class="own">{blocks}</div>'
        f"{column('downstream = upstream · slope', [PASSED_ON], now)}</div></section>{_passage(now)}"
    )


def _drawing(layout, now):
    place = _scales(layout)
    x = axes.Scale(*place["z"])
    f = ACTIVATIONS[START["activation"]]
    y = axes.Scale(*place["bounded"])
    values, slopes = [f(z) for z in XS], [f.derivative(z) for z in XS]
    frames = "".join(
        f'<g data-frame="{name}"{"" if name == "bounded" else " hidden"}>'
        f"{axes.frame(x, axes.Scale(*place[name]), X_TICKS, ticks)}</g>"
        for name, ticks in TICKS.items()
    )
    crossings = "".join(
        f'<circle cx="{x(at)}" cy="{y(sigmoid.derivative(at))}" r="7"/>' for at in (-CROSSING, CROSSING)
    )
    a, slope = now["a"], now["f_prime(z)"]
    return (
        f'<svg class="plot {layout}" viewBox="0 0 {SIZES[layout][0]} {SIZES[layout][1]}" role="img" '
        f'aria-label="{description(now)}">'
        f'<path class="saturated" data-draw="saturated" d="{saturated(x, y, slopes)}"/>{frames}'
        f'<text class="symbol end" x="{x.end:g}" y="{y.start - 8:g}">'
        '<tspan class="i">z</tspan></text>'
        '<path class="curve ghost dashed" data-draw="beside" d=""/>'
        f'<path class="curve" data-draw="value" d="{axes.path(x, y, XS, values)}"/>'
        f'<path class="curve dashed" data-draw="slope" d="{axes.path(x, y, XS, slopes)}"/>'
        f'<g class="crossings" hidden>{crossings}</g>'
        f'<path class="here" data-draw="here" d="M{x(now["z"]):g} {y.end}V{y.start}"/>'
        f'<path class="tangent" data-draw="tangent" d="{tangent(x, y, now["z"], a, slope)}"/>'
        f'<circle class="full" data-draw="on-value" r="5" cx="{x(now["z"]):g}" cy="{y(a):g}"/>'
        f'<circle class="hollow" data-draw="on-slope" r="5" cx="{x(now["z"]):g}" cy="{y(slope):g}"/></svg>'
    )


def tangent(x, y, z, a, slope):
    """A piece of the tangent at z, of the same length on the page wherever it is, as far as the axis goes."""
    across, up = x(1) - x(0), slope * (y(1) - y(0))
    reach = TANGENT / math.hypot(across, up)
    ends = max(x.low, z - reach), min(x.high, z + reach)
    return axes.path(x, y, ends, [a + slope * (end - z) for end in ends])


def saturated(x, y, slopes):
    """Rectangles over the places where the slope is below 0.05 in size, from sample to sample."""
    pieces, start, last = [], None, XS[0]
    for z, slope in zip([*XS, math.inf], [*slopes, math.inf], strict=True):
        low = abs(slope) < SATURATED
        if low and start is None:
            start = z
        elif not low and start is not None:
            pieces.append(f"M{x(start):g} {y.end}H{x(last):g}V{y.start}H{x(start):g}z")
            start = None
        last = z
    return "".join(pieces)


def description(now):
    """The picture in words."""
    z, a, slope = (slots.spoken_number(now[symbol], 4) for symbol in ("z", "a", "f_prime(z)"))
    return f"The activation and its slope over z. At z = {z} the value is {a} and the slope {slope}."


def _legend(now):
    beside = html_slot("compared", now["compared"], 4)
    return (
        '<figcaption class="legend"><p class="kinds"><span class="value"><i>f</i>(<i>z</i>)</span>'
        '<span class="gradient"><i>f</i>′(<i>z</i>)</span>'
        f'<span class="low">slope below {SATURATED}: saturated</span>'
        '<span class="other absent" data-part="beside"><span class="who"></span>, here '
        f"{beside}</span>"
        '<span class="cross absent" data-part="crossing">○ equal slopes at |<i>z</i>| = '
        f"{html_slot('crossing', CROSSING, 5)}</span></p></figcaption>"
    )


def _passage(now):
    """The gradient's line, before and behind the slope."""
    ends = {"delta": "goes on", "u": "arrives"}
    sides = {
        symbol: f'<div class="side"><svg width="100%" height="14" aria-hidden="true" class="{hue(now[symbol])}" '
        f'data-width="{symbol}" stroke-width="{line_width(now[symbol]):g}">'
        '<line x1="100%" x2="9" y1="7" y2="7"/><path d="M9 2L0 7L9 12z"/></svg>'
        f"<p>{word} {html_slot(symbol, now[symbol], 4, hue(now[symbol]))}</p></div>"
        for symbol, word in ends.items()
    }
    return (
        f'<figure class="passage"><div class="way">{sides["delta"]}'
        f'<span class="gate"><i>f</i>′</span>{sides["u"]}</div>'
        '<figcaption class="legend"><p>The gradient comes from the right and goes on to the left.</p>'
        f"{width_key()}</figcaption></figure>"
    )


def text(now):
    """The book's numbers as plain text."""
    return (
        f"f = {LABELS[START['activation']]}, z = {rounded(now['z'])}\n"
        f"f(z) = {rounded(now['a'])}\nf′(z) = {rounded(now['f_prime(z)'])}\n"
        f"δ = u · f′(z) = {rounded(now['u'])} × {rounded(now['f_prime(z)'])} = {rounded(now['delta'])}"
    )
