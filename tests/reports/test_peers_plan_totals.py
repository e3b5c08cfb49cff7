"""What somebody's plan comes to is read off the plan, or off its lines where it was not added up."""

from datetime import date

import pytest

from budget_management.models import MonthPlan
from expenses.models import Expense
from reports import peers
from tests.factories import make_expense, make_plan


@pytest.mark.parametrize("total", [None, 300_000])
def test_others_spending_counts_whether_or_not_somebody_added_the_plan_up(alice, total):
    plan = make_plan(alice, food=200_000, transport=100_000)
    MonthPlan.objects.filter(pk=plan.pk).update(total=total)
    make_expense(alice, 75_000, on="2026-11-02")
    Expense.objects.update(created_at="2026-11-02T00:00:00Z")
    kept = peers.average(1, date(2026, 11, 23))
    assert (kept.mean_nano, kept.contributors) == (250_000_000, 1)
