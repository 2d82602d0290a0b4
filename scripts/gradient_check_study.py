"""Measure how far finite differences are from right gradients, and keep it in chapters/data/gradient_check.json.

    python scripts/gradient_check_study.py          seconds

The chapter on gradient checking draws from the file: rounding errors differ a little from machine to machine, so it
does not compute these in the page. tests/test_gradient_check_study.py measures some of them again.

curve     relative error against h, for a network with 465 parameters: central and one-sided, float64 and float32
networks  relative error as a whole and at the worst element, for 20 networks of each activation, h = 1e-5
"""

from pathlib import Path

import numpy as np
from study_file import text

from backprop_lib.network import MLP

FILE = Path(__file__).resolve().parent.parent / "chapters" / "data" / "gradient_check.json"
STEPS = [float(f"{mantissa}e{power}") for power in range(-12, 0) for mantissa in ("1", "3.16")]
CURVE_SIZES, SIZES = (10, 16, 16, 1), (4, 8, 8, 1)
ACTIVATIONS, SEEDS = ("tanh", "sigmoid", "relu"), range(20)


def differences(loss, parameters, h=1e-5, central=True):
    """Finite differences of ``loss()`` by every parameter, in arrays like ``parameters``: the chapter's loop."""
    found = [np.empty_like(p) for p in parameters]
    for p, d in zip(parameters, found, strict=True):
        for i in np.ndindex(p.shape):
            kept = p[i]
            p[i] = kept + h
            up = loss()
            p[i] = kept - h if central else kept
            down = loss()
            p[i] = kept
            d[i] = (up - down) / (2 * h if central else h)
    return found


def of_network(net, X, Y, h, central=True):
    return flat(differences(lambda: net.loss(X, Y), net.parameters(), h, central))


def flat(arrays):
    return np.concatenate([array.ravel() for array in arrays])


def relative_error(a, b):
    return np.linalg.norm(a - b) / (np.linalg.norm(a) + np.linalg.norm(b))


def worst_element(a, b):
    sizes = np.abs(a) + np.abs(b)
    return (np.abs(a - b)[sizes > 0] / sizes[sizes > 0]).max()


def example(sizes, hidden, seed, rows=8):
    rng = np.random.default_rng(seed)
    net = MLP(sizes, hidden=hidden, output="identity", rng=rng)
    return net, rng.normal(size=(rows, sizes[0])), rng.normal(size=(rows, sizes[-1]))


def gradient(net, X, Y):
    return flat(net.backward(net.forward(X), Y).parameters())


def curve(steps=STEPS):
    net, X, Y = example(CURVE_SIZES, "tanh", 0)
    g = gradient(net, X, Y)

    def error(*arguments, **options):
        return short(relative_error(of_network(*arguments, **options).astype(float), g))

    single = [[p.astype(np.float32) for p in arrays] for arrays in (net.weights, net.biases)]
    net32 = MLP.from_parameters(*single, hidden="tanh", output="identity")
    X32, Y32 = X.astype(np.float32), Y.astype(np.float32)
    return [
        {
            "h": h,
            "central": error(net, X, Y, h),
            "one-sided": error(net, X, Y, h, central=False),
            "float32": error(net32, X32, Y32, np.float32(h)),
        }
        for h in steps
    ]


def networks(activations=ACTIVATIONS, seeds=SEEDS, h=1e-5):
    rows = []
    for hidden in activations:
        errors = []
        for seed in seeds:
            net, X, Y = example(SIZES, hidden, seed)
            g, d = gradient(net, X, Y), of_network(net, X, Y, h)
            errors.append((short(relative_error(d, g)), short(worst_element(d, g))))
        whole, worst = map(list, zip(*errors, strict=True))
        rows.append({"hidden": hidden, "whole": whole, "worst": worst})
    return rows


def short(number):
    """To two significant digits."""
    return float(f"{number:.1e}")


if __name__ == "__main__":
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(text({"curve": curve(), "networks": networks()}), encoding="utf-8")
