"""The exercises of the chapter on optimisers: independent right answers, and what is said of wrong ones."""

from fractions import Fraction

import pytest

from backprop_lib.exercises.optimizers import adamw_step
from tests.exercise_checks import NumberTests, check

ROOT = Fraction("0.999") * Fraction("0.16") + Fraction("0.01")  # of v̂ of the second step, times 1.999


def momentum_by_fractions():
    w, v = Fraction(2), Fraction(0)
    for _ in range(3):
        v = Fraction("0.7") * v + 3 * w
        w -= Fraction("0.13") * v
    return float(w)


@pytest.mark.parametrize(
    "name, right",
    [
        ("optimizers.velocity", momentum_by_fractions()),
        ("optimizers.adam_second", -0.25 * (0.026 / 0.19) / float(ROOT / Fraction("1.999")) ** 0.5),
    ],
)
class TestNumbers(NumberTests):
    pass


@pytest.mark.parametrize(
    ("name", "answer", "clause"),
    [
        ("optimizers.velocity", 2 * 0.61**3, "as in gradient descent"),
        ("optimizers.adam_second", 0.25, "as only the first step is"),
        ("optimizers.adam_second", -0.25 * 0.026 / float(ROOT / 1000) ** 0.5, "m and v are not corrected"),
    ],
)
def test_mistakes_by_independent_numbers(name, answer, clause):
    assert clause in check(name, answer).message


@pytest.mark.parametrize("lam", [0.0, 0.3])
def test_adamw_is_that_of_pytorch(lam):
    torch = pytest.importorskip("torch")
    w = torch.tensor([0.8], dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.AdamW([w], 0.05, weight_decay=lam)
    mine = {"w": 0.8, "m": 0.0, "v": 0.0}
    for t, g in enumerate((1.0, -0.3, 0.002, 5.0), 1):
        w.grad = torch.tensor([g], dtype=torch.float64)
        optimizer.step()
        mine = adamw_step(mine["w"], g, mine["m"], mine["v"], t, 0.05, lam)
        assert mine["w"] == pytest.approx(w.item(), rel=1e-13)
