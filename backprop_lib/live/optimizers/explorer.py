"""The explorer of optimisers: how each of them goes over a ravine and over a saddle."""

from types import MappingProxyType

from backprop_lib.live.controls import dropdown, naming, slider, toggle_buttons
from backprop_lib.live.explorer import Explorer, checked_name
from backprop_lib.live.optimizers.markup import FAR, LABELS, NORM, PLANE, arrival, content
from backprop_lib.live.optimizers.ways import STEPS, SURFACES, numbers
from backprop_lib.live.rail import choice_slot, frame, rail, slider_slot

START = {"surface": "ravine", "optimizer": "sgd", "eta": 0.07, "mu": 0.9, "t": 20}
TITLES = {"surface": "surface", "optimizer": "optimiser"}
CHOICES = {"surface": {"ravine": "ravine", "saddle": "saddle"}, "optimizer": LABELS}
RANGES = {"eta": (1e-3, 1.0, 0.02, "log"), "mu": (0.0, 0.99, 0.01, "linear"), "t": (0, STEPS, 1, "whole")}
NOTES = {"eta": "learning rate", "mu": "momentum", "t": "step that is shown"}
FORMULAS = {"ravine": "½(x² + 25y²)", "saddle": "½(x² − y²)"}


class OptimizersExplorer(Explorer):
    """Sliders for the learning rate, the momentum and the step that is shown; choices of surface and optimiser.

    - values: read-only mapping from each symbol that the page shows to its number, such as "x/adam" and "f/adam".
    - gradients: read-only mapping {"x": ∂f/∂x, "y": ∂f/∂y} where the chosen optimiser stands.

    Both are computed by `backprop_lib` at the present position of the controls. Made by `explore_optimizers`.
    """

    def __init__(self, name):
        now = numbers(START)
        super().__init__(
            kind="optimizers",
            name=name,
            controls={
                "surface": toggle_buttons(TITLES["surface"], CHOICES["surface"], START["surface"]),
                "optimizer": dropdown(TITLES["optimizer"], CHOICES["optimizer"], START["optimizer"]),
                "eta": slider("eta", START["eta"], RANGES["eta"], ".3g"),
                "mu": slider("mu", START["mu"], RANGES["mu"]),
                "t": slider("t", START["t"], RANGES["t"]),
            },
            markup=frame("optimizers", name, _rail(), content(START, now)),
            spec=_spec(name),
            text=_text(now),
        )

    @property
    def values(self):
        return MappingProxyType(numbers(self.setting()))

    @property
    def gradients(self):
        now, at = self.values, self.setting()
        dx, dy = SURFACES[at["surface"]].gradient(now[f"x/{at['optimizer']}"], now[f"y/{at['optimizer']}"])
        return MappingProxyType({"x": float(dx), "y": float(dy)})


def explore_optimizers(name="optimizers"):
    """An explorer of optimisers on a ravine and on a saddle.

    name: what the page's address calls it. Lower-case letters, digits and hyphens; raises ValueError for another.

    >>> explorer = explore_optimizers()
    >>> explorer.sliders["t"].value = 1
    >>> round(explorer.values["y/sgd"], 6), round(1.5 - 0.07 * 25 * 1.5, 6)
    (-1.125, -1.125)
    """
    return OptimizersExplorer(checked_name(name))


def _rail():
    return rail(
        {
            "choices": [choice_slot(key, TITLES[key], CHOICES[key], START[key]) for key in TITLES],
            "numbers": [slider_slot(key, START[key], bounds) for key, bounds in RANGES.items()],
        }
    )


def _spec(name):
    return {
        "name": name,
        "order": list(START),
        "book": START,
        "ranges": {key: list(bounds) for key, bounds in RANGES.items()},
        "choices": {key: list(options) for key, options in CHOICES.items()},
        "symbols": {key: naming(key, word=word) for key, word in TITLES.items()}
        | {key: naming(key, note) for key, note in NOTES.items()}
        | {key: naming(key) for key in ("x", "y", "f")},
        "labels": LABELS,
        "formulas": FORMULAS,
        "surfaces": {key: surface._asdict() for key, surface in SURFACES.items()},
        "steps": STEPS,
        "far": FAR,
        "axes": {**PLANE, **NORM},
    }


def _text(now):
    """The table in plain text."""
    rows = [
        f"{label:17} f = {now[f'f/{key}']:.4g} after {START['t']} steps, below {SURFACES['ravine'].arrived:g}: "
        f"{arrival(now[f'arrived/{key}'])}"
        for key, label in LABELS.items()
    ]
    return "\n".join([f"Five optimisers on f = {FORMULAS['ravine']}, η = {START['eta']:g}, μ = {START['mu']:g}", *rows])
