"""The file that the chapter on XOR reads holds what its script computes: some of the networks, trained again."""

import json

import numpy as np
import pytest
import xor_study

STUDY = json.loads(xor_study.FILE.read_text(encoding="utf-8"))
SOME = (0, 11, 17, 42, 199)  # 11 and 17 never learn XOR with the 2-2-1 network


def test_the_file_is_in_the_form_of_the_script():
    assert xor_study.FILE.read_text(encoding="utf-8") == xor_study.text(STUDY)
    assert [(row["hidden"], row["epochs"]) for row in STUDY["widths"]] == [
        (hidden, epochs) for hidden in (2, 3, 4, 8) for epochs in (1000, 5000, 10_000)
    ]
    assert all(len(row["losses"]) == len(row["right"]) == 200 for row in STUDY["widths"])


def test_widths_trained_again_end_the_same():
    again = xor_study.widths(SOME, until=(1000,))
    stored = [row for row in STUDY["widths"] if row["epochs"] == 1000]
    for new, old in zip(again, stored, strict=True):
        assert new["hidden"] == old["hidden"]
        assert new["losses"] == pytest.approx([old["losses"][seed] for seed in SOME], rel=1e-3)
        assert new["right"] == [old["right"][seed] for seed in SOME]


def test_those_that_have_not_learned_are_the_same_and_as_far():
    (new,) = xor_study.longer(SOME, until=(10_000,))
    old = STUDY["longer"][0]
    left = [seed for seed in SOME if seed in old["seeds"]]
    places = [old["seeds"].index(seed) for seed in left]
    assert (new["learned"], new["seeds"]) == (len(SOME) - len(left), left)
    for name in ("losses", "largest_weights", "gradient_norms"):
        assert new[name] == pytest.approx([old[name][place] for place in places], rel=1e-3)


def test_a_study_in_parts_counts_each_network_once(monkeypatch):
    monkeypatch.setattr(xor_study, "STUCK_FROM", 0)
    rows = xor_study.longer((0, 11, 17), until=(1, 9000, 10_000))
    assert [row["learned"] for row in rows] == [0, 1, 1]
    assert [row["seeds"] for row in rows] == [[0, 11, 17], [11, 17], [11, 17]]


def test_the_norm_of_the_gradient_is_that_of_the_library():
    from backprop_lib import MLP

    start = xor_study.xor_start_normal((2, 4, 1), np.random.RandomState(42))
    net = MLP.from_parameters(*start)
    gradients = net.backward(net.forward(xor_study.X), xor_study.Y).parameters()
    norm = np.sqrt(sum(np.square(g).sum() for g in gradients))
    assert xor_study.gradient_norms(xor_study.stack([start])) == pytest.approx([norm])
