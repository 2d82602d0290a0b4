"""Exercises: right answers pass, each known mistake is named, nothing that is handed in raises."""

import math
import re
from pathlib import Path

import numpy as np
import pytest

from backprop_lib import exercises
from backprop_lib.exercises.answers import FunctionAnswer, NamesAnswer, NumberAnswer
from tests.exercise_checks import check

CHAPTERS = Path(__file__).resolve().parent.parent / "chapters"
ALL = pytest.mark.parametrize("name", exercises.EXERCISES)


def of_kind(kind):
    return [name for name, exercise in exercises.EXERCISES.items() if isinstance(exercise.judge, kind)]


def test_a_name_is_chapter_and_exercise():
    for name, exercise in exercises.EXERCISES.items():
        assert name == exercise.name
        assert name.partition(".")[0] in {path.stem for path in CHAPTERS.glob("*.ipynb")}


def test_an_unknown_name_lists_the_known_ones():
    with pytest.raises(
        ValueError, match=r"unknown exercise 'w2'; known: .*worked_example\.gradient_w2, worked_example\."
    ):
        exercises.load("w2")


@ALL
class TestEvery:
    def test_not_attempted(self, name):
        assert str(check(name, None)) == "Nothing to check yet. Put your answer in place of None."
        assert str(check(name, ...)) == "Nothing to check yet. Put your answer in place of the dots."

    @pytest.mark.parametrize(
        "answer",
        ["", "abc", "0.5", b"1", [], {}, [[]], [1, [2]], (1, 2), math.nan, math.inf, True, 1j, 10**400, object(), int,
         lambda: 1, lambda *a: 1 / 0, lambda *a: {}, lambda *a: dict.fromkeys(a[2], "x"), np.zeros((2, 2)),
         np.array(["w1", None]), {"w1": 1.0}, 0, 5e-324, 1e308, -1e-300, iter([1]), exit],
    )  # fmt: skip
    def test_bad_answers_get_words_not_errors(self, name, answer):
        feedback = check(name, answer)
        assert feedback.outcome in ("wrong", "unreadable")
        assert feedback.message[-1] == "."

    def test_hint_and_question_give_no_number_away(self, name):
        exercise = exercises.load(name)
        for text in (str(exercise), str(exercise.hint())):
            assert len(text) > 50
            assert "0.0" not in text

    def test_solution_runs_and_prints_what_it_shows(self, name, capsys):
        solution = exercises.load(name).solution()
        exec(solution.code, {})
        printed = capsys.readouterr().out
        assert solution.output == printed and printed
        assert solution.code in repr(solution) and printed in repr(solution)
        assert f"```python\n{solution.code}```" in solution._repr_markdown_()
        assert f"```text\n{printed}```" in solution._repr_markdown_()
        assert not re.search(r"\d\.\d", solution.text), "numbers of a solution are computed, not typed"

    def test_shown_twice_it_is_the_same(self, name):
        first, second = exercises.load(name), exercises.load(name)
        assert repr(first.solution()) == repr(second.solution())
        assert first._repr_markdown_() == repr(first)
        assert first.hint()._repr_markdown_() == repr(first.hint())


def test_feedback_in_a_notebook_sets_its_headline_in_bold():
    feedback = check("worked_example.gradient_w2", -0.01)
    assert feedback._repr_markdown_().startswith("**Not yet.** −0.01: ")
    assert repr(feedback).startswith("Not yet. −0.01: ")


@pytest.mark.parametrize(
    "factor, words",
    [(-1, "its sign is wrong"), (2, "it is twice the right value"), (0.5, "it is half of the right value")],
)
def test_plain_factors_are_named_where_nothing_better_is_known(factor, words):
    assert words in NumberAnswer(0.1234, {}, "")(0.1234 * factor).message


def test_digits_that_were_cut_off_are_named():
    assert "were cut off" in NumberAnswer(0.12349, {}, "")(0.1234).message


@pytest.mark.parametrize("name", of_kind(NamesAnswer))
def test_each_name_too_many_or_missing_is_named_with_its_reason(name):
    judge = exercises.load(name).judge
    assert judge(judge.right).outcome == "right"
    for changed, reason in judge.reasons.items():
        feedback = judge({*judge.right} ^ {changed})
        assert feedback.outcome == "wrong"
        assert feedback.message.startswith(f"{changed} should ") and feedback.message.endswith(reason)


@pytest.mark.parametrize("name", of_kind(FunctionAnswer))
class TestFunctions:
    def test_the_solution_is_right(self, name):
        exercise, namespace = exercises.load(name), {}
        exec(exercise.solution().code, namespace)
        assert exercise.check(namespace[exercise.judge.signature.partition("(")[0]]).outcome == "right"

    def test_each_known_mistake_is_named_alone(self, name):
        judge = exercises.load(name).judge
        assert judge.mistakes
        for clause, mistake in judge.mistakes.items():
            feedback = judge(mistake)
            assert feedback.outcome == "wrong"
            assert feedback.message.endswith(f"this is what comes out when {clause}.")
