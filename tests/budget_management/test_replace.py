"""The whole plan of a month, in one write."""

import pytest

from budget_management.models import BudgetLine, MonthPlan
from budget_management.services import Entry, replace_plan
from core.errors import CategoryTwice, FixedAboveAmount
from core.periods import BudgetMonth
from tests.factories import category, make_expense, make_plan

NOVEMBER = BudgetMonth(2026, 11)


def entry(code, amount, fixed=0):
    return Entry(category(code), NOVEMBER, amount, fixed)


def lines(month=202611):
    found = BudgetLine.objects.filter(plan__month=month).order_by("category__position")
    return list(found.values_list("category__code", "amount", "fixed_amount"))


def test_what_is_not_among_the_entries_goes_out(alice):
    make_plan(alice, food=1, beauty=(5, 5))
    replace_plan(owner=alice, month=NOVEMBER, entries=[entry("food", 2), entry("housing", 9, 8)])
    assert lines() == [("food", 2, 0), ("housing", 9, 8)]


def test_spending_stays(alice):
    make_plan(alice, food=1)
    expense = make_expense(alice)
    replace_plan(owner=alice, month=NOVEMBER, entries=[])
    expense.refresh_from_db()
    assert lines() == []


def test_a_month_that_carries_gets_its_own_and_the_earlier_one_stays(alice):
    make_plan(alice, 202610, food=1, beauty=5)
    replace_plan(owner=alice, month=NOVEMBER, entries=[entry("food", 2)])
    assert (lines(202610), lines()) == ([("food", 1, 0), ("beauty", 5, 0)], [("food", 2, 0)])


def test_others_keep_theirs(alice, bob):
    make_plan(bob, food=7)
    replace_plan(owner=alice, month=NOVEMBER, entries=[entry("food", 2)])
    assert BudgetLine.objects.get(owner=bob).amount == 7


@pytest.mark.parametrize(("entries", "error"), [([(1, 2)], FixedAboveAmount), ([(1, 0), (2, 0)], CategoryTwice)])
def test_a_contradiction_changes_nothing(alice, entries, error):
    with pytest.raises(error):
        replace_plan(owner=alice, month=NOVEMBER, entries=[entry("food", *amounts) for amounts in entries])
    assert not MonthPlan.objects.exists()


def test_it_takes_as_many_statements_for_many_as_for_one(alice, bob, django_assert_max_num_queries):
    make_plan(bob, 202610, food=1, beauty=5)
    entries = [entry(code, 5) for code in ("food", "housing", "transport", "beauty", "other")]
    with django_assert_max_num_queries(12):
        replace_plan(owner=bob, month=NOVEMBER, entries=entries)
