"""The exercises of the chapter on one neuron."""

from types import SimpleNamespace

import numpy as np

from backprop_lib import examples
from backprop_lib.activations import sigmoid
from backprop_lib.exercises.answers import FunctionAnswer, NumberAnswer
from backprop_lib.exercises.exercise import Exercise
from backprop_lib.symbols import text

BOOK = examples.one_neuron()
OTHER_TARGET = 0.0
OTHER_INPUT = 0.7


def values(x, y, w, b):
    """Every number of the forward pass, by its name."""
    return SimpleNamespace(x=x, y=y, w=w, b=b, **BOOK.forward(x, y, w, b))


def chain(v, **replaced):
    """Both gradients, factor by factor; ``replaced`` puts wrong factors in place of right ones."""
    factors = {"error": v.y_hat - v.y, "slope": sigmoid.derivative(v.z), "x": v.x}
    f = SimpleNamespace(**{**factors, **replaced})
    delta = f.error * f.slope
    return {"w": delta * f.x, "b": delta}


def moved(v, gradients, rate):
    """The parameters ``rate`` times their gradients away."""
    return {name: getattr(v, name) + rate * gradient for name, gradient in gradients.items()}


def stepped(x, y, w, b, eta):
    """The right parameters after one update, by the engine."""
    replay = BOOK.graph.replay({"x": x, "y": y, "w": w, "b": b})
    return {"w": w - eta * replay.gradient("w"), "b": b - eta * replay.gradient("b")}


def one_after_the_other(v, eta):
    """w is updated first, and a second pass with the new w gives the gradient of b."""
    w = v.w - eta * chain(v)["w"]
    return {"w": w, "b": v.b - eta * chain(values(v.x, v.y, w, v.b))["b"]}


def wrong_chain(**replaced):
    """A step with wrong factors; each is a function of the values."""
    return lambda v, eta: moved(v, chain(v, **{name: factor(v) for name, factor in replaced.items()}), -eta)


WRONG_STEPS = {
    "the step goes along the gradient, not against it": lambda v, eta: moved(v, chain(v), eta),
    "the gradient of b is calculated with the new w; both gradients come before both updates": one_after_the_other,
    "the gradients are returned, not the new parameters": lambda v, eta: chain(v),
    "the updates −η ∂L/∂w and −η ∂L/∂b are returned, not the new parameters": (
        lambda v, eta: {name: -eta * gradient for name, gradient in chain(v).items()}
    ),
    "the learning rate is left out": lambda v, eta: moved(v, chain(v), -1.0),
    "the loss is taken without its ½": lambda v, eta: moved(v, chain(v), -2 * eta),
    "σ′(z) is left out": wrong_chain(slope=lambda v: 1.0),
    "σ′ is taken at ŷ in place of z": wrong_chain(slope=lambda v: sigmoid.derivative(v.y_hat)),
    "σ stands in place of its slope σ′": wrong_chain(slope=lambda v: v.y_hat),
    "the slope is written z (1 − z); it is ŷ (1 − ŷ)": wrong_chain(slope=lambda v: v.z * (1 - v.z)),
    "the error is z − y; the sigmoid is forgotten there": wrong_chain(error=lambda v: v.z - v.y),
    "x is left out of the gradient of w": wrong_chain(x=lambda v: 1.0),
    "w stands in place of x": wrong_chain(x=lambda v: v.w),
    "the gradient of b is multiplied by x like that of a weight": (
        lambda v, eta: moved(v, {"w": chain(v)["w"], "b": chain(v)["w"]}, -eta)
    ),
}


def of_arguments(wrong_step):
    return lambda x, y, w, b, eta: wrong_step(values(x, y, w, b), eta)


def other_target():
    given = {**BOOK.values, "y": OTHER_TARGET}
    v = values(**given)
    right = BOOK.graph.replay(given).gradient("w")
    mistakes = {
        "the error is taken as y − ŷ; the derivative of the loss is ŷ − y": chain(v, error=v.y - v.y_hat),
        "σ′(z) is left out": chain(v, slope=1.0),
        "σ′ is taken at ŷ in place of z": chain(v, slope=sigmoid.derivative(v.y_hat)),
        "σ(z) stands in place of its slope σ′(z)": chain(v, slope=v.y_hat),
        "x is left out (that is δ, the gradient of b)": chain(v, x=1.0),
        "x enters twice": chain(v, x=v.x**2),
        "w stands in place of x": chain(v, x=v.w),
        "the loss is taken without its ½": chain(v, error=2 * (v.y_hat - v.y)),
        "the ½ of the loss is kept, but the derivative of the square cancels it": chain(v, error=(v.y_hat - v.y) / 2),
        "the error is squared; its derivative is not": chain(v, error=(v.y_hat - v.y) ** 2),
        "the target is still 1": chain(values(**BOOK.values)),
    }
    return Exercise(
        name="one_neuron.other_target",
        question=(
            "Set the target to y = 0 and leave everything else as it is. Calculate ∂L/∂w by hand, for the loss "
            "½(ŷ − y)². Give four significant digits."
        ),
        help="The forward pass does not contain y, so z, ŷ and the slope stay. Which factor of ∂L/∂w changes?",
        judge=NumberAnswer(
            right=right,
            mistakes={
                **{clause: wrong["w"] for clause, wrong in mistakes.items()},
                "the update −η ∂L/∂w is given, not the gradient": -BOOK.eta * right,
                "the weight after its update is given, not the gradient": v.w - BOOK.eta * right,
                "the loss is given, not the gradient": v.L,
            },
            praise="the error ŷ − y times the slope times x. It is positive now, so the weight must go down.",
        ),
    )


def step():
    rng = np.random.default_rng(5)
    book = (*BOOK.values.values(), BOOK.eta)
    trials = [book] + [(*rng.uniform([-2, 0, -2, -2, 0.1], [2, 1, 2, 2, 2]).tolist(),) for _ in range(20)]
    return Exercise(
        name="one_neuron.step",
        question=(
            "Write `step(x, y, w, b, eta)`: forward pass, both gradients of ½(ŷ − y)² and one update of gradient "
            'descent. Return the new parameters as `{"w": ..., "b": ...}`. Check it with `check(step)`.'
        ),
        help=(
            "Five lines are enough: z, ŷ, δ, then the new w and the new b. Both new parameters use the δ that was "
            "calculated before either of them moved."
        ),
        judge=FunctionAnswer(
            signature="step(x, y, w, b, eta)",
            trials=trials,
            right=stepped,
            mistakes={clause: of_arguments(wrong) for clause, wrong in WRONG_STEPS.items()},
            symbol=text,
            praise=f"Both parameters agree with the engine, for the neuron of the book and {len(trials) - 1} others.",
        ),
    )


def linear_rate():
    x = OTHER_INPUT
    return Exercise(
        name="one_neuron.linear_rate",
        question=(
            f"A neuron without a sigmoid predicts ŷ = w x + b. Its loss is (ŷ − y)², its input x = {x}. Which learning "
            "rate η reaches the target with one update, from any w and b? Give four significant digits."
        ),
        help=(
            "Write e for the error ŷ − y before the update. Put the new w and the new b into ŷ, subtract y, and write "
            "what remains as e times a factor. The factor must be 0."
        ),
        judge=NumberAnswer(
            right=1 / (2 * (x**2 + 1)),
            mistakes={
                "the loss is taken with a ½": 1 / (x**2 + 1),
                "the factor is −1 in place of 0, so that the error only changes its sign": 1 / (x**2 + 1),
                "the bias is forgotten": 1 / (2 * x**2),
                "the bias is forgotten and the loss taken with a ½": 1 / x**2,
                "x is not squared": 1 / (2 * (x + 1)),
                "the bias is forgotten and x not squared": 1 / (2 * x),
                "x² + 1 is written (x + 1)²": 1 / (2 * (x + 1) ** 2),
                "the last division is missing": 2 * (x**2 + 1),
            },
            praise="η = 1 / (2 (x² + 1)), which makes the factor 1 − 2η(x² + 1) zero, whatever w, b and y are.",
        ),
    )


EXERCISES = [other_target(), step(), linear_rate()]
