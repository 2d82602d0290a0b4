"""What the page's script must know of an explorer, as JSON."""

from backprop_lib.ledger import LOSS, quantities
from backprop_lib.live.controls import naming
from backprop_lib.live.network.factors import factors
from backprop_lib.live.network.variants import TITLES

NOTES = {"eta": "step size", "h": "step of the finite differences"}
STEEPEST = {"sigmoid": 0.25, "tanh": 1.0, "relu": 1.0, "leaky_relu": 1.0, "identity": 1.0}
"""The largest slope of each activation."""


def spec(example, variants, chosen, ranges, name):
    """The recorded graphs and where each shown number comes from.

    - variants: {keys: `Variant`}; chosen: {keys: the form of each place}, see `variants.forms`.
    - ranges: {slider: (lowest, highest, step, "linear" or "log")}, in the order of the sliders.
    """
    own = next(iter(variants)).split()
    choices = {choice: list(keys) for choice, keys in example.choices.items()}
    lines, symbols, described = [], {}, {}
    for keys, (switched, page) in variants.items():
        by_edge, formulas = factors(switched)
        places = quantities(switched.graph)
        symbols |= dict.fromkeys([*(symbol for symbol, (kind, *_) in places.items() if kind != "edge"), *formulas])
        described[keys] = {
            "graph": _structure(switched.graph),
            "quantities": places,
            "outputs": _outputs(switched.graph),
            "lines": _numbered(page, lines),
            "slopes": _slopes(switched.graph, places),
            "factors": by_edge,
            "formulas": formulas,
            "forms": chosen[keys],
        }
    return {
        "name": name,
        "data": list(example.data),
        "parameters": list(example.parameters),
        "order": [*ranges, *choices],
        "book": {**example.values, "eta": example.eta, "h": example.h, **dict(zip(choices, own, strict=True))},
        "ranges": {symbol: list(bounds) for symbol, bounds in ranges.items()},
        "choices": choices,
        "symbols": {
            **{symbol: naming(symbol, NOTES.get(symbol, "")) for symbol in [*symbols, *NOTES]},
            **{choice: naming(choice, word=TITLES[choice]) for choice in choices},
        },
        "lines": lines,
        "variants": described,
    }


def _structure(graph):
    """The nodes as `Graph.to_json` writes them, without what a replay computes."""
    nodes = [
        {
            "op": node.op,
            **({"name": node.name} if node.name else {}),
            "inputs": list(node.inputs),
            **({"exponent": node.exponent} if node.exponent is not None else {}),
            **({"value": node.value} if node.value is not None else {}),
        }
        for node in graph.nodes
    ]
    return {"nodes": nodes, "output": graph.output}


def _outputs(graph):
    """The predictions, their targets, and from where each leads on to the loss: with logits that is its z."""
    into = {end: start for start, end in graph.edges() if end.startswith("y_hat")}
    leading = {start for start, end in graph.edges() if end == LOSS}
    return [
        {"prediction": name, "target": name.replace("y_hat", "y"), "from": name if name in leading else into[name]}
        for name in graph.ids
        if name.startswith("y_hat")
    ]


def _numbered(page, lines):
    """[[place in `lines`, number]] of a page; lines that are not there yet are put in."""
    found = []
    for band in page.bands:
        for column in band.columns:
            for line in column.lines:
                known = {"symbol": line.symbol, "speech": line.speech, "part": band.part}
                if known not in lines:
                    lines.append(known)
                found.append([lines.index(known), line.number])
    return found


def _slopes(graph, places):
    """{slope: the nodes before and behind the activation, its operation, its largest slope}."""
    slopes = {}
    for symbol, (kind, index, *_) in places.items():
        if kind == "local":
            node = graph.nodes[index]
            of = graph.nodes[node.inputs[0]].name
            slopes[symbol] = {"of": of, "into": node.name, "op": node.op, "max": STEEPEST[node.op]}
    return slopes
