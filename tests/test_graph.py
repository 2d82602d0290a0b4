"""The scalar graph: values, gradients, recording, replay."""

import json
import math
import sys

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backprop_lib.graph import OPERATIONS, Graph, Value, record
from backprop_lib.graph.operations import evaluate
from tests.random_graphs import ONE_ARGUMENT, Exact, programs, recorded, run

# Arguments on both sides of every change of sign, kink, tie and edge of a domain.
PLACES = [-1000.0, -2.5, -1.0, -0.3, 0.0, 0.3, 1.0, 2.5, 1000.0]
SIDES = [-2.5, -0.3, 0.3, 2.5]
ONE_INPUT = ONE_ARGUMENT | {
    "pow -1": lambda a: a**-1,
    "pow 0": lambda a: a**0,
    "pow 0.5": lambda a: a**0.5,
    "pow 1": lambda a: a**1,
    "pow 2": lambda a: a**2,
    "pow 3": lambda a: a**3,
}
POSITIVE_ONLY = ("log", "sqrt", "pow 0.5")
TWO_INPUTS = {
    "add": lambda a, b: a + b,
    "sub": lambda a, b: a - b,
    "mul": lambda a, b: a * b,
    "div": lambda a, b: a / b,
    "max": lambda a, b: a.max(b),
}


def defined(places):
    """(operation of one input, place) wherever there is a value."""
    return [(name, a) for name in ONE_INPUT for a in places if a > 0 or name not in POSITIVE_ONLY]


def same(a, b):
    return a == b or (math.isnan(a) and math.isnan(b))


def test_every_operation_is_tested_here():
    assert {name.split()[0] for name in [*ONE_INPUT, *TWO_INPUTS]} == {*OPERATIONS}


def test_arithmetic_with_plain_numbers_on_either_side():
    a, b = Value(3.0), Value(-2.0)
    pairs = [
        (a + b, 1.0), (a + 2, 5.0), (2 + a, 5.0),
        (a - b, 5.0), (a - 2, 1.0), (2 - a, -1.0),
        (a * b, -6.0), (a * 2, 6.0), (2 * a, 6.0),
        (a / b, -1.5), (a / 2, 1.5), (6 / a, 2.0),
        (-a, -3.0), (abs(b), 2.0), (a**2, 9.0), (b**3, -8.0), (a**-1, 1 / 3),
        (a.max(b), 3.0), (b.max(7), 7.0),
        (np.float64(2.0) * a, 6.0), (a * np.float32(2.0), 6.0), (a + np.int64(1), 4.0),
    ]  # fmt: skip
    for value, expected in pairs:
        assert isinstance(value, Value)
        assert value.data == expected


def test_a_plain_number_becomes_a_constant_in_its_place():
    w = Value(3.0)
    assert [node.op for node in (2 - w).inputs] == ["constant", "input"]
    assert [node.op for node in (w - 2).inputs] == ["input", "constant"]


def test_a_product_with_itself_has_two_inputs():
    x = Value(3.0)
    y = x * x
    assert y.inputs == (x, x)
    y.backward()
    assert x.gradient == 6.0


def test_a_second_backward_gives_the_same():
    x = Value(3.0)
    y = x**3
    for _ in range(2):
        y.backward()
        assert x.gradient == 27.0


def test_backward_from_another_output_does_not_add_up():
    x = Value(3.0)
    square, double = x * x, 2 * x
    square.backward()
    double.backward()
    assert x.gradient == 2.0


def test_a_shared_node_collects_all_its_paths():
    x = Value(1.5)
    shared = x * x
    out = shared.tanh() * shared + 2.5 * shared
    out.backward()
    s = 1.5**2
    expected = (math.tanh(s) + s * (1 - math.tanh(s) ** 2) + 2.5) * 3.0
    assert x.gradient == pytest.approx(expected, rel=1e-14)


def test_a_chain_of_100000_additions():
    assert sys.getrecursionlimit() < 100_000
    x = Value(1.0, name="x")
    total = x
    for _ in range(100_000):
        total = total + x
    total.backward()
    assert (total.data, x.gradient) == (100_001.0, 100_001.0)
    graph = Graph.from_json(record(total, {"L": total}).to_json())
    replay = graph.replay({"x": 0.5})
    assert replay.value("L") == 50_000.5
    assert replay.gradient("x") == replay.edge("x", "L") == 100_001.0


@pytest.mark.parametrize(("name", "place"), defined(SIDES))
def test_derivative_of_one_input(name, place):
    """With 2.5 upstream, against mpmath: central differences with 50 digits."""
    function = ONE_INPUT[name]
    a = Value(place)
    (2.5 * function(a)).backward()
    with mpmath.workdps(50):
        h = mpmath.mpf("1e-20")
        up, down = function(Exact(place) + h), function(Exact(place) - h)
        expected = float(2.5 * (up - down).number / (2 * h))
    assert a.gradient == pytest.approx(expected, rel=1e-14, abs=1e-14)


@pytest.mark.parametrize("places", [(-2.5, 0.3), (0.3, -2.5), (2.5, 0.3), (-0.3, -2.5)])
@pytest.mark.parametrize("name", TWO_INPUTS)
def test_derivative_of_two_inputs(name, places):
    values = [Value(place) for place in places]
    (2.5 * TWO_INPUTS[name](*values)).backward()
    with mpmath.workdps(50):
        h = mpmath.mpf("1e-20")
        for k, value in enumerate(values):
            step = [h * (k == j) for j in range(2)]
            up = TWO_INPUTS[name](*(Exact(p) + d for p, d in zip(places, step, strict=True)))
            down = TWO_INPUTS[name](*(Exact(p) - d for p, d in zip(places, step, strict=True)))
            expected = float(2.5 * (up - down).number / (2 * h))
            assert value.gradient == pytest.approx(expected, rel=1e-14, abs=1e-14)


def test_derivatives_at_kinks_are_the_stated_ones():
    assert evaluate("relu", [0.0]) == (0.0, (0.0,))
    assert evaluate("leaky_relu", [0.0]) == (0.0, (0.01,))
    assert evaluate("abs", [0.0]) == (0.0, (0.0,))
    assert evaluate("max", [0.0, 0.0]) == (0.0, (0.0, 1.0))
    assert evaluate("pow", [0.0, 0.0]) == (1.0, (0.0,))
    assert evaluate("pow", [0.0, 1.0]) == (0.0, (1.0,))


@pytest.mark.parametrize("z", [-1e4, -745.0, -40.0, -1.0, 0.0, 1.0, 40.0, 745.0, 1e4])
def test_sigmoid_is_accurate_everywhere(z, recwarn):
    with mpmath.workdps(50):
        expected = float(1 / (1 + mpmath.exp(-mpmath.mpf(z))))
    assert Value(z).sigmoid().data == pytest.approx(expected, rel=1e-15)
    assert not recwarn


def test_two_formulas_of_the_sigmoid_have_one_gradient():
    """σ(z) as one operation, and written with exp."""
    for z in (-3.0, -0.5, 0.0, 2.0):
        a, b = Value(z), Value(z)
        a.sigmoid().backward()
        (1 / (1 + (-b).exp())).backward()
        assert a.gradient == pytest.approx(b.gradient, rel=1e-14)


@given(programs())
def test_random_gradients_against_mpmath(drawn):
    """Central differences with 60 digits: no truncation to speak of, so the bound is tight."""
    program, numbers = drawn
    graph = recorded(program, numbers)
    replay = graph.replay()
    with mpmath.workdps(60):
        h = mpmath.mpf("1e-25")
        for k in range(len(numbers)):
            if f"w{k + 1}" not in graph.ids:
                continue
            up, down = (
                run(program, [Exact(n) + sign * h * (j == k) for j, n in enumerate(numbers)])[-1] for sign in (1, -1)
            )
            expected = float((up - down).number / (2 * h))
            bound = 1e-9 * _sum_of_paths(replay, graph.ids[f"w{k + 1}"]) + 1e-12
            assert abs(replay.gradient(f"w{k + 1}") - expected) <= bound


def _sum_of_paths(replay, start):
    """Σ over paths of |product of local derivatives|: what rounding errors are relative to."""
    graph = replay.graph
    messages = [0.0] * len(graph.nodes)
    messages[graph.output] = 1.0
    for index in range(graph.output, -1, -1):
        for source, local in zip(graph.nodes[index].inputs, replay.locals[index], strict=True):
            messages[source] += messages[index] * abs(local)
    return messages[start]


@given(programs())
def test_random_gradients_against_central_differences(drawn):
    """The check that the book teaches, with its step and its accuracy."""
    program, numbers = drawn
    graph, h = recorded(program, numbers), 1e-5
    gradients, differences, spread = [], [], 0.0
    for name in (name for name in graph.ids if name.startswith("w")):
        number = numbers[int(name[1:]) - 1]
        values = {step: graph.replay({name: number + step * h}).value("L") for step in (-2, -1, 1, 2)}
        difference = (values[1] - values[-1]) / (2 * h)
        coarse = (values[2] - values[-2]) / (4 * h)
        gradients.append(graph.replay().gradient(name))
        differences.append(difference)
        # Coarse minus fine is three times the truncation error of the fine quotient.
        spread = max(spread, abs(coarse - difference))
    size = max(map(abs, [*gradients, *differences, graph.replay().value("L"), 1.0]))
    error = max(abs(a - b) for a, b in zip(gradients, differences, strict=True))
    assert error <= 1e-8 * size + spread


@given(programs(smooth=False), st.lists(st.sampled_from(PLACES), min_size=3, max_size=3))
def test_random_replay_is_the_calculation_done_again(drawn, places):
    """Recorded at one place, replayed at another: the same, to the last bit, as recorded there."""
    program, numbers = drawn
    graph = recorded(program, numbers)
    try:
        again = recorded(program, places)
    except ValueError:
        return  # not defined there; replay gives inf or nan, tested below
    here, there = graph.replay(_only(graph, places)), again.replay()
    assert [node.op for node in graph.nodes] == [node.op for node in again.nodes]
    for found, expected in [
        (here.values, there.values),
        (here.gradients, there.gradients),
        (sum(here.locals, ()), sum(there.locals, ())),
    ]:
        assert all(map(same, found, expected))


def _only(graph, places):
    named = {f"w{k}": place for k, place in enumerate(places, 1)}
    return {name: place for name, place in named.items() if name in graph.ids}


@pytest.mark.parametrize("there", PLACES)
@pytest.mark.parametrize(("name", "here"), defined(SIDES))
def test_replay_across_each_change_of_sign(name, here, there):
    out = 2.5 * ONE_INPUT[name](Value(here, name="a"))
    replay = record(out, {"L": out}).replay({"a": there})
    try:
        a = Value(there)
        again = 2.5 * ONE_INPUT[name](a)
    except ValueError:
        assert not math.isfinite(replay.value("L"))
        return
    again.backward()
    assert replay.value("L") == again.data
    assert same(replay.gradient("a"), a.gradient)


@pytest.mark.parametrize("there", [(a, b) for a in PLACES for b in PLACES])
@pytest.mark.parametrize("name", TWO_INPUTS)
def test_replay_of_two_inputs_across_each_change_of_sign(name, there):
    out = 2.5 * TWO_INPUTS[name](Value(-0.3, name="a"), Value(0.3, name="b"))
    replay = record(out, {"L": out}).replay({"a": there[0], "b": there[1]})
    try:
        a, b = map(Value, there)
        again = 2.5 * TWO_INPUTS[name](a, b)
    except ValueError:
        assert not math.isfinite(replay.value("L"))
        return
    again.backward()
    assert replay.value("L") == again.data
    assert (replay.gradient("a"), replay.gradient("b")) == (a.gradient, b.gradient)


@given(programs())
def test_recorded_numbers_are_those_of_the_values(drawn):
    program, numbers = drawn
    inputs = [Value(number, name=f"w{k}") for k, number in enumerate(numbers, 1)]
    output = run(program, inputs)[-1]
    output.backward()
    graph = record(output)
    replay = graph.replay()
    assert replay.values[graph.output] == output.data
    for value in inputs:
        if value.name in graph.ids:
            assert replay.gradient(value.name) == value.gradient


@given(programs(), st.sets(st.integers(0, 7)))
def test_contracted_edges_carry_the_whole_gradient(drawn, names):
    """∂L/∂node = Σ over edges to named nodes of edge · ∂L/∂(that node)."""
    program, numbers = drawn
    graph = recorded(program, numbers, names)
    replay = graph.replay()
    for start in graph.ids:
        if graph.ids[start] == graph.output:
            continue
        ways = [edge for edge in graph.edges() if edge[0] == start]
        summed = sum(replay.edge(*edge) * replay.gradient(edge[1]) for edge in ways)
        bound = 1e-12 * _sum_of_paths(replay, graph.ids[start]) + 1e-300
        assert abs(summed - replay.gradient(start)) <= bound


def test_contracted_edge_adds_its_paths():
    w, x = Value(3.0, name="w"), Value(2.0, name="x")
    u = w * x + w * w  # two ways from w to u, one through x's product
    L = u.tanh() * 0.1
    graph = record(L, {"u": u, "L": L})
    assert graph.edges() == [("w", "u"), ("x", "u"), ("u", "L")]
    assert graph.replay().edge("w", "u") == 2.0 + 6.0
    assert graph.replay({"w": 1.0}).edge("w", "u") == 2.0 + 2.0
    with pytest.raises(ValueError, match=r"no edge from 'w' to 'L'"):
        graph.replay().edge("w", "L")


def test_2_to_the_200_paths_are_not_walked_one_by_one():
    x = Value(1.0, name="x")
    total = x
    for _ in range(200):
        total = total + total
    total.backward()
    assert x.gradient == 2.0**200
    assert record(total, {"L": total}).replay().edge("x", "L") == 2.0**200


def test_record_keeps_ancestors_only_in_the_order_of_recording():
    a, b = Value(1.0, name="a"), Value(2.0, name="b")
    unused = b * 3
    first, second = a + 1, a * a
    out = second - first  # used in the other order than made
    graph = record(out, {"u": first, "v": second, "unused": unused, "L": out})
    assert [node.name or node.op for node in graph.nodes] == ["a", "constant", "u", "v", "L"]
    assert graph.nodes[-1].inputs == (3, 2)
    assert graph.nodes[3].inputs == (0, 0)


def test_json_has_every_number_and_reads_back():
    x, w = Value(0.5, name="x"), Value(-3.0, name="w")
    out = 0.5 * (w * x - 1.0) ** 2
    graph = record(out, {"L": out})
    text = graph.to_json()
    nodes = json.loads(text)["nodes"]
    assert nodes[0] == {
        "op": "input", "name": "x", "inputs": [], "value": 0.5, "gradient": 7.5, "local": [],
    }  # fmt: skip
    assert nodes[2] == {
        "op": "mul", "inputs": [1, 0], "value": -1.5, "gradient": -2.5, "local": [0.5, -3.0],
    }  # fmt: skip
    power = next(node for node in nodes if node["op"] == "pow")
    assert power["exponent"] == 2
    assert json.loads(text)["output"] == len(nodes) - 1
    again = Graph.from_json(text)
    assert again.nodes == graph.nodes
    assert again.to_json() == text
    assert again.replay({"w": 4.0}).gradients == graph.replay({"w": 4.0}).gradients


@given(programs(smooth=False))
def test_random_graphs_read_back_from_json(drawn):
    graph = recorded(*drawn)
    assert Graph.from_json(graph.to_json()).nodes == graph.nodes


def test_overflow_is_infinite_in_recording_replay_and_null_in_json():
    a = Value(1000.0, name="a")
    out = a.exp() * 2.0
    assert out.data == math.inf
    graph = record(out, {"L": out})
    text = graph.to_json()
    assert json.loads(text, parse_constant=pytest.fail)["nodes"][-1]["value"] is None
    assert Graph.from_json(text).replay().value("L") == math.inf
    assert Graph.from_json(text).replay({"a": 0.0}).value("L") == 2.0


@pytest.mark.parametrize(
    ("make", "at", "value"),
    [
        (lambda a: a.log(), 0.0, -math.inf),
        (lambda a: a.log(), -1.0, math.nan),
        (lambda a: a.sqrt(), -1.0, math.nan),
        (lambda a: 1 / a, 0.0, math.inf),
        (lambda a: (a - a) / a, 0.0, math.nan),
        (lambda a: a**-1, 0.0, math.inf),
        (lambda a: a**0.5, -1.0, math.nan),
        (lambda a: a**2, 1e200, math.inf),
        (lambda a: a.exp(), 1000.0, math.inf),
        (lambda a: a.relu(), math.nan, math.nan),
        (lambda a: a.leaky_relu(), math.nan, math.nan),
        (lambda a: a.max(1.0), math.nan, math.nan),
        (lambda a: a.sigmoid(), math.nan, math.nan),
    ],
)
def test_replay_is_not_finite_where_there_is_no_value(make, at, value, recwarn):
    graph = record(make(Value(2.0, name="a")))
    assert same(graph.replay({"a": at}).values[-1], value)
    assert math.isfinite(graph.replay({"a": 3.0}).values[-1])
    assert not recwarn


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda u: (u - 3).log(), r"log of node \d+ \(sub\) = 0\.0: only a positive number"),
        (lambda u: (-u).log(), r"log of node \d+ \(neg\) = -3\.0: only a positive number"),
        (lambda u: u.sqrt() / (u - 3), r"div of .*, node \d+ \(sub\) = 0\.0: division by zero"),
        (lambda u: u / 0, r"div of u = 3\.0, node \d+ \(constant\) = 0\.0: division by zero"),
        (lambda u: 1 / (u * 0), r"division by zero"),
        (lambda u: (u - 4).sqrt(), r"sqrt of node \d+ \(sub\) = -1\.0: a negative number"),
        (lambda u: (u - 3) ** -1, r"pow of node \d+ \(sub\) = 0\.0: 0 has no power -1"),
        (lambda u: (-u) ** 0.5, r"pow of node \d+ \(neg\) = -3\.0: a negative number has no power 0\.5"),
    ],
)
def test_an_operation_that_is_not_defined_names_the_node_and_its_value(make, message):
    with pytest.raises(ValueError, match=message):
        make(Value(3.0, name="u"))


@pytest.mark.parametrize("bad", [math.nan, math.inf, "3", None, 1j, np.array([1.0])])
def test_a_value_is_a_finite_number(bad):
    with pytest.raises(ValueError, match="expects a finite number"):
        Value(bad, name="w")


def test_what_cannot_be_recorded_says_so():
    a = Value(1.0, name="a")
    for compare in (lambda: a < 0, lambda: a >= 0.0, lambda: 1.0 if a else 0.0):
        with pytest.raises(TypeError, match="a branch on a Value is not recorded"):
            compare()
    with pytest.raises(TypeError, match="exponent"):
        a**a
    with pytest.raises(TypeError):
        a + "1"
    with pytest.raises(TypeError, match="max expects"):
        a.max("1")
    with pytest.raises(ValueError, match="constant of a graph must be a finite number"):
        a * math.nan
    with pytest.raises(TypeError, match="record expects a Value for L"):
        record(a, {"L": 1.0})


def test_names_are_unique():
    a, b = Value(1.0, name="a"), Value(2.0, name="a")
    with pytest.raises(ValueError, match="two nodes of the graph are called 'a'"):
        record(a + b)
    c = a * 2
    with pytest.raises(ValueError, match="'z' and 'y' name the same node"):
        record(c, {"z": c, "y": c})


def test_replay_knows_its_inputs():
    a = Value(1.0, name="a")
    u = a * 2
    graph = record(u, {"u": u})
    for unknown in ("u", "b", ""):
        with pytest.raises(ValueError, match=rf"'{unknown}' is not an input .* \['a'\]"):
            graph.replay({unknown: 1.0})


def test_from_json_refuses_what_it_does_not_know():
    node = {"op": "input", "name": "a", "inputs": [], "value": 1.0}
    with pytest.raises(ValueError, match=r"node 1 is 'cosh'; known operations: .*sigmoid"):
        Graph.from_json(json.dumps({"nodes": [node, {"op": "cosh", "inputs": [0]}], "output": 1}))
    with pytest.raises(ValueError, match="must come before it"):
        Graph.from_json(json.dumps({"nodes": [node, {"op": "neg", "inputs": [1]}], "output": 1}))


def test_textbook_code_on_arrays_of_values():
    """W @ a + b, tanh, sums: numpy passes every operation on to the Values."""
    rng = np.random.default_rng(1)
    W, a, b = rng.normal(size=(3, 2)), rng.normal(size=2), rng.normal(size=3)
    values = np.array([Value(number) for number in [*W.flat, *a, *b]], dtype=object)
    Wv, av, bv = values[:6].reshape(3, 2), values[6:8], values[8:]

    out = (np.tanh(Wv @ av + bv) ** 2).sum() * 2.5
    out.backward()

    h = np.tanh(W @ a + b)
    delta = 2.5 * 2 * h * (1 - h**2)
    assert out.data == pytest.approx(2.5 * (h**2).sum(), rel=1e-14)
    found = [value.gradient for value in values]
    assert found == pytest.approx([*np.outer(delta, a).flat, *(W.T @ delta), *delta], rel=1e-13)
