"""The sum that ends in a day's total."""

from dataclasses import replace

from hypothesis import given

from core.money import round_quotient
from insights.day_plan import plan_day
from insights.facts import MonthFacts, Spending
from insights.ledger import Ledger, ledger_of
from tests.insights.builders import make_facts
from tests.insights.strategies import examples, facts


def test_it_takes_fixed_costs_off_from_the_first_day_on() -> None:
    assert ledger_of(make_facts("2026-09-01", (700_000, 0, 550_000), (300_000, 0))) == Ledger(
        budget=1_000_000, fixed=550_000, living_before=0, left=450_000, fixed_due=550_000
    )


def test_of_what_was_not_spent_on_at_all_nothing_is_paid() -> None:
    month = replace(make_facts("2026-09-01", (700_000, 0, 550_000)), spending=Spending({}, {}))
    assert (ledger_of(month).living_before, ledger_of(month).fixed_due) == (0, 550_000)


def test_rent_that_was_paid_is_no_living_cost() -> None:
    assert ledger_of(make_facts("2026-09-06", (700_000, 550_000, 550_000), (300_000, 40_000))) == Ledger(
        budget=1_000_000, fixed=550_000, living_before=40_000, left=410_000, fixed_due=0
    )


def test_what_goes_beyond_the_fixed_part_is_a_living_cost() -> None:
    found = ledger_of(make_facts("2026-09-06", (700_000, 600_000, 550_000)))
    assert (found.living_before, found.left, found.fixed_due) == (50_000, 100_000, 0)


def test_spending_outside_the_plan_is_in_it() -> None:
    found = ledger_of(make_facts("2026-09-11", (300_000, 100_000), outside={"gift": 50_000}))
    assert (found.living_before, found.left) == (150_000, 150_000)


def test_a_blown_month_ends_below_nothing() -> None:
    assert ledger_of(make_facts("2026-09-21", (200_000, 250_000))).left == -50_000


@examples
@given(facts())
def test_it_adds_up(month: MonthFacts) -> None:
    found = ledger_of(month)
    assert found.budget - found.fixed - found.living_before == found.left
    assert 0 <= found.fixed_due <= found.fixed


@examples
@given(facts())
def test_what_is_left_over_the_days_left_is_the_total_unless_floors_lift_it(month: MonthFacts) -> None:
    plan, found = plan_day(month), ledger_of(month)
    # A fixed part beyond its budget is no part of the plan's sum.
    assert plan.floors_lifted or plan.total == round_quotient(found.left, month.days_left, month.rules.unit)
