from budget_management.selectors import budget_rows, plan_rows
from core import clock
from tests.factories import make_plan


def test_it_gives_every_line_of_every_own_plan(alice, bob):
    make_plan(alice, 202611, housing=(7, 5), food=3)
    make_plan(alice, 202610, beauty=0)
    make_plan(bob, 202611, food=1)
    assert list(budget_rows(alice.pk)) == [
        {"month": "2026-10", "category": "beauty", "amount": 0, "fixed_amount": 0},
        {"month": "2026-11", "category": "food", "amount": 3, "fixed_amount": 0},
        {"month": "2026-11", "category": "housing", "amount": 7, "fixed_amount": 5},
    ]


def test_it_gives_every_month_with_a_plan_even_an_empty_one(alice, bob):
    make_plan(alice, 202611, food=1)
    make_plan(alice, 202610)
    make_plan(bob, 202609)
    assert list(plan_rows(alice.pk)) == [
        {"month": "2026-10", "updated_at": clock.now()},
        {"month": "2026-11", "updated_at": clock.now()},
    ]


def test_who_has_nothing_gets_nothing(charlie):
    assert list(budget_rows(charlie.pk)) == list(plan_rows(charlie.pk)) == []
