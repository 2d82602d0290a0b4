"""The exercises of the chapter on activations: a slope, dead units, two losses compared, and softmax backwards."""

import numpy as np

from backprop_lib.activations import sigmoid, softmax
from backprop_lib.exercises.answers import FunctionAnswer, NamesAnswer, NumberAnswer
from backprop_lib.exercises.exercise import Exercise

Z_SILU, Z_WRONG = -1.5, -3.2


def silu_slope():
    z = Z_SILU
    s = sigmoid(z)
    slope = s * (1 - s)
    return Exercise(
        name="activations.silu_slope",
        question=f"Calculate the slope of SiLU, z σ(z), at z = {z:g} by hand. Give four significant digits.",
        help="SiLU is a product of two functions of z, and the product rule gives two terms. What sign has the second?",
        judge=NumberAnswer(
            right=s + z * slope,
            mistakes={
                "the second term of the product rule is left out": s,
                "the first term of the product rule is left out": z * slope,
                "the second term is taken without the factor z": s + slope,
                "the factor z is taken without its sign": s - z * slope,
                "the two slopes are multiplied, in place of the product rule": slope,
                "the value z σ(z) is given, not the slope": z * s,
                "σ in the second term is not differentiated": s + z * s,
                "σ′ is taken at the value of σ": s + z * sigmoid(s) * (1 - sigmoid(s)),
            },
            praise="σ(z) + z σ′(z). Where z is this negative, SiLU falls, and turns the sign of a gradient.",
        ),
    )


def two_losses():
    p = sigmoid(Z_WRONG)
    slope = p * (1 - p)
    return Exercise(
        name="activations.two_losses",
        question=(
            f"A sigmoid output has z = {Z_WRONG:g}, and the target is 1. By which factor is δ of the cross-entropy "
            "larger than δ of half the squared error? Give four significant digits."
        ),
        help="Write both δ as products. What do they have in common, and what has only one of them?",
        judge=NumberAnswer(
            right=1 / slope,
            mistakes={
                "the factor is turned round: it says how much smaller the other one is": slope,
                "the slope of the sigmoid is written p, without 1 − p": 1 / p,
                "the slope of the sigmoid is written 1 − p, without p": 1 / (1 - p),
                "the squared error is taken without its ½": 1 / (2 * slope),
                "the two losses are compared, not their δ": -np.log(p) / (0.5 * (1 - p) ** 2),
                "the slope of tanh is taken": 1 / (1 - np.tanh(Z_WRONG) ** 2),
                "δ of the squared error lacks the error: only its slope at p is taken": (1 - p) / slope,
            },
            praise="1 / σ′(z). The error p − y is in both, the slope only in that of the squared error.",
        ),
    )


UNITS = {
    "A": (0.3, -0.2, -1.4, -0.6),
    "B": (-0.1, -0.9, -2.0, -0.3),
    "C": (1.2, 0.8, 2.1, 0.4),
    "D": (-0.5, 0.0, -0.7, -1.1),
    "E": (-8.0, -6.0, 0.1, -9.0),
}


def dead_units():
    right = [name for name, zs in UNITS.items() if max(zs) <= 0]

    def reason(zs):
        passing = sum(z > 0 for z in zs)
        if passing:
            return (
                f"has z > 0 on {passing} of the 4 samples, and gets a gradient from {'it' if passing == 1 else 'them'}."
            )
        return "has no z > 0; at z = 0 the slope is taken to be 0." if 0.0 in zs else "has z < 0 on all four samples."

    listing = "\n".join(f"{name}  " + "".join(f"{z:6.1f}" if z else f"{0:6}" for z in zs) for name, zs in UNITS.items())
    return Exercise(
        name="activations.dead_units",
        question=(
            "Five ReLU units and their weighted sums z on four samples, which are all the data there are. Which units "
            f"get no gradient at all? Give a list of letters, such as `['A', 'C']`.\n\n```text\n{listing}\n```"
        ),
        help="One sample with a slope that is not 0 is enough to move the unit's weights. Look at one row at a time.",
        judge=NamesAnswer(
            right=right,
            reasons={name: f"{name} {reason(zs)}" for name, zs in UNITS.items()},
            praise="no sample reaches these two. Most samples miss A and E, too, but one is enough to move them.",
        ),
    )


def through(backward):
    """As a function that is checked: one entry, the gradient that leaves."""
    return lambda upstream, z: {"dL_dz": backward(upstream, softmax(z))}


WRONG_SOFTMAX = {
    "only the diagonal of the Jacobian is taken, p (1 − p), with no sum over the row": lambda u, p: u * p * (1 - p),
    "the diagonal is left out: the term upstream · p is missing": lambda u, p: -p * (u * p).sum(1, keepdims=True),
    "the sum runs over the samples in place of the classes": lambda u, p: p * (u - (u * p).sum(0)),
    "the sum runs over the whole batch": lambda u, p: p * (u - (u * p).sum()),
    "the sum in the bracket is added, not subtracted": lambda u, p: p * (u + (u * p).sum(1, keepdims=True)),
    "the sum in the bracket is not weighted with p": lambda u, p: p * (u - u.sum(1, keepdims=True)),
    "the factor p in front is left out": lambda u, p: u - (u * p).sum(1, keepdims=True),
    "the gradient of cross-entropy, p − upstream, is taken": lambda u, p: p - u,
}


def softmax_backward():
    rng = np.random.default_rng(3)
    shapes = [(1, 3), (4, 3), (3, 3), (2, 5)]
    return Exercise(
        name="activations.softmax_backward",
        question=(
            "Write `backward(upstream, z)` for a batch: `z` holds logits, `upstream` is ∂L/∂p with p = softmax(z), "
            "both of shape (n, classes). Return a dict with the key dL_dz that holds ∂L/∂z, of the same shape."
        ),
        help=(
            "∂L/∂zⱼ adds up over the paths through all pᵢ: upstreamᵢ times pᵢ (1 if i = j else 0) − pᵢ pⱼ. Write the "
            "two parts of the sum separately, and take pⱼ out of both. The rows do not know of each other."
        ),
        judge=FunctionAnswer(
            signature="backward(upstream, z)",
            trials=[
                (np.array([[0.0, -1.0, 0.5]]), np.array([[1.0, 0.0, -1.0]])),
                *((rng.normal(size=shape), rng.normal(size=shape)) for shape in shapes),
            ],
            right=lambda upstream, z: {"dL_dz": softmax.backward(upstream, z)},
            mistakes={clause: through(wrong) for clause, wrong in WRONG_SOFTMAX.items()},
            symbol=lambda key: "∂L/∂z",
            praise="p ⊙ (upstream − Σ upstream · p), row by row, for batches of four shapes. No matrix is needed.",
        ),
    )


EXERCISES = [silu_slope(), dead_units(), two_losses(), softmax_backward()]
