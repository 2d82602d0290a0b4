"""What the page's script must know of an explorer, as JSON."""

import json

from backprop_lib.ledger import quantities
from backprop_lib.live.controls import naming
from backprop_lib.live.network.factors import factors

NOTES = {"eta": "step size", "h": "step of the finite differences"}
STEEPEST = {"sigmoid": 0.25, "tanh": 1.0, "relu": 1.0}
"""The largest slope of each activation."""


def spec(example, ledger, ranges, name):
    """The recorded graph and where each shown number comes from.

    ranges: {slider: (lowest, highest, step, "linear" or "log")}, in the order of the sliders.
    """
    graph = example.graph
    places = quantities(graph)
    by_edge, formulas = factors(example)
    shown = [symbol for symbol, (kind, *_) in places.items() if kind != "edge"]
    lines = [(band.part, line) for band in ledger.bands for column in band.columns for line in column.lines]
    return {
        "name": name,
        "graph": json.loads(graph.to_json()),
        "quantities": places,
        "data": list(example.data),
        "parameters": list(example.parameters),
        "outputs": [
            {"prediction": name, "target": name.replace("y_hat", "y")} for name in graph.ids if name.startswith("y_hat")
        ],
        "order": list(ranges),
        "book": {**example.values, "eta": example.eta, "h": example.h},
        "ranges": {symbol: list(bounds) for symbol, bounds in ranges.items()},
        "symbols": {symbol: naming(symbol, NOTES.get(symbol, "")) for symbol in [*shown, *formulas, *NOTES]},
        "lines": [
            {"number": line.number, "symbol": line.symbol, "speech": line.speech, "part": part} for part, line in lines
        ],
        "edges": [list(edge) for edge in graph.edges()],
        "slopes": _slopes(graph, places),
        "factors": by_edge,
        "formulas": formulas,
    }


def _slopes(graph, places):
    """{slope: the nodes before and behind the activation, its operation, its largest slope}."""
    slopes = {}
    for symbol, (kind, index, *_) in places.items():
        if kind == "local":
            node = graph.nodes[index]
            of = graph.nodes[node.inputs[0]].name
            slopes[symbol] = {"of": of, "into": node.name, "op": node.op, "max": STEEPEST[node.op]}
    return slopes
