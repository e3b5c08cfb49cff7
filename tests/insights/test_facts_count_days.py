"""The days of a month are counted with the day itself on both sides."""

import pytest

from insights.facts import PlanLine, Spending
from tests.insights.builders import make_facts


@pytest.mark.parametrize(
    ("day", "start_day", "days", "elapsed", "days_left"),
    [
        ("2026-09-01", 1, 30, 1, 30),
        ("2026-09-30", 1, 30, 30, 1),
        ("2026-02-28", 1, 28, 28, 1),
        ("2028-02-29", 1, 29, 29, 1),
        ("2026-11-05", 25, 31, 12, 20),
        ("2026-11-24", 25, 31, 31, 1),
    ],
)
def test_elapsed_and_left_both_include_the_day(
    day: str, start_day: int, days: int, elapsed: int, days_left: int
) -> None:
    facts = make_facts(day, start_day=start_day)
    assert (facts.days, facts.elapsed, facts.days_left) == (days, elapsed, days_left)


def test_spending_to_date_is_before_and_today() -> None:
    spending = Spending(before={"food": 300, "gift": 50}, today={"food": 20, "taxi": 7})
    assert [spending.to_date(code) for code in ("food", "gift", "taxi", "rent")] == [320, 50, 7, 0]
    assert spending.total_to_date == 377


def test_nothing_spent_is_zero() -> None:
    assert Spending().total_to_date == 0


@pytest.mark.parametrize(("budget", "fixed", "daily"), [(300, 0, 300), (300, 100, 200), (300, 300, 0), (100, 300, 0)])
def test_the_daily_part_of_a_budget_is_what_is_not_fixed(budget: int, fixed: int, daily: int) -> None:
    assert PlanLine("rent", budget, fixed).daily == daily
