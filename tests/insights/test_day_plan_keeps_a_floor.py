"""Nobody is told to spend nothing: every category with a daily budget has a floor."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insights.day_plan import plan_day
from insights.facts import MonthFacts, Rules
from tests.insights import reference
from tests.insights.builders import make_facts
from tests.insights.strategies import examples, facts


@examples
@given(facts())
def test_no_part_is_under_its_floor(month: MonthFacts) -> None:
    plan = plan_day(month)
    assert plan.total >= plan.floor
    assert all(part.amount >= part.why.floor for part in plan.parts)


def test_who_needs_no_more_than_the_floor_gets_no_more() -> None:
    # On the last day 1 and 3 are left; both floors are 1, and the 2 above them are the second category's.
    plan = plan_day(make_facts("2026-09-30", (30, 29), (30, 27), rules=Rules(unit=1, floor_percent=0)))
    assert [part.amount for part in plan.parts] == [1, 3]


@examples
@given(facts())
def test_a_category_with_a_daily_budget_gets_something(month: MonthFacts) -> None:
    plan = plan_day(month)
    assert all(
        part.amount >= month.rules.unit for line, part in zip(month.lines, plan.parts, strict=True) if line.daily
    )


@examples
@given(facts())
def test_the_floor_applies_where_the_own_pace_is_under_it(month: MonthFacts) -> None:
    for line, part in zip(month.lines, plan_day(month).parts, strict=True):
        floor = reference.floor_of(line, month)
        assert part.floor_applied == (floor > 0 and reference.raw(line, month) < floor)


@examples
@given(facts())
def test_where_the_floor_applies_it_is_what_the_category_gets(month: MonthFacts) -> None:
    assert all(part.amount == part.why.floor for part in plan_day(month).parts if part.floor_applied)


@pytest.mark.parametrize(
    ("floor_percent", "floor"),
    [(0, 100), (1, 100), (30, 3_000), (33, 3_300), (50, 5_000), (100, 10_000)],
)
def test_it_is_a_percentage_of_an_even_day_and_at_least_a_unit(floor_percent: int, floor: int) -> None:
    rules = Rules(floor_percent=floor_percent)
    assert plan_day(make_facts("2026-09-21", (300_000, 300_000), rules=rules)).total == floor


def test_a_budget_of_one_won_has_a_floor_of_one_unit() -> None:
    assert plan_day(make_facts("2026-09-21", (1, 0))).total == 100


def test_a_category_that_is_all_fixed_has_no_floor() -> None:
    part = plan_day(make_facts("2026-09-21", (500_000, 600_000, 500_000))).parts[0]
    assert (part.amount, part.why.floor, part.floor_applied) == (0, 0, False)


def test_a_pace_of_exactly_the_floor_is_not_under_it() -> None:
    # 3,000 a day for the last ten days is 30 % of an even 10,000.
    at_the_floor = plan_day(make_facts("2026-09-21", (300_000, 270_000))).parts[0]
    under_it = plan_day(make_facts("2026-09-21", (300_000, 270_001))).parts[0]
    assert (at_the_floor.amount, at_the_floor.floor_applied) == (3_000, False)
    assert (under_it.amount, under_it.floor_applied) == (3_000, True)


def test_only_floors_are_left_where_everything_is_blown() -> None:
    plan = plan_day(make_facts("2026-09-21", (200_000, 250_000), (100_000, 120_000)))
    assert plan.floors_lifted
    assert [part.floor_applied for part in plan.parts] == [True, True]


def test_more_than_floors_is_left_where_one_category_can_pay_for_the_other() -> None:
    plan = plan_day(make_facts("2026-09-21", (200_000, 250_000), (100_000, 0)))
    assert not plan.floors_lifted
    assert [part.floor_applied for part in plan.parts] == [True, False]


def test_spending_outside_the_plan_can_leave_only_floors_though_each_pace_is_above() -> None:
    plan = plan_day(make_facts("2026-09-21", (300_000, 200_000), outside={"gift": 95_000}))
    assert plan.floors_lifted
    assert (plan.total, plan.parts[0].floor_applied, plan.parts[0].why.shifted) == (3_000, False, -7_000)


@examples
@given(facts(rules=st.just(Rules(unit=100, floor_percent=0))))
def test_without_a_percentage_the_floor_is_one_unit(month: MonthFacts) -> None:
    floors = [part.why.floor for part in plan_day(month).parts]
    assert floors == [100 if line.daily else 0 for line in month.lines]
