"""The exercises of the chapter on the worked example, the 1-2-1 network."""

from types import SimpleNamespace

import numpy as np

from backprop_lib.activations import sigmoid
from backprop_lib.examples import worked_example
from backprop_lib.exercises.answers import FunctionAnswer, NamesAnswer, NumberAnswer
from backprop_lib.exercises.exercise import Exercise
from backprop_lib.rounding import rounded
from backprop_lib.symbols import text

BOOK = worked_example()
X, Y = (BOOK.values[name] for name in BOOK.data)
PARAMETERS = {name: BOOK.values[name] for name in BOOK.parameters}


def gradients(x, y, parameters):
    """The right gradients of all parameters, by the engine."""
    replay = BOOK.graph.replay({"x": x, "y": y, **parameters})
    return {name: replay.gradient(name) for name in parameters}


def values(x, y, parameters):
    """Every number of the forward pass, by its name."""
    return SimpleNamespace(x=x, y=y, **parameters, **BOOK.forward(x, y, **parameters))


def chain(v, **replaced):
    """The backward pass of the book, factor by factor; ``replaced`` puts wrong factors in place of right ones."""
    factors = {
        "error": v.y_hat - v.y,
        "slope1": sigmoid.derivative(v.z1),
        "slope2": sigmoid.derivative(v.z2),
        "slope3": sigmoid.derivative(v.z3),
        **{name: getattr(v, name) for name in ("x", "h1", "h2", "w3", "w4")},
    }
    f = SimpleNamespace(**{**factors, **replaced})
    delta3 = f.error * f.slope3
    delta1, delta2 = delta3 * f.w3 * f.slope1, delta3 * f.w4 * f.slope2
    return {
        "w1": delta1 * f.x, "w2": delta2 * f.x, "w3": delta3 * f.h1, "w4": delta3 * f.h2,
        "b1": delta1, "b2": delta2, "b3": delta3,
    }  # fmt: skip


def updated(v, name):
    """A parameter after one step of gradient descent."""
    return getattr(v, name) - BOOK.eta * chain(v)[name]


def slopes(function, *arguments):
    """Wrong slopes for the neurons 1, 2 and, if there is a third argument, 3."""
    return {f"slope{i}": function(argument) for i, argument in enumerate(arguments, 1)}


def z_slope(z):
    """The formula of σ′ for the activation, handed the weighted sum."""
    return z * (1 - z)


def slope_missing_on_the_way_back(v):
    hidden = chain(v, slope3=1.0)
    return {**chain(v), **{name: hidden[name] for name in ("w1", "w2", "b1", "b2")}}


def biases_with_inputs(v):
    right = chain(v)
    return {**right, "b1": right["w1"], "b2": right["w2"]}


def updates(v):
    return {name: -BOOK.eta * gradient for name, gradient in chain(v).items()}


WRONG_BACKWARDS = {
    "σ′(z₃) is left out": lambda v: chain(v, slope3=1.0),
    "σ′(z₃) is left out of the way back: the hidden layer starts from δ₃, not from ŷ − y": (
        slope_missing_on_the_way_back
    ),
    "σ′(z₁) and σ′(z₂) are left out": lambda v: chain(v, slope1=1.0, slope2=1.0),
    "every σ′ is left out": lambda v: chain(v, slope1=1.0, slope2=1.0, slope3=1.0),
    "σ′ is taken at the activations h₁, h₂ and ŷ in place of z₁, z₂ and z₃": (
        lambda v: chain(v, **slopes(sigmoid.derivative, v.h1, v.h2, v.y_hat))
    ),
    "σ′ is taken at h₁ and h₂ in place of z₁ and z₂": lambda v: chain(v, **slopes(sigmoid.derivative, v.h1, v.h2)),
    "the slope is written z (1 − z); that is the formula for the activation": (
        lambda v: chain(v, **slopes(z_slope, v.z1, v.z2, v.z3))
    ),
    "σ stands in place of its slope σ′": lambda v: chain(v, slope1=v.h1, slope2=v.h2, slope3=v.y_hat),
    "the error is taken as y − ŷ; the derivative of the loss is ŷ − y": lambda v: chain(v, error=v.y - v.y_hat),
    "the loss is taken without its ½": lambda v: chain(v, error=2 * (v.y_hat - v.y)),
    "the ½ of the loss is kept, but the derivative of the square cancels it": (
        lambda v: chain(v, error=(v.y_hat - v.y) / 2)
    ),
    "the weights w₃ and w₄ are left out of the way back": lambda v: chain(v, w3=1.0, w4=1.0),
    "w₃ and w₄ are exchanged": lambda v: chain(v, w3=v.w4, w4=v.w3),
    "the hidden layer uses w₃ and w₄ after their update": (
        lambda v: chain(v, w3=updated(v, "w3"), w4=updated(v, "w4"))
    ),
    "the input x is left out": lambda v: chain(v, x=1.0),
    "the activations h₁ and h₂ are left out": lambda v: chain(v, h1=1.0, h2=1.0),
    "h₁ and h₂ are exchanged": lambda v: chain(v, h1=v.h2, h2=v.h1),
    "the weighted sums z₁ and z₂ stand in place of h₁ and h₂": lambda v: chain(v, h1=v.z1, h2=v.z2),
    "a bias is multiplied by x like a weight; its own input is 1": biases_with_inputs,
    "the update −η ∂L/∂w is returned, not the gradient": updates,
    "the parameters after the update are returned, not the gradients": (
        lambda v: {name: updated(v, name) for name in BOOK.parameters}
    ),
}


def of_arguments(wrong_backward):
    return lambda x, y, parameters: wrong_backward(values(x, y, parameters))


def gradient_w2():
    v = values(X, Y, PARAMETERS)
    slope = sigmoid.derivative
    mistakes = {
        "the error is taken as y − ŷ; the derivative of the loss is ŷ − y": chain(v, error=v.y - v.y_hat),
        "σ′(z₃) is left out": chain(v, slope3=1.0),
        "σ′(z₂) is left out": chain(v, slope2=1.0),
        "σ′(z₂) and σ′(z₃) are left out": chain(v, slope2=1.0, slope3=1.0),
        "σ′ is taken at h₂ in place of z₂": chain(v, slope2=slope(v.h2)),
        "σ′ is taken at ŷ in place of z₃": chain(v, slope3=slope(v.y_hat)),
        "σ′ is taken at h₂ and at ŷ in place of z₂ and z₃": chain(v, slope2=slope(v.h2), slope3=slope(v.y_hat)),
        "the slope is written z₂ (1 − z₂); it is h₂ (1 − h₂)": chain(v, slope2=v.z2 * (1 - v.z2)),
        "the slopes are written z (1 − z)": chain(v, slope2=v.z2 * (1 - v.z2), slope3=v.z3 * (1 - v.z3)),
        "σ(z₂) stands in place of its slope σ′(z₂)": chain(v, slope2=v.h2),
        "w₄ is left out": chain(v, w4=1.0),
        "x is left out (that is δ₂)": chain(v, x=1.0),
        "w₄ and x are left out": chain(v, w4=1.0, x=1.0),
        "x enters twice": chain(v, x=v.x**2),
        "the loss is taken without its ½": chain(v, error=2 * (v.y_hat - v.y)),
        "the ½ of the loss is kept, but the derivative of the square cancels it": chain(v, error=(v.y_hat - v.y) / 2),
        "w₂ stands in place of w₄": chain(v, w4=v.w2),
        "w₃ stands in place of w₄": chain(v, w4=v.w3),
        "w₄ is taken after its update": chain(v, w4=updated(v, "w4")),
        "the slope of the other hidden neuron, σ′(z₁), is taken": chain(v, slope2=slope(v.z1)),
        "h₂ stands in place of x": chain(v, x=v.h2),
    }
    right = gradients(X, Y, PARAMETERS)
    return Exercise(
        name="worked_example.gradient_w2",
        question="Calculate ∂L/∂w₂ by hand, as the chapter does for ∂L/∂w₁. Give four significant digits.",
        help=(
            "There is one path from L back to w₂: through ŷ, z₃, h₂ and z₂. Write one factor for each step, "
            "five in all, and multiply. Two of them are already in δ₃."
        ),
        judge=NumberAnswer(
            right=right["w2"],
            mistakes={
                **{clause: wrong["w2"] for clause, wrong in mistakes.items()},
                **{f"the gradient of {text(name)} is taken": right[name] for name in right if name not in ("w2", "b2")},
                "the update −η ∂L/∂w₂ is given, not the gradient": -BOOK.eta * right["w2"],
                "the weight w₂ after its update is given, not the gradient": updated(v, "w2"),
            },
            praise="the product of δ₃ with w₄, σ′(z₂) and x. The first three of them are δ₂.",
        ),
    )


def sign():
    parameters = {**PARAMETERS, "w3": -1.0}
    before, after = gradients(X, Y, PARAMETERS), gradients(X, Y, parameters)
    return Exercise(
        name="worked_example.sign",
        question=(
            "Set w₃ = −1 and leave everything else as it is. Which of the seven gradients change their sign? "
            "Give a list of the names of their parameters, such as `['w1', 'w2']`."
        ),
        help=(
            "Write each gradient as a product and look for w₃ among the factors. Slopes σ′ and activations of a "
            "sigmoid are positive. Then ask whether ŷ − y changes its sign."
        ),
        judge=NamesAnswer(
            right=[name for name in parameters if before[name] * after[name] < 0],
            reasons={
                "w1": "∂L/∂w₁ = δ₁ x, and δ₁ = δ₃ w₃ σ′(z₁) takes its sign from w₃.",
                "w2": "The path to w₂ and b₂ goes through w₄; w₃ is on the path of the other hidden neuron.",
                "w3": "∂L/∂w₃ = δ₃ h₁ has no factor w₃: the sign of a weight is not the sign of its gradient.",
                "w4": "∂L/∂w₄ = δ₃ h₂, and ŷ stays below y, so δ₃ stays negative.",
                "b1": "∂L/∂b₁ is δ₁ itself, and δ₁ = δ₃ w₃ σ′(z₁) takes its sign from w₃.",
                "b2": "The path to w₂ and b₂ goes through w₄; w₃ is on the path of the other hidden neuron.",
                "b3": "∂L/∂b₃ is δ₃, and ŷ stays below y, so δ₃ stays negative.",
            },
            praise=(
                "w₃ is a factor of δ₁ = δ₃ w₃ σ′(z₁) and of nothing else, so only the two gradients that contain δ₁ "
                "flip. δ₃ changes its size, not its sign: ŷ stays below y."
            ),
        ),
    )


def backward():
    rng = np.random.default_rng(20)
    trials = [(X, Y, PARAMETERS)] + [
        (rng.uniform(-2, 2), rng.uniform(0, 1), dict(zip(PARAMETERS, rng.uniform(-2, 2, 7).tolist(), strict=True)))
        for _ in range(20)
    ]
    return Exercise(
        name="worked_example.backward",
        question=(
            "Write `backward(x, y, parameters)`. `parameters` is a dict of w1, w2, w3, w4, b1, b2 and b3; return a "
            "dict with the same keys that holds the seven gradients. Check it with `check(backward)`."
        ),
        help=(
            "Run the forward pass first and keep z₁, h₁, z₂, h₂, z₃ and ŷ. Then δ₃, from it δ₁ and δ₂, and from "
            "the three of them all seven gradients. No parameter changes on the way."
        ),
        judge=FunctionAnswer(
            signature="backward(x, y, parameters)",
            trials=trials,
            right=gradients,
            mistakes={clause: of_arguments(wrong) for clause, wrong in WRONG_BACKWARDS.items()},
            symbol=lambda name: text(f"dL/d{name}"),
            praise=(
                "All seven gradients agree with the engine, for the numbers of the book and for "
                f"{len(trials) - 1} random networks."
            ),
        ),
    )


def first_order():
    v = values(X, Y, PARAMETERS)
    g = np.array(list(gradients(X, Y, PARAMETERS).values()))
    eta = BOOK.eta
    new_loss = BOOK.forward(X, Y, **{name: updated(v, name) for name in PARAMETERS})["L"]
    right = -eta * float(g @ g)
    actual = new_loss - v.L
    return Exercise(
        name="worked_example.first_order",
        question=(
            "Predict, from the seven gradients alone, by how much one step of gradient descent with η = 0.1 changes "
            "the loss. Give four significant digits, and say why the actual change differs."
        ),
        help=(
            "To first order the loss changes by the sum over all parameters of gradient times change. The change of "
            "each parameter is −η times its gradient."
        ),
        judge=NumberAnswer(
            right=right,
            mistakes={
                "the sign is lost: a step against the gradient lowers the loss": -right,
                "η is left out": right / eta,
                "η and the minus are left out": -right / eta,
                "η enters twice": right * eta,
                "the norm ‖g‖ is not squared": -eta * np.linalg.norm(g),
                "the gradients are added without squaring them": -eta * g.sum(),
                "the gradients are added without squaring them, and the minus is left out": eta * g.sum(),
                "the three biases are left out": -eta * (g[:4] @ g[:4]),
                "the four weights are left out": -eta * (g[4:] @ g[4:]),
                "the hidden layer is left out": -eta * (g[2] ** 2 + g[3] ** 2 + g[6] ** 2),
                "the loss is taken without its ½, which doubles each gradient": right * 4,
                "the actual change is given, not the predicted one": actual,
                "the loss after the step is given, not its change": new_loss,
                "the predicted loss is given, not its change": v.L + right,
            },
            praise=(
                f"−η‖g‖². The actual change is {rounded(actual, 4)}, a slightly smaller fall: the gradient "
                "changes along the step, and the prediction uses its value at the start."
            ),
        ),
    )


EXERCISES = [gradient_w2(), sign(), backward(), first_order()]
