"""The book's examples against numbers that were computed elsewhere, to the last digit."""

import json
import pathlib

import pytest

from backprop_lib import examples
from backprop_lib.ledger import quantities, read

REFERENCE = pathlib.Path(__file__).parent / "reference"
PAIRS = [
    (examples.worked_example, "one_two_one"),
    (examples.one_neuron, "one_neuron"),
    (examples.two_input, "two_one_one"),
]
ULP = 2.3e-16


@pytest.fixture(params=PAIRS, ids=[name for _, name in PAIRS])
def pair(request):
    make, name = request.param
    return make(), json.loads((REFERENCE / f"{name}.json").read_text())


def step(example, parameters):
    """The parameters after one step of gradient descent."""
    replay = example.graph.replay(parameters)
    return {name: parameters[name] - example.eta * replay.gradient(name) for name in parameters}


def book_parameters(example):
    return {name: example.values[name] for name in example.parameters}


def test_book_numbers_are_the_reference_start(pair):
    example, reference = pair
    assert book_parameters(example) == reference["steps"][0]["parameters"]
    assert example.eta == reference["learning_rate"]
    assert {*example.data, *example.parameters} == {*example.values}


def test_every_quantity_of_three_steps(pair):
    example, reference = pair
    places, parameters = quantities(example.graph), book_parameters(example)
    for expected in reference["steps"]:
        assert parameters == pytest.approx(expected["parameters"], rel=4 * ULP)
        replay = example.graph.replay(parameters)
        found = {symbol: read(replay, places[symbol]) for symbol in expected["quantities"]}
        assert found == pytest.approx(expected["quantities"], rel=8 * ULP)
        parameters = step(example, parameters)


def test_loss_after_many_updates(pair):
    example, reference = pair
    parameters = book_parameters(example)
    for update in range(1001):
        replay = example.graph.replay(parameters)
        if str(update) in reference["loss_after_updates"]:
            expected = reference["loss_after_updates"][str(update)]
            assert replay.value("L") == pytest.approx(expected, rel=1e-13)
        if str(update) in reference["y_hat_after_updates"]:
            expected = reference["y_hat_after_updates"][str(update)]
            assert replay.value("y_hat") == pytest.approx(expected, rel=1e-13)
        parameters = step(example, parameters)


def test_graph_is_recorded_from_the_code_that_runs_on_floats(pair):
    example, _ = pair
    replay = example.graph.replay()
    for name, number in example.forward(**example.values).items():
        assert replay.value(name) == number, name


def test_the_two_by_two_network_starts_with_the_numbers_that_mazur_printed():
    """M. Mazur, "A step by step backpropagation example" (2015), to the nine digits printed there."""
    replay = examples.two_two_two().graph.replay()
    printed = {
        "z1": 0.3775, "h1": 0.593269992, "h2": 0.596884378, "z3": 1.105905967, "y_hat1": 0.75136507,
        "y_hat2": 0.772928465, "L": 0.298371109,
    }  # fmt: skip
    assert {name: replay.value(name) for name in printed} == pytest.approx(printed, abs=6e-10)
    gradients = {"w5": 0.082167041, "y_hat1": 0.74136507, "z3": 0.138498562, "h1": 0.036350306, "w1": 0.000438568}
    assert {name: replay.gradient(name) for name in gradients} == pytest.approx(gradients, abs=1e-9)


def test_two_paths_to_one_weight_add():
    example = examples.two_paths()
    for w in (0.3, -1.2, 0.0):
        replay = example.graph.replay({"w": w})
        error = w * 1.5 + 0.1 - 1.0
        assert replay.value("L") == pytest.approx(error**2 + w**2)
        assert replay.gradient("w") == pytest.approx(2 * error * 1.5 + 2 * w)
        assert replay.gradient("b") == pytest.approx(2 * error)


def test_recorded_operations_are_those_of_the_formulas():
    """Nothing of a stable formula (exp, a comparison) is recorded, and no stray constant."""
    ops = [node.op for node in examples.worked_example().graph.nodes]
    assert {op: ops.count(op) for op in ops} == {
        "input": 9,
        "mul": 5,
        "add": 4,
        "sigmoid": 3,
        "sub": 1,
        "pow": 1,
        "constant": 1,
    }


def test_an_example_is_frozen():
    with pytest.raises(AttributeError):
        examples.worked_example().eta = 1.0
