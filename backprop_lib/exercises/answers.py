"""Judges of answers: a number, a set of names, a function. Each compares with the results of known wrong formulas.

A judge is a function from an answer to ``Feedback``. Mistakes are given with the clause that names them, so that
"this is what comes out when <clause>" is a sentence. Where two mistakes give the same result, both are named.
"""

import copy
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from backprop_lib.exercises.exercise import Feedback
from backprop_lib.rounding import rounded

DIGITS = 4
"""Significant digits asked of a number."""

FACTORS = {
    -1.0: "its sign is wrong",
    2.0: "it is twice the right value",
    0.5: "it is half of the right value",
    **{10.0**n: "the decimal point is in the wrong place" for n in (-3, -2, -1, 1, 2, 3)},
}


class UnreadableError(Exception):
    """An answer is not of the kind that was asked for; the message says what was expected and what came."""


@dataclass(frozen=True)
class NumberAnswer:
    """Judge of one number, to four significant digits.

    right : float
    mistakes : {clause: the wrong number it leads to}
    praise : what to say about a right answer
    """

    right: float
    mistakes: Mapping
    praise: str

    def __call__(self, answer):
        try:
            number = _number(answer)
        except UnreadableError as problem:
            return Feedback("unreadable", _sentence(problem))
        if _agree(number, self.right, DIGITS):
            return Feedback("right", f"{rounded(self.right, DIGITS)}: {self.praise}")
        return Feedback("wrong", f"{_short(number)}: {self._mistake(number)}")

    def _mistake(self, number):
        digits = min(_significant_digits(number), DIGITS)
        if 2 <= digits < DIGITS and _agree(number, self.right, digits):
            return f"right to {digits} digits. Give {DIGITS}, and round only the last line."
        clauses = [clause for clause, wrong in self.mistakes.items() if _agree(number, wrong, digits)]
        if clauses and digits > 1:
            return f"this is what comes out when {_or(clauses)}."
        if number == _cut_off(self.right, DIGITS):
            return "the digits behind the last one were cut off. Round them."
        for factor, clause in FACTORS.items():
            if _agree(number, factor * self.right, DIGITS):
                return f"{clause}."
        if math.isclose(number, self.right, rel_tol=0.01):
            return "within 1 % of the right value, as when a number is rounded in the middle. Round only the last line."
        return "no mistake that is known here leads to it. Compare line by line with the calculation of the chapter."


@dataclass(frozen=True)
class NamesAnswer:
    """Judge of a set of names.

    right : names that belong to the answer
    reasons : {name: why it does or does not belong}, for every name that may be given
    praise : what to say about a right answer
    """

    right: Sequence
    reasons: Mapping
    praise: str

    def __call__(self, answer):
        try:
            names = self._names(answer)
        except UnreadableError as problem:
            return Feedback("unreadable", _sentence(problem))
        extra = [name for name in self.reasons if name in names and name not in self.right]
        missing = [name for name in self.reasons if name not in names and name in self.right]
        if not extra and not missing:
            return Feedback("right", self.praise)
        reasons = {self.reasons[name]: None for name in extra + missing}  # each once, in order
        parts = [f"{_and(extra)} should not be in the list."] if extra else []
        parts += [f"{_and(missing)} should be in the list."] if missing else []
        return Feedback("wrong", " ".join([*parts, *reasons]))

    def _names(self, answer):
        if isinstance(answer, str):
            answer = answer.replace(",", " ").split()
        try:
            names = {str(name).removeprefix("dL/d") for name in answer}
        except Exception:
            raise UnreadableError(
                f"expected a list of names such as {[*self.reasons][:2]}, got {_kind(answer)}"
            ) from None
        unknown = sorted(names - set(self.reasons))
        if unknown:
            raise UnreadableError(f"{unknown[0]!r} is not one of {', '.join(self.reasons)}")
        return names


@dataclass(frozen=True)
class FunctionAnswer:
    """Judge of a function that returns a dict of numbers or arrays, called with several sets of arguments.

    signature : how it is called, "backward(x, y, parameters)"
    trials : list of argument tuples, the first with the numbers of the book; handed over as copies
    right : function of the same arguments that gives the right dict
    mistakes : {clause: function of the same arguments that gives a wrong dict}
    symbol : function from a key of the dict to how the book writes it
    praise : what to say about a right answer
    """

    signature: str
    trials: Sequence
    right: Callable
    mistakes: Mapping
    symbol: Callable
    praise: str

    def __call__(self, answer):
        try:
            answers, changed = self._run(answer)
        except UnreadableError as problem:
            return Feedback("unreadable", _sentence(problem))
        rights = [self.right(*trial) for trial in self.trials]
        right = _agreeing(answers, rights)
        if len(right) < len(rights[0]):
            return Feedback("wrong", " ".join(self._explain(right, answers, rights)))
        if changed:
            return Feedback(
                "wrong",
                "The numbers are right, but the function changes the parameters it is given. Finding the gradient and "
                "making the update are two steps.",
            )
        return Feedback("right", self.praise)

    def _run(self, function):
        """The answers to all trials as dicts of floats or arrays, and whether an argument was changed."""
        name = self.signature.partition("(")[0]
        if not callable(function):
            raise UnreadableError(
                f"expected a function {self.signature}, got {_kind(function)}; give the function without calling it"
            )
        answers, changed = [], False
        for trial in self.trials:
            arguments = copy.deepcopy([*trial])
            try:
                result = function(*arguments)
            except (Exception, SystemExit) as error:
                problem = " ".join(f"{type(error).__name__}: {error}".split())
                raise UnreadableError(f"the call {self.signature} ended with {problem}") from None
            if result is None:
                raise UnreadableError(f"{name} returned None, which is what a function without return does")
            changed |= repr(arguments) != repr([*trial])  # == would fail for an array among the new values
            answers.append(self._read(name, result, self.right(*trial)))
        return answers, changed

    def _read(self, name, result, right):
        keys = list(right)
        if not isinstance(result, Mapping):
            raise UnreadableError(f"{name} returned {_kind(result)}, expected a dict with the keys {', '.join(keys)}")
        missing = [key for key in keys if key not in result]
        if missing:
            raise UnreadableError(f"the dict that {name} returned lacks {_and(missing)}")
        numbers = {}
        for key in keys:
            try:
                numbers[key] = _numbers(result[key], np.shape(right[key]))
            except UnreadableError as problem:
                raise UnreadableError(f"the entry {key}: {problem}") from None
        return numbers

    def _explain(self, right, answers, rights):
        """Sentences that say which entries are wrong and what leads to them."""
        wrong = [key for key in rights[0] if key not in right]
        explained = {
            clause: _agreeing(answers, [mistake(*trial) for trial in self.trials])
            for clause, mistake in self.mistakes.items()
        }
        whole = [clause for clause, keys in explained.items() if len(keys) == len(rights[0])]
        common = whole or [clause for clause, keys in explained.items() if keys.issuperset(wrong)]
        if common:
            groups = {tuple(common): wrong}
        else:
            groups = {}
            for key in wrong:
                clauses = tuple(clause for clause, keys in explained.items() if key in keys)
                groups.setdefault(clauses, []).append(key)
        for clauses, keys in groups.items():
            names = "All entries" if len(keys) == len(rights[0]) else _and([self.symbol(key) for key in keys])
            if clauses:
                yield f"{names}: this is what comes out when {_or(clauses)}."
            else:
                given, expected = (np.ravel(results[0][keys[0]]) for results in (answers, rights))
                worst = np.argmax(np.abs(given - expected))
                entry = "an entry of " if len(expected) > 1 else ""
                yield (
                    f"{names}: not right, and no known mistake leads to it. With the numbers of the book {entry}"
                    f"{self.symbol(keys[0])} is {rounded(expected[worst], DIGITS)}, the function gives "
                    f"{rounded(given[worst], DIGITS)}."
                )


def _number(answer):
    """The answer as a float."""
    try:
        array = np.asarray(answer)
        if array.dtype.kind not in "fiu":
            raise TypeError
    except Exception:
        raise UnreadableError(f"expected a number, got {_kind(answer)}") from None
    if array.size != 1:
        raise UnreadableError(f"expected one number, got {array.size} of them")
    number = float(array.item())
    if not math.isfinite(number):
        raise UnreadableError(f"expected a finite number, got {number}")
    return number


def _numbers(answer, shape):
    """The answer as a float, or as an array of floats where the shape is not ()."""
    if shape == ():
        return _number(answer)
    try:
        array = np.asarray(answer)
        if array.dtype.kind not in "fiu":
            raise TypeError
    except Exception:
        raise UnreadableError(f"expected an array, got {_kind(answer)}") from None
    if array.shape != shape:
        raise UnreadableError(f"expected an array of shape {shape}, got one of {array.shape}")
    if not np.isfinite(array).all():
        raise UnreadableError("expected finite numbers")
    return array.astype(float)


def _agree(number, target, digits):
    """Whether the number is the target to so many significant digits."""
    if target == 0:
        return number == 0
    unit = 10.0 ** (math.floor(math.log10(abs(target))) - digits + 1)
    return abs(number - target) <= 0.5 * unit * (1 + 1e-9)


def _agreeing(answers, targets):
    """The keys whose numbers are the same in all trials, but for rounding."""
    return {
        key
        for key in targets[0]
        if all(
            np.allclose(answer[key], target[key], rtol=1e-6, atol=1e-9)
            for answer, target in zip(answers, targets, strict=True)
        )
    }


def _significant_digits(number):
    return len(Decimal(repr(number)).normalize().as_tuple().digits)


def _cut_off(number, digits):
    exponent = math.floor(math.log10(abs(number))) - digits + 1
    return float(Decimal(math.trunc(number / 10.0**exponent)).scaleb(exponent))


def _short(number):
    """The number as it was given, up to six digits."""
    return "".join(rounded(number, 6)[:2])


def _kind(answer):
    name = type(answer).__name__
    return f"the text {answer!r}" if isinstance(answer, str) else f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def _sentence(problem):
    text = str(problem).rstrip(".")
    return text[0].upper() + text[1:] + "."


def _or(clauses):
    return ", or when ".join(clauses)


def _and(names):
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
