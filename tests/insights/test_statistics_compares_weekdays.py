"""A day is compared with the same weekday of last week and the mean of the last eight."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from insights.statistics import WeekdayComparison, weekday_comparison
from tests.insights.strategies import amounts, examples


def test_it_compares_with_last_week_and_the_mean() -> None:
    weeks = [10_000, 20_000, 0, 0, 30_000, 20_000, 0, 0]
    assert weekday_comparison(15_000, weeks) == WeekdayComparison(15_000, 10_000, 150.0, 10_000, 150.0)


def test_fewer_weeks_have_a_mean_of_their_own() -> None:
    assert weekday_comparison(15_000, [10_000, 20_000]) == WeekdayComparison(15_000, 10_000, 150.0, 15_000, 100.0)


def test_without_weeks_there_is_nothing_to_compare_with() -> None:
    assert weekday_comparison(15_000, []) == WeekdayComparison(15_000, 0, None, None, None)


def test_nothing_spent_last_week_is_zero_without_a_ratio() -> None:
    assert weekday_comparison(15_000, [0, 10_000]) == WeekdayComparison(15_000, 0, None, 5_000, 300.0)


def test_nothing_spent_in_any_week_has_no_ratio() -> None:
    assert weekday_comparison(15_000, [0] * 8) == WeekdayComparison(15_000, 0, None, 0, None)


def test_the_mean_is_shown_half_up() -> None:
    assert weekday_comparison(0, [1, 2]).average == 2


def test_the_ratio_uses_the_exact_mean() -> None:
    # The mean of 1, 0, 0 is a third, shown as 0.
    comparison = weekday_comparison(1, [1, 0, 0])
    assert (comparison.average, comparison.ratio_to_average) == (0, 300.0)


@examples
@given(amounts, st.lists(amounts, min_size=1, max_size=8))
def test_the_mean_lies_within_half_a_unit(today: int, weeks: list[int]) -> None:
    comparison = weekday_comparison(today, weeks)
    assert comparison.average is not None
    assert abs(comparison.average - Fraction(sum(weeks), len(weeks))) <= Fraction(1, 2)
    assert (comparison.ratio_to_average is None) == (sum(weeks) == 0)
