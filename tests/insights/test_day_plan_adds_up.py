"""The parts add up to the total, in whole units."""

import pytest
from hypothesis import given

from insights.day_plan import plan_day
from insights.facts import MonthFacts
from tests.insights.builders import make_facts
from tests.insights.strategies import examples, facts


@examples
@given(facts(max_lines=12))
def test_the_parts_add_up_to_the_total(month: MonthFacts) -> None:
    plan = plan_day(month)
    assert sum(part.amount for part in plan.parts) == plan.total


@examples
@given(facts())
def test_every_part_is_in_whole_units(month: MonthFacts) -> None:
    assert all(part.amount % month.rules.unit == 0 for part in plan_day(month).parts)


@pytest.mark.parametrize("count", range(1, 31))
def test_any_number_of_categories_adds_up(count: int) -> None:
    lines = [(100_000 + 7_777 * index, 3_333 * index) for index in range(count)]
    plan = plan_day(make_facts("2026-09-17", *lines))
    assert len(plan.parts) == count
    assert sum(part.amount for part in plan.parts) == plan.total


@examples
@given(facts())
def test_the_parts_stand_in_the_order_of_the_plan(month: MonthFacts) -> None:
    assert [part.category for part in plan_day(month).parts] == [line.category for line in month.lines]


def test_equal_needs_share_the_odd_unit_in_the_order_of_the_plan() -> None:
    # 2,001 a day affords 20 units: 6 for each of the three, and one more for the first two.
    plan = plan_day(make_facts("2026-09-30", (20_000, 19_333), (20_000, 19_333), (20_000, 19_333)))
    assert plan.total == 2_000
    assert [part.amount for part in plan.parts] == [700, 700, 600]
