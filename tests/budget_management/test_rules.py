"""The rules that are easy to get wrong, where they concern plans."""

from expenses.models import Expense
from tests.factories import make_expense, make_plan

BUDGET = "/api/budget/"


def test_rule_2_setting_october_never_touches_september(alice, as_alice):
    make_plan(alice, 202609, food=300_000, housing=700_000)
    before = as_alice.get(f"{BUDGET}?month=2026-09").json()
    as_alice.post(BUDGET, [{"category": "food", "amount": 1, "month": "2026-10"}])
    as_alice.delete(f"{BUDGET}housing/?month=2026-10")
    assert as_alice.get(f"{BUDGET}?month=2026-09").json() == before


def test_rule_2_a_september_of_one_year_is_not_that_of_another(alice, as_alice):
    make_plan(alice, 202509, food=1)
    as_alice.post(BUDGET, [{"category": "food", "amount": 2, "month": "2026-09"}])
    amounts = [as_alice.get(f"{BUDGET}?month={year}-09").json()[0]["amount"] for year in (2025, 2026)]
    assert amounts == [1, 2]


def test_rule_8_deleting_a_budget_line_never_deletes_spending(alice, as_alice):
    make_plan(alice, food=300_000)
    expense = make_expense(alice)
    assert as_alice.delete(f"{BUDGET}food/").status_code == 204
    assert Expense.objects.get() == expense
    assert Expense.objects.get().category.code == "food"


def test_rule_9_recommended_parts_add_up_to_the_total_given(as_alice):
    for total in (1, 99, 100, 1_000_050, 3_333_333, 10**12):
        answer = as_alice.post(f"{BUDGET}recommendation/", {"total_amount": total}).json()
        assert sum(line["amount"] for line in answer["recommendations"]) == total


def test_rule_14_amounts_are_json_integers(as_alice):
    as_alice.post(BUDGET, [{"category": "food", "amount": 12_000}])
    assert b'"amount":12000,' in as_alice.get(BUDGET).content.replace(b" ", b"")
