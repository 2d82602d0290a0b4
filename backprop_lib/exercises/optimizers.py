"""The exercises of the chapter on optimisers."""

import math

from backprop_lib.exercises.answers import FunctionAnswer, NamesAnswer, NumberAnswer
from backprop_lib.exercises.exercise import Exercise

CURVATURE, W, ETA, MU = 3.0, 2.0, 0.13, 0.7
FIRST, SECOND, RATE = 0.4, -0.1, 0.25
BETAS, EPSILON = (0.9, 0.999), 1e-8


def velocity():
    def third(step, w=W):
        v = 0.0
        for _ in range(3):
            v, w = step(v, CURVATURE * w, w)
        return w

    def heavy(v, g, w):
        v = MU * v + g
        return v, w - ETA * v

    def ahead(v, g, w):
        v = MU * v + g
        return v, w - ETA * (g + MU * v)

    def averaged(v, g, w):
        v = MU * v + (1 - MU) * g
        return v, w - ETA * v

    def late(v, g, w):
        return MU * v + g, w - ETA * v

    def scaled(v, g, w):
        v = v + MU * g
        return v, w - ETA * v

    return Exercise(
        name="optimizers.velocity",
        question=(
            f"L(w) = 1.5 w², so g = {CURVATURE:g}w. Start at w = {W:g} and make three steps of momentum with "
            f"η = {ETA:g} and μ = {MU:g}. Where is w then? Give four significant digits, by hand."
        ),
        help="Write three columns: g, v, w. In each row first g from the w above, then v from the v above, then w.",
        judge=NumberAnswer(
            right=third(heavy),
            mistakes={
                "the velocity is forgotten, as in gradient descent": third(lambda v, g, w: (0.0, w - ETA * g)),
                "the rule is Nesterov's": third(ahead),
                "the velocity is averaged, with (1 − μ) before g": third(averaged),
                "the step uses the velocity from before the update": third(late),
                "μ multiplies the new gradient, not the old velocity": third(scaled),
                "the gradient is taken at the start every time": W - ETA * CURVATURE * W * (3 + 2 * MU + MU**2),
                "the gradient is taken as w, not as 3w": third(lambda v, g, w: heavy(v, g / CURVATURE, w)),
                "the old velocity is added whole, without μ": third(lambda v, g, w: (v + g, w - ETA * (v + g))),
            },
            praise="already beyond the minimum at 0: the velocity carried it across.",
        ),
    )


def adam_second():
    beta1, beta2 = BETAS
    m = beta1 * (1 - beta1) * FIRST + (1 - beta1) * SECOND
    v = beta2 * (1 - beta2) * FIRST**2 + (1 - beta2) * SECOND**2
    m_hat, v_hat = m / (1 - beta1**2), v / (1 - beta2**2)
    return Exercise(
        name="optimizers.adam_second",
        question=(
            f"Adam with η = {RATE:g} and the usual β₁ and β₂ gets the gradient {FIRST:g} in its first step and "
            f"−{-SECOND:g} in its second. By how much does the second step change w? Leave ε out, give four "
            "significant digits, and mind the sign."
        ),
        help="m and v after the first step, then after the second; divide each by its 1 − βᵗ, t = 2; then the step.",
        judge=NumberAnswer(
            right=-RATE * m_hat / math.sqrt(v_hat),
            mistakes={
                "m and v are not corrected for their start": -RATE * m / math.sqrt(v),
                "m alone is not corrected for its start": -RATE * m / math.sqrt(v_hat),
                "v alone is not corrected for its start": -RATE * m_hat / math.sqrt(v),
                "the corrections are those of the first step": (-RATE * m / (1 - beta1) / math.sqrt(v / (1 - beta2))),
                "the root is forgotten": -RATE * m_hat / v_hat,
                "the new gradient stands in place of m, as in RMSProp": -RATE * SECOND / math.sqrt(v_hat),
                "the step is η in the direction of the new gradient, as only the first step is": RATE,
                "the first step is given": -RATE,
                "the last gradient counts nine tenths, not one": (
                    -RATE * (beta1 * SECOND + (1 - beta1) * beta1 * FIRST) / (1 - beta1**2) / math.sqrt(v_hat)
                ),
                "v remembers the gradients, not their squares": (
                    -RATE * m_hat / math.sqrt((beta2 * FIRST + SECOND) * (1 - beta2) / (1 - beta2**2))
                ),
            },
            praise=(
                "w still goes down, although the last gradient asks it to go up. The memory of the first gradient "
                "outweighs it."
            ),
        ),
    )


def adamw_step(w, g, m, v, t, eta, lam, decay="apart", correct=True, count=0):
    """One step of AdamW, or of a wrong one."""
    (beta1, beta2), t = BETAS, t + count
    if decay == "in g":
        g = g + lam * w
    m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g * g
    c1, c2 = ((1 - beta1**t), (1 - beta2**t)) if correct else (1, 1)
    step = eta * (m / c1) / (math.sqrt(v / c2) + EPSILON)
    shrunk = {"apart": w - eta * lam * w, "whole": w - lam * w, "after": (w - step) * (1 - eta * lam) + step}
    return {"w": shrunk.get(decay, w) - step, "m": m, "v": v}


def wrong(**changes):
    return lambda *arguments: adamw_step(*arguments, **changes)


def adamw():
    def root_first(w, g, m, v, t, eta, lam):
        right = adamw_step(w, g, m, v, t, eta, lam)
        step = eta * right["m"] / (1 - BETAS[0] ** t) / (math.sqrt(right["v"]) / (1 - BETAS[1] ** t) + EPSILON)
        return right | {"w": w - eta * lam * w - step}

    return Exercise(
        name="optimizers.adamw",
        question=(
            "Write AdamW for one number: a function `adamw(w, g, m, v, t, eta, lam)` that returns a dict with the new "
            "w, m and v. It gets m and v from before the step, and t counts from 1. Take β₁ = 0.9, β₂ = 0.999, "
            "ε = 1e−8."
        ),
        help="Two parts that do not touch each other: w shrinks by its share ηλ, and Adam makes its step by g alone.",
        judge=FunctionAnswer(
            signature="adamw(w, g, m, v, t, eta, lam)",
            trials=[
                (1.0, 2.0, 0.0, 0.0, 1, 0.1, 0.5),
                (-0.7, 0.3, 0.2, 0.05, 4, 0.02, 0.1),
                (3.0, -1.5, -0.4, 0.8, 30, 0.3, 0.2),
            ],
            right=adamw_step,
            mistakes={
                "λw is added to g, as in Adam with weight decay": wrong(decay="in g"),
                "the decay is left out": wrong(decay="none"),
                "w shrinks by λ and not by ηλ": wrong(decay="whole"),
                "w shrinks after Adam's step and not before it": wrong(decay="after"),
                "m and v are not corrected for their start": wrong(correct=False),
                "the corrections use t + 1": wrong(count=1),
                "the correction divides the root of v, not v": root_first,
            },
            symbol=str,
            praise="decay and step stand apart, so a weight with large gradients decays like any other.",
        ),
    )


def not_repaired():
    return Exercise(
        name="optimizers.not_repaired",
        question=(
            "You change from gradient descent to Adam, with a learning rate that suits it, and start from the same "
            "weights. Which of these troubles can that repair? SCALE (the loss is added over samples, so all gradients "
            "are 1000 times as large), UNEQUAL (one weight's gradients are always 100 times smaller than another's), "
            "DEAD (ReLU units of the first layer that are off for every sample), EQUAL (all hidden neurons start with "
            "the same weights), CAPACITY (one neuron is to learn XOR). Give a list such as `['DEAD', 'EQUAL']`."
        ),
        help="What does Adam see of the loss? Only gradients. Ask of each trouble whether their size shows it.",
        judge=NamesAnswer(
            right=["SCALE", "UNEQUAL"],
            reasons={
                "SCALE": "SCALE is repaired: a factor before g stands in m and in the root of v, and cancels.",
                "UNEQUAL": "UNEQUAL is repaired: each weight is divided by the usual size of its own gradients.",
                "DEAD": "DEAD stays: the gradient is 0, so m and v are 0, and so is the step.",
                "EQUAL": "EQUAL stays: equal gradients make equal memories and equal steps.",
                "CAPACITY": "CAPACITY stays: no weights of one neuron compute XOR, however they are looked for.",
            },
            praise="both are matters of the size of gradients, and Adam divides by that. The others are not.",
        ),
    )


EXERCISES = [velocity(), adam_second(), adamw(), not_repaired()]
