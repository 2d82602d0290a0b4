"""The exercises of the chapter on pitfalls: independent right answers, and what is said of wrong ones."""

import numpy as np
import pytest

from backprop_lib import MLP
from backprop_lib.exercises import pitfalls
from backprop_lib.optimizers import clip_by_norm
from tests.exercise_checks import NumberTests, check

CHAIN = 0.12 * (0.8 * 0.45 * 0.55) * (-2 * 0.3 * 0.7) * (1.5 * 0.6 * 0.4)


@pytest.mark.parametrize(
    "name, right",
    [("pitfalls.chain", CHAIN), ("pitfalls.start", 1 / np.sqrt(37.5)), ("pitfalls.clip", 16 / 10.4)],
)
class TestNumbers(NumberTests):
    pass


def test_the_chain_is_what_the_engine_finds():
    activations = np.array([0.6, 0.3, 0.45, 0.7])
    z = np.log(activations / (1 - activations))
    weights = [0.0, 1.5, -2.0, 0.8]  # the first neuron reads 0
    biases = z - np.array(weights) * np.append(0.0, activations[:3])
    net = MLP.from_parameters([[[w]] for w in weights], list(biases[:, np.newaxis]))
    cache = net.forward([[0.0]])
    deltas = [delta.item() for delta in net.backward(cache, [[0.0]]).deltas]
    assert 0.12 * deltas[0] / deltas[3] == pytest.approx(CHAIN, rel=1e-12)


def test_the_start_keeps_the_norm_where_others_do_not():
    """Measured on thousands of random steps back."""
    rng = np.random.default_rng(0)

    def factor(s):
        delta = rng.normal(size=(4000, 60))
        slope = np.where(rng.normal(size=delta.shape) > 0, 1.0, 0.5)
        back = delta @ rng.normal(0, s, (60, 60)) * slope
        return np.linalg.norm(back) / np.linalg.norm(delta)

    judge = pitfalls.start().judge
    assert np.mean([factor(judge.right) for _ in range(20)]) == pytest.approx(1, abs=0.01)
    for wrong in judge.mistakes.values():
        assert abs(factor(wrong) - 1) > 0.03


def test_the_library_clips_to_the_right_answer():
    gradients = [np.array([[3.2, -2.4]]), np.array([9.6])]
    clip_by_norm(gradients, 5.0)
    assert check("pitfalls.clip", gradients[0][0, 0]).outcome == "right"


def off_everywhere(w1, w2, b):
    grid = np.linspace(0, 1, 21)
    x1, x2 = np.meshgrid(grid, grid)
    return (w1 * x1 + w2 * x2 + b <= 0).all()


def test_dead_are_those_that_are_off_on_a_grid():
    dead = [name for name, neuron in pitfalls.NEURONS.items() if off_everywhere(*neuron)]
    assert check("pitfalls.dead", dead).outcome == "right"
    assert dead == ["A", "C", "D"]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (["A", "C"], "D should be in the list. D has its largest z at (0, 1), where it is exactly 0"),
        (["A", "B", "C", "D"], "B should not be in the list. B has z = 0.5"),
        (["A", "D"], "C has positive weights, but even at (1, 1)"),
        (["A", "C", "D", "E"], "E has negative weights, but its z is 0.3"),
        (["C", "D"], "A has its largest z at (0, 0)"),
    ],
)
def test_wrong_lists_get_the_reason(answer, said):
    feedback = check("pitfalls.dead", answer)
    assert feedback.outcome == "wrong"
    assert said in feedback.message


def test_an_unknown_neuron_is_said():
    assert check("pitfalls.dead", ["A", "F"]).outcome == "unreadable"
