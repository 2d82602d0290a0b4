"""The one table of operations: how each is computed, and its derivative by each input.

Everything that evaluates a graph reads this table: a `Value` while it is recorded, a replay in
Python. The browser has the same table, tested equal.

Where an operation is not defined (the logarithm of −1), recording raises; overflow and a replay
beyond the domain follow IEEE arithmetic (inf, nan), so that a slider can pass through such a
place and come back.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np


class Operation(NamedTuple):
    """One row of the table.

    forward(*inputs) gives the value; local(out, *inputs) one derivative per input;
    undefined(*inputs) says in words why there is no value, or None. A power gets its exponent, a
    constant, behind its input.
    """

    forward: Callable
    local: Callable
    undefined: Callable = lambda *inputs: None


def _sigmoid(z):
    e = np.exp(-abs(z))  # never above 1, so no overflow on either side
    return (1.0 if z >= 0 else e) / (1.0 + e)


def _power_undefined(a, exponent):
    if a == 0 and exponent < 0:
        return f"0 has no power {exponent}; the base must not be 0"
    if a < 0 and exponent != int(exponent):
        return f"a negative number has no power {exponent}; the base must be 0 or more"
    return None


# There is no derivative at a kink; these are choices: relu′(0) = 0, leaky_relu′(0) = 0.01, |0|′ = 0, and of
# two equal arguments of max the second counts, so that max(z, 0) agrees with relu.
OPERATIONS = {
    "add": Operation(lambda a, b: a + b, lambda out, a, b: (1.0, 1.0)),
    "sub": Operation(lambda a, b: a - b, lambda out, a, b: (1.0, -1.0)),
    "mul": Operation(lambda a, b: a * b, lambda out, a, b: (b, a)),
    "div": Operation(
        np.divide,
        lambda out, a, b: (np.divide(1.0, b), np.divide(-out, b)),
        lambda a, b: "division by zero; the divisor must not be 0" if b == 0 else None,
    ),
    "neg": Operation(lambda a: -a, lambda out, a: (-1.0,)),
    "pow": Operation(
        np.power,
        lambda out, a, exponent: (exponent * np.power(a, exponent - 1.0) if exponent else 0.0,),
        _power_undefined,
    ),
    "exp": Operation(np.exp, lambda out, a: (out,)),
    "log": Operation(
        np.log,
        lambda out, a: (np.divide(1.0, a),),
        lambda a: "only a positive number has a logarithm" if a <= 0 else None,
    ),
    "sqrt": Operation(
        np.sqrt,
        lambda out, a: (np.divide(0.5, out),),
        lambda a: "a negative number has no square root" if a < 0 else None,
    ),
    "sigmoid": Operation(_sigmoid, lambda out, a: (out * (1.0 - out),)),
    "identity": Operation(lambda a: a, lambda out, a: (1.0,)),
    "softplus": Operation(
        lambda a: np.maximum(a, 0.0) + np.log1p(np.exp(-abs(a))),
        lambda out, a: (_sigmoid(a),),
    ),
    "tanh": Operation(np.tanh, lambda out, a: (1.0 - out * out,)),
    "relu": Operation(lambda a: np.maximum(a, 0.0), lambda out, a: (float(a > 0),)),
    "leaky_relu": Operation(lambda a: np.maximum(a, 0.01 * a), lambda out, a: (1.0 if a > 0 else 0.01,)),
    "max": Operation(np.maximum, lambda out, a, b: (float(a > b), float(not a > b))),
    "abs": Operation(abs, lambda out, a: (np.sign(a),)),
}


def evaluate(name, arguments):
    """Value and local derivatives of operation `name`, as floats; inf and nan where IEEE has them.

    `arguments` are the values of its inputs, and the exponent behind them for a power.
    """
    operation = OPERATIONS[name]
    with np.errstate(all="ignore"):
        out = float(operation.forward(*arguments))
        return out, tuple(map(float, operation.local(out, *arguments)))
