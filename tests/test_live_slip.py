"""Spot the slip in Python: every number follows from its line, and every slip is the one it is said to be."""

import json
import math
import re

import numpy as np
import pytest

from backprop_lib.exercises import slips
from backprop_lib.exercises.slips import SLIPS
from backprop_lib.ledger import ledger
from backprop_lib.live import spot_the_slip
from backprop_lib.live.network.explorer import EXAMPLES
from backprop_lib.live.slip.calculation import evaluate, example_numbers, is_rounding, rows
from backprop_lib.live.slip.cases import CASES
from backprop_lib.network import MLP
from tests.live_by_hand import by_hand, sigmoid
from tests.test_live_markup import Tree
from tests.test_pages import ROOT

MISPRINTS = json.loads((ROOT / "chapters/misprints.json").read_text(encoding="utf-8"))
EVERY_CASE = pytest.mark.parametrize("case", CASES, ids=[f"{k}-{case.wrong}" for k, case in enumerate(CASES, 1)])


@pytest.fixture(scope="module")
def explorer():
    return spot_the_slip()


@pytest.fixture(scope="module")
def tree(explorer):
    return Tree(explorer.markup)


@pytest.mark.parametrize("name", sorted({case.example for case in CASES}))
def test_a_line_taken_at_its_word_gives_its_number(name):
    numbers = example_numbers(name)
    for line in ledger(EXAMPLES[name]()).lines:
        assert evaluate(line.terms, numbers) == pytest.approx(numbers[line.symbol], rel=1e-14), line.symbol


@EVERY_CASE
def test_one_line_is_wrong_and_all_before_it_are_right(case):
    found = rows(case)
    assert [row.symbol for row in found] == list(case.lines) and len(found) == 8
    states = [row.state for row in found]
    assert states.count("wrong") == 1
    assert set(states[: states.index("wrong")]) <= {"right"}
    for row in found:
        if row.state == "carried":  # only because it uses what is wrong
            used = {term.symbol for term in row.terms}
            assert used & {other.symbol for other in found if other.state != "right"}, row.symbol
            assert evaluate(row.terms, row.numbers) == row.value
        if row.state == "right" and not case.printed:
            assert row.value == pytest.approx(example_numbers(case.example)[row.symbol], rel=1e-12)


@EVERY_CASE
def test_the_numbers_that_can_be_trusted_give_the_slip_away(case):
    found = rows(case)
    disagree = [row for row in found if row.check is not None and row.state != "right"]
    assert disagree and all(row.check is not None or row.state != "wrong" for row in found if case.printed)
    for row in found:
        if row.check is not None and row.state == "right":
            assert row.agreement == "as printed" or int(re.search(r"\d+", row.agreement)[0]) >= 8
        elif row.check is not None:
            assert row.agreement == "not as printed" or row.agreement in ("to no digit", "to 1 digit only")


def test_finite_differences_are_those_of_the_example_by_hand():
    h, book = 1e-5, {"w1": 0.1, "w2": 0.2, "w3": 0.3, "w4": 0.4, "b1": 0.1, "b2": 0.1, "b3": 0.1}
    for name, value in book.items():
        above, below = (by_hand(**{name: value + side * h})[0]["L"] for side in (1, -1))
        assert example_numbers("worked-example")[f"fd/{name}"] == pytest.approx((above - below) / (2 * h), rel=1e-9)


def network_of(name):
    """The example as an MLP with one row."""
    p = EXAMPLES[name]().values
    if name == "worked-example":
        weights, biases = [[[p["w1"]], [p["w2"]]], [[p["w3"], p["w4"]]]], [[p["b1"], p["b2"]], [p["b3"]]]
        x, y = [p["x"]], [p["y"]]
    else:
        weights = [[[p["w1"], p["w2"]], [p["w3"], p["w4"]]], [[p["w5"], p["w6"]], [p["w7"], p["w8"]]]]
        biases = [[p["b1"], p["b2"]], [p["b3"], p["b4"]]]
        x, y = [p["x1"], p["x2"]], [p["y1"], p["y2"]]
    net = MLP.from_parameters([*map(np.array, weights)], [*map(np.array, biases)])
    return net, np.array([x]), np.array([y])


@pytest.mark.parametrize("case", [case for case in CASES if case.slip], ids=lambda case: f"{case.slip}, {case.example}")
def test_a_slip_of_the_catalogue_gives_these_numbers(case):
    net, X, Y = network_of(case.example)
    if case.slip == "weights updated too early":  # with the learning rate of the example
        eta = EXAMPLES[case.example]().eta
        wrong = slips.backward(net, net.forward(X), Y, back=lambda delta, W, dW: delta @ (W - eta * dW))
    else:
        wrong = SLIPS[case.slip].gradients(net, X, Y)
    if case.example == "worked-example":
        expected = {"dL/dw1": wrong.weights[0][0, 0], "dL/dw3": wrong.weights[1][0, 0]}
        expected |= {"delta1": wrong.deltas[0][0, 0], "delta3": wrong.deltas[1][0, 0]}
    else:
        expected = {
            "dL/dw1": wrong.weights[0][0, 0],
            "dL/dw5": wrong.weights[1][0, 0],
            "dL/dw7": wrong.weights[1][1, 0],
        }
        expected |= {"delta1": wrong.deltas[0][0, 0], "delta3": wrong.deltas[1][0, 0], "delta4": wrong.deltas[1][0, 1]}
    values = {row.symbol: row.value for row in rows(case)}
    assert {symbol: values[symbol] for symbol in expected} == pytest.approx(expected, rel=1e-12)


def misprint(quantity, chapter):
    (found,) = (m for m in MISPRINTS if m["quantity"].startswith(quantity) and m["chapter"] == chapter)
    return found["printed"], float(found["correct"].replace("−", "-"))


@pytest.mark.parametrize(
    ("wrong", "quantity"),
    [("dL/dw1", "dL/dw1"), ("dL/db2", "dL/db2"), ("z3", "z3"), ("new/w3", "w3 after one update")],
)
def test_what_is_quoted_is_a_known_misprint(wrong, quantity):
    (case,) = (case for case in CASES if case.printed and case.wrong == wrong)
    printed, correct = misprint(quantity, "worked_example")
    assert case.printed[wrong] == printed
    truth = example_numbers(case.example)[wrong]
    assert round(truth, len(printed.partition(".")[2])) == correct
    for symbol, text in case.printed.items():
        known = any(text == m["printed"] for m in MISPRINTS)
        assert known or is_rounding(text, example_numbers(case.example)[symbol]), symbol


def test_what_the_second_tutorial_printed():
    (forward,) = (case for case in CASES if case.example == "two-input" and case.wrong == "z1")
    (backward,) = (case for case in CASES if case.example == "two-input" and case.wrong == "delta1")
    assert f"{rows(forward)[0].value:.2f}" == misprint("z1", "two_input_net")[0]
    printed, _ = misprint("delta1", "two_input_net")
    assert printed in backward.source and f"{-0.0735 * 0.6:.4f}".replace("-", "−") == printed
    assert f"{rows(forward)[6].value:.4f}" == "-0.0738"  # its own delta2, further rounded on the way to −0.0735


def test_mazurs_loss_after_one_step_comes_from_updated_output_weights():
    """By hand: the loss behind one step, with hidden gradients from the old and from the new output weights."""
    x, y, eta = (0.05, 0.10), (0.01, 0.99), 0.5
    hidden, output = ((0.15, 0.20), (0.25, 0.30)), ((0.40, 0.45), (0.50, 0.55))

    def forward(hidden, output):
        h = [sigmoid(sum(w * v for w, v in zip(row, x, strict=True)) + 0.35) for row in hidden]
        return h, [sigmoid(sum(w * v for w, v in zip(row, h, strict=True)) + 0.60) for row in output]

    def loss(out):
        return sum((a - b) ** 2 / 2 for a, b in zip(out, y, strict=True))

    h, out = forward(hidden, output)
    delta = [(a - b) * a * (1 - a) for a, b in zip(out, y, strict=True)]
    new_output = [[output[k][j] - eta * delta[k] * h[j] for j in (0, 1)] for k in (0, 1)]

    def after(through):
        back = [sum(delta[k] * through[k][j] for k in (0, 1)) * h[j] * (1 - h[j]) for j in (0, 1)]
        new_hidden = [[hidden[j][i] - eta * back[j] * x[i] for i in (0, 1)] for j in (0, 1)]
        return loss(forward(new_hidden, new_output)[1])

    case = CASES[-1]
    assert f"{after(new_output):.9f}" in case.source
    right = example_numbers(case.example)["after"]
    assert after(output) == pytest.approx(right, rel=1e-14) and right == pytest.approx(0.29102777369359933, rel=1e-14)
    assert f"{right:.9f}" in spot_the_slip().markup


def test_the_factors_that_the_answers_speak_of():
    by_slip = {case.slip: {row.symbol: row.value for row in rows(case)} for case in CASES if case.slip}
    truth = example_numbers("worked-example")
    behind = ("dL/dw3", "dL/dh1", "delta1", "dL/dw1")
    factors = [by_slip["output slope forgotten"][symbol] / truth[symbol] for symbol in behind]
    assert factors == pytest.approx([1 / truth["sigma_prime(z3)"]] * 4)
    assert [by_slip["sign"][symbol] / truth[symbol] for symbol in behind] == pytest.approx([-1] * 4)
    assert [by_slip["factor 2"][symbol] / truth[symbol] for symbol in behind] == pytest.approx([2] * 4)
    assert math.isclose(-0.0902 * 0.4 * 0.2475, -0.00893, abs_tol=5e-6)
    assert math.isclose(0.3 + 0.1 * 0.0485, 0.30485)


def test_each_case_has_a_radio_for_each_line_and_an_answer(tree):
    radios = tree.having("type", "radio")
    assert len(radios) == 8 * len(CASES)
    assert len({radio["name"] for radio in radios}) == len(CASES)
    sections = tree.having("data-case")
    assert [section["data-case"] for section in sections] == [str(k) for k in range(1, len(CASES) + 1)]
    assert ["hidden" in section for section in sections] == [False] + [True] * (len(CASES) - 1)
    answers = tree.having("data-why")
    for case, answer in zip(CASES, answers, strict=True):
        assert answer["text"].startswith(f"Line {case.lines.index(case.wrong) + 1}. ")
        assert not re.search(r"[{}\[\]]", answer["text"])
        assert len(answer["text"]) <= 330
    labels = tree.having("data-state")
    assert [label["data-state"] for label in labels] == [row.state for case in CASES for row in rows(case)]
    for label in labels:
        assert re.match(r"Line \d: (the derivative|\w+).* equals ", label["text"]) and "{" not in label["text"]
    assert tree.having("id") == []


def test_slots_print_what_they_hold(tree):
    slots = tree.having("data-digits")
    assert len({slot["data-symbol"] for slot in slots}) >= 8 * len(CASES)
    values = {}
    for slot in slots:
        value = float(slot["data-value"])
        assert float(slot["text"].replace("−", "-")) == pytest.approx(value, rel=1e-5)
        assert values.setdefault(slot["data-symbol"], value) == value


def test_values_follow_the_chosen_case(explorer):
    explorer.choices["case"].value = "2"
    assert explorer.values["dL/dh1"] / explorer.values["delta3"] == pytest.approx(0.3 + 0.1 * 0.0484620587)
    assert explorer.gradients["dL/dw1"] == pytest.approx(by_hand()[1]["w1"], rel=1e-8)
    explorer.choices["case"].value = "1"
    with pytest.raises(TypeError):
        explorer.values["delta3"] = 0.0


def test_bad_input_and_what_a_notebook_stores():
    with pytest.raises(ValueError, match="lower-case letters"):
        spot_the_slip("Spot the slip")
    data, _ = spot_the_slip("other")._repr_mimebundle_()
    assert 'data-explorer="other"' in data["text/html"] and "to 8 digits or more" in data["text/html"]
    assert data["text/plain"].splitlines()[2].startswith("3 δ₃ = −0.381978")
