"""Measure how long forward passes, backward passes and finite differences take; keep it in chapters/data/cost.json.

    OMP_NUM_THREADS=1 python scripts/cost_study.py          a minute, on one core

The chapter on the cost of backpropagation prints from the file: times differ from machine to machine and from run to
run. Only ratios are kept. Forward and backward pass take turns, so that a disturbance hits both; each ratio is that of
the medians of the processor time of this thread.

passes       backward over forward, for networks of several sizes, beside what the count of multiplications says
differences  finite differences over forward and backward together, for a small network
"""

import time
from itertools import pairwise
from pathlib import Path

import numpy as np
from study_file import text

from backprop_lib.network import MLP

FILE = Path(__file__).resolve().parent.parent / "chapters" / "data" / "cost.json"
NETWORKS = [
    ((2, 4, 1), 4),
    ((10, 16, 16, 1), 32),
    ((784, 128, 10), 128),
    ((784, 512, 512, 10), 128),
    ((64, 64, 64, 64, 10), 128),
    ((256, 256, 256, 256, 256, 256), 128),
    ((512, 512, 512, 512, 512, 512), 128),
]
ACTIVATIONS = ("relu", "sigmoid")
SMALL = ((10, 16, 16, 1), 32)


def counted(sizes):
    """Multiplications of the backward pass over those of the forward pass, matrix products alone."""
    products = [a * b for a, b in pairwise(sizes)]
    return (2 * sum(products) - products[0]) / sum(products)


def example(sizes, batch, hidden):
    rng = np.random.default_rng(0)
    net = MLP(sizes, hidden=hidden, output="identity", initializer="he_normal", rng=rng)
    return net, rng.normal(size=(batch, sizes[0])), rng.normal(size=(batch, sizes[-1]))


def medians(*functions, seconds=2.0):
    """The median time of one call of each function; they take turns."""
    calls = [max(1, int(0.002 / _timed(f, 3))) for f in functions]
    times = [[] for _ in functions]
    end = time.perf_counter() + seconds
    while time.perf_counter() < end or len(times[0]) < 5:
        for f, count, found in zip(functions, calls, times, strict=True):
            found.append(_timed(f, count))
    return [float(np.median(found)) for found in times]


def _timed(function, count):
    start = time.thread_time()
    for _ in range(count):
        function()
    return (time.thread_time() - start) / count


def passes(networks=NETWORKS, seconds=2.0):
    rows = []
    for sizes, batch in networks:
        row = {"sizes": list(sizes), "batch": batch, "counted": round(counted(sizes), 2)}
        for hidden in ACTIVATIONS:
            net, X, Y = example(sizes, batch, hidden)
            cache = net.forward(X)
            out = net.backward(cache, Y)
            forward, backward = medians(
                lambda net=net, X=X: net.forward(X),
                lambda net=net, cache=cache, Y=Y, out=out: net.backward(cache, Y, out=out),
                seconds=seconds,
            )
            row[hidden] = round(backward / forward, 2)
        rows.append(row)
    return rows


def differences(sizes=SMALL[0], batch=SMALL[1], seconds=6.0):
    net, X, Y = example(sizes, batch, "sigmoid")

    def both():
        net.backward(net.forward(X), Y)

    def shifted(central):
        for p in net.parameters():
            for i in np.ndindex(p.shape):
                kept = p[i]
                for change in (1e-5, -1e-5) if central else (1e-5,):
                    p[i] = kept + change
                    net.loss(X, Y)
                p[i] = kept
        if not central:
            net.loss(X, Y)

    once, one_sided, central = medians(both, lambda: shifted(False), lambda: shifted(True), seconds=seconds)
    return [{"sizes": list(sizes), "one-sided": round(one_sided / once), "central": round(central / once)}]


if __name__ == "__main__":
    FILE.write_text(text({"passes": passes(), "differences": differences()}), encoding="utf-8")
