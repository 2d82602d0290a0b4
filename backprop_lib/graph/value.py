"""A number that remembers how it was made."""

import itertools
import math
import numbers

from .operations import OPERATIONS, evaluate

_ids = itertools.count()


class Value:
    """A node of a scalar computational graph; use it in ordinary arithmetic.

    - data: its number (float); gradient: ∂output/∂self after `output.backward()`, else None.
    - op: the operation that made it ("input", "constant", or a key of `OPERATIONS`).
    - inputs: the Values it was made from, in order and with repetitions (x·x has two).
    - local: the derivative of this node by each of its inputs.
    - id: the order of creation, so inputs always have smaller ids.

    Plain numbers become constant nodes. A comparison raises TypeError: a branch that is taken
    while recording would be wrong when the graph is replayed on its other side. An operation
    without a value (the logarithm of −1) raises a ValueError that names the node.

    >>> x = Value(3.0, name="x")
    >>> y = x**3
    >>> y.backward()
    >>> y.data, x.gradient
    (27.0, 27.0)
    """

    __slots__ = ("data", "exponent", "gradient", "id", "inputs", "local", "name", "op")

    def __init__(self, data, name=""):
        if not _is_finite_number(data):
            raise ValueError(f"Value {name!r} expects a finite number, got {data!r}")
        self._fill(float(data), "input")
        self.name = name

    def _fill(self, data, op, inputs=(), local=(), exponent=None):
        self.id = next(_ids)
        self.data, self.op, self.inputs, self.local = data, op, inputs, local
        self.exponent, self.name, self.gradient = exponent, "", None

    def __repr__(self):
        name = f", name={self.name!r}" if self.name else ""
        return f"Value({self.data!r}{name})"

    def backward(self):
        """Set `.gradient` of this node and of every node behind it.

        One pass over the nodes in decreasing order of creation. Gradients are summed in a dict
        that lives for this pass only: calling it twice gives the same.
        """
        gradients = {self.id: 1.0}
        for node in sorted(ancestors(self), key=lambda node: node.id, reverse=True):
            node.gradient = gradients[node.id]
            for source, local in zip(node.inputs, node.local, strict=True):
                message = node.gradient * local
                gradients[source.id] = gradients.get(source.id, 0.0) + message

    def __add__(self, other):
        return _apply("add", self, other)

    def __radd__(self, other):
        return _apply("add", other, self)

    def __sub__(self, other):
        return _apply("sub", self, other)

    def __rsub__(self, other):
        return _apply("sub", other, self)

    def __mul__(self, other):
        return _apply("mul", self, other)

    def __rmul__(self, other):
        return _apply("mul", other, self)

    def __truediv__(self, other):
        return _apply("div", self, other)

    def __rtruediv__(self, other):
        return _apply("div", other, self)

    def __pow__(self, exponent):
        if not _is_finite_number(exponent):
            raise TypeError(f"the exponent of a Value must be a finite number, got {exponent!r}")
        return _apply("pow", self, exponent=float(exponent))

    def __neg__(self):
        return _apply("neg", self)

    def __abs__(self):
        return _apply("abs", self)

    def exp(self):
        return _apply("exp", self)

    def log(self):
        return _apply("log", self)

    def sqrt(self):
        return _apply("sqrt", self)

    def identity(self):
        """The same number as a node of its own."""
        return _apply("identity", self)

    def softplus(self):
        return _apply("softplus", self)

    def sigmoid(self):
        return _apply("sigmoid", self)

    def tanh(self):
        return _apply("tanh", self)

    def relu(self):
        return _apply("relu", self)

    def leaky_relu(self):
        return _apply("leaky_relu", self)

    def max(self, other):
        if not isinstance(other, (Value, numbers.Real)):
            raise TypeError(f"max expects a Value or a number, got {other!r}")
        return _apply("max", self, other)

    def _branch(self, *others):
        raise TypeError(
            "a branch on a Value is not recorded, and a replay would keep its side; use relu, leaky_relu, max or abs"
        )

    __lt__ = __le__ = __gt__ = __ge__ = __bool__ = _branch


def ancestors(output):
    """Every Value that `output` was made from, and itself, in no particular order."""
    found, waiting = {output.id: output}, [output]
    while waiting:
        for source in waiting.pop().inputs:
            if source.id not in found:
                found[source.id] = source
                waiting.append(source)
    return found.values()


def _is_finite_number(data):
    return isinstance(data, numbers.Real) and math.isfinite(data)


def _apply(op, *operands, exponent=None):
    """Make the node `op` of `operands`; plain numbers among them become constants."""
    if not all(isinstance(operand, (Value, numbers.Real)) for operand in operands):
        return NotImplemented
    inputs = tuple(operand if isinstance(operand, Value) else _constant(operand) for operand in operands)
    arguments = [node.data for node in inputs]
    if exponent is not None:
        arguments.append(exponent)
    problem = OPERATIONS[op].undefined(*arguments)
    if problem:
        shown = ", ".join(f"{node.name or f'node {node.id} ({node.op})'} = {node.data}" for node in inputs)
        raise ValueError(f"{op} of {shown}: {problem}")
    data, local = evaluate(op, arguments)
    return _node(data, op, inputs, local, exponent)


def _constant(number):
    if not math.isfinite(number):
        raise ValueError(f"a constant of a graph must be a finite number, got {number!r}")
    return _node(float(number), "constant")


def _node(*parts):
    node = Value.__new__(Value)
    node._fill(*parts)
    return node
