"""The two planes: the inputs with the decision line, two parameters with the loss. frontend/live/inputs moves them."""

import itertools
import math

import numpy as np

from backprop_lib import symbols
from backprop_lib.activations import sigmoid
from backprop_lib.axes import Scale, label, level_line
from backprop_lib.live.inputs.neuron import DATA, PARAMETERS, POINTS
from backprop_lib.live.slots import svg_symbol
from backprop_lib.losses import LOSSES

LEFT, TOP, SIDE = 34, 8, 280
INPUTS = {"x": (-0.5, 1.5, LEFT, LEFT + SIDE), "y": (-0.5, 1.5, TOP + SIDE, TOP)}
SURFACE = {"x": (-5.0, 5.0, LEFT, LEFT + SIDE), "y": (-5.0, 5.0, TOP + SIDE, TOP)}
PAIRS = {"-".join(pair): pair for pair in itertools.combinations(PARAMETERS, 2)}
"""{key of a choice, such as "w1-b": the two parameters that the surface has axes for}."""
SQUARES = 48
LEVELS = {
    "half_squared_error": (0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.13, 0.16, 0.2, 0.25),
    "binary_cross_entropy": (0.1, 0.2, 0.35, 0.5, 0.7, 1.0, 1.5, 2.0, 2.5, 3.0),
}
ARROW = 64  # px, whatever the length of the gradient
FAR = 50.0  # a parameter farther out is drawn there, so that no drawing needs numbers of a hundred digits


def inputs(setting):
    """The four points, full for the target 1, and where p is above ½."""
    x, y = Scale(*INPUTS["x"]), Scale(*INPUTS["y"])
    area, line = half_plane(setting["w1"], setting["w2"], setting["b"], x, y)
    points = "".join(
        f'<circle class="point{" one" if target else ""}" cx="{x(a):g}" cy="{y(b):g}" r="7"/>'
        f'<text class="target" x="{x(a) + 11:g}" y="{y(b) - 10:g}">{target:g}</text>'
        for (a, b), target in zip(POINTS, DATA[setting["data"]][:, 0], strict=True)
    )
    drawn = f'<path class="area" data-drawn="area" d="{area}"/><path class="curve" data-drawn="line" d="{line}"/>'
    return _plane("inputs", "The inputs, and where p is above one half", drawn + points, x, y, (0, 1), ("x1", "x2"))


def held(over):
    """The parameter that the surface over a pair has no axis for: it stays where it is."""
    return next(name for name in PARAMETERS if name not in PAIRS[over])


def surface(setting, now):
    """Lines of equal loss over a pair of parameters, the present place, and two arrows along −gradient.

    - now: the numbers at the setting; the arrows are from the backward pass and from finite differences.
    """
    x, y = Scale(*SURFACE["x"]), Scale(*SURFACE["y"])
    pair = PAIRS[setting["over"]]
    place = [setting[name] for name in pair]
    here = x(place[0]), y(place[1])
    gradient, difference = ([now[f"{kind}{name}"] for name in pair] for kind in ("dL/d", "fd/"))

    def line(level):
        return level_line(lambda places: losses(places, setting), x, y, level, SQUARES)

    levels = LEVELS[setting["loss"]]
    drawn = "".join(
        f'<path class="level" data-level="{k}" style="stroke-opacity:{1 - 0.75 * k / (len(levels) - 1):.2f}" '
        f'd="{line(level)}"/>'
        for k, level in enumerate(levels)
    )
    present = float(losses(np.array([place]), setting)[0])
    drawn += (
        f'<path class="curve" data-drawn="present" d="{line(present)}"/>'
        f'<path class="gradient" data-drawn="gradient" d="{arrow(here, gradient, gradient, 9)}"/>'
        f'<path class="difference" data-drawn="difference" d="{arrow(here, difference, gradient, 5)}"/>'
        '<path class="steps" data-drawn="steps"/><path class="dots" data-drawn="dots"/>'
        f'<circle class="here" data-drawn="here" r="5" cx="{here[0]:g}" cy="{here[1]:g}"/>'
    )
    first, second = map(symbols.spoken, pair)
    words = f"Lines of equal loss over {first} and {second}, and the direction of the step"
    return _plane("surface", words, drawn, x, y, (-4, -2, 0, 2, 4), pair)


def losses(places, setting):
    """The mean loss at each row of ``places`` (n, 2), values of the pair, with the third parameter as it is set."""
    loss = LOSSES[setting["loss"]]
    at = setting | dict(zip(PAIRS[setting["over"]], places.T[..., np.newaxis], strict=True))
    z = at["w1"] * POINTS[:, 0] + at["w2"] * POINTS[:, 1] + at["b"]
    Y = np.broadcast_to(DATA[setting["data"]][:, 0], z.shape)
    return loss.value((z if loss.from_logits else sigmoid(z))[..., np.newaxis], Y[..., np.newaxis])


def half_plane(w1, w2, b, x, y):
    """Where w₁x₁ + w₂x₂ + b is above 0: the ``d`` of that part of the plane and of the line that bounds it."""
    corners = [(x.low, y.low), (x.high, y.low), (x.high, y.high), (x.low, y.high)]
    z = [w1 * x1 + w2 * x2 + b for x1, x2 in corners]
    around, cut = [], []
    for k, corner in enumerate(corners):
        after = (k + 1) % 4
        if z[k] > 0:
            around.append(corner)
        if (z[k] > 0) != (z[after] > 0):
            share = z[k] / (z[k] - z[after])
            cut.append(tuple(a + share * (b - a) for a, b in zip(corner, corners[after], strict=True)))
            around.append(cut[-1])
    area, line = ("L".join(f"{x(a):g} {y(b):g}" for a, b in points) for points in (around, cut))
    return f"M{area}Z" if area else "", f"M{line}" if line else ""


def arrow(start, gradient, whole, head):
    """From a place along −gradient, as long as ``gradient`` is beside ``whole``, which gets ARROW px."""
    length = math.hypot(*whole)
    if not 0 < length < math.inf:
        return ""
    (x, y), (dx, dy) = start, (-ARROW * gradient[0] / length, ARROW * gradient[1] / length)
    ex, ey, size = x + dx, y + dy, math.hypot(dx, dy)
    if size == 0:
        return ""
    ux, uy = head * dx / size, head * dy / size
    wings = [(ex - ux + side * uy, ey - uy - side * ux) for side in (0.7, -0.7)]
    shown = [f"{round(a, 1):g} {round(b, 1):g}" for a, b in ((x, y), (ex, ey), wings[0], (ex, ey), wings[1])]
    return "M{}L{}M{}L{}L{}".format(*shown)


def _plane(name, words, inside, x, y, ticks, names):
    bottom = TOP + SIDE
    box = f"{LEFT} {TOP} {SIDE} {SIDE}"
    numbers = "".join(
        f'<text class="tick x" x="{x(tick):g}" y="{bottom + 18}">{label(tick)}</text>'
        f'<text class="tick y" x="{LEFT - 7}" y="{y(tick) + 4:g}">{label(tick)}</text>'
        for tick in ticks
    )
    return (
        f'<svg class="plot" viewBox="0 0 {LEFT + SIDE + 6} {bottom + 24}" role="img" aria-label="{words}" '
        f'data-part="{name}"><svg x="{LEFT}" y="{TOP}" width="{SIDE}" height="{SIDE}" viewBox="{box}">{inside}</svg>'
        f'<path class="frame" d="M{LEFT} {TOP}h{SIDE}v{SIDE}h-{SIDE}z"/>{numbers}'
        f'<text class="symbol end" x="{LEFT + SIDE}" y="{bottom + 20}">{svg_symbol(names[0])}</text>'
        f'<text class="symbol end" x="{LEFT - 7}" y="{TOP + 12}">{svg_symbol(names[1])}</text></svg>'
    )
