"""The exercises on PyTorch: independent right answers, and what is said of wrong ones."""

from math import cosh, tanh

import numpy as np
import pytest

from tests.exercise_checks import NumberTests, check


def two_backward_passes():
    """By (σ(z) − 1)² = (1 − tanh(z/2))²/4, whose derivative by z is (tanh(z/2) − 1) / (4 cosh²(z/2))."""

    def by_z(z):
        return (tanh(z / 2) - 1) / (4 * cosh(z / 2) ** 2)

    first = by_z(1.0)
    second = by_z(1.0 - 0.5 * first * (2 * 2 + 1))
    return 2 * (first + second)


@pytest.mark.parametrize("name, right", [("pytorch.second_step", two_backward_passes())])
class TestNumbers(NumberTests):
    pass


def test_pytorch_does_what_the_exercise_says():
    torch = pytest.importorskip("torch")
    w, b = (torch.tensor(number, dtype=torch.float64, requires_grad=True) for number in (0.5, 0.0))
    optimizer = torch.optim.SGD([w, b], lr=0.5)
    for _ in range(2):
        last = w.grad.item() if w.grad is not None else 0.0
        torch.nn.MSELoss()(torch.sigmoid(2.0 * w + b), torch.tensor(1.0).double()).backward()
        answer = w.grad.item()
        optimizer.step()
    assert answer < last < 0
    assert check("pytorch.second_step", answer).outcome == "right"


def test_leaves_as_pytorch_has_them():
    torch = pytest.importorskip("torch")
    x = torch.tensor(0.5)
    u, v, w = (torch.tensor(0.1, requires_grad=True) for _ in range(3))
    z = w * x
    h = torch.sigmoid(z)
    h.retain_grad()
    c = (u * h).detach()
    L = v * h + c
    L.backward()
    tensors = {"x": x, "u": u, "v": v, "w": w, "z": z, "h": h, "c": c, "L": L}
    having = [n for n, t in tensors.items() if (t.is_leaf or t.retains_grad) and t.grad is not None]
    assert check("pytorch.leaves", having).outcome == "right"
    message = check("pytorch.leaves", [*having, "u"]).message
    assert message == "u should not be in the list. u is used only in front of detach(), where the record ends."


def test_the_average_over_all_samples_is_right():
    def student(gradients, sizes):
        return {name: np.average([g[name] for g in gradients], weights=sizes) for name in ("w", "b")}

    assert check("pytorch.combine", student).outcome == "right"


def test_the_average_over_pieces_is_named():
    def student(gradients, sizes):
        return {name: np.mean([g[name] for g in gradients]) for name in ("w", "b")}

    message = check("pytorch.combine", student).message
    assert message.endswith("this is what comes out when the mean over the pieces is taken, whatever their size.")
