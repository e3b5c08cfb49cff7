"""Rules 7 and 8: nothing is lost with a success status, and a budget that goes leaves the spending."""

import pytest

from budget_management.models import BudgetLine, MonthPlan
from expenses.models import Expense
from tests.factories import make_expense, make_plan, make_user

LUNCH = {"category": "food", "amount": 9_500}


def error(answer):
    return answer.json()["errors"][0]


def test_an_unknown_category_is_named_and_nothing_is_kept(as_alice, plan):
    answer = as_alice.post("/api/expenses/", LUNCH | {"category": "yacht"})
    assert answer.status_code == 400
    assert (error(answer)["code"], error(answer)["attr"]) == ("unknown_category", "category")
    assert "yacht" in error(answer)["detail"]
    assert not Expense.objects.exists()


def test_an_unbudgeted_category_is_named_and_nothing_is_kept(as_alice, plan):
    answer = as_alice.post("/api/expenses/", LUNCH | {"category": "beauty"}, headers={"Accept-Language": "en"})
    assert answer.status_code == 400
    assert (error(answer)["code"], error(answer)["attr"]) == ("category_not_budgeted", "category")
    assert "“Beauty” has no budget in 2026-11" in error(answer)["detail"]
    assert not Expense.objects.exists()


def test_it_says_how_to_budget_the_category(as_alice, plan):
    detail = error(as_alice.post("/api/expenses/", LUNCH | {"category": "beauty"}))["detail"]
    assert '[{"category": "beauty", "amount": 0, "month": "2026-11"}]' in detail
    assert "미용" in detail


def test_without_any_plan_nothing_is_budgeted(as_charlie):
    assert error(as_charlie.post("/api/expenses/", LUNCH))["code"] == "category_not_budgeted"


def test_somebody_elses_budget_is_none_of_mine(as_charlie, plan):
    assert error(as_charlie.post("/api/expenses/", LUNCH))["code"] == "category_not_budgeted"


def test_a_carried_plan_budgets_the_months_after_it(as_alice, plan):
    assert as_alice.post("/api/expenses/", LUNCH | {"date": "2027-08-01"}).status_code == 201


def test_before_the_first_plan_the_first_one_decides(as_alice, plan):
    assert as_alice.post("/api/expenses/", LUNCH | {"date": "2020-01-01"}).status_code == 201
    refused = as_alice.post("/api/expenses/", LUNCH | {"date": "2020-01-01", "category": "beauty"})
    assert error(refused)["code"] == "category_not_budgeted"


def test_the_month_is_the_budget_month_not_the_calendar_month(db, as_user):
    person = make_user("paid-on-25", month_start_day=25)
    make_plan(person, 202610, food=1)
    make_plan(person, 202611, transport=1)
    client = as_user(person)
    assert client.post("/api/expenses/", LUNCH | {"date": "2026-11-24"}).status_code == 201
    assert error(client.post("/api/expenses/", LUNCH | {"date": "2026-11-25"}))["code"] == "category_not_budgeted"


def test_a_budget_of_nothing_is_a_budget(as_alice, alice):
    make_plan(alice, 202611, food=0)
    assert as_alice.post("/api/expenses/", LUNCH).status_code == 201


@pytest.mark.parametrize("gone", [BudgetLine, MonthPlan])
def test_deleting_a_budget_line_never_deletes_spending(as_alice, alice, plan, gone):
    kept = make_expense(alice)
    gone.objects.all().delete()
    assert as_alice.get(f"/api/expenses/{kept.id}/").json()["amount"] == 9_500
    listed = as_alice.get("/api/expenses/list/?start_date=2026-11-01&end_date=2026-11-30").json()
    assert (listed["total_expense"], listed["count"]) == (9_500, 1)
