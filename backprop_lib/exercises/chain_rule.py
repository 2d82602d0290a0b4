"""The exercises of the chapter on the chain rule, on its loss with two paths to the weight."""

from types import SimpleNamespace

import numpy as np

from backprop_lib.examples import two_paths
from backprop_lib.exercises.answers import FunctionAnswer, NamesAnswer, NumberAnswer
from backprop_lib.exercises.exercise import Exercise
from backprop_lib.symbols import text

BOOK = two_paths()
NAMES = ("x", "y", "w", "b")
OTHER_WEIGHT = -0.27


def gradients(x, y, w, b):
    """The right gradients of all four inputs, by the engine."""
    replay = BOOK.graph.replay({"x": x, "y": y, "w": w, "b": b})
    return {name: replay.gradient(name) for name in NAMES}


def values(x, y, w, b):
    """Every number of the forward pass, by its name."""
    return SimpleNamespace(x=x, y=y, w=w, b=b, **BOOK.forward(x, y, w, b))


def paths(v, **replaced):
    """Both paths, factor by factor; ``replaced`` puts wrong factors in place of right ones.

    upstream: what reaches ŷ; by_w, by_x, by_b: local derivatives of ŷ; penalty: the path through P.
    """
    factors = {"upstream": 2 * (v.y_hat - v.y), "by_w": v.x, "by_x": v.w, "by_b": 1.0, "penalty": 2 * v.w}
    f = SimpleNamespace(**{**factors, **replaced})
    return {
        "x": f.upstream * f.by_x,
        "y": -f.upstream,
        "w": f.upstream * f.by_w + f.penalty,
        "b": f.upstream * f.by_b,
    }


def combined(combine):
    """The two products to w put together in a wrong way."""
    return lambda v: {**paths(v), "w": combine(2 * (v.y_hat - v.y) * v.x, 2 * v.w)}


WRONG_BACKWARDS = {
    "the path through P is left out": lambda v: paths(v, penalty=0.0),
    "the path through ŷ is left out of ∂L/∂w": combined(lambda line, penalty: penalty),
    "the two products are multiplied; over paths they add": combined(lambda line, penalty: line * penalty),
    "the two products are subtracted": combined(lambda line, penalty: line - penalty),
    "the mean of the two products is taken": combined(lambda line, penalty: (line + penalty) / 2),
    "the 2 of the squared error is left out": lambda v: paths(v, upstream=v.y_hat - v.y),
    "the 2 of the penalty is left out": lambda v: paths(v, penalty=v.w),
    "both 2 are left out": lambda v: paths(v, upstream=v.y_hat - v.y, penalty=v.w),
    "the error is taken as y − ŷ": lambda v: paths(v, upstream=2 * (v.y - v.y_hat)),
    "the error is squared; its derivative is not": lambda v: paths(v, upstream=(v.y_hat - v.y) ** 2),
    "x is left out of the path through ŷ": lambda v: paths(v, by_w=1.0),
    "x and w are exchanged: the derivative of w x by w is x": lambda v: paths(v, by_w=v.w, by_x=v.x),
    "the gradient of b is multiplied by x; b stands alone": lambda v: paths(v, by_b=v.x),
    "the minus of ∂L/∂y is forgotten": lambda v: {**paths(v), "y": 2 * (v.y_hat - v.y)},
}


def of_arguments(wrong_backward):
    return lambda x, y, w, b: wrong_backward(values(x, y, w, b))


def other_weight():
    given = {**BOOK.values, "w": OTHER_WEIGHT}
    v = values(**given)
    right = gradients(**given)["w"]
    wrong = {clause: mistake(v)["w"] for clause, mistake in WRONG_BACKWARDS.items()}
    return Exercise(
        name="chain_rule.other_weight",
        question=(
            f"Set w = −{abs(OTHER_WEIGHT)} and leave everything else as it is. Calculate ∂L/∂w by hand. "
            "Give four significant digits."
        ),
        help=(
            "Which of the local derivatives on the two paths change with w? Write both products, each with its sign, "
            "before you add."
        ),
        judge=NumberAnswer(
            right=right,
            mistakes={
                **{clause: number for clause, number in wrong.items() if number != right},
                "w is still 0.3": gradients(**BOOK.values)["w"],
                "ŷ is still that of the old w": paths(v, upstream=2 * (values(**BOOK.values).y_hat - v.y))["w"],
                "the gradient of b is given": gradients(**given)["b"],
                "the update −η ∂L/∂w is given, not the gradient": -BOOK.eta * right,
                "the loss is given, not its gradient": v.L,
            },
            praise="the sum of the two products. Both are negative now: the penalty pulls a negative w up.",
        ),
    )


def balance():
    x, y, b = (BOOK.values[name] for name in ("x", "y", "b"))
    right = x * (y - b) / (x**2 + 1)
    return Exercise(
        name="chain_rule.balance",
        question=(
            f"Keep x = {x}, y = {y:g} and b = {b}. For which w do the products along the two paths cancel, so that "
            "∂L/∂w = 0? Give four significant digits."
        ),
        help="Write the two products as formulas, set their sum to 0, and collect what stands with w.",
        judge=NumberAnswer(
            right=right,
            mistakes={
                "the 2 of the penalty is left out": 2 * x * (y - b) / (2 * x**2 + 1),
                "the 2 of the squared error is left out": x * (y - b) / (x**2 + 2),
                "b is forgotten": x * y / (x**2 + 1),
                "b is taken with the wrong sign": x * (y + b) / (x**2 + 1),
                "the two products are set equal; their sum must be 0": x * (y - b) / (x**2 - 1),
                "x is left out of the path through ŷ": (y - b) / (x + 1),
                "the last step is w = x (y − b) / (x + 1), with x not squared": x * (y - b) / (x + 1),
                "the prediction ŷ at that w is given, not w": right * x + b,
            },
            praise="w = x (y − b) / (x² + 1). The prediction there is below y: the penalty holds w back.",
        ),
    )


def kept():
    return Exercise(
        name="chain_rule.kept",
        question=(
            "The forward pass has calculated ŷ, P and L. Which of x, y, w, b, ŷ and P does the backward pass need to "
            "know for ∂L/∂w and ∂L/∂b? Give a list of names, such as `['x', 'y']`; write `y_hat` for ŷ."
        ),
        help=(
            "Write down the local derivatives on the three paths, two to w and one to b. Which names stand in them? "
            "A sum needs nothing."
        ),
        judge=NamesAnswer(
            right=["x", "y", "w", "y_hat"],
            reasons={
                "x": "The local derivative of ŷ by w is x.",
                "y": "The local derivative of L by ŷ is 2(ŷ − y).",
                "w": "The local derivative of P by w is 2w.",
                "b": "b is added, and the local derivatives of a sum are 1.",
                "y_hat": "The local derivative of L by ŷ is 2(ŷ − y).",
                "P": "P is added to the squared error, and the local derivatives of a sum are 1.",
            },
            praise="these stand in the local derivatives 2(ŷ − y), x and 2w. What is only added need not be kept.",
        ),
    )


def backward():
    rng = np.random.default_rng(8)
    trials = [tuple(BOOK.values[name] for name in NAMES)] + [tuple(rng.uniform(-2, 2, 4).tolist()) for _ in range(20)]
    return Exercise(
        name="chain_rule.backward",
        question=(
            "Write `backward(x, y, w, b)` for L = (ŷ − y)² + w² with ŷ = w x + b. Return a dict with the gradients of "
            "all four: `{'x': ..., 'y': ..., 'w': ..., 'b': ...}`. Check it with `check(backward)`."
        ),
        help=(
            "Calculate ŷ, then what reaches it from L. From there go on to w, x and b. Which of the four has a second "
            "path, and which stands behind a minus?"
        ),
        judge=FunctionAnswer(
            signature="backward(x, y, w, b)",
            trials=trials,
            right=gradients,
            mistakes={clause: of_arguments(wrong) for clause, wrong in WRONG_BACKWARDS.items()},
            symbol=lambda name: text(f"dL/d{name}"),
            praise=(
                f"All four gradients agree with the engine, for the numbers of the book and {len(trials) - 1} others."
            ),
        ),
    )


EXERCISES = [other_weight(), balance(), kept(), backward()]
