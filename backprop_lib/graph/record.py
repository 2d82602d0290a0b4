"""A recorded graph: the structure of a calculation, to be replayed with other numbers.

The page replays the same structure in the browser, so that what moves there is the very code that
the chapter shows.
"""

import json
import math
from functools import cached_property
from typing import NamedTuple

from .operations import OPERATIONS, evaluate
from .value import Value, ancestors


class Node(NamedTuple):
    """One node. `inputs` are ids; `value` is set for inputs and constants, `exponent` for powers."""

    op: str
    inputs: tuple = ()
    name: str = ""
    value: float | None = None
    exponent: float | None = None


def record(output, names=None, beside=()):
    """Record how `output` was made, as a `Graph`.

    - output: the Value to differentiate.
    - names: {name: Value} for nodes that have a name in the book. A Value that was created with a
      name keeps it. Names of nodes that `output` does not depend on are left out with them.
    - beside: Values made before `output` that are recorded although it does not depend on them; their gradient is 0.

    Ids count the nodes in the order in which they were made. Raises TypeError where something
    that is not a Value should be recorded, ValueError where a node or a name would be used twice.

    >>> w = Value(3.0, name="w")
    >>> record(w * w).replay({"w": 5.0}).gradient("w")
    10.0
    """
    for name, value in [("the output", output), *(names or {}).items()]:
        if not isinstance(value, Value):
            raise TypeError(f"record expects a Value for {name}, got {value!r}")
    nodes = {node.id: node for value in (*beside, output) for node in ancestors(value)}
    nodes = [nodes[index] for index in sorted(nodes)]
    if nodes[-1] is not output:
        raise ValueError("what is recorded beside the output must be made before it; make the output last")
    label = {node.id: node.name for node in nodes}
    for name, value in (names or {}).items():
        if label.get(value.id, "") not in ("", name):
            raise ValueError(f"{label[value.id]!r} and {name!r} name the same node; keep one name")
        label[value.id] = name
    ids = {node.id: index for index, node in enumerate(nodes)}
    return Graph(
        Node(
            node.op,
            tuple(ids[source.id] for source in node.inputs),
            label[node.id],
            None if node.inputs else node.data,
            node.exponent,
        )
        for node in nodes
    )


class Graph:
    """The structure of a calculation.

    - nodes: tuple of `Node`, inputs before what is made of them; a node's id is its index.
    - output: id of the node to differentiate, the last one.
    - ids: {name: id} of the named nodes.

    >>> w = Value(3.0, name="w")
    >>> graph = Graph.from_json(record(w * w).to_json())
    >>> [node.op for node in graph.nodes]
    ['input', 'mul']
    """

    def __init__(self, nodes):
        self.nodes = tuple(nodes)
        self.output = len(self.nodes) - 1
        self.ids = {}
        for index, node in enumerate(self.nodes):
            if node.name in self.ids:
                raise ValueError(f"two nodes of the graph are called {node.name!r}")
            if node.name:
                self.ids[node.name] = index

    def replay(self, inputs=None):
        """Forward and backward pass with the named inputs replaced: a `Replay`.

        `inputs` maps names to numbers; inputs that are not given keep their recorded value.
        Where an operation is not defined or overflows the result is inf or nan, as in the
        browser. Raises ValueError for a name that is not an input.
        """
        return Replay(self, inputs or {})

    def edges(self):
        """(from, to) for every pair of named nodes with only unnamed ones between, by id."""
        return [
            (self.nodes[source].name, self.nodes[end].name) for end, sources, _ in self._regions for source in sources
        ]

    @cached_property
    def _regions(self):
        """For each named node: its id, the named nodes next behind it, and all nodes between.

        The nodes between, the named end included, come in decreasing order of id.
        """
        regions = []
        for end in self.ids.values():
            inside, sources, waiting = {end}, set(), [end]
            while waiting:
                for source in self.nodes[waiting.pop()].inputs:
                    if self.nodes[source].name:
                        sources.add(source)
                    elif source not in inside:
                        inside.add(source)
                        waiting.append(source)
            regions.append((end, sorted(sources), sorted(inside, reverse=True)))
        return regions

    def to_json(self):
        """The graph with its recorded values, gradients and local derivatives, as JSON text.

        {"nodes": [{"op", "inputs", "value", "gradient", "local", and "name" and "exponent" where
        there is one}, ...], "output": id}. A number that is not finite is null.
        """
        replay = self.replay()
        nodes = []
        for index, node in enumerate(self.nodes):
            nodes.append(
                {
                    "op": node.op,
                    **({"name": node.name} if node.name else {}),
                    "inputs": list(node.inputs),
                    **({"exponent": node.exponent} if node.exponent is not None else {}),
                    "value": _finite(replay.values[index]),
                    "gradient": _finite(replay.gradients[index]),
                    "local": [_finite(number) for number in replay.locals[index]],
                }
            )
        return json.dumps({"nodes": nodes, "output": self.output}, allow_nan=False)

    @classmethod
    def from_json(cls, text):
        """The graph that `to_json` wrote. Raises ValueError for an operation it does not know."""
        nodes = []
        for index, node in enumerate(json.loads(text)["nodes"]):
            op, inputs = node["op"], tuple(node["inputs"])
            if op not in ("input", "constant", *OPERATIONS):
                raise ValueError(f"node {index} is {op!r}; known operations: {[*OPERATIONS]}")
            if any(not 0 <= source < index for source in inputs):
                raise ValueError(f"node {index} has inputs {inputs}; they must come before it")
            value = None if inputs else node["value"]
            nodes.append(Node(op, inputs, node.get("name", ""), value, node.get("exponent")))
        return cls(nodes)


class Replay:
    """A graph evaluated at one position.

    values[id], gradients[id] (∂output/∂node) and locals[id][k] (∂node/∂its k-th input) are
    floats; `value(name)`, `gradient(name)` and `edge(start, end)` find them by name.
    """

    def __init__(self, graph, inputs):
        self.graph = graph
        known = [node.name for node in graph.nodes if node.op == "input" and node.name]
        unknown = [name for name in inputs if name not in known]
        if unknown:
            raise ValueError(f"{unknown[0]!r} is not an input of the graph; its inputs: {known}")
        self.values, self.locals = [], []
        for node in graph.nodes:
            value, local = self._evaluate(node, inputs)
            self.values.append(value)
            self.locals.append(local)
        self.gradients = [0.0] * len(graph.nodes)
        self.gradients[graph.output] = 1.0
        self._pull(range(graph.output, -1, -1), self.gradients)

    def value(self, name):
        """The value of a named node."""
        return self.values[self.graph.ids[name]]

    def gradient(self, name):
        """∂output/∂(the named node)."""
        return self.gradients[self.graph.ids[name]]

    def edge(self, start, end):
        """∂end/∂start through unnamed nodes only: the sum over the paths between the two.

        Raises ValueError where there is no such path.
        """
        if (start, end) not in self._edges:
            raise ValueError(f"no edge from {start!r} to {end!r}; edges: {self.graph.edges()}")
        return self._edges[start, end]

    @cached_property
    def _edges(self):
        edges = {}
        for end, sources, inside in self.graph._regions:
            messages = dict.fromkeys([*sources, *inside], 0.0)
            messages[end] = 1.0
            self._pull(inside, messages)
            for source in sources:
                edges[self.graph.nodes[source].name, self.graph.nodes[end].name] = messages[source]
        return edges

    def _evaluate(self, node, inputs):
        if not node.inputs:
            return float(inputs.get(node.name, node.value)), ()
        arguments = [self.values[source] for source in node.inputs]
        if node.exponent is not None:
            arguments.append(node.exponent)
        return evaluate(node.op, arguments)

    def _pull(self, ids, gradients):
        """Send each node's gradient to its inputs, along `ids`, which decrease."""
        for index in ids:
            inputs = self.graph.nodes[index].inputs
            for source, local in zip(inputs, self.locals[index], strict=True):
                gradients[source] += gradients[index] * local


def _finite(number):
    return number if math.isfinite(number) else None
