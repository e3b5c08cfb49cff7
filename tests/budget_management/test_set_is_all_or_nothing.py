import pytest
from django.db import IntegrityError

from budget_management import services
from budget_management.models import BudgetLine, MonthPlan
from budget_management.services import Entry
from core.errors import TokenInvalid
from core.periods import BudgetMonth
from tests.factories import category, make_plan

BUDGET = "/api/budget/"
MONTH = BudgetMonth(2026, 11)


@pytest.mark.parametrize(
    "bad",
    [
        {"category": "nowhere", "amount": 1},
        {"category": "food", "amount": -1},
        {"category": "food", "amount": 1, "fixed_amount": 2},
        {"category": "housing", "amount": 1},
    ],
)
def test_one_bad_item_leaves_everything_as_it_was(alice, as_alice, bad):
    make_plan(alice, food=300_000)
    good = {"category": "housing", "amount": 700_000}
    assert as_alice.post(BUDGET, [good, good | {"month": "2026-12"}, bad]).status_code == 400
    assert [(line.category.code, line.amount) for line in BudgetLine.objects.all()] == [("food", 300_000)]
    assert [plan.month for plan in MonthPlan.objects.all()] == [202611]


def test_what_the_database_refuses_undoes_the_months_before_it(alice):
    entries = [Entry(category(), MONTH, 5), Entry(category(), MONTH.next(), 10**12 + 1)]
    with pytest.raises(IntegrityError):
        services.set_budget(owner=alice, entries=entries)
    assert not MonthPlan.objects.exists()


def test_a_person_who_is_gone_can_set_nothing(alice):
    alice_was = type(alice)(pk=alice.pk)
    alice.delete()
    with pytest.raises(TokenInvalid):
        services.set_budget(owner=alice_was, entries=[Entry(category(), MONTH, 5)])
