"""For every start day, each day lies in exactly one budget month."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.periods import BudgetMonth

# A leap year, the years around it, and the two ends of the calendar we promise.
SPANS = [("2027-12", 26), ("1899-11", 15), ("2999-01", 11), ("2099-12", 4)]


@pytest.mark.parametrize("start_day", range(1, 32))
def test_consecutive_months_leave_no_gap(start_day: int) -> None:
    for first, count in SPANS:
        months = [BudgetMonth.parse(first).shift(index) for index in range(count)]
        ranges = [month.range(start_day) for month in months]
        assert all(one.end == following.first for one, following in pairwise(ranges))
        assert all(28 <= period.days <= 31 for period in ranges)


@pytest.mark.parametrize("start_day", range(1, 32))
def test_every_day_of_a_month_is_found_in_it(start_day: int) -> None:
    for index in range(14):
        month = BudgetMonth(2027, 12).shift(index)
        period = month.range(start_day)
        days = [period.first + timedelta(days=offset) for offset in range(period.days)]
        assert {BudgetMonth.containing(day, start_day) for day in days} == {month}


@settings(max_examples=200, deadline=None)
@given(st.dates(date(1900, 1, 1), date(2999, 12, 31)), st.integers(1, 31))
def test_the_month_that_contains_a_day_has_it_in_its_range(day: date, start_day: int) -> None:
    month = BudgetMonth.containing(day, start_day)
    assert day in month.range(start_day)
    assert day not in month.previous().range(start_day)
    assert day not in month.next().range(start_day)
