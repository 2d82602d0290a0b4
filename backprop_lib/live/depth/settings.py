"""What can be set in the explorer of depth."""

import math

from backprop_lib.live.controls import naming

MOST_LAYERS = 20
SAMPLES = 64
SATURATED = 0.05
RANGES = {
    "layers": (1, MOST_LAYERS, 1, "whole"),
    "width": (1, 32, 1, "whole"),
    "scale": (1e-2, 10.0, 0.05, "log"),
    "seed": (0, 99, 1, "whole"),
    "eta": (1e-3, 1e2, 0.1, "log"),
    "limit": (1e-2, 1e2, 0.1, "log"),
}
CHOICES = {
    "activation": {"sigmoid": "sigmoid", "tanh": "tanh", "relu": "ReLU", "leaky_relu": "leaky ReLU", "gelu": "GELU"},
    "residual": {"off": "off", "on": "on"},
    "initializer": {"xavier_normal": "Xavier", "he_normal": "He", "normal": "N(0, 1)"},
    "step": {"none": "none", "plain": "plain", "clipped": "clipped"},
}
"""{control: {key: label}}."""
GROUPS = {
    "network": ("activation", "residual", "layers", "width"),
    "start": ("initializer", "scale", "seed"),
    "one step": ("step", "eta", "limit"),
}
ORDER = tuple(control for controls in GROUPS.values() for control in controls)
BOOK = {
    "activation": "sigmoid",
    "residual": "off",
    "layers": 12,
    "width": 32,
    "initializer": "xavier_normal",
    "scale": 1.0,
    "seed": 3,
    "step": "none",
    "eta": 0.1,
    "limit": 1.0,
}
TITLES = {
    "activation": "activation",
    "residual": "skip connections",
    "initializer": "weights",
    "step": "one step of SGD",
}
SYMBOLS = {
    **{control: naming(control, word=title) for control, title in TITLES.items()},
    **{control: naming(control, word=control) for control in ("layers", "width", "seed")},
    "scale": naming("scale", "factor of the weights", word="scale"),
    "eta": naming("eta", "learning rate"),
    "limit": naming("limit", "longest gradient of a clipped step", word="limit"),
    "L": naming("L", "loss"),
    "delta": {"html": "‖<i>δ</i>‖", "text": "‖δ‖", "spoken": "the norm of delta", "note": ""},
    "gradient": {
        "html": "‖<i>∂L</i>/<i>∂W</i>‖",
        "text": "‖∂L/∂W‖",
        "spoken": "the norm of the weights’ gradient",
        "note": "",
    },
}


def start(changed):
    """The book's setting with some controls changed, {control: number or key}.

    Raises ValueError for a control that there is not and for a value that it cannot have.
    """
    for control, value in changed.items():
        if control not in BOOK:
            raise ValueError(f"there is no control {control!r}; the controls: {', '.join(ORDER)}")
        if control in CHOICES:
            if value not in CHOICES[control]:
                raise ValueError(f"{control} is {value!r}, expected one of {', '.join(CHOICES[control])}")
            continue
        low, high, _, scale = RANGES[control]
        whole = scale != "whole" or isinstance(value, int)
        if isinstance(value, bool | str) or not (whole and low <= value <= high):
            kind = "a whole number" if scale == "whole" else "a number"
            raise ValueError(f"{control} is {value!r}, expected {kind} from {low:g} to {high:g}")
    return BOOK | changed


def law(setting):
    """The factor per layer that a textbook gives for ‖δ‖, 0 where there is none, and the name of that law.

    - sigmoid: ¼, its largest slope. tanh: √(n Var w), as if its slope were 1 (Glorot & Bengio 2010, equation 6).
    - relu, leaky_relu: √(n Var w (1 + a²) / 2) with a the slope below 0 (He et al. 2015, equation 15).

    n is the width, as many as a layer reads and hands on. Weights after a step are no longer independent of each other.
    """
    if setting["step"] != "none":
        return 0, "step"
    if setting["residual"] == "on":
        return 0, "residual"
    width = setting["width"]
    variance = {"xavier_normal": 1 / width, "he_normal": 2 / width, "normal": 1.0}[setting["initializer"]]
    spread = setting["scale"] * math.sqrt(width * variance)
    factors = {
        "sigmoid": 0.25,
        "tanh": spread,
        "relu": spread * math.sqrt(0.5),
        "leaky_relu": spread * math.sqrt((1 + 0.01**2) / 2),
    }
    activation = setting["activation"]
    return factors.get(activation, 0), activation


LAWS = {
    "sigmoid": "Circles: the textbook law for sigmoid, its largest slope for each layer.",
    "tanh": "Circles: Glorot’s law for tanh, √(width · Var w) for each layer.",
    "relu": "Circles: He’s law for ReLU, √(½ · width · Var w) for each layer.",
    "leaky_relu": "Circles: He’s law for leaky ReLU, √(½ · 1.0001 · width · Var w) for each layer.",
    "gelu": "No circles: there is no textbook law for GELU.",
    "residual": "No circles: the textbook laws know no skip connections.",
    "step": "No circles: the textbook laws are about weights before any step.",
}
"""{name of a law: what the caption says}."""
