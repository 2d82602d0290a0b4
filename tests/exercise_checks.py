"""What holds for the exercises of every chapter that ask for a number; each chapter's test brings the right one."""

import math

import numpy as np
import pytest

from backprop_lib import exercises


def check(name, answer):
    return exercises.load(name).check(answer)


def to_digits(number, digits):
    return float(f"{number:.{digits - 1}e}")


class NumberTests:
    """Of exercises that ask for one number; a subclass is parametrised with `name` and the independent `right`."""

    @pytest.mark.parametrize("as_answer", [float, np.float64, np.array, lambda v: [v], lambda v: np.array([[v]])])
    def test_right_to_four_digits_and_to_all(self, name, right, as_answer):
        for answer in (to_digits(right, 4), to_digits(right, 6), right):
            assert check(name, as_answer(answer)).outcome == "right"

    def test_the_reference_is_the_answer(self, name, right):
        assert exercises.load(name).judge.right == pytest.approx(right, rel=1e-13, abs=0)

    def test_one_more_or_less_in_the_fourth_digit_is_wrong(self, name, right):
        unit = 10.0 ** (math.floor(math.log10(abs(right))) - 3)
        for neighbour in (-1, 1):
            assert check(name, to_digits(right, 4) + neighbour * unit).outcome == "wrong"

    def test_each_known_mistake_is_named(self, name, right):
        for clause, wrong in exercises.load(name).judge.mistakes.items():
            for answer in (to_digits(wrong, 4), wrong):
                feedback = check(name, answer)
                assert feedback.outcome == "wrong"
                assert f" when {clause}" in feedback.message

    def test_no_known_mistake_looks_right(self, name, right):
        for wrong in exercises.load(name).judge.mistakes.values():
            assert to_digits(wrong, 4) != to_digits(right, 4)

    def test_few_digits(self, name, right):
        for digits in (2, 3):
            assert f"right to {digits} digits" in check(name, to_digits(right, digits)).message

    def test_rounded_in_the_middle(self, name, right):
        assert "within 1 %" in check(name, right * 1.0031).message

    @pytest.mark.parametrize("factor", [100.0, 0.01])
    def test_decimal_point(self, name, right, factor):
        assert "the decimal point is in the wrong place" in check(name, factor * right).message

    def test_a_wrong_number_without_a_name(self, name, right):
        assert "no mistake that is known here" in check(name, right * 7.7).message

    def test_unreadable_answers_say_what_is_expected(self, name, right):
        assert str(check(name, [1.0, 2.0])).endswith("Expected one number, got 2 of them.")
        assert str(check(name, math.nan)).endswith("Expected a finite number, got nan.")
        assert str(check(name, "-0.004464")).endswith("Expected a number, got the text '-0.004464'.")
