"""The integers of the code agree with the fractions of the formulas, for any month."""

from fractions import Fraction

from hypothesis import given

from insights.day_plan import plan_day
from insights.facts import MonthFacts
from tests.insights import reference
from tests.insights.strategies import examples, facts


@examples
@given(facts())
def test_the_total_and_the_floors_are_those_of_the_formulas(month: MonthFacts) -> None:
    plan = plan_day(month)
    assert plan.total == reference.total(month)
    assert [part.why.floor for part in plan.parts] == [reference.floor_of(line, month) for line in month.lines]


@examples
@given(facts())
def test_what_is_above_the_floors_goes_where_it_is_needed(month: MonthFacts) -> None:
    plan = plan_day(month)
    floors = [reference.floor_of(line, month) for line in month.lines]
    needs = [reference.need(line, month) for line in month.lines]
    whole = sum(needs, Fraction(0)) or Fraction(1)
    for part, floor, need in zip(plan.parts, floors, needs, strict=True):
        assert abs(part.amount - floor - (plan.total - plan.floor) * need / whole) < month.rules.unit


@examples
@given(facts())
def test_the_situation_is_that_of_the_formulas(month: MonthFacts) -> None:
    assert plan_day(month).situation == reference.situation(month)
