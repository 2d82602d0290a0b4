"""The explorer of two inputs: a decision line, and the loss over two parameters."""

from types import MappingProxyType

from backprop_lib import symbols
from backprop_lib.live.controls import naming, slider, toggle_buttons
from backprop_lib.live.explorer import Explorer, checked_name
from backprop_lib.live.inputs import neuron, pictures
from backprop_lib.live.inputs.markup import content, verdict
from backprop_lib.live.rail import choice_slot, frame, rail, slider_slot

START = {"data": "and", "loss": "half_squared_error", "over": "w1-w2", "w1": -1.0, "w2": 2.5, "b": -1.0, "eta": 8.0}
TITLES = {"data": "data", "loss": "loss", "over": "surface over"}
CHOICES = {
    "data": {"and": "AND", "or": "OR", "xor": "XOR"},
    "loss": {"half_squared_error": "½ (p − y)²", "binary_cross_entropy": "cross-entropy"},
    "over": {key: ", ".join(map(symbols.text, pair)) for key, pair in pictures.PAIRS.items()},
}
PARAMETER_RANGE = (-5.0, 5.0, 0.01, "linear")
RANGES = dict.fromkeys(neuron.PARAMETERS, PARAMETER_RANGE) | {"eta": (1e-3, 1e2, 0.05, "log")}


class TwoInputsExplorer(Explorer):
    """Sliders for two weights, the bias and the learning rate; choices of data, loss and the surface's two parameters.

    - values: read-only mapping from each symbol that the page shows to its number, such as "p[4]" and "fd/w1".
    - gradients: read-only mapping {"w1": ∂L/∂w₁, "w2": ∂L/∂w₂, "b": ∂L/∂b}.

    Both are computed by `backprop_lib` at the present position of the controls. Made by `explore_two_inputs`.
    """

    def __init__(self, name):
        now = neuron.numbers(START)
        super().__init__(
            kind="inputs",
            name=name,
            controls={key: toggle_buttons(TITLES[key], CHOICES[key], START[key]) for key in TITLES}
            | {key: slider(key, START[key], RANGES[key], ".3g") for key in RANGES},
            markup=frame("inputs", name, _rail(), content(START, now)),
            spec=_spec(name),
            text=_text(now),
        )

    @property
    def values(self):
        return MappingProxyType(neuron.numbers(self.setting()))

    @property
    def gradients(self):
        return MappingProxyType(neuron.gradients(self.setting()))


def explore_two_inputs(name="two-inputs"):
    """An explorer of one sigmoid neuron with two inputs on the four points of AND, OR and XOR.

    Its loss is drawn as a surface over two of w₁, w₂ and b, the third held where it is: ``choices["over"]`` is
    "w1-w2", "w1-b" or "w2-b".

    name: what the page's address calls it. Lower-case letters, digits and hyphens; raises ValueError for another.

    >>> explorer = explore_two_inputs()
    >>> explorer.choices["data"].value = "xor"
    >>> for parameter in ("w1", "w2", "b"):
    ...     explorer.sliders[parameter].value = 0.0
    >>> dict(explorer.gradients)
    {'w1': 0.0, 'w2': 0.0, 'b': 0.0}
    """
    return TwoInputsExplorer(checked_name(name))


def _rail():
    return rail(
        {
            "choices": [choice_slot(key, TITLES[key], CHOICES[key], START[key]) for key in TITLES],
            "parameters": [slider_slot(key, START[key], RANGES[key]) for key in neuron.PARAMETERS],
            "step size": [slider_slot("eta", START["eta"], RANGES["eta"])],
        },
        (("step", "Step"), ("undo", "Undo"), ("reset", "Reset")),
    )


def _spec(name):
    return {
        "name": name,
        "order": list(START),
        "book": START,
        "parameters": list(neuron.PARAMETERS),
        "ranges": {key: list(bounds) for key, bounds in RANGES.items()},
        "choices": {key: list(options) for key, options in CHOICES.items()},
        "symbols": {key: naming(key, word=word) for key, word in TITLES.items()}
        | {"eta": naming("eta", "learning rate")}
        | {key: naming(key) for key in (*neuron.PARAMETERS, "p", "L")},
        "points": neuron.POINTS.tolist(),
        "targets": {data: Y[:, 0].tolist() for data, Y in neuron.DATA.items()},
        "h": neuron.H,
        "levels": pictures.LEVELS,
        "squares": pictures.SQUARES,
        "planes": {"inputs": pictures.INPUTS, "surface": pictures.SURFACE},
        "arrow": pictures.ARROW,
        "far": pictures.FAR,
    }


def _text(now):
    """Both tables in plain text."""
    points = [
        f"({a:g}, {b:g})  p = {now[f'p[{s}]']:.4g}  {verdict(now[f'right/{s}'])}"
        for s, (a, b) in enumerate(neuron.POINTS, 1)
    ]
    gradients = [
        f"{name:2}  gradient {now[f'dL/d{name}']:.4g}, finite difference {now[f'fd/{name}']:.4g}"
        for name in neuron.PARAMETERS
    ]
    start = ", ".join(f"{name} = {START[name]:g}" for name in neuron.PARAMETERS)
    head = f"One neuron with two inputs on {CHOICES['data'][START['data']]}, {start}, loss {now['L']:.4g}"
    return "\n".join([head, *points, *gradients])
