"""The page's JavaScript and the library compute and print the same."""

import json
import math
import struct
import sys

import numpy as np
import pytest

from backprop_lib.examples import one_neuron, worked_example
from backprop_lib.graph import Value, record
from backprop_lib.graph.operations import OPERATIONS
from backprop_lib.rounding import rounded
from tests.engine_in_node import answer


def javascript(numbers=(), graphs=()):
    """Run tests/agreement.mjs on numbers [(value, digits)] and graphs [(graph, positions)]."""
    task = {
        "numbers": [(_plain(value), digits) for value, digits in numbers],
        "graphs": [
            {
                "graph": json.loads(graph.to_json()),
                "positions": [{name: _plain(value) for name, value in position.items()} for position in positions],
            }
            for graph, positions in graphs
        ],
    }
    return answer("agreement.mjs", task)


def _plain(value):
    """A number as JSON can carry it."""
    return value if math.isfinite(value) else {math.inf: "Infinity", -math.inf: "-Infinity"}.get(value, "NaN")


def floats(values):
    return np.array([float(value) for value in values])


# --- printed numbers -----------------------------------------------------------------------------


def awkward_numbers():
    """Powers of ten and their neighbours, ties, short decimals, and bit patterns of every size."""
    rng = np.random.default_rng(20261121)
    found = [0.0, -0.0, math.nan, math.inf, -math.inf, 5e-324, sys.float_info.max, sys.float_info.min]
    for exponent in range(-12, 13):
        for mantissa in (1.0, 9.5, 9.995, 9.9995, 9.99995, 9.999995, 1.0000005, 2.5, 5.0):
            at = mantissa * 10.0**exponent
            found += [at, np.nextafter(at, 0), np.nextafter(at, math.inf), -at]
    found += [k / 2**p for k in range(1, 200, 7) for p in (4, 6, 8, 10, 14, 17)]  # exact ties
    found += [k / 100 for k in range(-500, 501)] + [k / 10 + 0.1 for k in range(50)]
    bits = rng.integers(0, 2**63, size=3000, dtype=np.uint64)
    found += [struct.unpack("<d", struct.pack("<Q", int(b)))[0] for b in bits]
    found += list(rng.normal(size=3000) * 10.0 ** rng.integers(-6, 7, size=3000))
    return [float(value) for value in found]


def test_numbers_are_printed_the_same():
    cases = [(value, digits) for value in awkward_numbers() for digits in (2, 3, 4, 6)]
    answers = javascript(numbers=cases)["numbers"]
    assert len(answers) == len(cases) > 30_000
    different = [
        (value, digits, tuple(rounded(value, digits)), tuple(answer))
        for (value, digits), answer in zip(cases, answers, strict=True)
        if tuple(rounded(value, digits)) != tuple(answer)
    ]
    assert different == []


# --- operations ----------------------------------------------------------------------------------

TWO = ("add", "sub", "mul", "div", "max")
EXPONENTS = (2.0, 3.0, 0.5, -1.0, 1.0, 0.0)
SATURATING = ("sigmoid", "tanh")
"""Their slopes are differences from 1, so they are compared on the scale of 1."""


def operation_graphs():
    """One graph for each operation of the table: out = op(a) or op(a, b)."""
    for op in OPERATIONS:
        if op == "pow":
            for exponent in EXPONENTS:
                yield op, record(Value(1.5, "a") ** exponent)
        else:
            a, b = Value(1.5, "a"), Value(0.5, "b")
            arithmetic = {
                "add": lambda a, b: a + b,
                "sub": lambda a, b: a - b,
                "mul": lambda a, b: a * b,
                "div": lambda a, b: a / b,
                "neg": lambda a, b: -a,
                "abs": lambda a, b: abs(a),
                "max": lambda a, b: a.max(b),
            }
            yield op, record(arithmetic[op](a, b) if op in arithmetic else getattr(a, op)())


def within_ulps(actual, expected, ulps, scale=0.0):
    if math.isnan(expected) or math.isinf(expected):
        return str(float(actual)) == str(expected)
    return abs(actual - expected) <= ulps * math.ulp(max(abs(expected), scale))


def test_every_operation_agrees_to_4_ulp():
    rng = np.random.default_rng(7)
    numbers = [0.0, 1.0, -1.0, 0.5, 1e-300, -1e-300, 1e300, 40.0, -40.0, 710.0, -745.0]
    numbers += list(rng.normal(size=60)) + list(rng.normal(size=40) * 10.0 ** rng.integers(-8, 3, size=40))
    pairs = [(float(a), float(b)) for a, b in zip(numbers, reversed(numbers), strict=True)]
    cases = list(operation_graphs())
    tasks = []
    for op, graph in cases:
        positions = [{"a": a, "b": b} if op in TWO else {"a": a} for a, b in pairs]
        tasks.append((graph, positions))
    answers = javascript(graphs=tasks)["graphs"]
    assert {op for op, _ in cases} == set(OPERATIONS)
    for (op, graph), (_, positions), replays in zip(cases, tasks, answers, strict=True):
        for position, replay in zip(positions, replays, strict=True):
            python = graph.replay(position)
            assert within_ulps(float(replay["values"][-1]), python.values[-1], 4), (op, position)
            scale = 1.0 if op in SATURATING else 0.0
            for mine, theirs in zip(floats(replay["locals"]), python.locals[-1], strict=True):
                assert within_ulps(mine, theirs, 4, scale), (op, position, mine, theirs)


# --- whole graphs --------------------------------------------------------------------------------


def random_graph(rng, size=40):
    """A well-conditioned graph of `size` random operations; about a third of its nodes are named."""
    inputs = [Value(float(rng.uniform(-2, 2)), name=f"i{k}") for k in range(4)]
    nodes, names = list(inputs), {}
    make = [
        lambda a, b: a + b,
        lambda a, b: a - b,
        lambda a, b: a * b,
        lambda a, b: a / (1.0 + b * b),
        lambda a, b: a.max(b),
        lambda a, b: -a,
        lambda a, b: abs(a),
        lambda a, b: a.relu() + 0.1 * b,
        lambda a, b: a.leaky_relu(),
        lambda a, b: a.sigmoid(),
        lambda a, b: a.tanh() * b,
        lambda a, b: (0.3 * a.tanh()).exp(),
        lambda a, b: (1.5 + a * a).log(),
        lambda a, b: (1.5 + a * a).sqrt(),
        lambda a, b: a.tanh() ** 3,
    ]
    for k in range(size):
        a, b = (nodes[int(i)] for i in rng.integers(max(0, len(nodes) - 8), len(nodes), size=2))
        node = make[int(rng.integers(len(make)))](a, b)
        node = node.tanh() if abs(node.data) > 3 else node
        nodes.append(node)
        if rng.random() < 0.33:
            names[f"n{k}"] = node
    total = sum(nodes[-6:]) + sum(0.1 * node for node in inputs)
    return record(total, names=names)


def relative(actual, expected):
    actual, expected = floats(actual), floats(expected)
    return np.linalg.norm(actual - expected) / max(np.linalg.norm(expected), 1e-300)


def compare(tasks, tolerance=1e-12):
    answers = javascript(graphs=tasks)["graphs"]
    count = 0
    for (graph, positions), replays in zip(tasks, answers, strict=True):
        for position, replay in zip(positions, replays, strict=True):
            python = graph.replay(position)
            assert relative(replay["values"], python.values) <= tolerance
            assert relative(replay["gradients"], python.gradients) <= tolerance
            assert relative(replay["locals"], [x for local in python.locals for x in local]) <= tolerance
            edges = [(start, end) for start, end, _ in replay["edges"]]
            assert sorted(edges) == sorted(graph.edges())
            assert relative([x for *_, x in replay["edges"]], [python.edge(*edge) for edge in edges]) <= tolerance
            count += 1
    return count


def test_random_graphs_replay_the_same():
    rng = np.random.default_rng(11)
    tasks = []
    for _ in range(60):
        graph = random_graph(rng)
        inputs = [node.name for node in graph.nodes if node.op == "input"]
        tasks.append((graph, [dict(zip(inputs, rng.uniform(-2, 2, size=4).tolist(), strict=False)) for _ in range(5)]))
    assert compare(tasks) == 300


@pytest.mark.parametrize("make", [worked_example, one_neuron])
def test_the_books_examples_replay_the_same(make):
    rng = np.random.default_rng(13)
    example = make()
    positions = [{name: float(rng.uniform(-5, 5)) for name in example.values} for _ in range(200)]
    assert compare([(example.graph, [example.values, *positions])]) == 201
