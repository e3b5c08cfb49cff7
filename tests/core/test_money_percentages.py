"""Percentages have one decimal, half up, and none without a denominator."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.money import percentage


@pytest.mark.parametrize(
    ("part", "whole", "percent"),
    [
        (20_000, 10_000, 200.0),
        (0, 10_000, 0.0),
        (1, 3, 33.3),
        (2, 3, 66.7),
        (5, 10_000, 0.1),
        (49, 100_000, 0.0),
        (Fraction(3, 5), Fraction(1, 2), 120.0),
        (Fraction(1, 3), 1, 33.3),
        (1_005, 100_000, 1.0),
        (1_050, 100_000, 1.1),
        (10**12, 1, 10.0**14),
    ],
)
def test_it_rounds_half_up_to_one_decimal(part: Fraction | int, whole: Fraction | int, percent: float) -> None:
    assert percentage(part, whole) == percent


@pytest.mark.parametrize("part", [0, 10_000, Fraction(1, 3)])
@pytest.mark.parametrize("whole", [0, Fraction(0)])
def test_there_is_none_of_nothing(part: Fraction | int, whole: Fraction | int) -> None:
    assert percentage(part, whole) is None


def test_it_rounds_a_half_up_where_floats_would_round_it_down() -> None:
    # 100 * 1.15 / 100 is 1.15, which as a float is just below the half.
    assert percentage(115, 10_000) == 1.2


@settings(deadline=None)
@given(st.integers(0, 10**12), st.integers(1, 10**12))
def test_it_is_the_nearest_tenth(part: int, whole: int) -> None:
    percent = percentage(part, whole)
    assert percent is not None
    assert Fraction(-1, 20) < Fraction(round(percent * 10), 10) - Fraction(100 * part, whole) <= Fraction(1, 20)
