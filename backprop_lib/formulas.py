"""Formulas of a recorded graph, printed with one template per operation.

A formula is a row of terms, one symbol each, so that the number of every symbol can stand right
under it. The same formula is also given in words.
"""

from typing import NamedTuple

from backprop_lib import symbols
from backprop_lib.graph.operations import evaluate

# How tightly a formula holds together; what binds less is put in brackets.
CHOICE, SUM, PRODUCT, POWER, ATOM = range(5)
_SUPERSCRIPTS = str.maketrans("−0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


class Term(NamedTuple):
    """One symbol and what is printed around it.

    - operator: "", "+", "−", "·", "/" or ",", in a column of its own before the term. In the row
      of numbers "·" is printed "×".
    - before, after: printed text, such as "σ(" and ")". The symbol may be empty: then `before`
      is a constant.
    - bracketed: the number needs brackets of its own, since it may be negative where a sign or a
      power would change its meaning: 1 − h² = 1 − (−0.3)².
    - computed: whether the number was computed, rather than given as data or parameter.
    """

    operator: str
    before: str
    symbol: str
    after: str
    computed: bool = False
    bracketed: bool = False


class Formula(NamedTuple):
    """Terms, the same in words with {symbol} for each symbol, and how tightly it binds.

    `constant` is the number where the formula is nothing else.
    """

    terms: tuple
    words: str
    binding: int = ATOM
    constant: float | None = None


class Product(NamedTuple):
    """A coefficient, the factors behind it, and the divisors below."""

    coefficient: float = 1.0
    factors: tuple = ()
    divisors: tuple = ()

    def times(self, other):
        return Product(
            self.coefficient * other.coefficient,
            self.factors + other.factors,
            self.divisors + other.divisors,
        )


def symbol(name, computed):
    return Formula((Term("", "", name, "", computed),), f"{{{name}}}")


def number(value):
    """A constant, printed in full: ½, 3, 0.1, −2."""
    if value == 0.5:
        shown, words = "½", "one half"
    else:
        shown = str(int(value)) if value == int(value) else repr(float(value))
        words = shown.replace("-", "minus ")
    return Formula((Term("", shown.replace("-", "−"), "", ""),), words, ATOM, value)


def operation(op, inputs, exponent=None):
    """The formula of one operation on the formulas of its inputs."""
    power = () if exponent is None else (exponent,)
    if all(formula.constant is not None for formula in inputs):
        value, _ = evaluate(op, [*(formula.constant for formula in inputs), *power])
        return number(value)
    return _FORWARD[op](*inputs, *power)


def derivatives(op, out, inputs, exponent=None):
    """The derivative of one operation by each of its inputs, as a list of `Product`.

    `out` is the formula of the operation's own value.
    """
    return _LOCAL[op](out, *inputs, *(() if exponent is None else (exponent,)))


def total(products, upstream):
    """The sum of products as one formula.

    `upstream` is ∂L/∂L, which is 1; it is printed only where a product would have no symbol.
    """
    formula = None
    for product in products:
        negative, term = _product(product, upstream)
        if formula is None:
            formula = _negative(term) if negative else term
        else:
            formula = (minus if negative else plus)(formula, term)
    return formula


def _product(product, upstream):
    """Whether coefficient · factors / divisors is negative, and the formula without its sign."""
    coefficient, factors = product.coefficient, []
    for factor in product.factors:
        if factor.constant is None:
            factors.append(factor)
        else:
            coefficient *= factor.constant
    factors = factors or [upstream]
    if abs(coefficient) != 1:
        factors.insert(0, number(abs(coefficient)))
    formula = factors[0]
    for factor in factors[1:]:
        formula = times(formula, factor)
    for divisor in product.divisors:
        formula = _over(formula, divisor)
    return coefficient < 0, formula


def _join(left, operator, word, right, binding):
    """Two formulas side by side; a constant joins the term of its neighbour."""
    first, last = right.terms[0], left.terms[-1]
    words = f"{left.words} {word} {right.words}"
    if left.constant is not None:
        half = last.before == "½" and operator == "·" and first.before.startswith("(")
        before = last.before + ("" if half else f" {operator}") + f" {first.before}"
        terms = (first._replace(before=before), *right.terms[1:])
    elif right.constant is not None:
        terms = (*left.terms[:-1], last._replace(after=f"{last.after} {operator} {first.before}"))
    else:
        terms = (*left.terms, first._replace(operator=operator), *right.terms[1:])
    return Formula(terms, words, binding)


def _around(formula, before, after, words, binding=ATOM):
    """Text before the first and behind the last term; `words` is a pattern for the spoken form."""
    terms = list(formula.terms)
    terms[0] = terms[0]._replace(before=before + terms[0].before)
    terms[-1] = terms[-1]._replace(after=terms[-1].after + after)
    return Formula(tuple(terms), words.format(formula.words), binding)


def _bind(formula, binding):
    """The formula, in brackets if it holds together less tightly than `binding`."""
    if formula.binding >= binding:
        return formula
    return _around(formula, "(", ")", "open bracket {} close bracket")


def as_factor(formula):
    """The formula as it stands among other factors: a sum in brackets."""
    return _bind(formula, PRODUCT)


def is_symbol(formula):
    """Whether the formula is one symbol and nothing around it."""
    return len(formula.terms) == 1 and formula.terms[0].before == formula.terms[0].after == ""


def _bracket_number(formula):
    """Brackets for the number of the first term, where nothing is printed before it."""
    first, *others = formula.terms
    if first.before:
        return formula
    return formula._replace(terms=(first._replace(bracketed=True), *others))


def plus(a, b):
    """The sum of two formulas, each in brackets where it needs them; minus and times likewise."""
    return _join(_bind(a, SUM), "+", "plus", _bind(b, SUM), SUM)


def minus(a, b):
    return _join(_bind(a, SUM), "−", "minus", _bind(b, PRODUCT), SUM)


def times(a, b):
    return _join(_bind(a, PRODUCT), "·", "times", _bind(b, PRODUCT), PRODUCT)


def _over(a, b):
    return _join(_bind(a, PRODUCT), "/", "divided by", _bind(b, POWER), PRODUCT)


def _negative(a):
    return _around(_bracket_number(_bind(a, PRODUCT)), "−", "", "minus {}", SUM)


def _power(a, exponent):
    if exponent == 1:
        return a
    power = number(exponent)
    written = power.terms[0].before
    shown = written.translate(_SUPERSCRIPTS) if exponent == int(exponent) else f"^({written})"
    words = {2: "squared", 3: "cubed"}.get(exponent, f"to the power {power.words}")
    # A function of one argument has brackets in print, but none that are heard around it.
    base = "{}" if is_symbol(a) or a.binding < ATOM else "open bracket {} close bracket"
    return _around(_bracket_number(_bind(a, ATOM)), "", shown, f"{base} {words}", POWER)


def _call(before, after, word):
    """The template of a function of one argument."""

    def template(a):
        words = "{}" if is_symbol(a) else "open bracket {} close bracket"
        return _around(a, before, after, f"{word} {words}")

    return template


def _max(a, b):
    words = "the greater of open bracket {} close bracket"
    return _around(_join(a, ",", "and", b, ATOM), "max(", ")", words)


def _greater(a, b, holds, fails):
    """`holds` where a > b, else `fails`."""
    words = f"{holds} if {{}}, else {fails}"
    compared = _join(_bind(a, SUM), ">", "is greater than", _bind(b, SUM), CHOICE)
    return _around(compared, f"{holds} if ", f", else {fails}", words, CHOICE)


_ONE, _ZERO = number(1.0), number(0.0)

_FORWARD = {
    "add": plus,
    "sub": minus,
    "mul": times,
    "div": _over,
    "neg": _negative,
    "pow": _power,
    "exp": _call("exp(", ")", "the exponential of"),
    "log": _call("ln(", ")", "the logarithm of"),
    "sqrt": _call("√(", ")", "the square root of"),
    "identity": lambda a: a,
    "softplus": _call("ln(1 + exp(", "))", "softplus of"),
    "sigmoid": _call("σ(", ")", "sigma of"),
    "tanh": _call("tanh(", ")", "tanh of"),
    "relu": _call("relu(", ")", "relu of"),
    "leaky_relu": _call("leaky(", ")", "leaky relu of"),
    "max": _max,
    "abs": _call("|", "|", "the absolute value of"),
}

_LOCAL = {
    "add": lambda out, a, b: [Product(), Product()],
    "sub": lambda out, a, b: [Product(), Product(-1.0)],
    "mul": lambda out, a, b: [Product(1.0, (b,)), Product(1.0, (a,))],
    "div": lambda out, a, b: [Product(1.0, (), (b,)), Product(-1.0, (out,), (b,))],
    "neg": lambda out, a: [Product(-1.0)],
    "pow": lambda out, a, n: [Product(n, (_power(a, n - 1),) if n not in (0, 1) else ())],
    "exp": lambda out, a: [Product(1.0, (out,))],
    "log": lambda out, a: [Product(1.0, (), (a,))],
    "sqrt": lambda out, a: [Product(0.5, (), (out,))],
    "identity": lambda out, a: [Product()],
    "softplus": lambda out, a: [Product(1.0, (_FORWARD["sigmoid"](a),))],
    "sigmoid": lambda out, a: [Product(1.0, (out, minus(_ONE, out)))],
    "tanh": lambda out, a: [Product(1.0, (minus(_ONE, _power(out, 2)),))],
    "relu": lambda out, a: [Product(1.0, (_greater(a, _ZERO, 1, 0),))],
    "leaky_relu": lambda out, a: [Product(1.0, (_greater(a, _ZERO, 1, 0.01),))],
    "max": lambda out, a, b: [
        Product(1.0, (_greater(a, b, 1, 0),)),
        Product(1.0, (_greater(a, b, 0, 1),)),
    ],
    "abs": lambda out, a: [Product(1.0, (_call("sign(", ")", "the sign of")(a),))],
}


def sentence(result, formula):
    """`result` and its formula as one sentence: in symbols, in numbers, and the result.

    Where a number is spoken it holds {symbol}.
    """
    in_symbols = formula.words
    for term in formula.terms:
        if term.symbol:
            in_symbols = in_symbols.replace(f"{{{term.symbol}}}", symbols.spoken(term.symbol))
    return f"{symbols.spoken(result)} equals {in_symbols}, {formula.words}, equals {{{result}}}"


def printed(terms, show, times="·"):
    """The terms as text; `show(term)` is what stands for each symbol."""
    row = ""
    for term in terms:
        row += f"{'' if term.operator == ',' else ' '}{term.operator} " if term.operator else ""
        row += term.before + (show(term) if term.symbol else "") + term.after
    return row.replace("·", times)
