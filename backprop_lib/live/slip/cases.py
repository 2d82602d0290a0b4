"""The slips to spot: which line of which calculation is wrong, what was done there, and who printed it.

Lines, formulas and numbers come from the recorded examples; a wrong line is computed as it was done wrong. Only a
calculation that was printed in rounded numbers is quoted, each number as it was printed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from backprop_lib import formulas
from backprop_lib.formulas import Formula, minus, number, times


def one(symbol, computed=True):
    """The formula of one symbol."""
    return formulas.symbol(symbol, computed)


def product(*names):
    formula = one(names[0])
    for name in names[1:]:
        formula = times(formula, one(name))
    return formula


def slope_at(formula):
    """a (1 − a) with a = formula."""
    return times(formula, minus(number(1.0), formula))


@dataclass(frozen=True)
class Case:
    """A calculation with one wrong line.

    - example: key of an example in `backprop_lib.live.network.explorer.EXAMPLES`.
    - lines: symbols in the order of the calculation; wrong: the first wrong one.
    - why: HTML, what was done and what would be right; [symbol] stands for a symbol of the book, {symbol} for a number.
    - source: the same, who printed it; empty where nobody is known to have.
    - slip: its name in `backprop_lib.exercises.slips.SLIPS`, where it is one of them.
    - written: {symbol: Formula} of lines that are written differently from the page of calculation.
    - done: the formula that gave the wrong line its number, where that is not the one which is written.
    - taken: {symbol: symbol of the number that the wrong line takes in its place}.
    - printed: {symbol: number as it was printed} of a quoted calculation, and of all that its lines use.
    - check: "finite difference" or "with all digits", what stands beside the printed numbers.
    """

    example: str
    lines: tuple
    wrong: str
    why: str
    source: str = ""
    slip: str = ""
    written: Mapping = field(default_factory=dict)
    done: Formula | None = None
    taken: Mapping = field(default_factory=dict)
    printed: Mapping = field(default_factory=dict)
    check: str = "finite difference"


FIRST = "<cite>an untitled tutorial on the 1-2-1 network</cite>"
SECOND = "<cite>“Backpropagation Algorithm”, a tutorial of 2-1-1 networks</cite>"
BACKWARD = ("dL/dy_hat", "sigma_prime(z3)", "delta3", "dL/dw3", "dL/dh1", "sigma_prime(z1)", "delta1", "dL/dw1")
TWO_OUTPUTS = ("delta3", "delta4", "dL/dw5", "dL/dw7", "dL/dh1", "sigma_prime(z1)", "delta1", "dL/dw1")
QUOTED = {
    "dL/dy_hat": "−0.3820", "sigma_prime(z3)": "0.2361", "delta3": "−0.0902", "dL/dw3": "−0.0485",
    "dL/dw4": "−0.0496", "dL/db3": "−0.0902", "sigma_prime(z1)": "0.2486", "sigma_prime(z2)": "0.2475",
    "dL/db1": "−0.00673", "dL/dw1": "−0.00337", "dL/db2": "−0.00891", "dL/dw2": "−0.00446",
    "z1": "0.15", "h1": "0.5374", "z2": "0.20", "h2": "0.5498", "z3": "0.4811", "y_hat": "0.6180", "L": "0.0730",
    "new/w2": "0.2004", "new/w3": "0.3049", "new/w4": "0.4050", "new/b3": "0.1090",
}  # fmt: skip
"""The numbers of the tutorial on the 1-2-1 network, sections 1a to 2b and 4."""


def _updated(parameter):
    return minus(one(parameter, computed=False), times(one("eta", computed=False), one(f"dL/d{parameter}")))


CASES = (
    Case(
        "worked-example", BACKWARD, "delta3", slip="output slope forgotten",
        why="[delta3] is [dL/dy_hat] times the slope [sigma_prime(z3)], and the slope was forgotten. Every gradient "
        "behind it is too large by the same factor.",
        written={"delta3": one("dL/dy_hat")},
    ),
    Case(
        "worked-example", BACKWARD, "dL/dh1", slip="weights updated too early",
        why="It multiplies by {new/w3}, the weight <em>after</em> the update. [w3] was {w3} when the prediction was "
        "made.",
        taken={"w3": "new/w3"},
    ),
    Case(
        "worked-example", ("dL/dy_hat", "sigma_prime(z3)", "delta3", "dL/dw3", "dL/dw4", "dL/db3", "dL/db1", "dL/dw1"),
        "dL/dw1",
        why="Half of −0.00673 is −0.003365, and −0.00673 was rounded itself. With all digits the gradient is "
        "{dL/dw1}: a number that was rounded is no number to go on with.",
        source=f"Printed in {FIRST}.",
        written={"dL/db1": product("delta3", "w3", "sigma_prime(z1)"), "dL/dw1": product("dL/db1", "x")},
        printed=QUOTED,
    ),
    Case(
        "worked-example", BACKWARD, "delta1", slip="hidden slope forgotten",
        why="[delta1] is [dL/dh1] times the slope [sigma_prime(z1)]. The slope stands in the line above, and was "
        "not used.",
        written={"delta1": one("dL/dh1")},
    ),
    Case(
        "two-input",
        ("z1", "h1", "z2", "y_hat", "dL/dy_hat", "sigma_prime(z2)", "delta2", "dL/dw2"), "z1",
        why="The three terms add up to {z1}; {wrong} is the sum without [b1]. The backward pass follows all rules "
        "and is wrong throughout.",
        source=f"Printed in {SECOND}.",
        done=formulas.plus(product("w11", "x1"), product("w12", "x2")),
    ),
    Case(
        "worked-example", BACKWARD, "sigma_prime(z1)", slip="z(1 − z)",
        why="The slope of the sigmoid is [h1] (1 − [h1]), a formula in its output; [z1] was put in.",
        written={"sigma_prime(z1)": slope_at(one("z1"))},
    ),
    Case(
        "worked-example",
        ("dL/dy_hat", "sigma_prime(z3)", "delta3", "dL/dw3", "dL/dw4", "dL/db1", "dL/db2", "dL/dw2"), "dL/db2",
        why="The product was worked out wrongly: even the rounded factors give −0.00893. The line below is right, so "
        "[dL/db2] is not twice [dL/dw2], as it must be with [x] = 0.5.",
        source=f"Printed in {FIRST}.",
        written={
            "dL/db1": product("delta3", "w3", "sigma_prime(z1)"),
            "dL/db2": product("delta3", "w4", "sigma_prime(z2)"),
            "dL/dw2": product("delta3", "w4", "sigma_prime(z2)", "x"),
        },
        printed=QUOTED,
    ),
    Case(
        "two-two-two", TWO_OUTPUTS, "dL/dh1", slip="paths not summed",
        why="[h1] feeds both outputs, so two paths lead back to it and their products add. Only the one through "
        "[delta4] was taken.",
        written={"dL/dh1": product("delta4", "w7")},
    ),
    Case(
        "worked-example", BACKWARD, "sigma_prime(z1)", slip="slope at the activation",
        why="The sigmoid was applied twice: [sigma]([h1]) stands where [h1] = [sigma]([z1]) belongs. So near to 0 "
        "the two slopes hardly differ, and the slip is easily overlooked.",
        written={"sigma_prime(z1)": slope_at(formulas.operation("sigmoid", [one("h1")]))},
    ),
    Case(
        "worked-example", ("z1", "h1", "z2", "h2", "z3", "y_hat", "dL/dy_hat", "L"), "z3",
        why="The numbers in this line were rounded before they were added. With all digits the sum is {z3}: the "
        "last printed digit is one too low.",
        source=f"Printed in {FIRST}.",
        printed=QUOTED,
        check="with all digits",
    ),
    Case(
        "two-input",
        ("dL/dy_hat", "sigma_prime(z2)", "delta2", "dL/dw2", "delta1", "dL/dw11", "dL/dw12", "dL/db1"), "delta1",
        why="It multiplies by [w12], a weight before the neuron, and leaves the slope out. On the way back stand "
        "[w2] and [sigma_prime(z1)].",
        source=f"A picture in {SECOND}, shows −0.0441: its own [delta2], −0.0735, times [w12] gives it.",
        written={"delta1": product("delta2", "w12")},
    ),
    Case(
        "worked-example", BACKWARD, "dL/dy_hat", slip="sign",
        why="The derivative of ½ ([y_hat] − [y])² by [y_hat] is [y_hat] − [y]. All gradients have the wrong sign, "
        "so a step would go uphill.",
        written={"dL/dy_hat": minus(one("y", computed=False), one("y_hat"))},
    ),
    Case(
        "worked-example",
        ("dL/dw2", "dL/dw3", "dL/dw4", "dL/db3", "new/w2", "new/w3", "new/w4", "new/b3"), "new/w3",
        why="The step from −0.0485 leads to 0.30485, which was rounded once more. With all digits the new weight is "
        "{new/w3}.",
        source=f"Printed in {FIRST}.",
        written={
            **{f"new/{p}": _updated(p) for p in ("w2", "w3", "w4", "b3")},
            "dL/dw2": product("delta3", "w4", "sigma_prime(z2)", "x"),
        },
        printed=QUOTED,
        check="with all digits",
    ),
    Case(
        "worked-example", BACKWARD, "dL/dy_hat", slip="factor 2",
        why="The ½ of the loss cancels the 2 of the derivative. For squared error without ½, as in PyTorch’s MSELoss, "
        "the line would be right, and so would all others.",
        written={"dL/dy_hat": times(number(2.0), minus(one("y_hat"), one("y", computed=False)))},
    ),
    Case(
        "two-two-two", TWO_OUTPUTS, "dL/dh1", slip="weights updated too early",
        why="It multiplies by {new/w5} and {new/w7}, the output weights <em>after</em> their update. The forward pass "
        "used {w5} and {w7}.",
        source="A widely read worked example (M. Mazur, 2015) printed the loss after one step of the weights as "
        "0.291027924, which this slip gives; without it the loss is {after}.",
        taken={"w5": "new/w5", "w7": "new/w7"},
    ),
)  # fmt: skip
