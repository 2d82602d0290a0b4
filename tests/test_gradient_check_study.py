"""The file that the chapter on gradient checking draws from holds what its script measures."""

import json

import gradient_check_study as study
import numpy as np
import pytest

STORED = json.loads(study.FILE.read_text(encoding="utf-8"))


def test_the_file_is_in_the_form_of_the_script():
    assert study.FILE.read_text(encoding="utf-8") == study.text(STORED)
    assert [row["h"] for row in STORED["curve"]] == study.STEPS
    assert [(row["hidden"], len(row["whole"])) for row in STORED["networks"]] == [
        (hidden, len(study.SEEDS)) for hidden in study.ACTIVATIONS
    ]


def test_where_the_curve_bends_the_errors_are_the_same():
    """Far right of its bottom the error of a difference is that of the formula, the same on every machine."""
    old = {row["h"]: row for row in STORED["curve"]}
    for new in study.curve([0.1, 0.001]):
        for name in ("central", "one-sided"):
            assert new[name] == pytest.approx(old[new["h"]][name], rel=0.1)


def test_where_rounding_rules_the_errors_are_of_the_same_size():
    old = {row["h"]: row for row in STORED["curve"]}
    for new in study.curve([1e-10]):
        for name in ("central", "one-sided"):
            assert 0.3 < new[name] / old[new["h"]][name] < 3


def test_networks_measured_again_are_of_the_same_size():
    for new in study.networks(seeds=range(2)):
        (old,) = [row for row in STORED["networks"] if row["hidden"] == new["hidden"]]
        for a, b in zip(new["whole"], old["whole"], strict=False):
            assert 0.1 < a / b < 10


def test_the_chapter_shows_the_loop_of_the_script():
    chapter = json.loads((study.FILE.parent.parent / "gradient_checking.ipynb").read_text(encoding="utf-8"))
    (shown,) = ["".join(c["source"]) for c in chapter["cells"] if "".join(c["source"]).startswith("def differences(")]
    names = {"np": np}
    exec(shown, names)
    net, X, Y = study.example((2, 3, 1), "tanh", 0)
    for central in (True, False):
        arguments = (lambda: net.loss(X, Y)), net.parameters(), 1e-3, central
        for a, b in zip(names["differences"](*arguments), study.differences(*arguments), strict=True):
            np.testing.assert_array_equal(a, b)


def test_differences_of_a_network_with_a_known_gradient():
    """One linear neuron, one sample: L = ½ (w x + b − y)², so ∂L/∂w = (w x + b − y) x."""
    net = study.MLP.from_parameters([np.array([[3.0]])], [np.array([-1.0])], hidden="tanh", output="identity")
    X, Y = np.array([[2.0]]), np.array([[4.0]])
    np.testing.assert_allclose(study.of_network(net, X, Y, 1e-4), [2.0, 1.0], rtol=1e-9)
    # one-sided: half the second derivative times h is added, ½ x² h and ½ h
    np.testing.assert_allclose(study.of_network(net, X, Y, 1e-4, central=False), [2.0002, 1.00005], rtol=1e-9)
    assert study.relative_error(np.array([3.0, 4.0]), np.array([3.0, 4.0])) == 0
    assert study.worst_element(np.array([1.0, 0.0, 2.0]), np.array([1.0, 0.0, 1.0])) == pytest.approx(1 / 3)
