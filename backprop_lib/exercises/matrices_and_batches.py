"""The exercises of the chapter on matrices and batches."""

import numpy as np

from backprop_lib.exercises.answers import FunctionAnswer, NamesAnswer, NumberAnswer
from backprop_lib.exercises.exercise import Exercise
from backprop_lib.exercises.slips import SLIPS
from backprop_lib.network import MLP
from backprop_lib.symbols import text

W1, b1 = np.array([[0.15, 0.20], [0.25, 0.30]]), np.array([0.35, 0.35])
W2, b2 = np.array([[0.40, 0.45], [0.50, 0.55]]), np.array([0.60, 0.60])
X = np.array([[0.05, 0.10], [0.90, -0.40], [-0.70, 0.30], [0.20, 0.80]])
Y = np.array([[0.01, 0.99], [0.80, 0.20], [0.50, 0.60], [0.10, 0.40]])


def network(*parameters):
    """The network of sigmoids with the parameters W₁, b₁, W₂, b₂."""
    return MLP.from_parameters(parameters[::2], parameters[1::2])


def two_paths():
    net = network(W1, b1, W2, b2)
    cache = net.forward(X[:1])
    delta = net.backward(cache, Y[:1]).deltas[1].ravel()
    error = cache.activations[2].ravel() - Y[0]
    mistakes = {
        "only the path through the first output is taken": delta[0] * W2[0, 1],
        "only the path through the second output is taken": delta[1] * W2[1, 1],
        "a row of W₂ is taken in place of a column; this is the forgotten transpose": delta @ W2[1],
        "the column of the other hidden neuron is taken (that is ∂L/∂h₁)": delta @ W2[:, 0],
        "the slopes at the outputs are left out": error @ W2[:, 1],
        "the weights are left out": delta.sum(),
        "the slope of the hidden neuron is taken as well (that is its δ)": net.backward(cache, Y[:1]).deltas[0][0, 1],
        "the contributions are averaged; they add": delta @ W2[:, 1] / 2,
        "the second contribution is subtracted": delta[0] * W2[0, 1] - delta[1] * W2[1, 1],
        "the error is taken as y − ŷ; the derivative of the loss is ŷ − y": -delta @ W2[:, 1],
    }
    return Exercise(
        name="matrices_and_batches.two_paths",
        question="Calculate ∂L/∂h₂ for the first sample, as is done above for h₁. Give four significant digits.",
        help=(
            "Two paths lead from L back to h₂, one through each output. On each of them the last factor is the weight "
            "that leads from h₂ to that output. Where do these two weights stand in W₂?"
        ),
        judge=NumberAnswer(
            right=float(delta @ W2[:, 1]),
            mistakes=mistakes,
            praise="both δ of the outputs, each times its entry in the second column of W₂.",
        ),
    )


SHAPES = {"X": (4, 2), "W": (3, 2), "b": (3,), "delta": (4, 3), "Y_hat": (4, 1), "y": (4,)}
LINES = {
    "a": ("z = X @ W + b", "the inner sizes of X @ W are 2 and 3."),
    "b": ("b = b - 0.1 * delta", "b of shape (3,) is stretched over the four rows of δ and becomes (4, 3)."),
    "c": ("b -= 0.1 * delta", "the result has shape (4, 3) and does not fit into b, which keeps its own."),
    "d": ("W = W - 0.1 * (X.T @ delta)", "the gradient has shape (2, 3) where W has (3, 2)."),
    "e": (
        "b = b - 0.1 * delta.sum()",
        "the sum over everything is one number, and numpy takes it from each entry of b.",
    ),
    "f": ("error = Y_hat - y", "a column of 4 minus a row of 4 is a table of shape (4, 4)."),
    "g": ("upstream = delta @ W.T", "the inner sizes of δ @ W.T are 3 and 2."),
}


def runs(line):
    """Whether the line runs with arrays of these shapes."""
    try:
        exec(line, {name: np.ones(shape) for name, shape in SHAPES.items()})
    except ValueError:
        return False
    return True


def silent():
    right = [letter for letter, (line, _) in LINES.items() if runs(line)]
    shapes = ", ".join(f"{name} {shape}" for name, shape in SHAPES.items())
    listing = "\n".join(f"{letter}  {line}" for letter, (line, _) in LINES.items())
    return Exercise(
        name="matrices_and_batches.silent",
        question=(
            f"A batch of four rows, a layer with two inputs and three neurons: {shapes}. All of these lines are wrong. "
            "Which of them run without an error? Give a list of letters, such as `['a', 'c']`.\n\n"
            f"```text\n{listing}\n```"
        ),
        help=(
            "For @ the inner sizes must be equal. For + and − numpy compares shapes from the right; sizes must be "
            "equal, or one of them 1 or missing. With −= the result must fit into the array on the left."
        ),
        judge=NamesAnswer(
            right=right,
            reasons={
                letter: f"{letter} {'runs' if letter in right else 'raises an error'}: {reason}"
                for letter, (_, reason) in LINES.items()
            },
            praise=(
                "These three run, and each gives numbers of a wrong shape or a wrong meaning. Look at shapes where you "
                "expect no error."
            ),
        ),
    )


SAMPLES, RATE = 37, 0.129


def learning_rate():
    right = 2 * SAMPLES * RATE
    return Exercise(
        name="matrices_and_batches.learning_rate",
        question=(
            f"A program adds up the squared errors of the samples, without ½ and without a mean. It takes batches of "
            f"{SAMPLES} and trains with η = {RATE}, one output. Which learning rate makes the same updates with "
            "`half_squared_error`, which has the ½ and takes the mean? Give four significant digits."
        ),
        help=(
            "The update is η times the gradient. Write the gradient of the one loss as a multiple of the gradient of "
            "the other. The learning rate has to make good for the factor."
        ),
        judge=NumberAnswer(
            right=right,
            mistakes={
                "the ½ is forgotten": SAMPLES * RATE,
                "the ½ is applied the wrong way round": SAMPLES * RATE / 2,
                "the mean is forgotten": 2 * RATE,
                "η is divided by the factor; the smaller gradient needs the larger η": RATE / (2 * SAMPLES),
                "η is left as it is": RATE,
            },
            praise="the summed loss without ½ has gradients 2n times as large, so its η has to be 2n times as small.",
        ),
    )


def gradients(X, Y, W1, b1, W2, b2):
    """The right gradients, by the engine."""
    net = network(W1, b1, W2, b2)
    return _named(net.backward(net.forward(X), Y))


def _named(found):
    return dict(zip(("W1", "b1", "W2", "b2"), found.parameters(), strict=True))


def _slip(name):
    def wrong(X, Y, *parameters):
        return _named(SLIPS[name].gradients(network(*parameters), X, Y))

    return wrong


def _averaged_over_outputs(X, Y, *parameters):
    return {name: g / Y.shape[1] for name, g in gradients(X, Y, *parameters).items()}


WRONG_BACKWARDS = {
    "the output's slope σ′ is left out": _slip("output slope forgotten"),
    "the hidden slope σ′ is left out": _slip("hidden slope forgotten"),
    "σ′ is taken at the hidden activations in place of z₁": _slip("slope at the activation"),
    "the hidden slope is written z₁ (1 − z₁); it is a₁ (1 − a₁)": _slip("z(1 − z)"),
    "the error is taken as y − ŷ; the derivative of the loss is ŷ − y": _slip("sign"),
    "the loss is taken without its ½": _slip("factor 2"),
    "the factor 1/n of the mean is left out": _slip("one over n forgotten"),
    "the mean is taken over the outputs as well; this loss adds them": _averaged_over_outputs,
    "the biases are averaged over the batch, though δ holds 1/n already": _slip("bias averaged"),
    "the biases take δ of the first row only; it has to be summed": _slip("bias not summed"),
    "only the last output sends its error back": _slip("paths not summed"),
}


def backward():
    rng = np.random.default_rng(5)

    def trial(n, fan_in, hidden, out):
        shapes = (n, fan_in), (n, out), (hidden, fan_in), (hidden,), (out, hidden), (out,)
        return tuple(rng.uniform(-1, 1, shape) for shape in shapes)

    sizes = [(4, 2, 3, 5), (3, 5, 2, 4), (1, 2, 4, 3), (6, 3, 4, 2)]
    return Exercise(
        name="matrices_and_batches.backward",
        question=(
            "Write `backward(X, Y, W1, b1, W2, b2)` for a batch of rows: sigmoids in both layers, half the squared "
            "error, summed over outputs, mean over samples. Return a dict with the keys W1, b1, W2 and b2 that holds "
            "the gradients, each of the shape of its parameter. Check it with `check(backward)`."
        ),
        help=(
            "Forward first: two lines, each with W.T. Then δ of the output, which takes 1/n from the loss. From it "
            "both gradients of the second layer, and δ of the hidden layer through W2. Note each line's shape."
        ),
        judge=FunctionAnswer(
            signature="backward(X, Y, W1, b1, W2, b2)",
            trials=[(X, Y, W1, b1, W2, b2), *(trial(*each) for each in sizes)],
            right=gradients,
            mistakes=WRONG_BACKWARDS,
            symbol=lambda name: text(f"dL/d{name}"),
            praise=(
                "All four gradients agree with the engine, for the numbers of the book and for four networks whose "
                "sizes all differ."
            ),
        ),
    )


EXERCISES = [two_paths(), silent(), learning_rate(), backward()]
