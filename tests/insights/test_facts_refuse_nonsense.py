"""Facts that contradict themselves are refused before anything is computed from them."""

from datetime import date

import pytest

from core.periods import DateRange
from insights.facts import MonthFacts, PlanLine, Rules, Spending

SEPTEMBER = DateRange(date(2026, 9, 1), date(2026, 10, 1))


@pytest.mark.parametrize("day", [date(2026, 8, 31), date(2026, 10, 1)])
def test_it_rejects_a_day_outside_the_month(day: date) -> None:
    with pytest.raises(ValueError, match="is not in the month"):
        MonthFacts(SEPTEMBER, day, (), Spending(), Rules())


def test_it_rejects_a_category_with_two_lines() -> None:
    lines = (PlanLine("food", 1000), PlanLine("transport", 1000), PlanLine("food", 2000))
    with pytest.raises(ValueError, match=r"^a category has two lines in the plan$"):
        MonthFacts(SEPTEMBER, SEPTEMBER.first, lines, Spending(), Rules())


@pytest.mark.parametrize(("unit", "floor_percent"), [(0, 30), (-100, 30), (100, -1)])
def test_it_rejects_rules_that_cannot_be_followed(unit: int, floor_percent: int) -> None:
    with pytest.raises(ValueError, match="cannot advise"):
        Rules(unit, floor_percent)


def test_rules_have_the_defaults_of_a_new_user() -> None:
    assert Rules() == Rules(unit=100, floor_percent=30)
