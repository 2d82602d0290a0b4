"""The explorers of activations, one for each thing to see."""

from types import MappingProxyType

from backprop_lib.live import controls
from backprop_lib.live.activations import loss, slope, softmax
from backprop_lib.live.controls import naming
from backprop_lib.live.explorer import Explorer, checked_name
from backprop_lib.live.rail import choice_slot, frame, rail, slider_slot

PARTS = {"slope": slope, "loss": loss, "softmax": softmax}
FEW = 5
"""Up to so many options stand side by side as buttons; more are a list."""


class ActivationsExplorer(Explorer):
    """Sliders and choices for an activation, and what a gradient becomes behind it.

    - values: read-only mapping from each symbol that the page shows to its number.
    - gradients: read-only mapping; "slope": ∂L/∂a and ∂L/∂z by "a" and "z"; "loss" and "softmax": ∂L/∂z by the name of
      the loss, a number or a tuple.

    Both are computed by `backprop_lib` at the present position of the controls. Made by `explore_activations`.
    """

    def __init__(self, part, name):
        self.part = PARTS[part]
        start = self.part.START
        now = self.part.numbers(start)
        super().__init__(
            kind="activations",
            name=name,
            controls={control: _control(self.part, control) for control in start},
            markup=frame("activations", name, _rail(self.part), self.part.content(now)),
            spec=_spec(part, name),
            text=self.part.text(now),
        )

    @property
    def values(self):
        return MappingProxyType(self.part.numbers(self.setting()))

    @property
    def gradients(self):
        return MappingProxyType(self.part.gradients(self.setting()))


def explore_activations(part="slope", name=None):
    """An explorer of activations.

    - part: "slope", an activation with its slope, through which a gradient passes; "loss", a sigmoid at the output with
      squared error beside cross-entropy; "softmax", three logits with the Jacobian and both losses.
    - name: what the page's address calls it. Lower-case letters, digits and hyphens.

    Raises ValueError for an unknown part and for a name that does not fit into an address.

    >>> explorer = explore_activations()
    >>> explorer.sliders["z"].value = 0
    >>> explorer.values["f_prime(z)"]
    0.25
    """
    if part not in PARTS:
        raise ValueError(f"explore_activations expects one of the parts {', '.join(map(repr, PARTS))}; got {part!r}")
    return ActivationsExplorer(part, checked_name(PARTS[part].NAME if name is None else name))


def _control(part, name):
    if name in part.RANGES:
        return controls.slider(name, part.START[name], part.RANGES[name])
    options = part.CHOICES[name]
    kind = controls.dropdown if len(options) > FEW else controls.toggle_buttons
    return kind(part.TITLES[name], options, part.START[name])


def _rail(part):
    def place(name):
        value = part.START[name]
        if name in part.RANGES:
            return slider_slot(name, value, part.RANGES[name])
        return choice_slot(name, part.TITLES[name], part.CHOICES[name], value)

    return rail({title: [place(name) for name in names] for title, names in part.GROUPS.items()})


def _spec(part, name):
    module = PARTS[part]
    return {
        "name": name,
        "part": part,
        "order": list(module.START),
        "book": module.START,
        "ranges": {symbol: list(bounds) for symbol, bounds in module.RANGES.items()},
        "choices": {choice: list(options) for choice, options in module.CHOICES.items()},
        "symbols": {**{name: naming(name, word=title) for name, title in module.TITLES.items()}, **module.SYMBOLS},
        "speech": module.SPEECH,
        **module.spec(),
    }
