"""The page of calculation: every line of a recorded example, in the order of working by hand.

Lines, formulas and their grouping follow from the graph; nothing is typed in.
"""

from dataclasses import asdict, dataclass, field

from backprop_lib import formulas, symbols
from backprop_lib.formulas import Product
from backprop_lib.graph import Replay
from backprop_lib.neurons import find_neurons
from backprop_lib.rounding import rounded

LOSS = "L"


@dataclass(frozen=True)
class Line:
    """symbol = terms.

    quantity: the place of the line's number, see `quantities`; terms: tuple of
    `formulas.Term`; speech: the line as a sentence, {symbol} where a number is spoken.
    """

    number: int
    symbol: str
    quantity: tuple
    terms: tuple
    speech: str


@dataclass(frozen=True)
class Column:
    """Lines that belong together; about: the nodes whose values or gradients they compute."""

    title: str
    about: tuple
    lines: tuple


@dataclass(frozen=True)
class Band:
    """Columns side by side; part is "forward" or "backward"."""

    part: str
    columns: tuple


@dataclass(frozen=True, repr=False)
class Ledger:
    """The whole page; prints as text with the numbers of `replay`."""

    bands: tuple
    replay: Replay = field(compare=False)

    @property
    def lines(self):
        """All lines, in order."""
        return [line for band in self.bands for column in band.columns for line in column.lines]

    def to_dict(self):
        """Lists and dicts for JSON: bands, columns, lines, terms with the names of their parts."""
        bands = [asdict(band) for band in self.bands]
        for band in bands:
            for column in band["columns"]:
                for line in column["lines"]:
                    line["terms"] = [term._asdict() for term in line["terms"]]
        return {"bands": bands}

    def __repr__(self):
        places = quantities(self.replay.graph)

        def show(symbol):
            shown = rounded(read(self.replay, places[symbol]))
            return shown.sign + shown.digits

        def show_term(term):
            return f"({show(term.symbol)})" if term.bracketed else show(term.symbol)

        rows, part = [], None
        for band in self.bands:
            if band.part != part:
                part = band.part
                rows += [part.capitalize(), ""]
            for column in band.columns:
                rows += [f"    {column.title}"]
                for line in column.lines:
                    in_symbols = formulas.printed(line.terms, lambda term: symbols.text(term.symbol))
                    in_numbers = formulas.printed(line.terms, show_term, times="×")
                    equation = [symbols.text(line.symbol), in_symbols, in_numbers]
                    if in_numbers != show(line.symbol):
                        equation.append(show(line.symbol))
                    rows.append(f"{line.number:3} {' = '.join(equation)}")
                rows.append("")
        return "\n".join(rows[:-1])


def ledger(example, replay=None):
    """The page of calculation of an `Example`.

    `replay` gives the numbers that the page prints, the book's own by default. Raises ValueError
    where the output of the graph is not called L.

    >>> from backprop_lib.examples import one_neuron
    >>> print(ledger(one_neuron()).lines[0].speech)
    z equals w times x plus b, {w} times {x} plus {b}, equals {z}
    """
    graph = example.graph
    output = graph.nodes[graph.output].name
    if output != LOSS:
        raise ValueError(f"a page of calculation ends in {LOSS!r}; this graph ends in {output!r}")
    return Ledger(_bands(example, _Lines(example)), replay or graph.replay())


def quantities(graph):
    """{symbol: place} for every symbol that a view of the graph shows.

    A place is ["value", id], ["gradient", id], ["local", id, k] or ["edge", start, end].
    """
    places = {symbols.edge(*edge): ["edge", *edge] for edge in graph.edges()}
    for name, index in graph.ids.items():
        places[name] = ["value", index]
        places[symbols.gradient(name)] = ["gradient", index]
        if slope := _slope(graph, index):
            places[slope] = ["local", index, 0]
    return places


def read(replay, place):
    """The number at a place of `quantities`."""
    kind, *where = place
    if kind == "edge":
        return replay.edge(*where)
    number = {"value": replay.values, "gradient": replay.gradients, "local": replay.locals}[kind]
    for index in where:
        number = number[index]
    return number


def edge_formulas(example):
    """{(start, end): `Formula` of the local derivative} for each pair of neighbouring named nodes: x for (w1, z1)."""
    lines = _Lines(example)
    return {edge: lines.edge(*edge) for edge in example.graph.edges()}


def _slope(graph, index):
    """The symbol of an activation's slope, where node `index` and its weighted sum have names."""
    node = graph.nodes[index]
    if node.op not in symbols.SLOPE_NAMES or not node.name:
        return None
    weighted_sum = graph.nodes[node.inputs[0]].name
    return symbols.slope(node.op, weighted_sum) if weighted_sum else None


def _leading(graph):
    """The names from which a way leads on to the loss, and the loss."""
    found = {LOSS}
    for start, end in sorted(graph.edges(), key=lambda edge: graph.ids[edge[1]], reverse=True):
        if end in found:
            found.add(start)
    return found


class _Lines:
    """Writes the lines of one example, numbered in the order in which they are asked for."""

    def __init__(self, example):
        self.graph = example.graph
        self.given = {*example.data, *example.parameters}
        self.places = quantities(self.graph)
        self.leading = _leading(self.graph)
        self.count = 0

    def value(self, name):
        """z1 = w1 · x + b1."""
        return self._line(name, self._made_of(self.graph.ids[name]))

    def slope(self, name):
        """[σ′(z1) = h1 · (1 − h1)] for the activation h1; [] for what is none."""
        index = self.graph.ids[name]
        slope = _slope(self.graph, index)
        if not slope:
            return []
        return [self._line(slope, formulas.total(self._derivatives(index), upstream=formulas.number(1.0)))]

    def gradient(self, name):
        """∂L/∂x = δ1 · w1 + δ2 · w2: one product for each way on to a named node."""
        products = []
        for start, end in self.graph.edges():
            if start == name and end in self.leading:
                upstream = [] if end == LOSS else [self._symbol(symbols.gradient(end))]
                for product in self._paths(self.graph.ids[end], self.graph.ids[name]):
                    products.append(Product(1.0, tuple(upstream)).times(product))
        return self._line(symbols.gradient(name), self._total(products))

    def edge(self, start, end):
        """The formula of ∂end/∂start along the edge alone."""
        ids = self.graph.ids
        return formulas.total(self._paths(ids[end], ids[start]), upstream=formulas.number(1.0))

    def _line(self, symbol, formula):
        self.count += 1
        return Line(
            self.count,
            symbol,
            tuple(self.places[symbol]),
            formula.terms,
            formulas.sentence(symbol, formula),
        )

    def _total(self, products):
        return formulas.total(products, upstream=self._symbol(symbols.gradient(LOSS)))

    def _symbol(self, name):
        return formulas.symbol(name, computed=name not in self.given)

    def _formula(self, index):
        """A named node is its symbol, an unnamed input its number."""
        node = self.graph.nodes[index]
        if node.name:
            return self._symbol(node.name)
        return self._made_of(index) if node.inputs else formulas.number(node.value)

    def _made_of(self, index):
        node = self.graph.nodes[index]
        return formulas.operation(node.op, [*map(self._formula, node.inputs)], node.exponent)

    def _derivatives(self, index):
        node = self.graph.nodes[index]
        inputs = [self._formula(source) for source in node.inputs]
        return formulas.derivatives(node.op, self._formula(index), inputs, node.exponent)

    def _paths(self, end, start):
        """∂end/∂start along each path through unnamed nodes."""
        slope = _slope(self.graph, end)
        products = [Product(1.0, (self._symbol(slope),))] if slope else self._derivatives(end)
        for source, product in zip(self.graph.nodes[end].inputs, products, strict=True):
            if source == start:
                yield product
            elif not self.graph.nodes[source].name and self.graph.nodes[source].inputs:
                for behind in self._paths(source, start):
                    yield product.times(behind)


def _bands(example, lines):
    """The page: neurons of one level side by side, forward and then backward, the data last."""
    neurons = find_neurons(example)
    titles = {neuron: _title(neuron, neurons, example) for neuron in neurons}
    levels = [
        [neuron for neuron in neurons if neuron.level == level]
        for level in sorted({neuron.level for neuron in neurons})
    ]
    bands = []
    for level in levels:
        columns = [
            Column(titles[neuron], tuple(neuron.nodes), tuple(map(lines.value, neuron.nodes))) for neuron in level
        ]
        bands.append(Band("forward", tuple(columns)))
    for level in reversed(levels):
        columns = []
        for neuron in level:
            columns += _backward(neuron, titles[neuron], lines, alone=len(level) == 1)
        if columns:
            bands.append(Band("backward", tuple(columns)))
    inputs = _data_column(example, lines)
    return (*bands, *([Band("backward", (inputs,))] if inputs else []))


def _title(neuron, neurons, example):
    if LOSS in neuron.nodes:
        name = "output" if len(neurons) > 1 else "neuron"
        return f"{name} and loss" if len(neuron.nodes) > 1 else "loss"
    edges = example.graph.edges()
    if {start for start, end in edges if end in neuron.nodes} <= {*example.parameters}:
        return "penalty"  # made of parameters alone
    layer = "output" if any((name, LOSS) in edges for name in neuron.nodes) else "hidden"
    return f"{layer} neuron {neuron.nodes[0].lstrip('abcdefghijklmnopqrstuvwxyz_')}".strip()


def _backward(neuron, title, lines, alone):
    """The neuron's columns: its nodes from the loss to the data, then its parameters.

    Where it stands alone on its level they are two columns, else one.
    """
    signals = []
    nodes = tuple(name for name in reversed(neuron.nodes) if name in lines.leading and name != LOSS)
    for name in nodes:
        signals += [lines.gradient(name), *lines.slope(name)]
    parameters = tuple(neuron.parameters)
    by_parameter = [lines.gradient(name) for name in parameters]
    if not alone:
        return [Column(title, nodes + parameters, (*signals, *by_parameter))]
    if LOSS in neuron.nodes:
        end = "output" if title.startswith("output") else "neuron"
        titles = f"from the loss to the {end}", f"{end} parameters"
    else:
        titles = title, f"parameters of {title}"
    columns = [
        Column(titles[0], nodes, tuple(signals)),
        Column(titles[1], parameters, tuple(by_parameter)),
    ]
    return [column for column in columns if column.lines]


def _data_column(example, lines):
    """The gradients of the data. What meets nothing but the loss is the target, and left out."""
    edges = example.graph.edges()
    ways = {name: [end for start, end in edges if start == name] for name in example.data}
    inputs = tuple(name for name, ends in ways.items() if {*ends} - {LOSS})
    if not inputs:
        return None
    title = "input" if len(inputs) == 1 else "inputs"
    if len(inputs) == 1 and len(ways[inputs[0]]) > 1:
        count = {2: "two", 3: "three", 4: "four"}.get(len(ways[inputs[0]]), "many")
        title += f": {count} paths meet, their products add"
    return Column(title, inputs, tuple(map(lines.gradient, inputs)))
