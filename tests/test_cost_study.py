"""The file that the chapter on cost prints from has the form of its script; how fast anything is, no test asks."""

import json

import cost_study as study
import pytest

STORED = json.loads(study.FILE.read_text(encoding="utf-8"))


def test_the_file_is_in_the_form_of_the_script():
    assert study.FILE.read_text(encoding="utf-8") == study.text(STORED)
    assert [(tuple(row["sizes"]), row["batch"]) for row in STORED["passes"]] == study.NETWORKS
    assert [tuple(row["sizes"]) for row in STORED["differences"]] == [study.SMALL[0]]


@pytest.mark.parametrize(("sizes", "products"), [((2, 4, 1), (12, 16)), ((5, 3), (15, 15)), ((2, 2, 2), (8, 12))])
def test_the_count_of_the_script(sizes, products):
    forward, backward = products
    assert study.counted(sizes) == backward / forward


def test_the_file_holds_the_counts():
    for row in STORED["passes"]:
        assert row["counted"] == pytest.approx(study.counted(row["sizes"]), abs=0.005)


def test_the_script_measures_every_network_with_every_activation():
    (row,) = study.passes([((3, 2, 1), 2)], seconds=0.0)
    assert row.keys() == STORED["passes"][0].keys()
    assert all(row[hidden] > 0 for hidden in study.ACTIVATIONS)


def test_finite_differences_leave_the_network_as_it_was(monkeypatch):
    """The parameters that the script shifts come back, so that each repetition does the same work."""
    net, X, Y = study.example((3, 2, 1), 2, "sigmoid")
    monkeypatch.setattr(study, "example", lambda *arguments: (net, X, Y))
    before = [p.copy() for p in net.parameters()]
    (row,) = study.differences((3, 2, 1), 2, seconds=0.0)
    assert all((p == old).all() for p, old in zip(net.parameters(), before, strict=True))
    assert row["central"] > 0
