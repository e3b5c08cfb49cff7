"""Money is rounded half up to a multiple of a unit, exactly."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.money import round_quotient, round_to_unit


@pytest.mark.parametrize(
    ("value", "unit", "rounded"),
    [
        (0, 100, 0),
        (49, 100, 0),
        (50, 100, 100),
        (149, 100, 100),
        (150, 100, 200),
        (-50, 100, 0),
        (-51, 100, -100),
        (-150, 100, -100),
        (7, 1, 7),
        (3, 5, 5),
        (2, 5, 0),
        (Fraction(1, 2), 1, 1),
        (Fraction(5, 2), 1, 3),
        (Fraction(-1, 2), 1, 0),
        (Fraction(49_999, 1_000), 100, 0),
        (Fraction(50_001, 1_000), 100, 100),
        (10**15 + 50, 100, 10**15 + 100),
    ],
)
def test_it_rounds_to_the_nearest_multiple(value: Fraction | int, unit: int, rounded: int) -> None:
    assert round_to_unit(value, unit) == rounded


def test_it_does_not_drift_where_floats_would() -> None:
    assert round_to_unit(Fraction(10**17 + 1, 2), 1) == (10**17 + 2) // 2


@pytest.mark.parametrize("unit", [0, -100])
def test_it_rejects_a_unit_below_one(unit: int) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        round_to_unit(1000, unit)


def test_a_quotient_over_zero_has_no_value() -> None:
    with pytest.raises(ZeroDivisionError):
        round_quotient(1, 0)


def test_a_quotient_rounds_to_whole_units_by_default() -> None:
    assert round_quotient(7, 2) == 4


@settings(deadline=None)
@given(st.integers(-(10**13), 10**13), st.integers(1, 10**6), st.integers(1, 1000))
def test_it_is_never_further_off_than_half_a_unit(numerator: int, denominator: int, unit: int) -> None:
    rounded = round_quotient(numerator, denominator, unit)
    assert rounded % unit == 0
    assert Fraction(-unit, 2) < rounded - Fraction(numerator, denominator) <= Fraction(unit, 2)
