"""The exercises of the chapter on PyTorch. They predict what it does and need no PyTorch."""

import numpy as np

from backprop_lib.activations import sigmoid
from backprop_lib.exercises.answers import FunctionAnswer, NamesAnswer, NumberAnswer
from backprop_lib.exercises.exercise import Exercise
from backprop_lib.symbols import text

X, Y, W, B, ETA = 2.0, 1.0, 0.5, 0.0, 0.5


def leaves():
    return Exercise(
        name="pytorch.leaves",
        question=(
            "A program makes x as `torch.tensor(0.5)` and u, v and w as `torch.tensor(0.1, requires_grad=True)`. Then "
            "`z = w * x`, `h = torch.sigmoid(z)`, `h.retain_grad()`, `c = (u * h).detach()`, `L = v * h + c` and "
            "`L.backward()`. Which of x, u, v, w, z, h, c and L hold a gradient in `.grad` afterwards? Give a list of "
            "names, such as `['x', 'u']`."
        ),
        help="Leaves that require a gradient, if a recorded path leads to them, and what was asked to keep its own.",
        judge=NamesAnswer(
            right=["v", "w", "h"],
            reasons={
                "x": "x has not asked for a gradient.",
                "u": "u is used only in front of detach(), where the record ends.",
                "v": "v is a leaf that requires a gradient, and it is used in L.",
                "w": "w is a leaf that requires a gradient, and a path leads to it through h and z.",
                "z": "z was computed, so its gradient is used on the way back and not kept.",
                "h": "h was computed, but retain_grad() keeps its gradient.",
                "c": "c was detached: for the record it is a constant.",
                "L": "L was computed, so its gradient of 1 is not kept.",
            },
            praise="two leaves with a path to them, and h, which was asked to keep its gradient.",
        ),
    )


def gradients(w, b, factor=2.0):
    """∂L/∂w and ∂L/∂b of L = (σ(w x + b) − y)², or of half of it with a factor of 1."""
    y_hat = sigmoid(w * X + b)
    delta = factor * (y_hat - Y) * y_hat * (1 - y_hat)
    return delta * X, delta


def two_steps(factor=2.0, eta=ETA, moves=(1, 1), sign=-1):
    """∂L/∂w at the start, and after one step."""
    first, bias = gradients(W, B, factor)
    second, _ = gradients(W + sign * eta * moves[0] * first, B + sign * eta * moves[1] * bias, factor)
    return first, second


def second_step():
    first, second = two_steps()
    return Exercise(
        name="pytorch.second_step",
        question=(
            f"One neuron, ŷ = σ(w x + b) with x = {X:g}, y = {Y:g}, w = {W}, b = {B:g}, is trained with `nn.MSELoss` "
            f"and `SGD(lr={ETA})`. The loop calls backward() and step(), and never zero_grad(). What stands in "
            "`w.grad` after the second backward()? Give four significant digits."
        ),
        help=(
            "Calculate the gradient at the start, the step that SGD makes with it for w and b, and the gradient at the "
            "new place. What does the second backward() do with what is there already?"
        ),
        judge=NumberAnswer(
            right=first + second,
            mistakes={
                "w.grad is emptied before the second backward()": second,
                "the second backward() has not been called": first,
                "the parameters have not moved between the two calls": 2 * first,
                "the loss has a ½, which MSELoss has not": sum(two_steps(factor=1.0)),
                "b stays where it is": sum(two_steps(moves=(1, 0))),
                "the step goes uphill": sum(two_steps(sign=1)),
                "the mean of the two gradients is taken; PyTorch adds": (first + second) / 2,
                "the gradient of b is given": (first + second) / X,
            },
            praise="the gradients of two different places, added. No place has this gradient.",
        ),
    )


def combine(gradients, sizes):
    """The gradient of the mean loss of all samples, from those of the pieces."""
    return weighted(gradients, [size / sum(sizes) for size in sizes])


def weighted(gradients, weights):
    return {
        name: sum(weight * piece[name] for weight, piece in zip(weights, gradients, strict=True)) for name in ("w", "b")
    }


def pieces():
    rng = np.random.default_rng(6)

    def trial(*sizes):
        return [{"w": rng.normal(), "b": rng.normal()} for _ in sizes], [*sizes]

    trials = [trial(5, 3), trial(2, 2, 2, 2), trial(7), trial(4, 4, 1), trial(1, 9, 3)]
    return Exercise(
        name="pytorch.combine",
        question=(
            "A batch is worked through in pieces. Write `combine(gradients, sizes)`: `gradients` is a list of dicts "
            "`{'w': ..., 'b': ...}`, the gradient of the mean loss of each piece, `sizes` the list of their numbers of "
            "samples. Return the gradient of the mean loss of all samples as such a dict. Check it with "
            "`check(combine)`."
        ),
        help="A mean times its number of samples is a sum. Add the sums, then divide once.",
        judge=FunctionAnswer(
            signature="combine(gradients, sizes)",
            trials=trials,
            right=combine,
            mistakes={
                "the gradients are added as they are": lambda g, sizes: weighted(g, [1] * len(g)),
                "the mean over the pieces is taken, whatever their size": lambda g, sizes: weighted(
                    g, [1 / len(g)] * len(g)
                ),
                "the gradients are weighted with the sizes, and the sum is not divided": weighted,
                "the weights are the sizes over the number of pieces": lambda g, sizes: weighted(
                    g, [size / len(g) for size in sizes]
                ),
                "the sum of the gradients is divided by the number of samples": lambda g, sizes: weighted(
                    g, [1 / sum(sizes)] * len(g)
                ),
                "only the last piece counts": lambda g, sizes: g[-1],
            },
            symbol=lambda name: text(f"dL/d{name}"),
            praise=f"Right for {len(trials)} batches, in pieces of equal and of different sizes.",
        ),
    )


EXERCISES = [leaves(), second_step(), pieces()]
