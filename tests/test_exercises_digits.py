"""The exercises on digits: independent right answers, and what is said of wrong ones."""

import numpy as np
import pytest

from tests.exercise_checks import NumberTests, check


@pytest.mark.parametrize("name, right", [("digits.first_loss", 3.258096538021482)])  # ln 26, from a table
class TestNumbers(NumberTests):
    pass


def by_class(logits, classes):
    """The student's function, one number at a time: p is 1 / Σ e^(z_j − z_k), which needs no largest logit."""
    with np.errstate(over="ignore"):
        p = np.array([[1 / np.exp(row - z).sum() for z in row] for row in logits])
        loss = np.mean([np.logaddexp.reduce(row) - row[c] for row, c in zip(logits, classes, strict=True)])
    one_hot = np.array([[float(k == c) for k in range(logits.shape[1])] for c in classes])
    return {"loss": loss, "delta": (p - one_hot) / len(p)}


def test_the_output_layer_class_by_class_is_right():
    assert check("digits.output_layer", by_class).outcome == "right"


@pytest.mark.parametrize(
    "change, clause",
    [
        (lambda loss, delta: (loss, -delta), "delta has the wrong sign"),
        (lambda loss, delta: (loss, delta * len(delta)), "1/n is left out of delta"),
        (lambda loss, delta: (loss * len(delta), delta * len(delta)), "1/n is left out"),
    ],
)
def test_a_wrong_output_layer_is_named(change, clause):
    def student(logits, classes):
        return dict(zip(("loss", "delta"), change(*by_class(logits, classes).values()), strict=True))

    assert f"when {clause}." in check("digits.output_layer", student).message


def test_logits_that_overflow_are_noticed():
    def student(logits, classes):
        with np.errstate(all="ignore"):
            p = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
            y = np.eye(logits.shape[1])[classes]
            return {"loss": -np.log((p * y).sum(axis=1)).mean(), "delta": (p - y) / len(p)}

    assert check("digits.output_layer", student).outcome != "right"


def test_who_left_the_test_images_alone():
    assert check("digits.untouched", ["C"]).outcome == "right"
    message = check("digits.untouched", ["C", "D"]).message
    assert message == "D should not be in the list. In D the seed was chosen by the test images."
