"""A budget month starts on the day its owner chose, or on the month's last day where it has no such day."""

from datetime import date

import pytest

from core.periods import BudgetMonth, DateRange


def test_a_payday_month_is_named_after_the_month_it_starts_in() -> None:
    month = BudgetMonth.containing(date(2026, 11, 5), 25)
    assert str(month) == "2026-10"
    assert month.range(25) == DateRange(date(2026, 10, 25), date(2026, 11, 25))
    assert month.range(25).days == 31


@pytest.mark.parametrize(("month", "days"), [("2026-02", 28), ("2028-02", 29), ("2026-04", 30), ("2026-12", 31)])
def test_with_start_day_one_it_is_the_calendar_month(month: str, days: int) -> None:
    period = BudgetMonth.parse(month).range(1)
    assert (period.first.day, period.days) == (1, days)
    assert (period.last.month, period.last.day) == (period.first.month, days)


@pytest.mark.parametrize(
    ("month", "start_day", "first", "end"),
    [
        ("2026-01", 31, date(2026, 1, 31), date(2026, 2, 28)),
        ("2026-02", 31, date(2026, 2, 28), date(2026, 3, 31)),
        ("2028-02", 30, date(2028, 2, 29), date(2028, 3, 30)),
        ("2026-04", 31, date(2026, 4, 30), date(2026, 5, 31)),
        ("2026-12", 15, date(2026, 12, 15), date(2027, 1, 15)),
    ],
)
def test_the_last_day_stands_in_for_a_day_the_month_lacks(month: str, start_day: int, first: date, end: date) -> None:
    assert BudgetMonth.parse(month).range(start_day) == DateRange(first, end)


@pytest.mark.parametrize(
    ("day", "start_day", "month"),
    [
        (date(2026, 2, 27), 31, "2026-01"),
        (date(2026, 2, 28), 31, "2026-02"),
        (date(2026, 3, 30), 31, "2026-02"),
        (date(2026, 3, 31), 31, "2026-03"),
        (date(2026, 9, 24), 25, "2026-08"),
        (date(2026, 9, 25), 25, "2026-09"),
        (date(2026, 1, 1), 2, "2025-12"),
    ],
)
def test_a_day_before_the_start_belongs_to_the_month_before(day: date, start_day: int, month: str) -> None:
    assert str(BudgetMonth.containing(day, start_day)) == month


def test_the_first_date_of_all_may_lie_in_a_month_of_1899() -> None:
    month = BudgetMonth.containing(date(1900, 1, 1), 2)
    assert str(month) == "1899-12"
    assert month.range(2) == DateRange(date(1899, 12, 2), date(1900, 1, 2))


@pytest.mark.parametrize(("start_day", "end"), [(1, date(3000, 1, 1)), (31, date(3000, 1, 31))])
def test_the_last_date_of_all_may_lie_in_a_month_that_ends_in_3000(start_day: int, end: date) -> None:
    month = BudgetMonth.containing(date(2999, 12, 31), start_day)
    assert str(month) == "2999-12"
    assert month.range(start_day).end == end


@pytest.mark.parametrize("start_day", [0, 32, -1])
def test_it_rejects_a_start_day_no_month_has(start_day: int) -> None:
    with pytest.raises(ValueError, match="from 1 to 31"):
        BudgetMonth(2026, 9).range(start_day)
    with pytest.raises(ValueError, match="from 1 to 31"):
        BudgetMonth.containing(date(2026, 9, 1), start_day)
