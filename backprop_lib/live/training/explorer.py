"""The explorer of training: the whole run at every move."""

from types import MappingProxyType

from backprop_lib.live.controls import dropdown, slider, toggle_buttons
from backprop_lib.live.explorer import Explorer, checked_name
from backprop_lib.live.training import pictures
from backprop_lib.live.training.markup import markup
from backprop_lib.live.training.numbers import losses, numbers, run
from backprop_lib.live.training.settings import (
    CHOICES,
    DATA,
    EPOCHS,
    MOST_UNITS,
    ORDER,
    PRESETS,
    RANGES,
    SYMBOLS,
    samples,
)

TOGGLES = ("loss", "data")


class TrainingExplorer(Explorer):
    """XOR, trained again from the start at every move.

    - sliders: eta, seed, units, epoch. choices: initializer, activation, loss, optimizer, data.
    - values: read-only mapping with ``W1``, ``b1``, ``W2``, ``b2``, ``z1``, ``h``, ``z2``, ``y_hat`` and ``L`` at the
      chosen epoch. gradients: the same for the derivatives of L by ``W1``, ``b1``, ``W2``, ``b2``, ``z1`` and ``z2``.
      Samples are rows. They are computed when asked for, by training up to the epoch; where training stopped before,
      they are those of its last epoch, and may be inf or nan.

    Made by `explore_training`.
    """

    def __init__(self, setting, name):
        net, _ = run(setting, setting["epoch"])
        curve, at = losses(setting), numbers(setting, net)
        super().__init__(
            kind="training",
            name=name,
            controls={control: _control(control, setting[control]) for control in ORDER},
            markup=markup(name, setting, at, curve, net),
            spec=_spec(setting, name),
            text=(
                f"Training of XOR: the loss is {at['L']:.4g} at epoch {setting['epoch']} "
                f"and {curve[-1]:.4g} after epoch {len(curve) - 1}."
            ),
        )

    def history(self):
        """The whole run at the present setting, by `backprop_lib.train`: a ``History`` with ``losses``."""
        return run(self.setting())[1]

    @property
    def values(self):
        net, cache, _ = self._moment()
        (W1, W2), (b1, b2), (z1, z2) = net.weights, net.biases, cache.zs
        X, Y = samples(self.setting())
        return MappingProxyType({
            "W1": W1, "b1": b1, "W2": W2, "b2": b2, "z1": z1, "h": cache.activations[1], "z2": z2,
            "y_hat": net.predict(X), "L": net.loss(X, Y),
        })  # fmt: skip

    @property
    def gradients(self):
        _, _, found = self._moment()
        (W1, W2), (b1, b2), (z1, z2) = found.weights, found.biases, found.deltas
        return MappingProxyType({"W1": W1, "b1": b1, "W2": W2, "b2": b2, "z1": z1, "z2": z2})

    def _moment(self):
        setting = self.setting()
        X, Y = samples(setting)
        net, _ = run(setting, setting["epoch"])
        cache = net.forward(X)
        return net, cache, net.backward(cache, Y)


def explore_training(preset="four-hidden", name="training"):
    """An explorer of training, which starts at one of its presets and comes back to it.

    - preset: "four-hidden" and "two-hidden", the recipes of two well-known programs; "zeros", "stuck", "too-large".
    - name: what the page's address calls it. Lower-case letters, digits and hyphens.

    Raises ValueError for an unknown preset and a name that does not fit into an address.

    >>> explorer = explore_training()
    >>> explorer.sliders["epoch"].value = 5000
    >>> explorer.values["y_hat"].ravel().round(2)
    array([0.02, 0.97, 0.98, 0.03])
    """
    if preset not in PRESETS:
        raise ValueError(f"there is no preset {preset!r}; the presets: {', '.join(PRESETS)}")
    return TrainingExplorer(PRESETS[preset][1], checked_name(name))


def _control(control, value):
    if control in CHOICES:
        kind = toggle_buttons if control in TOGGLES else dropdown
        return kind(SYMBOLS[control]["text"], CHOICES[control], value)
    word = None if control == "eta" else SYMBOLS[control]["text"]
    return slider(control, value, RANGES[control], ".3g", word)


def _spec(setting, name):
    """What the page's script must know."""
    return {
        "name": name,
        "order": list(ORDER),
        "book": setting,
        "ranges": {control: list(bounds) for control, bounds in RANGES.items()},
        "choices": {control: list(options) for control, options in CHOICES.items()},
        "labels": {control: list(options.values()) for control, options in CHOICES.items()},
        "symbols": SYMBOLS,
        "epochs": EPOCHS,
        "presets": {preset: values for preset, (_, values) in PRESETS.items()},
        "data": {data: [array.tolist() for array in load()] for data, load in DATA.items()},
        "planes": pictures.PLANES,
        "network": {
            "inputs": pictures.INPUTS,
            "output": pictures.OUTPUT,
            "column": pictures.COLUMN,
            "marks": pictures.MARKS,
        },
        "heights": [pictures.heights(units) for units in range(1, MOST_UNITS + 1)],
    }
