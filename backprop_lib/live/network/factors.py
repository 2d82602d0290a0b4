"""What stands on each edge of the network."""

from backprop_lib import symbols
from backprop_lib.ledger import LOSS


def factors(graph, ledger):
    """{edge: symbol of its local derivative}: ∂z1/∂w1 is x, ∂h1/∂z1 is σ′(z1), ∂z1/∂b1 is 1.

    Read off the lines of the gradients: in δ1 · x + … the factor stands behind its upstream δ1.
    """
    follows = {}
    for line in ledger.lines:
        for upstream, factor in zip(line.terms, (*line.terms[1:], None), strict=True):
            known = factor and factor.operator == "·"
            follows[line.symbol, upstream.symbol] = factor.symbol if known else "1"
    return {
        f"{start}>{end}": symbols.gradient(start)
        if end == LOSS
        else follows[symbols.gradient(start), symbols.gradient(end)]
        for start, end in graph.edges()
    }
