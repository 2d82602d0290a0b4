"""Train XOR from 200 random starts, for longer than a page should take, and keep the ends in chapters/data/xor.json.

    python scripts/xor_study.py          about a minute

The chapter on XOR reads the file. tests/test_xor_study.py trains some of the networks again.

widths  the 2-h-1 network with weights ½·N(0, 1), biases 0 and learning rate 2, for h hidden neurons
longer  the 2-2-1 network that starts uniformly in [0, 1), learning rate 0.4 (0.1 for a loss summed over the samples)
"""

from pathlib import Path

import numpy as np
from study_file import text

from backprop_lib.datasets import xor
from backprop_lib.initializers import xor_start_normal, xor_start_uniform
from backprop_lib.stack import forward_stack, stack, train_stack

FILE = Path(__file__).resolve().parent.parent / "chapters" / "data" / "xor.json"
SEEDS = range(200)
X, Y = xor()
HIDDEN, WIDTHS_UNTIL = (2, 3, 4, 8), (1000, 5000, 10_000)
LONGER_UNTIL = (10_000, 20_000, 50_000, 100_000, 200_000)
STUCK_FROM = 50_000  # who has not learned XOR by then is followed to the end


def widths(seeds=SEEDS, until=WIDTHS_UNTIL):
    """For each width and number of epochs: the mean loss of each seed, and how many samples are on the right side."""
    rows = []
    for hidden in HIDDEN:
        networks = stack(xor_start_normal((2, hidden, 1), np.random.RandomState(seed)) for seed in seeds)
        for epochs, passed in zip(until, (0, *until), strict=False):
            train_stack(*networks, X, Y, eta=2.0, epochs=epochs - passed)
            outputs = forward_stack(*networks, X)[-1]
            rows.append({"hidden": hidden, "epochs": epochs, "losses": losses(outputs), "right": right(outputs)})
    return rows


def longer(seeds=SEEDS, until=LONGER_UNTIL):
    """How many have learned XOR after so many epochs, and what becomes of those that have not."""
    networks = stack(xor_start_uniform((2, 2, 1), np.random.RandomState(seed)) for seed in seeds)
    seeds, learned, rows = np.array(seeds), 0, []
    for epochs, passed in zip(until, (0, *until), strict=False):
        train_stack(*networks, X, Y, eta=0.4, epochs=epochs - passed)
        outputs = forward_stack(*networks, X)[-1]
        done = np.array(right(outputs)) == len(X)
        left = ~done
        rows.append(
            {
                "epochs": epochs,
                "learned": learned + int(done.sum()),
                "seeds": seeds[left].tolist(),
                "losses": losses(outputs[left]),
                "largest_weights": short(largest_weights(networks)[left]),
                "gradient_norms": short(gradient_norms(networks)[left]),
            }
        )
        if epochs >= STUCK_FROM:
            learned += int(done.sum())
            networks = tuple([array[left] for array in arrays] for arrays in networks)
            seeds = seeds[left]
    return rows


def losses(outputs):
    return short(0.5 * np.square(outputs - Y).mean(axis=(1, 2)))


def right(outputs):
    return ((outputs > 0.5) == (Y > 0.5)).sum(axis=(1, 2)).tolist()


def largest_weights(networks):
    return np.max([np.abs(array).max(axis=(1, 2)) for arrays in networks for array in arrays], axis=0)


def gradient_norms(networks):
    """Of the mean loss, over all parameters: one step of gradient descent with learning rate 1 is as long."""
    moved = tuple([array.copy() for array in arrays] for arrays in networks)
    train_stack(*moved, X, Y, eta=1.0, epochs=1)
    squares = [
        np.square(new - old).sum(axis=(1, 2))
        for arrays, start in zip(moved, networks, strict=True)
        for new, old in zip(arrays, start, strict=True)
    ]
    return np.sqrt(np.sum(squares, axis=0))


def short(numbers):
    """To five significant digits."""
    return [float(f"{number:.5g}") for number in numbers]


if __name__ == "__main__":
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(text({"widths": widths(), "longer": longer()}), encoding="utf-8")
