"""Activations and the loss that an explorer can switch: the right graphs, and markup for each of them."""

import re

import pytest
import torch

from backprop_lib import examples
from backprop_lib.live import explore
from backprop_lib.live.network.factors import factors

SWITCHED = ("one-neuron", "worked-example", "two-input", "two-two-two")
ACTIVATIONS = {
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": torch.relu,
    "leaky_relu": torch.nn.functional.leaky_relu,
    "identity": lambda z: z,
}
LOSSES = {
    "half": lambda z, y_hat, y: ((y_hat - y) ** 2).sum() / 2,
    "squared": lambda z, y_hat, y: ((y_hat - y) ** 2).sum(),
    "cross_entropy": lambda z, y_hat, y: torch.nn.functional.binary_cross_entropy_with_logits(z, y, reduction="sum"),
}


def by_torch(name, setting, hidden, output):
    """Values and gradients of the named nodes, by PyTorch's autograd."""
    p = {key: torch.tensor(value, dtype=torch.float64, requires_grad=True) for key, value in setting.items()}
    activation, loss = [*output.split("-"), "half"][:2]
    nodes, f = dict(p), ACTIVATIONS[hidden]
    if name == "two-two-two":
        nodes["z1"] = p["w1"] * p["x1"] + p["w2"] * p["x2"] + p["b1"]
        nodes["z2"] = p["w3"] * p["x1"] + p["w4"] * p["x2"] + p["b2"]
        nodes["h1"], nodes["h2"] = f(nodes["z1"]), f(nodes["z2"])
        nodes["z3"] = p["w5"] * nodes["h1"] + p["w6"] * nodes["h2"] + p["b3"]
        nodes["z4"] = p["w7"] * nodes["h1"] + p["w8"] * nodes["h2"] + p["b4"]
        outputs = {"y_hat1": ("z3", "y1"), "y_hat2": ("z4", "y2")}
    elif name == "worked-example":
        nodes["z1"], nodes["z2"] = p["w1"] * p["x"] + p["b1"], p["w2"] * p["x"] + p["b2"]
        nodes["h1"], nodes["h2"] = f(nodes["z1"]), f(nodes["z2"])
        nodes["z3"] = p["w3"] * nodes["h1"] + p["w4"] * nodes["h2"] + p["b3"]
        outputs = {"y_hat": ("z3", "y")}
    elif name == "two-input":
        nodes["z1"] = p["w11"] * p["x1"] + p["w12"] * p["x2"] + p["b1"]
        nodes["h1"] = f(nodes["z1"])
        nodes["z2"] = p["w2"] * nodes["h1"] + p["b2"]
        outputs = {"y_hat": ("z2", "y")}
    else:
        nodes["z"] = p["w"] * p["x"] + p["b"]
        outputs = {"y_hat": ("z", "y")}
    for prediction, (z, _) in outputs.items():
        nodes[prediction] = ACTIVATIONS[activation](nodes[z]) * 1  # a tensor of its own, for the identity
    z, y = (torch.stack([nodes[each] for each in some]) for some in zip(*outputs.values(), strict=True))
    nodes["L"] = LOSSES[loss](z, torch.stack([nodes[prediction] for prediction in outputs]), y)
    gradients = torch.autograd.grad(nodes["L"], list(nodes.values()), allow_unused=True)
    return (
        {key: value.item() for key, value in nodes.items()},
        {key: 0.0 if each is None else each.item() for key, each in zip(nodes, gradients, strict=True)},
    )


@pytest.mark.parametrize("name", SWITCHED)
def test_every_combination_agrees_with_pytorch(name):
    explorer = explore(name)
    for moved in ({}, dict.fromkeys(explorer.example.parameters, -0.7)):
        for slider, value in moved.items():
            explorer.sliders[slider].value = value
        for keys in explorer.spec["variants"]:
            for choice, key in zip(explorer.choices.values(), keys.split(), strict=True):
                choice.value = key
            hidden, output = ["sigmoid", *keys.split()][-2:]
            values, gradients = by_torch(name, explorer.position, hidden, output)
            assert dict(explorer.values) == pytest.approx(values, rel=1e-12), keys
            assert dict(explorer.gradients) == pytest.approx(gradients, rel=1e-12), keys


@pytest.mark.parametrize("name", SWITCHED)
def test_every_combination_has_its_lines_in_the_markup(name):
    """The forms that the page puts together for a combination hold the lines of its own page of calculation."""
    explorer = explore(name)
    spec, first = explorer.spec, next(iter(explorer.spec["variants"].values()))
    templates = dict(re.findall('<template data-form="(.*?)">(.*?)</template>', explorer.markup))
    page = re.sub("<template.*?</template>", "", explorer.markup)
    own = re.findall('<div class="column" data-place>(.*?)</ol></div>', page)
    assert len(own) == len(first["forms"]) - 1
    room = [column.count("<li") for column in own]
    for keys, variant in spec["variants"].items():
        picture, *forms = variant["forms"]
        columns = [templates[f"{k + 1} {form}"] if form else own[k] for k, form in enumerate(forms)]
        assert [column.count("<li") for column in columns] == room, "every form needs the same room"
        lines = [spec["lines"][k] for k, _ in variant["lines"]]
        shown = re.findall('data-line="(.*?)".*?data-speech="(.*?)"', "".join(columns))
        assert shown == [(line["symbol"],) * 2 for line in lines], keys
        assert [number for _, number in variant["lines"]] == list(range(1, len(lines) + 1))
        used = set(re.findall('data-symbol="(.*?)"', "".join(columns)))
        assert used <= set(variant["quantities"]), keys
        edges = re.findall('class="edge" data-edge="(.*?)"', templates[f"0 {picture}"] if picture else page)
        assert set(edges) == set(variant["factors"]) == {f"{a}>{b}" for a, b in _edges(variant)}, keys


def _edges(variant):
    """Pairs of named nodes with only unnamed ones between."""
    nodes = variant["graph"]["nodes"]

    def named(k):
        for source in nodes[k]["inputs"]:
            yield from [nodes[source]["name"]] if "name" in nodes[source] else named(source)

    return {(start, node["name"]) for k, node in enumerate(nodes) if "name" in node for start in named(k)}


def test_a_sum_stands_in_brackets_where_other_factors_follow():
    example = examples.two_two_two()
    written = {output: factors(example.switched(output=output))[1] for output in example.choices["output"]}
    logit, y_hat = "σ(<i>z</i><sub>3</sub>)", "<i>ŷ</i><sub>1</sub>"
    assert written["sigmoid-cross_entropy"]["dL/dz3"] == f"({logit} − <i>y</i><sub>1</sub>)"
    assert written["sigmoid"]["dL/dy_hat1"] == f"({y_hat} − <i>y</i><sub>1</sub>)"
    assert written["sigmoid-squared"]["dL/dy_hat1"] == f"2 · ({y_hat} − <i>y</i><sub>1</sub>)"
    assert written["sigmoid-cross_entropy"]["dL/dy1"] == "−<i>z</i><sub>3</sub>", "nothing follows a target"


def test_an_unknown_function_is_answered_in_words():
    with pytest.raises(ValueError, match="no hidden function 'elu'; known: sigmoid, tanh"):
        examples.worked_example().switched(hidden="elu")
    with pytest.raises(ValueError, match="'one-neuron' switches output"):
        examples.one_neuron().switched(hidden="tanh")


def test_the_prediction_is_recorded_beside_a_loss_of_logits():
    graph = examples.one_neuron().switched(output="sigmoid-cross_entropy").graph
    replay = graph.replay({"w": 1e3, "y": 0.0})
    assert (replay.value("y_hat"), replay.gradient("y_hat")) == (1.0, 0.0)
    assert (replay.value("L"), replay.gradient("z")) == (2000.0, 1.0), "no saturation, no overflow"
