"""The explorer of depth: what is left of a gradient on its way through many layers."""

from types import MappingProxyType

from backprop_lib.live import controls
from backprop_lib.live.depth import settings
from backprop_lib.live.depth.markup import TICKS, markup
from backprop_lib.live.depth.numbers import numbers, passes
from backprop_lib.live.explorer import Explorer, checked_name
from backprop_lib.rounding import rounded


class DepthExplorer(Explorer):
    """A deep network, drawn anew at every move, and one backward pass through it.

    - sliders: layers, width, scale, seed, eta, limit. choices: activation, residual, initializer, step.
    - values: read-only mapping. ``L`` and ``norm``, the length of the whole gradient, are numbers; ``delta``,
      ``gradient``, ``dead`` and ``saturated`` hold one for each hidden layer, layer 1 first: ‖δ‖, ‖∂L/∂W‖, how many
      units have a slope of exactly 0 on all data, the share of slopes below 0.05.
    - gradients: read-only mapping from ``delta`` and ``W`` to the arrays δ and ∂L/∂W of all layers, the readout last.

    Both are computed at the present position of the controls, after the step where one is chosen. Numbers may then be
    inf or nan. Made by `explore_depth`.
    """

    def __init__(self, setting, name):
        at = numbers(setting)
        super().__init__(
            kind="depth",
            name=name,
            controls={control: _control(control, setting[control]) for control in settings.ORDER},
            markup=markup(name, setting, at),
            spec=_spec(setting, name),
            text="‖δ‖ of each layer\n"
            + "\n".join(f"layer {k:2}: {rounded(at['delta'][k - 1], 4)}" for k in range(setting["layers"], 0, -1)),
        )

    @property
    def values(self):
        found = numbers(self.setting())
        return MappingProxyType({key: tuple(n) if isinstance(n, list) else n for key, n in found.items()})

    @property
    def gradients(self):
        _, found = passes(self.setting())
        return MappingProxyType({"delta": found[-1].gradients.deltas, "W": found[-1].gradients.weights})


def explore_depth(name="depth", **start):
    """An explorer of a deep network: ‖δ‖ of each layer in one backward pass.

    - name: what the page's address calls it. Lower-case letters, digits and hyphens.
    - start: controls that should start elsewhere than in the book: ``explore_depth(activation="relu", layers=20)``.

    Raises ValueError for an unknown control, a value that it cannot have, and a name that does not fit into an address.

    >>> explorer = explore_depth(layers=3)
    >>> explorer.choices["activation"].value = "relu"
    >>> [f"{delta:.3f}" for delta in explorer.values["delta"]]
    ['0.056', '0.082', '0.116']
    """
    return DepthExplorer(settings.start(start), checked_name(name))


def _control(control, value):
    word = settings.SYMBOLS[control]["text"]
    if control in settings.CHOICES:
        kind = controls.dropdown if control == "initializer" else controls.toggle_buttons
        return kind(word, settings.CHOICES[control], value)
    return controls.slider(control, value, settings.RANGES[control], ".3g", None if control == "eta" else word)


def _spec(setting, name):
    """What the page's script must know."""
    return {
        "name": name,
        "order": list(settings.ORDER),
        "book": setting,
        "ranges": {control: list(bounds) for control, bounds in settings.RANGES.items()},
        "choices": {control: list(options) for control, options in settings.CHOICES.items()},
        "labels": settings.CHOICES,
        "symbols": settings.SYMBOLS,
        "samples": settings.SAMPLES,
        "laws": settings.LAWS,
        "ticks": TICKS,
    }
