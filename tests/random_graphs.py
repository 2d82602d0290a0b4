"""Random calculations for property tests: a program is a list of steps that runs on any numbers.

The same program runs on recorded Values and on mpmath numbers, which know nothing of the graph.
"""

import mpmath
from hypothesis import assume
from hypothesis import strategies as st

from backprop_lib.graph import Value, record

ONE_ARGUMENT = {
    "neg": lambda a: -a,
    "exp": lambda a: a.exp(),
    "log": lambda a: a.log(),
    "sqrt": lambda a: a.sqrt(),
    "identity": lambda a: a.identity(),
    "softplus": lambda a: a.softplus(),
    "sigmoid": lambda a: a.sigmoid(),
    "tanh": lambda a: a.tanh(),
    "relu": lambda a: a.relu(),
    "leaky_relu": lambda a: a.leaky_relu(),
    "abs": abs,
}
"""Operations of one Value, by their names in the graph."""

UNARY = ONE_ARGUMENT | {
    "square": lambda a: a**2,
    "cube": lambda a: a**3,
    "inverse": lambda a: a**-1,
    "root": lambda a: a**0.5,
    "scaled": lambda a: 2.5 * a,
    "shifted": lambda a: a - 0.75,
    "reciprocal": lambda a: 1.5 / a,
    "clipped": lambda a: a.max(-0.25),
}
BINARY = {
    "add": lambda a, b: a + b,
    "sub": lambda a, b: a - b,
    "mul": lambda a, b: a * b,
    "div": lambda a, b: a / b,
    "max": lambda a, b: a.max(b),
}
# Arguments nearer than this to a kink, a pole or the edge of the domain make a difference quotient
# or a relative bound meaningless; such programs are not drawn.
MARGIN = 0.05
NEAR_ZERO_MATTERS = {"log", "sqrt", "relu", "leaky_relu", "abs", "inverse", "root", "reciprocal"}
POSITIVE_ONLY = {"log", "sqrt", "root"}


class Exact:
    """An mpmath number with the methods of a Value, written down independently of the library."""

    def __init__(self, number):
        self.number = mpmath.mpf(number)

    def __add__(self, other):
        return Exact(self.number + _exact(other))

    def __sub__(self, other):
        return Exact(self.number - _exact(other))

    def __mul__(self, other):
        return Exact(self.number * _exact(other))

    __rmul__ = __mul__

    def __truediv__(self, other):
        return Exact(self.number / _exact(other))

    def __rtruediv__(self, other):
        return Exact(_exact(other) / self.number)

    def __pow__(self, exponent):
        return Exact(self.number**exponent)

    def __neg__(self):
        return Exact(-self.number)

    def __abs__(self):
        return Exact(abs(self.number))

    def exp(self):
        return Exact(mpmath.exp(self.number))

    def log(self):
        return Exact(mpmath.log(self.number))

    def sqrt(self):
        return Exact(mpmath.sqrt(self.number))

    def identity(self):
        return self

    def softplus(self):
        return Exact(mpmath.log1p(mpmath.exp(self.number)))

    def sigmoid(self):
        return Exact(1 / (1 + mpmath.exp(-self.number)))

    def tanh(self):
        return Exact(mpmath.tanh(self.number))

    def relu(self):
        return Exact(max(self.number, 0))

    def leaky_relu(self):
        return Exact(self.number if self.number > 0 else mpmath.mpf(0.01) * self.number)

    def max(self, other):
        return Exact(max(self.number, _exact(other)))


def _exact(other):
    return other.number if isinstance(other, Exact) else mpmath.mpf(other)


def run(program, inputs):
    """Every intermediate number of a program, the inputs first; the output is the last."""
    values = list(inputs)
    for operation, *operands in program:
        function = UNARY.get(operation) or BINARY[operation]
        values.append(function(*(values[operand] for operand in operands)))
    return values


@st.composite
def programs(draw, smooth=True, inputs=3, steps=8):
    """(program, input numbers), smooth: with a margin around kinks, poles and edges of domains.

    Every number stays between −100 and 100.
    """
    numbers = draw(st.lists(st.floats(-3, 3).map(lambda x: round(x, 3)), min_size=inputs, max_size=inputs))
    values, program = [Value(number) for number in numbers], []
    for _ in range(draw(st.integers(1, steps))):
        operation = draw(st.sampled_from([*UNARY, *BINARY]))
        operands = [
            # Mostly late nodes, so that a program is more than a few steps side by side.
            len(values) - 1 - draw(st.integers(0, min(3, len(values) - 1)))
            for _ in range(1 if operation in UNARY else 2)
        ]
        arguments = [values[operand] for operand in operands]
        if not _has_margin(operation, [argument.data for argument in arguments], smooth):
            continue
        result = (UNARY.get(operation) or BINARY[operation])(*arguments)
        if abs(result.data) <= 100:
            values.append(result)
            program.append((operation, *operands))
    assume(program)
    return program, numbers


def _has_margin(operation, arguments, smooth):
    first, last = arguments[0], arguments[-1]
    margin = MARGIN if smooth else 0
    if operation in POSITIVE_ONLY:
        return first > margin
    if operation in ("inverse", "reciprocal", "div"):
        return abs(last) > MARGIN
    if not smooth:
        return True
    if operation in NEAR_ZERO_MATTERS:
        return abs(first) > margin
    if operation == "clipped":
        return abs(first + 0.25) > margin
    return operation != "max" or abs(first - last) > margin


def recorded(program, numbers, names=()):
    """The graph of a program; inputs are called w1, w2, ..., the output L.

    `names` are indices of further steps to name: u1, u2, ... by step.
    """
    inputs = [Value(number, name=f"w{k}") for k, number in enumerate(numbers, 1)]
    values = run(program, inputs)
    named = {f"u{k}": values[len(inputs) + k] for k in names if k < len(program) - 1}
    return record(values[-1], names={**named, "L": values[-1]})
