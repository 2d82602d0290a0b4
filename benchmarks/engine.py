"""Measure the numpy engine beside others that do the same work; print each figure beside the one to keep.

    python benchmarks/engine.py

One run, one thread each, float64, CPU time; medians of rounds in which all take turns, so that what else the machine
does meets all of them alike. Before anything is timed, all have to find the same gradients or the same parameters.
"""

import os

for _library in ("OMP", "OPENBLAS", "MKL"):
    os.environ[f"{_library}_NUM_THREADS"] = "1"  # before numpy is loaded

import datetime  # noqa: E402
import statistics  # noqa: E402
import sys  # noqa: E402
import time  # noqa: E402
import timeit  # noqa: E402
from pathlib import Path  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402

from backprop_lib import MLP, gradient_check, train  # noqa: E402
from backprop_lib.optimizers import SGD  # noqa: E402
from benchmarks import baselines  # noqa: E402
from benchmarks.run import machine, row, verdict  # noqa: E402

ROUNDS = 21
SECONDS = 0.02  # of one turn, at least
SAME = 1e-10  # largest difference between two that do the same, relative to the norm
LR = 0.1
EPOCHS = 5  # of a training; its data are checked once


class Different(Exception):
    """Two that should do the same do not."""


def medians(works, rounds=ROUNDS):
    """{name: median CPU seconds of one call} of {name: function}, which take turns."""
    timers = {name: timeit.Timer(work, timer=time.process_time) for name, work in works.items()}
    numbers = {}
    for name, timer in timers.items():
        timer.timeit(1)
        numbers[name] = max(1, round(SECONDS / max(timer.timeit(1), 1e-6)))
    times = {name: [] for name in works}
    for _ in range(rounds):
        for name, timer in timers.items():
            times[name].append(timer.timeit(numbers[name]) / numbers[name])
    return {name: statistics.median(values) for name, values in times.items()}


def same(name, found, expected):
    """Raises Different unless two lists of arrays agree."""
    found, expected = (np.concatenate([np.ravel(array) for array in arrays]) for arrays in (found, expected))
    distance = np.linalg.norm(found - expected) / np.linalg.norm(expected)
    if not distance <= SAME:
        raise Different(f"{name} does not compute what the others do: relative difference {distance:.1e}")


def readable(seconds):
    return f"{seconds * 1e6:.1f} µs" if seconds < 1e-3 else f"{seconds * 1e3:.2f} ms"


def report(work, times, keep):
    """One row for backprop_lib, one for each other; keep = {name of another: ratio to keep}."""
    ours = times["backprop_lib"]
    row(work, readable(ours), "", "")
    for name, seconds in times.items():
        if name == "backprop_lib":
            continue
        ratio = ours / seconds
        limit = keep.get(name)
        kept = (f"{limit} ×", verdict(ratio, limit)) if limit else ("", "")
        row(f"    ours / {name} ({readable(seconds)})", f"{ratio:.2f} ×", *kept)


def report_variant(words, seconds, times):
    """One row for another way of using the library."""
    row(f"    {words} ({readable(seconds)}) / numpy by hand", f"{seconds / times['numpy by hand']:.2f} ×", "", "")


def epoch(net, X, Y, batch, optimizer):
    """A function that trains one epoch as a loop of one's own does, with the arrays of the step before."""
    kept = [None, None]

    def run():
        cache, gradients = kept
        for start in range(0, len(X), batch):
            rows = slice(start, start + batch)
            cache = net.forward(X[rows], out=cache)
            gradients = net.backward(cache, Y[rows], out=gradients)
            optimizer.step(net.parameters(), gradients.parameters())
        kept[:] = cache, gradients

    return run


def copies(net):
    return [p.copy() for p in net.parameters()]


def xor():
    X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    Y = np.array([[0.0], [1.0], [1.0], [0.0]])
    net = MLP((2, 4, 1), rng=np.random.default_rng(0))
    start = copies(net)
    torch = baselines.Torch(X, Y, start, "sigmoid")
    expected = baselines.sigmoid_gradients(X, Y, start)
    same("backprop_lib", net.backward(net.forward(X), Y).parameters(), expected)
    same("PyTorch", torch.gradients(), expected)
    cache = net.forward(X)
    gradients = net.backward(cache, Y)
    times = medians(
        {
            "backprop_lib": lambda: net.backward(net.forward(X, out=cache), Y, out=gradients),
            "numpy by hand": lambda: baselines.sigmoid_gradients(X, Y, start),
            "PyTorch": torch.backward,
            "fresh": lambda: net.backward(net.forward(X), Y),
        }
    )
    fresh = times.pop("fresh")
    report("XOR 2-4-1, batch 4: forward and backward", times, {"numpy by hand": 1.4})
    report_variant("fresh arrays and ∂L/∂X", fresh, times)


def classifier(sizes, X, classes, batch, epochs=1):
    """({name: some epochs}, net) of a relu classifier; all start alike and are checked to end alike after one call.

    ``backprop_lib`` is a loop of one's own, ``train`` the loop of the library, which keeps the loss as well.
    """
    Y = np.eye(sizes[-1])[classes]
    nets = [MLP(sizes, "relu", "identity", "cross_entropy", "he_normal", rng=np.random.default_rng(0)) for _ in "ab"]
    start, by_hand = copies(nets[0]), copies(nets[0])
    torch = baselines.Torch(X, classes, start, "relu", batch, LR)
    learn = baselines.ScikitLearn(X, classes, start, batch, LR)
    one_epoch = {
        "backprop_lib": epoch(nets[0], X, Y, batch, SGD(LR)),
        "numpy by hand": lambda: baselines.sgd_epoch(baselines.relu_gradients, X, Y, by_hand, batch, LR),
        "PyTorch": torch.epoch,
        "scikit-learn": learn.epoch,
    }
    works = {name: lambda run=run: [run() for _ in range(epochs)] for name, run in one_epoch.items()}
    optimizer = SGD(LR)
    works["train"] = lambda: train(nets[1], X, Y, optimizer, epochs, batch)
    for run in works.values():
        run()
    for name, parameters in (
        ("backprop_lib", nets[0].parameters()),
        ("train", nets[1].parameters()),
        ("PyTorch", torch.parameters()),
        ("scikit-learn", learn.parameters()),
    ):
        same(name, parameters, by_hand)
    return works, nets[0]


def digits():
    from sklearn.datasets import load_digits

    X, classes = load_digits(return_X_y=True)
    works, _ = classifier((64, 64, 32, 10), X / 16, classes, 64, EPOCHS)
    times = medians(works)
    own_loop, times["backprop_lib"] = times["backprop_lib"], times.pop("train")
    report(f"digits 64-64-32-10, batch 64: {EPOCHS} epochs by train", times, {"numpy by hand": 1.2})
    report_variant("a loop of one's own", own_loop, times)


def large():
    rng = np.random.default_rng(0)
    X, classes = rng.normal(size=(128, 784)), rng.permutation(np.arange(128) % 10)
    steps, net = classifier((784, 512, 512, 10), X, classes, batch=128)
    del steps["train"]  # of one step it measures the preparations
    steps["the 8 products alone"] = baselines.MatrixProducts(X, net.parameters()).step
    report("784-512-512-10, batch 128: one step of SGD", medians(steps), {"the 8 products alone": 1.15})
    Y, kept = np.eye(10)[classes], net.forward(X)
    gradients = net.backward(kept, Y)
    parts = medians(
        {"forward": lambda: net.forward(X, out=kept), "backward": lambda: net.backward(kept, Y, out=gradients)}
    )
    row("    its backward / its forward pass", f"{parts['backward'] / parts['forward']:.2f} ×", "", "")


def checks():
    rng = np.random.default_rng(0)
    sizes = (64, 64, 32, 10)
    net = MLP(sizes, "tanh", "identity", "cross_entropy", rng=rng)
    X, Y = rng.normal(size=(16, 64)), rng.permutation(np.arange(16) % 10)
    times = medians(
        {
            "backprop_lib": lambda: gradient_check(net, X, Y),
            "one parameter after another": lambda: gradient_check(net, X, Y, vectorised=False),
        },
        rounds=5,
    )
    report("gradient check of 64-64-32-10, 16 rows: in stacks", times, {})


def main():
    import sklearn
    import threadpoolctl
    import torch

    kernels = {lib["architecture"] for lib in threadpoolctl.threadpool_info() if "architecture" in lib}
    others = f"numpy {np.__version__}, torch {torch.__version__}, scikit-learn {sklearn.__version__}"
    if kernels:
        others += f", OpenBLAS kernels for {', '.join(sorted(kernels))}"
    print(f"{datetime.date.today()}  {machine(others)}\n")
    row("work, one thread", "measured", "to keep", "kept?")
    xor()
    digits()
    large()
    checks()


if __name__ == "__main__":
    try:
        main()
    except Different as different:
        sys.exit(f"bench: {different}.")
