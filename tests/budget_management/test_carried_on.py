"""Which later months change with an earlier one."""

from budget_management.selectors import CarriedOn, carried_on, has_budget
from core.periods import BudgetMonth
from tests.factories import make_plan

OCTOBER = BudgetMonth(2026, 10)


def test_up_to_the_next_plan(alice):
    make_plan(alice, 202610, food=1)
    make_plan(alice, 202701, food=2)
    assert carried_on(alice.pk, OCTOBER) == CarriedOn(BudgetMonth(2026, 11), BudgetMonth(2026, 12))


def test_none_where_the_next_month_has_its_own(alice):
    make_plan(alice, 202611, food=2)
    assert carried_on(alice.pk, OCTOBER) is None


def test_without_end_where_no_plan_follows(alice, bob):
    make_plan(alice, 202609, food=2)
    make_plan(bob, 202611, food=2)
    assert carried_on(alice.pk, OCTOBER) == CarriedOn(BudgetMonth(2026, 11), None)


def test_a_category_that_only_stands_there_is_no_budget_yet(alice, bob):
    make_plan(alice, food=0)
    make_plan(bob, 202601, food=1)
    assert not has_budget(alice.pk)
    assert has_budget(bob.pk)
