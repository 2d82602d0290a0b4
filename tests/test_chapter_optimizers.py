"""The rules that the chapter on optimisers writes are those of PyTorch, and its steps by hand are exact."""

import json
import re
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

NOTEBOOK = json.loads(
    (Path(__file__).resolve().parent.parent / "chapters" / "optimizers.ipynb").read_text(encoding="utf-8")
)
CELLS = [cell for cell in NOTEBOOK["cells"] if cell["cell_type"] == "code"]


def code(cell):
    return "".join(cell["source"])


def printed(cell):
    return "".join(text for output in cell["outputs"] for text in output.get("text", ""))


def rule(name):
    """The function ``name`` as the chapter defines it, and what its cell prints."""
    names = {"RULES": {}, "three_steps": lambda *a, **k: None}
    for cell in CELLS:
        definition = re.match(r"def (\w+)\(w, g, memory, t, eta", code(cell))
        if definition:
            exec(code(cell).partition("def three_steps")[0], names)
            if definition[1] == name:
                return names[name], printed(cell)
    raise LookupError(name)


def by_torch(make, gradients):
    torch = pytest.importorskip("torch")
    w = torch.tensor([0.5, -1.0], dtype=torch.float64, requires_grad=True)
    optimizer = make(torch.optim, [w])
    for g in gradients:
        w.grad = torch.tensor(g)
        optimizer.step()
        yield w.detach().numpy().copy()


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("descent", lambda o, w: o.SGD(w, 0.03)),
        ("momentum", lambda o, w: o.SGD(w, 0.03, momentum=0.9)),
        ("nesterov", lambda o, w: o.SGD(w, 0.03, momentum=0.9, nesterov=True)),
        ("rmsprop", lambda o, w: o.RMSprop(w, 0.03, alpha=0.9)),
        ("adam", lambda o, w: o.Adam(w, 0.03)),
        ("adamw", lambda o, w: o.AdamW(w, 0.03, weight_decay=0.1)),
    ],
)
def test_a_rule_makes_the_steps_of_pytorch(name, make):
    gradients = np.random.default_rng(0).normal(size=(12, 2)) * [3.0, 0.01]
    step, memory, w = rule(name)[0], {}, np.array([0.5, -1.0])
    for t, theirs in enumerate(by_torch(make, gradients), 1):
        w = step(w, gradients[t - 1], memory, t, 0.03)
        np.testing.assert_allclose(w, theirs, rtol=1e-13)


@pytest.mark.parametrize(
    ("name", "along"),
    [
        ("descent", lambda v, g, mu: g),
        ("momentum", lambda v, g, mu: v),
        ("nesterov", lambda v, g, mu: g + mu * v),
    ],
)
def test_three_steps_by_hand_in_fractions(name, along):
    w, v, mu, eta = Fraction(1), Fraction(0), Fraction(9, 10), Fraction(1, 10)
    expected = []
    for _ in range(3):
        g = 2 * w
        v = mu * v + g
        w -= eta * along(v, g, mu)
        expected.append(f"{float(w):.6g}")
    assert re.findall(r"  w = (\S+)", rule(name)[1]) == expected


def test_adam_by_hand():
    """m̂/√v̂ of gradients g₁, g₂ is (9 g₁ + 10 g₂)/19 over the root of (999 g₁² + 1000 g₂²)/1999."""
    w, lines = 1.0, rule("adam")[1]
    w -= 0.1
    w -= 0.1 * ((9 * 2.0 + 10 * 1.8) / 19) / ((999 * 2.0**2 + 1000 * 1.8**2) / 1999) ** 0.5
    assert re.findall(r"  w = (\S+)", lines)[:2] == ["0.9", f"{w:.6g}"]
