"""The numbers of the two networks of the explorers, calculated by hand and independently of the library.

Every derivative is written out as the chain rule gives it on paper; nothing here imports `backprop_lib`.
"""

import math
from dataclasses import dataclass

EPSILON = 2.0**-52
AGREE = 1e-12
"""Relative difference that two correct calculations in 64 bits may show on well-conditioned numbers."""


def sigmoid(z):
    e = math.exp(-abs(z))
    return (1.0 if z >= 0 else e) / (1.0 + e)


def one_two_one(p, nudge=()):
    """Every number of the 1-2-1 network at the setting `p` = {"x": ..., "y": ..., "w1": ..., ...}.

    nudge: {activation: factor}, for the rounding of an exponential: see `tolerances`.
    """
    nudge = dict(nudge)
    x, y, w1, w2, w3, w4, b1, b2, b3 = (p[name] for name in ("x", "y", "w1", "w2", "w3", "w4", "b1", "b2", "b3"))
    z1 = w1 * x + b1
    h1 = sigmoid(z1) * nudge.get("h1", 1)
    z2 = w2 * x + b2
    h2 = sigmoid(z2) * nudge.get("h2", 1)
    z3 = w3 * h1 + w4 * h2 + b3 + nudge.get("z3", 0)
    y_hat = sigmoid(z3) * nudge.get("y_hat", 1)
    error = y_hat - y
    slope1, slope2, slope3 = h1 * (1 - h1), h2 * (1 - h2), y_hat * (1 - y_hat)
    delta3 = error * slope3
    delta1 = delta3 * w3 * slope1
    delta2 = delta3 * w4 * slope2
    return {
        "x": x, "y": y, "w1": w1, "w2": w2, "w3": w3, "w4": w4, "b1": b1, "b2": b2, "b3": b3,
        "z1": z1, "h1": h1, "z2": z2, "h2": h2, "z3": z3, "y_hat": y_hat, "L": error * error / 2,
        "dL/dL": 1.0, "dL/dy_hat": error, "dL/dy": -error,
        "sigma_prime(z1)": slope1, "sigma_prime(z2)": slope2, "sigma_prime(z3)": slope3,
        "delta1": delta1, "delta2": delta2, "delta3": delta3,
        "dL/dh1": delta3 * w3, "dL/dh2": delta3 * w4,
        "dL/dw1": delta1 * x, "dL/dw2": delta2 * x, "dL/dw3": delta3 * h1, "dL/dw4": delta3 * h2,
        "dL/db1": delta1, "dL/db2": delta2, "dL/db3": delta3,
        "dL/dx": delta1 * w1 + delta2 * w2,
        "dz1/dx": w1, "dz1/dw1": x, "dz1/db1": 1.0, "dz2/dx": w2, "dz2/dw2": x, "dz2/db2": 1.0,
        "dh1/dz1": slope1, "dh2/dz2": slope2,
        "dz3/dw3": h1, "dz3/dh1": w3, "dz3/dw4": h2, "dz3/dh2": w4, "dz3/db3": 1.0,
        "dy_hat/dz3": slope3,
    }  # fmt: skip


def one_neuron(p, nudge=()):
    """Every number of one sigmoid neuron with one input."""
    nudge = dict(nudge)
    x, y, w, b = (p[name] for name in ("x", "y", "w", "b"))
    z = w * x + b
    y_hat = sigmoid(z) * nudge.get("y_hat", 1)
    error = y_hat - y
    slope = y_hat * (1 - y_hat)
    delta = error * slope
    return {
        "x": x, "y": y, "w": w, "b": b, "z": z, "y_hat": y_hat, "L": error * error / 2,
        "dL/dL": 1.0, "dL/dy_hat": error, "dL/dy": -error, "sigma_prime(z)": slope, "delta": delta,
        "dL/dw": delta * x, "dL/db": delta, "dL/dx": delta * w,
        "dz/dw": x, "dz/dx": w, "dz/db": 1.0, "dy_hat/dz": slope,
    }  # fmt: skip


@dataclass(frozen=True)
class Network:
    """One of the two networks: its function, the names of its inputs and the book's numbers."""

    numbers: object
    data: tuple
    parameters: tuple
    rounded: tuple
    book: dict
    paths: dict
    eta: float = 0.1
    h: float = 1e-5

    @property
    def setting(self):
        """The book's numbers, η and h included."""
        return {**self.book, "eta": self.eta, "h": self.h}


WORKED_EXAMPLE = Network(
    one_two_one,
    data=("x", "y"),
    parameters=("w1", "w2", "w3", "w4", "b1", "b2", "b3"),
    rounded=("h1", "h2", "y_hat"),
    book={"x": 0.5, "y": 1.0, "w1": 0.1, "w2": 0.2, "w3": 0.3, "w4": 0.4, "b1": 0.1, "b2": 0.1, "b3": 0.1},
    paths={
        "w1": [("w3", "x", "sigma_prime(z1)")], "b1": [("w3", "sigma_prime(z1)")],
        "w2": [("w4", "x", "sigma_prime(z2)")], "b2": [("w4", "sigma_prime(z2)")],
        "w3": [("h1",)], "w4": [("h2",)], "b3": [()],
        "x": [("w3", "w1", "sigma_prime(z1)"), ("w4", "w2", "sigma_prime(z2)")],
    },
)  # fmt: skip
"""paths: the factors of each path from z₃ back, on top of ∂L/∂ŷ and σ′(z₃)."""

ONE_NEURON = Network(
    one_neuron,
    data=("x", "y"),
    parameters=("w", "b"),
    rounded=("y_hat",),
    book={"x": 2.0, "y": 1.0, "w": 0.5, "b": 0.0},
    paths={"w": [("x",)], "b": [()], "x": [("w",)]},
)


def gradient_of(network, numbers, name):
    """∂L/∂name by its symbol: delta for a weighted sum."""
    return numbers["delta" + name[1:] if name.startswith("z") else f"dL/d{name}"]


def everything(network, setting):
    """({symbol: number}, {symbol: tolerance}) of all that an explorer shows at `setting` (η and h included)."""
    numbers, allowed = _with_tolerances(network, setting)
    eta, h = setting["eta"], setting["h"]
    numbers |= {"eta": eta, "h": h}
    allowed |= {"eta": 0.0, "h": 0.0}
    gradients = {name: numbers[f"dL/d{name}"] for name in network.parameters}
    for name, gradient in gradients.items():
        difference, noise = _central_difference(network, setting, name, h)
        numbers[f"fd/{name}"], allowed[f"fd/{name}"] = difference, noise
        numbers[f"update/{name}"] = -eta * gradient
        allowed[f"update/{name}"] = eta * allowed[f"dL/d{name}"]
        numbers[f"new/{name}"] = setting[name] - eta * gradient
        allowed[f"new/{name}"] = allowed[f"update/{name}"] + AGREE * abs(numbers[f"new/{name}"])
    after, after_allowed = _with_tolerances(network, setting | {n: numbers[f"new/{n}"] for n in network.parameters})
    # The new parameters are themselves rounded: each carries its tolerance into the loss.
    carried = sum(abs(after[f"dL/d{n}"]) * allowed[f"new/{n}"] for n in network.parameters)
    numbers["new/L"], allowed["new/L"] = after["L"], after_allowed["L"] + carried
    numbers["predicted"] = -eta * sum(g * g for g in gradients.values())
    allowed["predicted"] = AGREE * abs(numbers["predicted"]) + eta * sum(
        2 * abs(g) * allowed[f"dL/d{n}"] for n, g in gradients.items()
    )
    numbers["actual"] = numbers["new/L"] - numbers["L"]
    # A difference of two losses: both roundings stay, however small the difference is.
    allowed["actual"] = (
        AGREE * abs(numbers["actual"]) + _noise(after, after_allowed) + _noise(numbers, allowed) + carried
    )
    return numbers, allowed


def step(network, setting):
    """The setting after one step of gradient descent on all parameters."""
    numbers = network.numbers(setting)
    return setting | {n: setting[n] - setting["eta"] * numbers[f"dL/d{n}"] for n in network.parameters}


def digits_of_agreement(a, b):
    """Leading digits that two numbers share: ⌊−log₁₀ of the relative difference⌋."""
    if not (math.isfinite(a) and math.isfinite(b)):
        return math.nan
    if a == b:
        return math.inf
    return max(0, math.floor(-math.log10(abs(a - b) / max(abs(a), abs(b)))))


def _central_difference(network, setting, name, h):
    """(L(p + h) − L(p − h)) / 2h, and how far another correct calculation may lie from it.

    The rounding of the two losses does not shrink with h, so it is divided by 2h.
    """
    losses, noise = [], 0.0
    for place in (setting[name] + h, setting[name] - h):
        numbers, allowed = _with_tolerances(network, setting | {name: place})
        losses.append(numbers["L"])
        noise += _noise(numbers, allowed)
    difference = (losses[0] - losses[1]) / (2 * h)
    return difference, AGREE * abs(difference) + noise / (2 * h)


def _noise(numbers, allowed):
    """Rounding of a loss without the allowance for well-conditioned numbers."""
    return allowed["L"] - AGREE * numbers["L"]


def _with_tolerances(network, setting):
    """The numbers, and for each 10⁻¹² of itself plus what the rounding of an exponential does to it.

    Two correct libraries differ by a unit or two in the last place of exp. Where 1 − ŷ or ŷ − y cancels,
    that unit is far more than 10⁻¹² of the result: 1 − 0.99999 has lost five digits.
    """
    numbers = network.numbers(setting)
    allowed = {symbol: AGREE * abs(value) for symbol, value in numbers.items()}
    nudges = [{name: 1 + side * 2 * EPSILON} for name in network.rounded for side in (1, -1)]
    if "z3" in numbers:
        nudges += [{"z3": side * EPSILON * _magnitude_of_z3(numbers)} for side in (1, -1)]
    for nudge in nudges:
        for symbol, value in network.numbers(setting, nudge).items():
            allowed[symbol] += abs(value - numbers[symbol])
    return numbers, allowed


def _magnitude_of_z3(numbers):
    """The sum may cancel; its rounding belongs to its largest term."""
    return max(abs(numbers["w3"] * numbers["h1"]), abs(numbers["w4"] * numbers["h2"]), abs(numbers["b3"]))
