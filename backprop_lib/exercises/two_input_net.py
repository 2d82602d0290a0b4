"""The exercises of the chapter on two inputs, the 2-1-1 network."""

from types import SimpleNamespace

from backprop_lib.activations import sigmoid
from backprop_lib.examples import two_input
from backprop_lib.exercises.answers import NamesAnswer, NumberAnswer
from backprop_lib.exercises.exercise import Exercise
from backprop_lib.rounding import rounded
from backprop_lib.symbols import text

BOOK = two_input()
PARAMETERS = {name: BOOK.values[name] for name in BOOK.parameters}


def gradients(**changes):
    """The right gradients of all parameters and of the inputs, by the engine."""
    replay = BOOK.graph.replay({**BOOK.values, **changes})
    return {name: replay.gradient(name) for name in (*BOOK.parameters, "x1", "x2")}


def values(**changes):
    """Every number of the forward pass, by its name."""
    given = {**BOOK.values, **changes}
    return SimpleNamespace(**given, **BOOK.forward(**given))


def chain(v, **replaced):
    """The backward pass of the book, factor by factor; ``replaced`` puts wrong factors in place of right ones."""
    factors = {
        "error": v.y_hat - v.y,
        "slope1": sigmoid.derivative(v.z1),
        "slope2": sigmoid.derivative(v.z2),
        **{name: getattr(v, name) for name in ("x1", "x2", "h1", "w11", "w12", "w2")},
    }
    f = SimpleNamespace(**{**factors, **replaced})
    delta2 = f.error * f.slope2
    delta1 = delta2 * f.w2 * f.slope1
    return {
        "w11": delta1 * f.x1, "w12": delta1 * f.x2, "w2": delta2 * f.h1, "b1": delta1, "b2": delta2,
        "x1": delta1 * f.w11, "x2": delta1 * f.w12,
    }  # fmt: skip


def gradient_x2():
    v, slope = values(), sigmoid.derivative
    right = gradients()
    mistakes = {
        "the error is taken as y − ŷ; the derivative of the loss is ŷ − y": chain(v, error=v.y - v.y_hat),
        "σ′(z₂) is left out": chain(v, slope2=1.0),
        "σ′(z₁) is left out": chain(v, slope1=1.0),
        "both slopes are left out": chain(v, slope1=1.0, slope2=1.0),
        "σ′ is taken at h₁ in place of z₁": chain(v, slope1=slope(v.h1)),
        "σ′ is taken at ŷ in place of z₂": chain(v, slope2=slope(v.y_hat)),
        "the slope is written z₁ (1 − z₁); it is h₁ (1 − h₁)": chain(v, slope1=v.z1 * (1 - v.z1)),
        "σ(z₁) stands in place of its slope σ′(z₁)": chain(v, slope1=v.h1),
        "w₂ is left out": chain(v, w2=1.0),
        "w₁₂ is left out (that is δ₁)": chain(v, w12=1.0),
        "w₁₂ is taken twice, in place of w₂ as well": chain(v, w2=v.w12),
        "the weight of the other input, w₁₁, is taken": chain(v, w12=v.w11),
        "w₁₂ and x₂ are both taken: the local derivative of w₁₂ x₂ by x₂ is w₁₂ alone": chain(v, w12=v.w12 * v.x2),
        "the loss is taken without its ½": chain(v, error=2 * (v.y_hat - v.y)),
        "the ½ of the loss is kept, but the derivative of the square cancels it": chain(v, error=(v.y_hat - v.y) / 2),
    }
    return Exercise(
        name="two_input_net.gradient_x2",
        question=(
            "Calculate ∂L/∂x₂, the derivative of the loss with respect to the second input. Give four significant "
            "digits."
        ),
        help=(
            "One path leads from L back to x₂: through ŷ, z₂, h₁ and z₁. You know the product of the first four "
            "factors; it is δ₁. The last one is the derivative of z₁ with respect to x₂."
        ),
        judge=NumberAnswer(
            right=right["x2"],
            mistakes={
                **{clause: wrong["x2"] for clause, wrong in mistakes.items()},
                **{f"the gradient of {text(name)} is taken": right[name] for name in ("w11", "w12", "w2", "b2")},
            },
            praise="δ₁ w₁₂. An input's gradient has the weight as its last factor, a weight's gradient the input.",
        ),
    )


def signs():
    changes = {"x1": -0.5, "w2": -0.9}
    after = gradients(**changes)
    return Exercise(
        name="two_input_net.signs",
        question=(
            "Set x₁ = −0.5 and w₂ = −0.9, both at once, and leave everything else as it is. Which of the five "
            "gradients are positive? Give a list of the names of their parameters, such as `['w11', 'b2']`."
        ),
        help=(
            "Write each gradient as a product. Slopes and h₁ are positive, and the prediction stays below the target, "
            "so δ₂ is negative. Count the negative factors of each product."
        ),
        judge=NamesAnswer(
            right=[name for name in PARAMETERS if after[name] > 0],
            reasons={
                "w11": "∂L/∂w₁₁ = δ₂ w₂ σ′(z₁) x₁ has three negative factors, δ₂, w₂ and x₁.",
                "w12": "∂L/∂w₁₂ = δ₂ w₂ σ′(z₁) x₂ has two negative factors, δ₂ and w₂.",
                "w2": "∂L/∂w₂ = δ₂ h₁ has one negative factor, δ₂; the weight itself is none of its factors.",
                "b1": "∂L/∂b₁ = δ₂ w₂ σ′(z₁) has two negative factors, δ₂ and w₂.",
                "b2": "∂L/∂b₂ is δ₂, and δ₂ is negative as long as ŷ is below y.",
            },
            praise="Both products hold the two negative factors δ₂ and w₂. For w₁₁ the negative x₁ is a third.",
        ),
    )


def two_steps():
    def b2_after(steps, eta=1.0, keep_first=False, only=None):
        parameters, first = dict(PARAMETERS), gradients()
        for _ in range(steps):
            g = first if keep_first else gradients(**parameters)
            parameters |= {name: parameters[name] - eta * g[name] for name in only or PARAMETERS}
        return parameters["b2"]

    right = b2_after(2)
    return Exercise(
        name="two_input_net.two_steps",
        question=(
            "Start from the numbers of the book and make two updates with η = 1. Which value has b₂ then? "
            "Give four significant digits."
        ),
        help=(
            "The second update needs the gradient at the new parameters, all five of them. So go through the forward "
            "and the backward pass again before you make it."
        ),
        judge=NumberAnswer(
            right=right,
            mistakes={
                "the second update uses the gradient of the first; it has to be computed anew": b2_after(
                    2, keep_first=True
                ),
                "only b₂ is updated; the second gradient is taken at five new parameters": b2_after(2, only=["b2"]),
                "only one update is made": b2_after(1),
                "three updates are made": b2_after(3),
                "η = 0.5 is taken, as in the chapter": b2_after(2, eta=0.5),
                "the gradient is added; gradient descent subtracts it": b2_after(2, eta=-1.0),
            },
            praise=(
                f"the first update moves b₂ by {rounded(b2_after(1) - PARAMETERS['b2'], 4)}, the second by "
                f"{rounded(right - b2_after(1), 4)}: the slope has changed on the way."
            ),
        ),
    )


SHEET_VALUES = {"x1": 1.0, "x2": -0.5, "y": 0.0, "w11": 0.3, "w12": 0.8, "w2": -0.6, "b1": 0.2, "b2": 0.1}
SHEET_LINES = {  # letter: (symbol, its right formula from the lines above)
    "a": ("z1", lambda v: v["w11"] * v["x1"] + v["w12"] * v["x2"] + v["b1"]),
    "b": ("h1", lambda v: sigmoid(v["z1"])),
    "c": ("z2", lambda v: v["w2"] * v["h1"] + v["b2"]),
    "d": ("y_hat", lambda v: sigmoid(v["z2"])),
    "e": ("dL/dy_hat", lambda v: v["y_hat"] - v["y"]),
    "f": ("sigma_prime(z2)", lambda v: v["y_hat"] * (1 - v["y_hat"])),
    "g": ("delta2", lambda v: v["dL/dy_hat"] * v["sigma_prime(z2)"]),
    "h": ("dL/dw2", lambda v: v["delta2"] * v["h1"]),
    "i": ("dL/dh1", lambda v: v["delta2"] * v["w2"]),
    "j": ("sigma_prime(z1)", lambda v: v["h1"] * (1 - v["h1"])),
    "k": ("delta1", lambda v: v["dL/dh1"] * v["sigma_prime(z1)"]),
    "l": ("dL/dw11", lambda v: v["delta1"] * v["x1"]),
    "m": ("dL/dw12", lambda v: v["delta1"] * v["x2"]),
}
WRONG_LINE = "j"


def sheet_numbers(wrong=True):
    """The numbers of the sheet, line by line, with its one wrong line or without."""
    v = dict(SHEET_VALUES)
    for letter, (symbol, formula) in SHEET_LINES.items():
        slipped = wrong and letter == WRONG_LINE
        v[symbol] = v["z1"] * (1 - v["z1"]) if slipped else formula(v)
    return {letter: v[symbol] for letter, (symbol, _) in SHEET_LINES.items()}


def sheet():
    """A calculation by hand with one wrong line, as text."""
    given = [f"{text(name)} = {number:g}".replace("-", "−") for name, number in SHEET_VALUES.items()]
    lines = [
        f"{letter}  {text(symbol):7} = {rounded(number, 4)}"
        for (letter, (symbol, _)), number in zip(SHEET_LINES.items(), sheet_numbers().values(), strict=True)
    ]
    return "\n".join(["   ".join(given[:3]), "   ".join(given[3:]), "", *lines])


def first_wrong():
    reasons = {}
    for letter, (symbol, _) in SHEET_LINES.items():
        if letter < WRONG_LINE:
            reasons[letter] = f"Line {letter}, {text(symbol)}, follows from the numbers above it."
        elif letter == WRONG_LINE:
            reasons[letter] = f"Line {letter}, {text(symbol)}, does not follow from the numbers above it."
        else:
            reasons[letter] = f"Line {letter}, {text(symbol)}, is wrong, too, but it follows from the numbers above it."
    return Exercise(
        name="two_input_net.first_wrong",
        question=(
            "One line of the sheet above does not follow from the lines before it. Which one? Give its letter, "
            "such as `['c']`. (The sheet was calculated with all digits and rounded for print, so a last digit may "
            "differ by one.)"
        ),
        help=(
            "Take each line by itself: put the numbers printed above it into its formula. Lines that use a wrong "
            "number correctly are not the ones to look for."
        ),
        judge=NamesAnswer(
            right=[WRONG_LINE],
            reasons=reasons,
            praise=(
                "The slope was written z₁ (1 − z₁); it is h₁ (1 − h₁). The three lines behind it are wrong because "
                "of it, and each of them is calculated correctly."
            ),
        ),
    )


EXERCISES = [gradient_x2(), signs(), first_wrong(), two_steps()]
