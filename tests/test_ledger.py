"""The page of calculation: what it prints, and that every line of it is true."""

import json
import math
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backprop_lib import activations, symbols
from backprop_lib.examples import Example, one_neuron, two_input, two_paths, two_two_two, worked_example
from backprop_lib.formulas import printed
from backprop_lib.graph import Value, record
from backprop_lib.ledger import edge_formulas, ledger, quantities, read
from backprop_lib.losses import half_squared_error
from tests.random_graphs import programs, recorded

WORKED_EXAMPLE = """\
Forward

    hidden neuron 1
  1 z₁ = w₁ · x + b₁ = 0.1 × 0.5 + 0.1 = 0.15
  2 h₁ = σ(z₁) = σ(0.15) = 0.537430

    hidden neuron 2
  3 z₂ = w₂ · x + b₂ = 0.2 × 0.5 + 0.1 = 0.2
  4 h₂ = σ(z₂) = σ(0.2) = 0.549834

    output and loss
  5 z₃ = w₃ · h₁ + w₄ · h₂ + b₃ = 0.3 × 0.537430 + 0.4 × 0.549834 + 0.1 = 0.481163
  6 ŷ = σ(z₃) = σ(0.481163) = 0.618022
  7 L = ½ (ŷ − y)² = ½ (0.618022 − 1)² = 0.0729535

Backward

    from the loss to the output
  8 ∂L/∂ŷ = ŷ − y = 0.618022 − 1 = −0.381978
  9 σ′(z₃) = ŷ · (1 − ŷ) = 0.618022 × (1 − 0.618022) = 0.236071
 10 δ₃ = ∂L/∂ŷ · σ′(z₃) = −0.381978 × 0.236071 = −0.0901737

    output parameters
 11 ∂L/∂w₃ = δ₃ · h₁ = −0.0901737 × 0.537430 = −0.0484621
 12 ∂L/∂w₄ = δ₃ · h₂ = −0.0901737 × 0.549834 = −0.0495806
 13 ∂L/∂b₃ = δ₃ = −0.0901737

    hidden neuron 1
 14 ∂L/∂h₁ = δ₃ · w₃ = −0.0901737 × 0.3 = −0.0270521
 15 σ′(z₁) = h₁ · (1 − h₁) = 0.537430 × (1 − 0.537430) = 0.248599
 16 δ₁ = ∂L/∂h₁ · σ′(z₁) = −0.0270521 × 0.248599 = −0.00672513
 17 ∂L/∂w₁ = δ₁ · x = −0.00672513 × 0.5 = −0.00336257
 18 ∂L/∂b₁ = δ₁ = −0.00672513

    hidden neuron 2
 19 ∂L/∂h₂ = δ₃ · w₄ = −0.0901737 × 0.4 = −0.0360695
 20 σ′(z₂) = h₂ · (1 − h₂) = 0.549834 × (1 − 0.549834) = 0.247517
 21 δ₂ = ∂L/∂h₂ · σ′(z₂) = −0.0360695 × 0.247517 = −0.00892780
 22 ∂L/∂w₂ = δ₂ · x = −0.00892780 × 0.5 = −0.00446390
 23 ∂L/∂b₂ = δ₂ = −0.00892780

    input: two paths meet, their products add
 24 ∂L/∂x = δ₁ · w₁ + δ₂ · w₂ = −0.00672513 × 0.1 + −0.00892780 × 0.2 = −0.00245807
"""


def example(forward, data, parameters):
    values = {**data, **parameters}
    named = forward(**{name: Value(number, name=name) for name, number in values.items()})
    graph = record(named["L"], names=named)
    return Example("test", "Test", forward, graph, tuple(data), tuple(parameters), values)


def neuron(activation, loss=half_squared_error.value, w=-0.6):
    def forward(x, y, w, b):
        z = w * x + b
        y_hat = activation(z)
        named = {"z": z} if y_hat is not z else {}
        return {**named, "y_hat": y_hat, "L": loss(y_hat, y)}

    return example(forward, {"x": 2.0, "y": 1.0}, {"w": w, "b": 0.1})


def in_symbols(page):
    """{result: formula} of a page, as text."""
    rows = re.findall(r"^ *\d+ (\S+) = (.*)$", str(page), re.MULTILINE)
    return {result: row.split(" = ")[0] for result, row in rows}


def in_numbers(page, result):
    row = re.search(rf"^ *\d+ {re.escape(result)} = (.*)$", str(page), re.MULTILINE)
    return row[1].split(" = ")[1]


def test_the_worked_example_is_the_page_of_the_book():
    assert str(ledger(worked_example())) + "\n" == WORKED_EXAMPLE


def test_columns_say_which_nodes_they_are_about():
    bands = ledger(worked_example()).bands
    assert [(band.part, [column.about for column in band.columns]) for band in bands] == [
        ("forward", [("z1", "h1"), ("z2", "h2")]),
        ("forward", [("z3", "y_hat", "L")]),
        ("backward", [("y_hat", "z3"), ("w3", "w4", "b3")]),
        ("backward", [("h1", "z1", "w1", "b1"), ("h2", "z2", "w2", "b2")]),
        ("backward", [("x",)]),
    ]


def test_one_neuron():
    page = ledger(one_neuron())
    assert [column.title for band in page.bands for column in band.columns] == [
        "neuron and loss", "from the loss to the neuron", "neuron parameters", "input",
    ]  # fmt: skip
    assert in_symbols(page) == {
        "z": "w · x + b",
        "ŷ": "σ(z)",
        "L": "½ (ŷ − y)²",
        "∂L/∂ŷ": "ŷ − y",
        "σ′(z)": "ŷ · (1 − ŷ)",
        "δ": "∂L/∂ŷ · σ′(z)",
        "∂L/∂w": "δ · x",
        "∂L/∂b": "δ",
        "∂L/∂x": "δ · w",
    }


def test_two_outputs_send_back_a_sum_of_two_paths():
    page = ledger(two_two_two())
    lines = in_symbols(page)
    assert lines["L"] == "½ (ŷ₁ − y₁)² + ½ (ŷ₂ − y₂)²"
    assert lines["δ₄"] == "∂L/∂ŷ₂ · σ′(z₄)"
    assert lines["∂L/∂h₁"] == "δ₃ · w₅ + δ₄ · w₇"
    assert lines["∂L/∂h₂"] == "δ₃ · w₆ + δ₄ · w₈"
    titles = [column.title for band in page.bands for column in band.columns]
    assert titles == [
        "hidden neuron 1", "hidden neuron 2", "output neuron 3", "output neuron 4", "loss",
        "output neuron 3", "output neuron 4", "hidden neuron 1", "hidden neuron 2", "inputs",
    ]  # fmt: skip


def test_with_logits_each_output_sends_back_its_error_and_no_slope():
    example = two_two_two().switched(output="sigmoid-cross_entropy")
    page, own = ledger(example), ledger(two_two_two())
    lines = in_symbols(page)
    assert lines["L"] == "ln(1 + exp(z₃)) − y₁ · z₃ + ln(1 + exp(z₄)) − y₂ · z₄"
    assert (lines["ŷ₂"], lines["δ₃"], lines["δ₄"]) == ("σ(z₄)", "σ(z₃) − y₁", "σ(z₄) − y₂")
    assert not {"∂L/∂ŷ₁", "∂L/∂ŷ₂", "σ′(z₃)", "σ′(z₄)"} & {*lines}
    titles = [[column.title for column in band.columns] for band in page.bands]
    assert titles == [[column.title for column in band.columns] for band in own.bands]


def test_a_penalty_is_a_second_path_to_its_weight():
    page = ledger(two_paths())
    assert in_symbols(page)["∂L/∂w"] == "∂L/∂ŷ · x + 2 · ∂L/∂P · w"
    assert [[column.title for column in band.columns] for band in page.bands] == [
        ["output neuron", "penalty"], ["loss"], ["output neuron", "penalty"], ["input"],
    ]  # fmt: skip


def test_what_stands_on_an_edge_is_the_derivative_along_it_alone():
    written = {
        edge: printed(formula.terms, lambda term: symbols.text(term.symbol))
        for edge, formula in edge_formulas(two_paths()).items()
    }
    assert written == {
        ("x", "y_hat"): "w", ("w", "y_hat"): "x", ("b", "y_hat"): "1", ("w", "P"): "2 · w",
        ("y", "L"): "−2 · (ŷ − y)", ("y_hat", "L"): "2 · (ŷ − y)", ("P", "L"): "1",
    }  # fmt: skip


def test_tanh_has_its_slope_and_brackets_a_negative_number():
    page = ledger(neuron(activations.tanh))
    assert in_symbols(page)["ŷ"] == "tanh(z)"
    assert in_symbols(page)["tanh′(z)"] == "1 − ŷ²"
    assert in_numbers(page, "tanh′(z)") == "1 − (−0.800499)²"
    assert in_symbols(page)["δ"] == "∂L/∂ŷ · tanh′(z)"


def test_relu_has_its_step():
    page = ledger(neuron(activations.relu))
    assert in_symbols(page)["relu′(z)"] == "1 if z > 0, else 0"
    assert in_numbers(page, "relu′(z)") == "1 if −1.1 > 0, else 0"
    assert "relu′(z) = 1 if z > 0, else 0 = 1 if −1.1 > 0, else 0 = 0" in str(page)


def test_identity_makes_no_node_of_its_own():
    page = ledger(neuron(activations.identity))
    assert in_symbols(page)["ŷ"] == "w · x + b"
    assert in_symbols(page)["∂L/∂w"] == "∂L/∂ŷ · x"


def test_the_loss_without_a_half_keeps_the_two():
    page = ledger(neuron(activations.sigmoid, loss=lambda out, y: (out - y) ** 2))
    assert in_symbols(page)["L"] == "(ŷ − y)²"
    assert in_symbols(page)["∂L/∂ŷ"] == "2 · (ŷ − y)"


def test_two_paths_to_one_parameter_add():
    def forward(x, y, w, b):
        return {"L": (y - (w * x + b)) ** 2 + w**2}

    page = ledger(example(forward, {"x": 2.0, "y": 1.0}, {"w": -0.6, "b": 0.1}))
    assert in_symbols(page) == {
        "L": "(y − (w · x + b))² + w²",
        "∂L/∂w": "−2 · (y − (w · x + b)) · x + 2 · w",
        "∂L/∂b": "−2 · (y − (w · x + b))",
    }
    assert in_numbers(page, "L") == "(1 − (−0.6 × 2 + 0.1))² + (−0.6)²"


def test_a_shared_parameter_stands_where_the_backward_pass_ends():
    def forward(x, y, w, b):
        z1 = w * x + b
        h1 = z1.tanh()
        z2 = w * h1
        return {"z1": z1, "h1": h1, "z2": z2, "L": (z2 - y) ** 2}

    page = ledger(example(forward, {"x": 2.0, "y": 1.0}, {"w": -0.6, "b": 0.1}))
    assert in_symbols(page)["∂L/∂w"] == "δ₁ · x + δ₂ · h₁"
    assert [line.symbol for line in page.lines][-4:] == ["delta1", "dL/dw", "dL/db", "dL/dx"]


def test_a_parameter_of_two_neurons_side_by_side_waits_for_both():
    def forward(x, w, b1, b2):
        z1, z2 = w * x + b1, w * x + b2
        h1, h2 = z1.tanh(), z2.tanh()
        return {"z1": z1, "h1": h1, "z2": z2, "h2": h2, "L": h1 * h2}

    page = ledger(example(forward, {"x": 2.0}, {"w": -0.6, "b1": 0.1, "b2": 0.2}))
    order = [line.symbol for line in page.lines]
    assert order.index("dL/dw") > order.index("delta2") > order.index("delta1")


def test_a_derivative_without_any_symbol_is_a_multiple_of_one():
    def forward(w, b):
        return {"L": 3 * w - b}

    page = ledger(example(forward, {}, {"w": 1.0, "b": 2.0}))
    assert in_symbols(page) == {"L": "3 · w − b", "∂L/∂w": "3 · ∂L/∂L", "∂L/∂b": "−∂L/∂L"}


def test_a_minus_sign_in_front_of_a_negative_number_keeps_it_in_brackets():
    def forward(w, b):
        return {"L": -w * b}

    page = ledger(example(forward, {}, {"w": -3.0, "b": 2.0}))
    assert in_numbers(page, "L") == "(−(−3)) × 2"
    assert in_numbers(page, "∂L/∂b") == "−(−3)"


def test_a_power_of_a_function_is_heard_as_such():
    def forward(w, b):
        return {"L": w.sigmoid() ** 2 + (b * b).tanh()}

    (line, *_) = ledger(example(forward, {}, {"w": 1.0, "b": 2.0})).lines
    assert line.speech.split(", ")[1] == (
        "open bracket sigma of {w} close bracket squared plus tanh of open bracket {b} times {b} close bracket"
    )


def test_a_node_with_parameters_of_its_own_starts_a_neuron():
    def forward(x, w1, w2, b1, b2):
        z1 = w1 * x + b1
        h1 = z1.tanh()
        z2 = w2 * h1 + b2
        return {"z1": z1, "h1": h1, "z2": z2, "L": z2**2}

    parameters = {"w1": 1.0, "w2": 2.0, "b1": 0.0, "b2": 0.0}
    page = ledger(example(forward, {"x": 1.0}, parameters))
    assert [(column.title, column.about) for band in page.bands for column in band.columns] == [
        ("hidden neuron 1", ("z1", "h1")),
        ("output and loss", ("z2", "L")),
        ("from the loss to the output", ("z2",)),
        ("output parameters", ("w2", "b2")),
        ("hidden neuron 1", ("h1", "z1")),
        ("parameters of hidden neuron 1", ("w1", "b1")),
        ("input", ("x",)),
    ]


def test_numbers_follow_the_replay():
    book = worked_example()
    page = ledger(book, book.graph.replay({"x": -2.0}))
    assert in_numbers(page, "z₁") == "0.1 × −2 + 0.1"
    assert in_numbers(ledger(book), "z₁") == "0.1 × 0.5 + 0.1"


def test_a_page_ends_in_the_loss():
    def forward(w):
        return {"L": 2 * w, "u": (2 * w).tanh()}

    graph = record(forward(Value(1.0, name="w"))["u"])
    with pytest.raises(ValueError, match="ends in 'L'"):
        ledger(Example("t", "T", forward, graph, (), ("w",), {"w": 1.0}))


def test_terms_say_which_numbers_are_computed():
    line = ledger(worked_example()).lines[4]
    computed = {term.symbol: term.computed for term in line.terms}
    assert computed == {"w3": False, "h1": True, "w4": False, "h2": True, "b3": False}


def test_quantities_have_every_symbol_of_the_page_and_of_the_picture():
    graph = worked_example().graph
    places, replay = quantities(graph), graph.replay()
    gradients = {
        "x": "dL/dx", "y": "dL/dy", "z1": "delta1", "z2": "delta2", "z3": "delta3",
        "h1": "dL/dh1", "h2": "dL/dh2", "y_hat": "dL/dy_hat", "L": "dL/dL",
        **{name: f"dL/d{name}" for name in worked_example().parameters},
    }  # fmt: skip
    edges = {f"d{end}/d{start}": (start, end) for start, end in graph.edges()}
    slopes = {"sigma_prime(z1)", "sigma_prime(z2)", "sigma_prime(z3)"}
    assert {*places} == {*gradients, *gradients.values(), *edges} | slopes
    for name, symbol in gradients.items():
        assert read(replay, places[name]) == replay.value(name)
        assert read(replay, places[symbol]) == replay.gradient(name)
    for symbol, edge in edges.items():
        assert read(replay, places[symbol]) == replay.edge(*edge)
    for symbol in slopes:
        name = {"z1": "h1", "z2": "h2", "z3": "y_hat"}[symbol[-3:-1]]
        assert read(replay, places[symbol]) == replay.edge(symbol[-3:-1], name)


def test_the_page_as_json():
    page = ledger(worked_example())
    data = json.loads(json.dumps(page.to_dict()))
    lines = [x for band in data["bands"] for column in band["columns"] for x in column["lines"]]
    assert [line["number"] for line in lines] == list(range(1, 25))
    assert lines[6]["terms"][0] == {
        "operator": "", "before": "½ (", "symbol": "y_hat", "after": "",
        "computed": True, "bracketed": False,
    }  # fmt: skip
    assert lines[6]["quantity"] == quantities(worked_example().graph)["L"]


def test_a_line_is_one_sentence():
    sentences = {line.symbol: line.speech for line in ledger(worked_example()).lines}
    assert sentences["z1"] == ("z 1 equals w 1 times x plus b 1, {w1} times {x} plus {b1}, equals {z1}")
    assert sentences["dL/dw1"] == (
        "the derivative of L by w 1 equals delta 1 times x, {delta1} times {x}, equals {dL/dw1}"
    )


# Every line is true: the printed row of numbers is evaluated as Python, and so is the sentence.

NAMES = {
    "sigmoid": lambda z: 1 / (1 + math.exp(-z)),
    "soft": lambda z: math.log1p(math.exp(z)),  # spoken only
    "relu": lambda z: max(z, 0),
    "leaky": lambda z: max(z, 0.01 * z),
    "sign": lambda z: (z > 0) - (z < 0),
    **{name: getattr(math, name) for name in ("exp", "log", "sqrt", "tanh")},
}
PRINTED = [
    ("−", "-"), ("×", "*"), ("½ (", "0.5 * ("), ("½", "0.5"), (", else", " else"),
    ("σ(", "sigmoid("), ("ln(", "log("), ("√(", "sqrt("), ("^", "**"),
]  # fmt: skip
SPOKEN = [
    ("the exponential of", "exp"), ("the logarithm of", "log"), ("the square root of", "sqrt"),
    ("sigma of", "sigmoid"), ("tanh of", "tanh"), ("leaky relu of", "leaky"), ("softplus of", "soft"),
    ("relu of", "relu"),
    ("the absolute value of", "abs"), ("the sign of", "sign"), ("the greater of", "max"),
    ("one half", "0.5"), ("open bracket", "("), ("close bracket", ")"), (" and ", ", "),
    ("plus", "+"), ("minus", "-"), ("divided by", "/"), (" times ", " * "),
    ("squared", "**2"), ("cubed", "**3"), ("to the power", "**"),
    ("is greater than", ">"), (", else", " else"),
]  # fmt: skip


def evaluate_printed(line, number):
    def show(term):
        shown = repr(number(term.symbol)).replace("-", "−")
        return f"({shown})" if term.bracketed else shown

    text = printed(line.terms, show, times="×")
    text = re.sub("[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+", lambda power: f"**{_plain(power[0])}", text)
    text = _bars(text)
    for written, python in PRINTED:
        text = text.replace(written, python)
    return eval(text, NAMES)


def _plain(superscript):
    return superscript.translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789"))


def _bars(text):
    """|a| as abs(a): a bar opens at the start and behind a blank, a sign, or an opening."""
    python = ""
    for character in text:
        if character == "|":
            character = "abs(" if python[-1:] in ("", " ", "(", "−") else ")"
        python += character
    return python


def evaluate_spoken(line, number):
    result = f", equals {{{line.symbol}}}"
    assert line.speech.endswith(result)
    # The formula stands in it twice, first in symbols and then in numbers.
    _, formulas = line.speech.removesuffix(result).split(" equals ")
    clauses = formulas.split(", ")
    spoken = ", ".join(clauses[len(clauses) // 2 :])
    for word, python in SPOKEN:
        spoken = spoken.replace(word, python)
    spoken = re.sub(r"(exp|log|sqrt|sigmoid|soft|tanh|leaky|relu|abs|sign) (\{[^}]*\})", r"\1(\2)", spoken)
    spoken = re.sub(r"\{([^}]*)\}", lambda match: f"({number(match[1])!r})", spoken)
    return eval(spoken, NAMES)


def check_every_line(page, graph, replay):
    places = quantities(graph)

    def number(symbol):
        return read(replay, places[symbol])

    for line in page.lines:
        assert list(line.quantity) == places[line.symbol]
        # Rounding errors are relative to the largest number that meets in the line.
        size = max([1.0, *(abs(number(term.symbol)) for term in line.terms if term.symbol)]) ** 4
        expected = pytest.approx(number(line.symbol), rel=1e-9, abs=1e-11 * size)
        assert evaluate_printed(line, number) == expected, str(page)
        assert evaluate_spoken(line, number) == expected, line.speech


@pytest.mark.parametrize("make", [worked_example, one_neuron, two_input, two_two_two, two_paths])
def test_every_line_of_the_examples_is_true(make):
    page, graph = ledger(make()), make().graph
    check_every_line(page, graph, graph.replay())
    moved = graph.replay(dict.fromkeys(make().values, -1.25))
    check_every_line(page, graph, moved)


@pytest.mark.parametrize("w", [-0.6, 0.7])
@pytest.mark.parametrize("name", sorted({*activations.ACTIVATIONS} - {"softmax"}))  # one neuron is no row of classes
def test_every_line_with_every_activation_is_true(name, w):
    book = neuron(activations.ACTIVATIONS[name], w=w)
    check_every_line(ledger(book), book.graph, book.graph.replay())


@settings(max_examples=200)
@given(programs(), st.sets(st.integers(0, 7)))
def test_every_line_of_a_random_graph_is_true(drawn, names):
    program, numbers = drawn
    graph = recorded(program, numbers, names)
    book = Example("t", "T", None, graph, ("w3",), ("w1", "w2"), {})
    check_every_line(ledger(book), graph, graph.replay())
