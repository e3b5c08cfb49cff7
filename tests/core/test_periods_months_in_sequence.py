"""Months follow one another, across years as well."""

import pytest

from core.periods import BudgetMonth


@pytest.mark.parametrize(
    ("month", "following"), [("2026-09", "2026-10"), ("2026-12", "2027-01"), ("1899-12", "1900-01")]
)
def test_next_and_previous_are_neighbours(month: str, following: str) -> None:
    assert str(BudgetMonth.parse(month).next()) == following
    assert str(BudgetMonth.parse(following).previous()) == month


@pytest.mark.parametrize(
    ("months", "shifted"),
    [
        (0, "2026-09"),
        (3, "2026-12"),
        (4, "2027-01"),
        (-9, "2025-12"),
        (-8, "2026-01"),
        (24, "2028-09"),
        (-24, "2024-09"),
    ],
)
def test_it_shifts_by_any_number_of_months(months: int, shifted: str) -> None:
    assert str(BudgetMonth(2026, 9).shift(months)) == shifted


def test_shifting_there_and_back_changes_nothing() -> None:
    month = BudgetMonth(2026, 9)
    assert all(month.shift(months).shift(-months) == month for months in range(-40, 41))


@pytest.mark.parametrize(("month", "months"), [(BudgetMonth(1, 1), -1), (BudgetMonth(9999, 12), 1)])
def test_it_rejects_a_shift_beyond_the_calendar(month: BudgetMonth, months: int) -> None:
    with pytest.raises(ValueError, match="there is no month"):
        month.shift(months)
