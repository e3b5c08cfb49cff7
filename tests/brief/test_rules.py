"""Two rules that belong to no single room; the other twelve stand, by their numbers, in the tests of theirs."""

import pytest

from expenses.models import Expense
from tests.factories import make_expense, make_plan


@pytest.mark.parametrize("category", ["beauty", "nothing", "", None])
def test_rule_7_nothing_is_lost_with_a_success_status(alice, as_alice, category):
    make_plan(alice, food=300_000)
    answer = as_alice.post("/api/expenses/create/", {"category": category, "amount": 9_500})
    assert (answer.status_code, answer.json()["errors"][0]["attr"]) == (400, "category")
    assert not Expense.objects.exists()


@pytest.mark.parametrize("method", ["get", "put", "patch", "delete"])
def test_rule_10_someone_elses_row_is_not_found(alice, as_charlie, method):
    theirs = make_expense(alice).pk
    body = {} if method in ("get", "delete") else {"data": {"category": "food", "amount": 1, "date": "2026-11-23"}}
    answers = [getattr(as_charlie, method)(f"/api/expenses/{number}/", **body) for number in (theirs, theirs + 1_000)]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content
    assert Expense.objects.get().amount == 9_500
