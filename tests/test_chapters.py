"""The chapters teach what the library computes, and keep the rules of their form."""

import ast
import itertools
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from backprop_lib import activations, examples, exercises, figures, losses
from backprop_lib.figures import graphs, networks
from backprop_lib.graph import Value, record

ROOT = Path(__file__).resolve().parent.parent
CHAPTERS = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in (ROOT / "chapters").glob("*.ipynb")}
REFERENCE = json.loads((ROOT / "tests" / "reference" / "one_two_one.json").read_text(encoding="utf-8"))
EXAMPLES = {
    example.name: example
    for example in (examples.one_neuron(), examples.two_paths(), examples.worked_example(), examples.two_input())
}
LONGEST_CELL = 16
BANNED = re.compile(r"\b(simply|just|obviously|trivially|of course|clearly)\b", re.IGNORECASE)


def cells(chapter, kind):
    return [cell for cell in CHAPTERS[chapter]["cells"] if cell["cell_type"] == kind]


def source(cell):
    return "".join(cell["source"])


def prose(chapter):
    return "\n\n".join(source(cell) for cell in cells(chapter, "markdown"))


def printed(cell):
    texts = [output.get("text") or output.get("data", {}).get("text/plain", "") for output in cell["outputs"]]
    return "\n".join("".join(text) for text in texts)


def headings(chapter):
    return re.findall(r"^#+ (.*)$", prose(chapter), re.MULTILINE)


def test_the_graph_of_the_book_is_recorded_from_the_code_of_the_chapter():
    """`one_two_one` as the chapter defines it gives the graph that explorers and figures replay."""
    (definition,) = [source(cell) for cell in cells("worked_example", "code") if "def one_two_one" in source(cell)]
    names = {"sigmoid": activations.sigmoid}
    exec(definition, names)
    example = examples.worked_example()
    nodes = names["one_two_one"](**{name: Value(number, name) for name, number in example.values.items()})
    assert record(nodes["L"], nodes).to_json() == example.graph.to_json()


def test_the_chapter_starts_from_the_numbers_of_the_example():
    (numbers,) = [source(cell) for cell in cells("worked_example", "code") if source(cell).startswith("x, y =")]
    names = {}
    exec(numbers, names)
    example = examples.worked_example()
    assert {name: names[name] for name in example.values} == example.values
    assert names["eta"] == example.eta


@pytest.mark.parametrize("name", ["w1", "w2", "w3", "w4", "b1", "b2", "b3", "x"])
def test_the_chapter_prints_the_gradients_of_the_reference(name):
    """Where an output of the calculation by hand, or of the recorded graph, gives dL/d<name>."""
    start = REFERENCE["steps"][0]
    gradient = start["quantities"][f"dL/d{name}"]
    hand = [cell for cell in cells("worked_example", "code") if re.match(r"dL_d|from backprop_lib.graph", source(cell))]
    found = re.findall(rf"(?<!/ )dL[/_]d{name} = (-?[\d.]+)", "\n".join(map(printed, hand)))
    assert found
    assert set(found) == {f"{gradient:#.6g}"}


@pytest.mark.parametrize("updates", [0, 1, 2, 10, 100, 1000])
def test_the_chapter_prints_the_losses_of_the_reference(updates):
    loss = REFERENCE["loss_after_updates"][str(updates)]
    text = "\n".join(map(printed, cells("worked_example", "code")))
    (found,) = re.findall(rf"after +{updates} updates: .* L = ([\d.]+)", text)
    assert found == f"{loss:.{len(found) - 2}f}"


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_prose_has_no_empty_words(chapter):
    assert BANNED.findall(prose(chapter)) == []


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_cells_are_short_and_only_drawing_is_folded(chapter):
    for cell in cells(chapter, "code"):
        code = source(cell)
        assert max(map(len, code.splitlines())) <= 79, code
        if "hide-input" not in cell["metadata"].get("tags", []):
            assert len(code.splitlines()) <= LONGEST_CELL, code
        else:
            assert ast.unparse(ast.parse(code).body[-1]).startswith("figures."), code


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_folded_answers_are_closed(chapter):
    text = prose(chapter)
    assert text.count("<details>") == text.count("</details>") == text.count("</summary>")
    assert "$" not in "".join(re.findall("<details>.*?</details>", text, re.DOTALL)), (
        "JupyterLab shows TeX raw in there"
    )
    assert not re.search(r"</summary>\n\S", text), "a blank line after the summary, else Markdown stays raw"
    assert not re.search(r"\S\n</details>", text), "a blank line before </details>, else Markdown stays raw"
    assert "</details>\n<details>" not in text, "a blank line between two, else JupyterLab opens the second"


@pytest.mark.parametrize("chapter", sorted({name.partition(".")[0] for name in exercises.EXERCISES}))
def test_every_exercise_can_be_checked_and_its_hint_and_solution_are_folded(chapter):
    code = [source(cell) for cell in cells(chapter, "code")]
    loaded = re.findall(r'^(\w+) = exercises\.load\("(.*)"\)', "\n".join(code), re.MULTILINE)
    assert 2 <= len(loaded) <= 4
    assert {name for _, name in loaded} == {name for name in exercises.EXERCISES if name.startswith(f"{chapter}.")}
    for variable, _ in loaded:
        assert sum(f"{variable}.check(" in text for text in code) == 1
        for part in ("hint", "solution"):
            (cell,) = [cell for cell in cells(chapter, "code") if source(cell) == f"{variable}.{part}()"]
            assert "hide-cell" in cell["metadata"]["tags"]
            assert cell["metadata"]["jupyter"]["outputs_hidden"]


def test_coverage_names_sections_that_exist():
    table = (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8")
    places = re.findall(r"\| (\w+): ([^|]+?) \|$", table, re.MULTILINE)
    assert places
    for chapter, heading in places:
        assert heading in headings(chapter), f"{chapter} has no section {heading!r}"


# --- figures ---------------------------------------------------------------------------------


def boxes(svg):
    """(left, top, right, bottom) of each node: its value with its gradient below."""
    found = re.findall(r'<rect class="value" x="([\d.]+)" y="([\d.]+)" width="(\d+)"', svg)
    height = graphs.BOX[1] + graphs.BOX[2]
    return [(float(x), float(y), float(x) + float(width), float(y) + height) for x, y, width in found]


@pytest.mark.parametrize("name", graphs.GRAPHS)
@pytest.mark.parametrize("layout", [0, 1], ids=["wide", "tall"])
def test_boxes_of_the_computational_graph_stay_apart_and_inside(name, layout):
    example = EXAMPLES[name]
    svg = figures.computational_graph(example).drawings[layout]
    width, height = map(float, re.search(r'viewBox="0 0 (\d+) (\d+)"', svg).groups())
    places = boxes(svg)
    assert len(places) == len(example.graph.ids)
    for left, top, right, bottom in places:
        assert left >= 0 and top >= 0 and right <= width and bottom <= height
    for a, b in itertools.combinations(places, 2):
        assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


@pytest.mark.parametrize("layout", [0, 1], ids=["wide", "tall"])
def test_the_computational_graph_shows_values_gradients_and_local_derivatives(layout):
    svg = figures.computational_graph(examples.worked_example()).drawings[layout]
    body = svg.partition(">")[2]
    values = ["0.5374", "0.5498", "0.4812", "0.6180", "0.07295"]
    gradients = ["−0.3820", "−0.09017", "−0.006725", "−0.008928", "−0.003363", "−0.004464", "−0.04846", "−0.04958"]
    local_derivatives = ["0.2361", "0.2486", "0.2475"]
    for number in [*values, *gradients, *local_derivatives]:
        assert f">{number}<" in body, number


@pytest.mark.parametrize(
    ("figure", "drawings", "name"),
    [(figures.network, 1, name) for name in networks.PICTURES]
    + [(figures.computational_graph, 2, name) for name in graphs.GRAPHS],
)
def test_a_figure_says_in_words_what_it_shows(figure, drawings, name):
    example = EXAMPLES[name]
    bundle = figure(example)._repr_mimebundle_()
    assert bundle["text/html"].count(f'aria-label="{bundle["text/plain"]}"') == drawings
    assert all(name in bundle["text/plain"] for name in example.parameters)
    assert "<figcaption>" in bundle["text/html"]


def test_figures_follow_the_example():
    example = examples.worked_example()
    moved = replace(example, values={**example.values, "w3": -1.0, "x": 0.0})
    assert "w3: value −1.000" in figures.computational_graph(moved).alt
    assert "w1: value 0.1000, gradient 0." in figures.computational_graph(moved).alt
    assert "w3 = -1" in figures.network(moved).alt


def test_the_loss_of_the_chapter_is_the_loss_of_the_library():
    code = "\n".join(map(source, cells("worked_example", "code")))
    (comment,) = re.findall(r"half_squared_error\.value\(y_hat, y\)\s+# (.*)", code)
    assert eval(comment, {"y_hat": 0.618, "y": 1.0}) == losses.half_squared_error.value(0.618, 1.0)


# --- notation --------------------------------------------------------------------------------

FORMULA = re.compile(r"\$\$(.+?)\$\$|\$([^$\n]+)\$", re.DOTALL)
TEXT = re.compile(r"\\(?:text|mathrm|mathsf|operatorname|begin|end|phantom)\s*(?:\{[^{}]*\}|\w)")
SYMBOL = re.compile(
    r"\\(?:hat|tilde)\s*\{?\\?\w|\\(?:[Aa]lpha|beta|[Gg]amma|[Dd]elta|(?:var)?epsilon|zeta|eta|[Tt]heta|kappa|[Ll]ambda|mu|nu"
    r"|xi|rho|[Ss]igma|tau|[Pp]hi|varphi|chi|[Pp]si|[Oo]mega)(?![a-zA-Z])|(?<![\\a-zA-Z])[a-zA-Z](?![a-zA-Z])"
)
WITHOUT_NOTATION = {"c", "o"}  # a constant, a node of a graph without a meaning; an index that a source has


def symbols(chapter):
    """The letters of a chapter's formulas, with their accents."""
    formulas = " ".join(display or text for display, text in FORMULA.findall(prose(chapter)))
    return {re.sub(r"[\s{]", "", symbol) for symbol in SYMBOL.findall(TEXT.sub(" ", formulas))}


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_the_notation_page_has_every_symbol(chapter):
    assert symbols(chapter) - symbols("notation") <= WITHOUT_NOTATION
