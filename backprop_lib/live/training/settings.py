"""What can be set in the explorer of training, and the settings worth trying."""

from backprop_lib import datasets, initializers
from backprop_lib.draws import Draws
from backprop_lib.live.controls import naming
from backprop_lib.network import MLP
from backprop_lib.optimizers import SGD, Adam

EPOCHS = 5000
MOST_UNITS = 8
RANGES = {
    "eta": (1e-3, 1e2, 0.05, "log"),
    "seed": (0, 99, 1, "whole"),
    "units": (1, MOST_UNITS, 1, "whole"),
    "epoch": (0, EPOCHS, 1, "whole"),
}
DATA = {"xor": datasets.xor, "mistyped": datasets.mistyped_xor}
STARTS = {"xor_start_normal": initializers.xor_start_normal, "xor_start_uniform": initializers.xor_start_uniform}
LOSSES = {
    "half_squared_error": ("sigmoid", "half_squared_error"),
    "binary_cross_entropy": ("identity", "binary_cross_entropy"),
    "linear_output": ("identity", "half_squared_error"),
}
"""Of each choice the activation of the output, and the loss."""
HALF = {"half_squared_error": 0.0, "binary_cross_entropy": 0.0, "linear_output": 0.5}
"""What the output neuron sums up where the prediction is ½."""
OPTIMIZERS = {
    "SGD": SGD,
    "momentum": lambda lr: SGD(lr, momentum=0.9),
    "Adam": Adam,
}
CHOICES = {
    "initializer": {
        "xor_start_normal": "½ · N(0, 1)",
        "xor_start_uniform": "0 … 1, biases too",
        "xavier_uniform": "Xavier, uniform",
        "he_normal": "He, normal",
        "zeros": "all 0",
    },
    "activation": {"sigmoid": "sigmoid", "tanh": "tanh", "relu": "ReLU"},
    "loss": {
        "half_squared_error": "½ (ŷ − y)²",
        "binary_cross_entropy": "cross-entropy",
        "linear_output": "½ (ŷ − y)², no σ",
    },
    "optimizer": {"SGD": "SGD", "momentum": "momentum 0.9", "Adam": "Adam"},
    "data": {"xor": "XOR", "mistyped": "mistyped"},
}
"""{control: {key: label}}."""
SYMBOLS = {
    "eta": naming("eta", "learning rate"),
    "seed": naming("seed", "of the random start", word="seed"),
    "units": naming("units", "hidden neurons", word="units"),
    "epoch": naming("epoch", word="epoch"),
    "initializer": naming("initializer", word="start"),
    "activation": naming("activation", word="activation"),
    "loss": naming("loss", word="loss"),
    "optimizer": naming("optimizer", word="optimiser"),
    "data": naming("data", word="data"),
}
ORDER = ("eta", "seed", "units", *CHOICES, "epoch")

FOUR_HIDDEN = {
    "eta": 2.0,
    "seed": 1,
    "units": 4,
    "initializer": "xor_start_normal",
    "activation": "sigmoid",
    "loss": "half_squared_error",
    "optimizer": "SGD",
    "data": "xor",
    "epoch": 900,
}
TWO_HIDDEN = FOUR_HIDDEN | {"eta": 0.4, "units": 2, "initializer": "xor_start_uniform", "data": "mistyped"}
PRESETS = {
    "four-hidden": ("2-4-1 recipe", FOUR_HIDDEN),
    "two-hidden": ("2-2-1 recipe, mistyped data", TWO_HIDDEN),
    "zeros": ("all weights 0", FOUR_HIDDEN | {"initializer": "zeros"}),
    "stuck": ("a stuck seed", TWO_HIDDEN | {"data": "xor", "eta": 8.0, "seed": 3, "epoch": EPOCHS}),
    "too-large": ("η too large", FOUR_HIDDEN | {"eta": 8.0, "loss": "linear_output", "epoch": 20}),
}
"""{name: (words on its button, setting)}. The two recipes are those of two well-known programs, drawn by ``Draws``. The
second sums over its four samples with a learning rate of 0.1: that is 0.4 for the mean."""


def network(setting):
    """The network at the start of a run."""
    sizes, hidden, rng = (2, setting["units"], 1), setting["activation"], Draws(setting["seed"])
    output, loss = LOSSES[setting["loss"]]
    if setting["initializer"] in STARTS:
        weights, biases = STARTS[setting["initializer"]](sizes, rng)
        return MLP.from_parameters(weights, biases, hidden=hidden, output=output, loss=loss)
    return MLP(sizes, hidden=hidden, output=output, loss=loss, initializer=setting["initializer"], rng=rng)


def optimizer(setting):
    """A new optimiser."""
    return OPTIMIZERS[setting["optimizer"]](setting["eta"])


def samples(setting):
    """X (4, 2) and Y (4, 1)."""
    return DATA[setting["data"]]()
