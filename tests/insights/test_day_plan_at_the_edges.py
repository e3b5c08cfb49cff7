"""First days, last days, empty plans, zero budgets."""

import pytest

from insights.day_plan import DayPlan, plan_day
from insights.facts import Rules
from insights.situation import Situation
from tests.insights.builders import make_facts


def test_without_a_plan_nothing_is_recommended() -> None:
    assert plan_day(make_facts("2026-09-11", outside={"gift": 5_000}, today={"gift": 700})) == DayPlan(
        total=0,
        floor=0,
        days_left=20,
        parts=(),
        spent_today=700,
        remaining_today=0,
        situation=Situation.NO_BUDGET,
    )


def test_a_budget_of_zero_stays_in_the_plan_and_gets_nothing() -> None:
    plan = plan_day(make_facts("2026-09-11", (0, 0), (300_000, 100_000)))
    assert [part.amount for part in plan.parts] == [0, 10_000]
    assert not plan.parts[0].floor_applied


def test_zero_budgets_alone_recommend_nothing() -> None:
    plan = plan_day(make_facts("2026-09-11", (0, 0), (0, 0)))
    assert (plan.total, [part.amount for part in plan.parts]) == (0, [0, 0])


def test_what_was_spent_without_a_budget_is_paid_for_by_the_others() -> None:
    plan = plan_day(make_facts("2026-09-11", (0, 50_000), (300_000, 100_000)))
    assert [part.amount for part in plan.parts] == [0, 7_500]


@pytest.mark.parametrize(
    ("day", "start_day", "total"),
    [
        ("2026-09-01", 1, 10_000),
        ("2026-09-30", 1, 300_000),
        ("2026-02-01", 1, 10_700),
        ("2028-02-29", 1, 300_000),
        ("2026-10-25", 25, 9_700),
        ("2026-11-24", 25, 300_000),
    ],
)
def test_with_nothing_spent_the_budget_is_spread_over_the_days_left(day: str, start_day: int, total: int) -> None:
    assert plan_day(make_facts(day, (300_000, 0), start_day=start_day)).total == total


def test_the_unit_is_the_users() -> None:
    lines = [(100_000, 0), (50_000, 0)]
    plans = [plan_day(make_facts("2026-09-01", *lines, rules=Rules(unit=unit))) for unit in (1, 10, 1_000)]
    assert [[part.amount for part in plan.parts] for plan in plans] == [[3_333, 1_667], [3_330, 1_670], [3_000, 2_000]]


def test_the_largest_amounts_stay_exact() -> None:
    plan = plan_day(make_facts("2026-09-30", *[(10**12, 1)] * 26, rules=Rules(unit=1)))
    assert plan.total == 26 * (10**12 - 1)
