from datetime import date

from budget_management.models import BudgetLine
from expenses import services
from expenses.models import Expense
from tests.factories import make_plan

DAY = date(2026, 11, 23)


def test_a_category_that_is_not_in_the_plan_comes_into_it_with_its_expense(alice):
    make_plan(alice, food=300_000)
    services.record_expense(owner=alice, category="leisure", amount=9_000, spent_on=DAY, memo="", allow=True)
    assert Expense.objects.get(owner=alice).category.code == "leisure"
    assert BudgetLine.objects.get(owner=alice, category__code="leisure").amount == 0
