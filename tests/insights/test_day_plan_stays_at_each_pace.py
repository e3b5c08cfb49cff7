"""Where nobody needs help, everybody gets what is left of the own budget per remaining day."""

from datetime import timedelta

from hypothesis import assume, given

from insights.day_plan import plan_day
from insights.facts import MonthFacts
from tests.insights import reference
from tests.insights.builders import make_facts
from tests.insights.strategies import examples, facts


@examples
@given(facts(outside=False, max_lines=5))
def test_each_part_is_its_own_pace_up_to_rounding(month: MonthFacts) -> None:
    assume(all(reference.raw(line, month) >= reference.floor_of(line, month) for line in month.lines))
    for line, part in zip(month.lines, plan_day(month).parts, strict=True):
        # Half a unit from rounding the total, less than one from sharing it in whole units.
        assert 2 * abs(part.amount - reference.raw(line, month)) < 3 * month.rules.unit


@examples
@given(facts(outside=False, max_lines=1))
def test_a_single_category_gets_its_own_pace_rounded(month: MonthFacts) -> None:
    part = plan_day(month).parts[0]
    assert part.amount == max(part.why.own_pace, part.why.floor)


def test_following_the_plan_keeps_it_the_same_to_the_last_day() -> None:
    facts = make_facts("2026-09-01", (300_000, 0), (90_000, 0))
    for elapsed in range(30):
        day = facts.day + timedelta(days=elapsed)
        plan = plan_day(make_facts(str(day), (300_000, 10_000 * elapsed), (90_000, 3_000 * elapsed)))
        assert [part.amount for part in plan.parts] == [10_000, 3_000]


def test_on_the_last_day_everything_that_is_left_may_be_spent() -> None:
    assert plan_day(make_facts("2026-09-30", (300_000, 120_000))).total == 180_000
