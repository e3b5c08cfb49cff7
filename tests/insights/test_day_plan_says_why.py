"""Each part comes with the numbers that explain it."""

from hypothesis import given

from core.money import round_to_unit
from insights.day_plan import Why, plan_day
from insights.facts import MonthFacts
from tests.insights import reference
from tests.insights.builders import make_facts
from tests.insights.strategies import examples, facts


@examples
@given(facts())
def test_own_pace_and_what_was_shifted_add_up_to_the_part(month: MonthFacts) -> None:
    for line, part in zip(month.lines, plan_day(month).parts, strict=True):
        assert part.why.own_pace == round_to_unit(reference.raw(line, month), month.rules.unit)
        assert part.why.own_pace + part.why.shifted == part.amount


def test_a_blown_category_gets_from_one_that_saved() -> None:
    food, transport = plan_day(make_facts("2026-09-21", (200_000, 250_000), (100_000, 0))).parts
    assert food.why == Why(
        budget=200_000, spent_before=250_000, fixed_due=0, days_left=10, own_pace=-5_000, floor=2_000, shifted=7_000
    )
    assert transport.why == Why(
        budget=100_000, spent_before=0, fixed_due=0, days_left=10, own_pace=10_000, floor=1_000, shifted=-7_000
    )


def test_rent_that_is_still_due_is_set_aside() -> None:
    rent = plan_day(make_facts("2026-09-01", (700_000, 0, 550_000))).parts[0]
    assert (rent.why.fixed_due, rent.why.own_pace, rent.why.shifted) == (550_000, 5_000, 0)


def test_rent_that_is_half_paid_is_half_due() -> None:
    rent = plan_day(make_facts("2026-09-11", (700_000, 200_000, 550_000))).parts[0]
    assert (rent.why.spent_before, rent.why.fixed_due) == (200_000, 350_000)


def test_rent_that_cost_more_than_planned_is_no_longer_due() -> None:
    rent = plan_day(make_facts("2026-09-11", (700_000, 560_000, 550_000))).parts[0]
    assert (rent.why.fixed_due, rent.why.own_pace) == (0, 7_000)
