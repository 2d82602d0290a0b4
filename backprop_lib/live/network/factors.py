"""What stands on each edge of the network."""

from backprop_lib import formulas, symbols
from backprop_lib.ledger import edge_formulas


def factors(example):
    """({edge: symbol of its local derivative}, {symbol: its formula as HTML}).

    ∂z1/∂w1 is x, ∂h1/∂z1 is σ′(z1), and ∂z1/∂b1 is always 1, written "1". A derivative that is no single symbol keeps
    the name of its edge and has a formula: dL/dy_hat is (ŷ − y), in brackets since other factors may follow on a path.
    """
    by_edge, written = {}, {}
    for (start, end), formula in edge_formulas(example).items():
        if formula.constant == 1:
            symbol = "1"
        elif formulas.is_symbol(formula):
            symbol = formula.terms[0].symbol
        else:
            symbol = symbols.edge(start, end)
            inner = start not in example.data
            terms = formulas.as_factor(formula).terms if inner else formula.terms
            written[symbol] = formulas.printed(terms, lambda term: symbols.html(term.symbol))
        by_edge[f"{start}>{end}"] = symbol
    return by_edge, written
