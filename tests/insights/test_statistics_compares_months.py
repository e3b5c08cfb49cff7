"""This month is compared with the same days of the last one."""

from datetime import date

import pytest

from core.periods import BudgetMonth, DateRange
from insights.statistics import Comparison, compare, same_days_of_previous


@pytest.mark.parametrize(
    ("current", "previous", "ratio"),
    [(60_000, 50_000, 120.0), (0, 50_000, 0.0), (1, 3, 33.3), (50_000, 0, None), (0, 0, None)],
)
def test_the_ratio_is_in_percent_of_the_previous(current: int, previous: int, ratio: float | None) -> None:
    assert compare(current, previous) == Comparison(current, previous, ratio)


@pytest.mark.parametrize(
    ("day", "start_day", "first", "last"),
    [
        pytest.param(date(2026, 3, 31), 1, date(2026, 2, 1), date(2026, 2, 28), id="31 March, all of February"),
        pytest.param(date(2028, 3, 31), 1, date(2028, 2, 1), date(2028, 2, 29), id="31 March of a leap year"),
        pytest.param(date(2026, 3, 28), 1, date(2026, 2, 1), date(2026, 2, 28), id="28 March, all of February"),
        pytest.param(date(2026, 3, 27), 1, date(2026, 2, 1), date(2026, 2, 27), id="27 March"),
        pytest.param(date(2026, 3, 1), 1, date(2026, 2, 1), date(2026, 2, 1), id="the first day"),
        pytest.param(
            date(2026, 2, 28), 1, date(2026, 1, 1), date(2026, 1, 28), id="the last of February, not of January"
        ),
        pytest.param(date(2026, 1, 15), 1, date(2025, 12, 1), date(2025, 12, 15), id="across the year"),
        pytest.param(date(2026, 11, 5), 25, date(2026, 9, 25), date(2026, 10, 6), id="payday, twelve days each"),
    ],
)
def test_the_same_days_are_as_many_days_as_have_passed(day: date, start_day: int, first: date, last: date) -> None:
    month = BudgetMonth.containing(day, start_day)
    same_days = same_days_of_previous(month.range(start_day), day, month.previous().range(start_day))
    assert (same_days.first, same_days.last) == (first, last)


@pytest.mark.parametrize("day", [date(2026, 2, 28), date(2026, 2, 27), date(2026, 4, 1)])
def test_it_rejects_a_day_outside_the_month(day: date) -> None:
    february = DateRange(date(2026, 2, 1), date(2026, 3, 1))
    march = DateRange(date(2026, 3, 1), date(2026, 4, 1))
    with pytest.raises(ValueError, match="is not in the month"):
        same_days_of_previous(march, day, february)
