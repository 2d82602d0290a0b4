"""Choosing a box: its paths with every factor, their products and their sum, by pointer and by keys."""

import math

from tests.browser.computation import everything, gradient_of
from tests.browser.explorer import MINUS, number, printed

CHAPTER, NAME = "chapters/worked_example", "worked-example"
PATHS = """section => ({
  title: section.querySelector("h3")?.textContent ?? "",
  rows: [...section.querySelectorAll(".path")].map(row => ({
    factors: [...row.querySelectorAll(".below [data-symbol]")].map(e =>
      [e.dataset.symbol, e.dataset.value, e.textContent]),
    product: (e => [e.dataset.value, e.textContent])(row.querySelector(".product [data-symbol]")),
    speech: row.querySelector("[data-path-speech]").textContent,
  })),
  sum: (e => e && [e.dataset.symbol, e.dataset.value, e.textContent])(section.querySelector(".path-sum [data-symbol]")),
  nudge: (e => e && [e.dataset.value, e.textContent])(section.querySelector(".nudge [data-symbol]")),
  words: section.querySelector(".nudge")?.textContent ?? "",
})"""
WORDS = {1: "One path leads", 2: "Two paths lead", 4: "Four paths lead"}


def check_paths(explorer, name):
    """Factors multiply to the product, products add to the gradient, and all of it is the computation's."""
    reading = explorer.check()
    panel = explorer.part("paths").evaluate(PATHS)
    network = explorer.network
    setting = reading.setting | reading.functions
    numbers, allowed = everything(network, setting)
    gradient = numbers[f"dL/d{name}"]
    expected = network.paths(name, reading.functions)
    assert len(panel["rows"]) == len(expected)
    assert panel["title"].startswith(WORDS[len(expected)])
    total = 0
    found = []
    for row in panel["rows"]:
        found.append(tuple(symbol for symbol, _, _ in row["factors"]))
        product = math.prod(number(value) for _, value, _ in row["factors"])
        assert math.isclose(product, number(row["product"][0]), rel_tol=1e-12)
        for _, value, text in row["factors"]:
            assert text == printed(number(value), 4)
        total += number(row["product"][0])
        assert row["speech"].startswith("Path ") and "product" in row["speech"]
    assert sorted(found) == sorted(expected)
    symbol, value, text = panel["sum"]
    assert symbol == ("delta" + name[1:] if name.startswith("z") else f"dL/d{name}")
    assert math.isclose(total, number(value), rel_tol=1e-9, abs_tol=1e-300)
    assert abs(number(value) - gradient) <= allowed[f"dL/d{name}"]
    assert text == printed(gradient, 4)
    raised = network.numbers({**setting, name: setting[name] + 0.01})["L"] - numbers["L"]
    assert math.isclose(number(panel["nudge"][0]), raised, rel_tol=1e-9)
    assert panel["nudge"][1] == printed(abs(raised), 4)
    assert ("rises" if raised > 0 else "falls") in panel["words"]


def selected(explorer):
    return explorer.root.locator("svg:visible .node.selected").evaluate_all("nodes => nodes.map(n => n.dataset.node)")


def test_the_first_parameter_is_selected_at_the_start(visitor, server):
    explorer = visitor.explorer(server, CHAPTER, NAME)
    assert selected(explorer) == ["w1"]
    check_paths(explorer, "w1")
    row = explorer.root.locator("[data-row].selected")
    assert row.get_attribute("data-row") == "w1"
    lines = explorer.root.locator(".line.selected").evaluate_all("lines => lines.map(line => line.dataset.line)")
    assert {"dL/dy_hat", "sigma_prime(z3)", "delta3", "dL/dh1", "sigma_prime(z1)", "delta1", "dL/dw1"} <= set(lines)


def test_the_paths_of_every_input(visitor, server, explorers):
    for path, name in explorers:
        explorer = visitor.kept_explorer(server, path, name)
        inputs = explorer.network.book
        outputs = ("sigmoid", "sigmoid-cross_entropy") if "output" in explorer.read().choices else ()
        for functions in [{"output": output} for output in outputs] or [{}]:
            explorer.choose(**functions)
            explorer.set(**{slider: -1.7 * value if slider[0] != "y" else value for slider, value in inputs.items()})
            for name in inputs:
                if selected(explorer) != [name]:
                    explorer.node(name).click()
                assert selected(explorer) == [name]
                check_paths(explorer, name)
            explorer.press(next(iter(explorer.network.parameters)), "ArrowRight", "ArrowRight")
            check_paths(explorer, name)


def test_multiplications_are_those_counted_by_hand(visitor, server):
    """On 2-2-2: along each path by itself, and with each message computed once."""
    explorer = visitor.kept_explorer(server, "chapters/explorers/network", "two-two-two")
    counted = {  # of w1 and of all parameters, path by path; the same with backprop
        "sigmoid": (2 * 4, 4 * 8 + 2 * 6 + 4 * 2 + 2, 2 + 2 + 1 + 1, 2 + 4 + 4 + 2 + 4),
        "sigmoid-cross_entropy": (2 * 3, 4 * 6 + 2 * 4 + 4 * 1 + 0, 2 + 1 + 1, 4 + 4 + 2 + 4),
    }
    for output, expected in counted.items():
        explorer.choose(output=output)
        shown = [
            explorer.part("paths").locator(f'[data-count="{key}"]').text_content()
            for key in ("paths", "all-paths", "backprop", "all-backprop")
        ]
        assert [*map(int, shown)] == [*expected], output


def test_every_box_can_be_chosen_and_cleared(visitor, server, explorers):
    for path, name in explorers:
        explorer = visitor.kept_explorer(server, path, name)
        for node in explorer.network.numbers(explorer.network.book):
            if "/" in node or "_prime" in node or node.startswith("delta"):
                continue
            if selected(explorer) != [node]:
                explorer.node(node).click()
            assert selected(explorer) == [node]
            assert explorer.button(node).get_attribute("aria-pressed") == "true"
            gradient = (
                1.0
                if node == "L"
                else gradient_of(explorer.network, explorer.network.numbers(explorer.network.book), node)
            )
            total = explorer.part("paths").locator(".path-sum [data-symbol]")
            if node != "L":
                assert math.isclose(number(total.get_attribute("data-value")), gradient, rel_tol=1e-12)
        explorer.check()
        explorer.part("paths").get_by_role("button", name="clear").click()
        assert selected(explorer) == []
        explorer.check()


def test_the_graph_is_one_tab_stop_with_arrow_keys_inside(visitor, server, explorers):
    for path, name in explorers:
        explorer = visitor.kept_explorer(server, path, name)
        graph = explorer.root.locator("svg:visible:has(.node)")
        stops = graph.locator('[tabindex="0"]')
        assert stops.count() == 1
        nodes = graph.locator(".node").evaluate_all("nodes => nodes.map(n => n.dataset.node)")
        stops.focus()
        reached = {focused(explorer)}
        frontier = [focused(explorer)]
        while frontier:  # every box can be reached by arrow keys alone
            node = frontier.pop()
            for key in ("ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"):
                explorer.button(node).focus()
                explorer.page.keyboard.press(key)
                now = focused(explorer)
                if now not in reached:
                    reached.add(now)
                    frontier.append(now)
        assert reached == set(nodes)
        assert stops.count() == 1
        output = "y_hat" if "y_hat" in nodes else "y_hat2"
        explorer.button(output).focus()
        explorer.page.keyboard.press("Enter")
        assert selected(explorer) == [output]
        explorer.page.keyboard.press("Escape")
        assert selected(explorer) == []
        explorer.page.keyboard.press("Space")
        assert selected(explorer) == [output]
        explorer.page.keyboard.press("Tab")
        assert not explorer.page.evaluate("document.activeElement.closest('svg')")
        explorer.page.keyboard.press("Shift+Tab")
        assert focused(explorer) == output


def focused(explorer):
    return explorer.page.evaluate("document.activeElement.closest('[data-node]')?.dataset.node")


def test_boxes_say_what_they_hold(visitor, server):
    explorer = visitor.kept_explorer(server, CHAPTER, NAME)
    explorer.set(b3="5", w3="5", y="0")
    explorer.page.wait_for_timeout(550)
    numbers = explorer.read()
    for node in ("w1", "z3", "y_hat", "x"):
        label = explorer.button(node).get_attribute("aria-label")
        gradient = numbers.value(gradient_symbol(node))
        assert spoken(numbers.value(node)) in label and f"gradient {spoken(gradient)}" in label, label
    assert "saturated" in explorer.button("y_hat").get_attribute("aria-label")
    assert explorer.node("y_hat").locator(".flag").is_visible()


def test_a_box_without_a_path_says_so(visitor, server, explorers):
    for path, name in explorers:
        explorer = visitor.kept_explorer(server, path, name)
        if "output" not in explorer.read().choices:
            continue
        explorer.choose(output="sigmoid-cross_entropy")
        for prediction, z in explorer.network.logits(explorer.read().functions).items():
            shown = "ŷ" + prediction.removeprefix("y_hat")
            explorer.node(prediction).click()
            panel = explorer.part("paths")
            assert panel.locator("h3").text_content() == f"No path leads from L back to {shown}"
            assert panel.locator("p").all_text_contents() == [f"L is computed without {shown}, so ∂L/∂{shown} = 0."]
            for node in (prediction, z):
                if selected(explorer) != [node]:
                    explorer.node(node).click()
                assert explorer.part("slope").text_content().startswith("No slope of an activation")


def test_a_slope_of_0_is_called_dead_in_the_picture_too(visitor, server):
    explorer = visitor.kept_explorer(server, CHAPTER, NAME).choose(hidden="relu").set(b1="-1")
    flag = explorer.node("h1").locator(".flag")
    assert flag.is_visible() and flag.text_content() == "dead"
    explorer.choose(hidden="tanh").set(b1="3")
    assert flag.is_visible() and flag.text_content() == "saturated"


def gradient_symbol(node):
    return "delta" + node[1:] if node.startswith("z") else f"dL/d{node}"


def spoken(value):
    text = printed(value, 4)
    if "e" in text:
        mantissa, _, power = text.partition("e")
        text = f"{mantissa} times 10 to the {power}"
    return text.replace(MINUS, "minus ")
