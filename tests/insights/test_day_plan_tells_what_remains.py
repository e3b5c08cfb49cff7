"""What remains of today is the plan less today's daily spending; fixed costs that were due do not eat it."""

from hypothesis import given

from insights.day_plan import plan_day
from insights.facts import MonthFacts
from tests.insights.builders import make_facts
from tests.insights.strategies import examples, facts


def test_it_is_the_part_less_what_was_spent() -> None:
    plan = plan_day(make_facts("2026-09-11", (300_000, 100_000), (90_000, 30_000), today={"a": 4_000}))
    assert [part.spent_today for part in plan.parts] == [4_000, 0]
    assert [part.remaining_today for part in plan.parts] == [6_000, 3_000]
    assert (plan.spent_today, plan.remaining_today) == (4_000, 9_000)


def test_it_is_never_negative() -> None:
    plan = plan_day(make_facts("2026-09-11", (300_000, 100_000), (90_000, 30_000), today={"a": 50_000}))
    assert [part.remaining_today for part in plan.parts] == [0, 3_000]
    assert plan.remaining_today == 0


def test_spending_outside_the_plan_counts_in_the_total() -> None:
    plan = plan_day(make_facts("2026-09-11", (300_000, 100_000), today={"a": 1_000, "gift": 2_500}))
    assert plan.parts[0].remaining_today == 9_000
    assert (plan.spent_today, plan.remaining_today) == (3_500, 6_500)


def test_paying_the_rent_today_does_not_eat_todays_food() -> None:
    plan = plan_day(make_facts("2026-09-01", (700_000, 0, 550_000), (300_000, 0), today={"a": 550_000}))
    assert [part.remaining_today for part in plan.parts] == [5_000, 10_000]
    assert (plan.spent_today, plan.remaining_today) == (550_000, 15_000)


def test_what_goes_beyond_the_rent_counts_as_daily_spending() -> None:
    plan = plan_day(make_facts("2026-09-01", (700_000, 0, 550_000), (300_000, 0), today={"a": 553_000}))
    assert [part.remaining_today for part in plan.parts] == [2_000, 10_000]
    assert plan.remaining_today == 12_000


def test_the_rest_of_a_half_paid_rent_does_not_eat_anything_either() -> None:
    plan = plan_day(make_facts("2026-09-11", (700_000, 200_000, 550_000), today={"a": 351_000}))
    assert (plan.total, plan.remaining_today) == (7_500, 6_500)


def test_rent_that_was_paid_before_is_not_forgiven_twice() -> None:
    plan = plan_day(make_facts("2026-09-06", (700_000, 550_000, 550_000), today={"a": 1_000}))
    assert plan.remaining_today == plan.total - 1_000


@examples
@given(facts())
def test_it_is_between_nothing_and_the_plan(month: MonthFacts) -> None:
    plan = plan_day(month)
    assert 0 <= plan.remaining_today <= plan.total
    assert all(0 <= part.remaining_today <= part.amount for part in plan.parts)


@examples
@given(facts())
def test_spent_today_counts_everything(month: MonthFacts) -> None:
    assert plan_day(month).spent_today == sum(month.spending.today.values())
