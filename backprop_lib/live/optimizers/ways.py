"""The ways of five optimisers over a surface of two parameters, by the library's own optimisers."""

from typing import NamedTuple

import numpy as np

from backprop_lib.optimizers import SGD, Adam, NotFinite, RMSProp

STEPS = 80


class Surface(NamedTuple):
    """f = ½ (a x² + b y²), where an optimiser starts on it, and the value below which it has arrived.

    A ravine where a and b are far apart; a saddle where their signs differ: there f has no lowest point, and 0, the
    value at the saddle itself, is what an optimiser must get below.
    """

    a: float
    b: float
    start: tuple
    arrived: float

    def value(self, x, y):
        return 0.5 * (self.a * x * x + self.b * y * y)

    def gradient(self, x, y):
        return np.array([self.a * x, self.b * y])


SURFACES = {"ravine": Surface(1.0, 25.0, (-4.0, 1.5), 0.2), "saddle": Surface(1.0, -1.0, (-4.0, 0.01), 0.0)}
OPTIMIZERS = {
    "sgd": lambda eta, mu: SGD(eta),
    "momentum": lambda eta, mu: SGD(eta, momentum=mu),
    "nesterov": lambda eta, mu: SGD(
        eta, momentum=mu, nesterov=mu > 0
    ),  # without momentum there is nothing to look ahead
    "rmsprop": lambda eta, mu: RMSProp(eta),
    "adam": lambda eta, mu: Adam(eta),
}


def way(surface, optimizer, eta, mu):
    """Positions of ``STEPS`` steps from the start on, of shape (steps + 1, 2).

    ``surface`` and ``optimizer`` are keys of SURFACES and OPTIMIZERS. Ends where the gradient is not finite.
    """
    surface, optimizer = SURFACES[surface], OPTIMIZERS[optimizer](eta, mu)
    theta = np.array(surface.start)
    places = [theta.copy()]
    for _ in range(STEPS):
        try:
            optimizer.step([theta], [surface.gradient(*theta)])
        except NotFinite:
            break
        places.append(theta.copy())
    return np.array(places)


def numbers(setting):
    """{symbol: float} at a setting of the controls: for each optimiser o, where it stands after t steps, "x/o", "y/o",
    its "f/o", the length of the gradient "norm/o", and "arrived/o", the number of steps after which f is below the
    surface's mark for the first time (inf if it is not)."""
    surface = SURFACES[setting["surface"]]
    found = {"eta": setting["eta"], "mu": setting["mu"], "t": setting["t"]}
    for key in OPTIMIZERS:
        places = way(setting["surface"], key, setting["eta"], setting["mu"])
        x, y = places[min(setting["t"], len(places) - 1)]
        below = np.flatnonzero([surface.value(*place) < surface.arrived for place in places])
        found |= {
            f"x/{key}": x, f"y/{key}": y, f"f/{key}": surface.value(x, y),
            f"norm/{key}": np.hypot(*surface.gradient(x, y)),
            f"arrived/{key}": below[0] if len(below) else np.inf,
        }  # fmt: skip
    return {symbol: float(value) for symbol, value in found.items()}
