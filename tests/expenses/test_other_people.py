"""Rule 10: someone else's row is 404, for read, change and delete alike, and charlie sees nothing."""

import pytest

from expenses.models import Expense
from tests.factories import make_expense

WHOLE = {"category": "food", "amount": 1, "date": "2026-11-01"}
PERIOD = "start_date=2026-11-01&end_date=2026-11-30"


@pytest.fixture
def alices(alice, plan):
    return make_expense(alice)


@pytest.mark.parametrize("body", [{}, WHOLE, {"amount": "wrong"}, {"category": "yacht"}])
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("put", "/api/expenses/{}/"),
        ("patch", "/api/expenses/{}/"),
        ("put", "/api/expenses/update/{}/"),
        ("patch", "/api/expenses/update/{}/"),
    ],
)
def test_someone_elses_row_cannot_be_changed_whatever_the_body(as_bob, bobs_plan, alices, method, path, body):
    theirs = getattr(as_bob, method)(path.format(alices.id), body)
    nobodys = getattr(as_bob, method)(path.format(123_456_789), body)
    assert theirs.status_code == nobodys.status_code == 404
    assert theirs.content == nobodys.content
    assert (Expense.objects.get().amount, Expense.objects.get().owner_id) == (9_500, alices.owner_id)


@pytest.mark.parametrize("method", ["get", "delete"])
def test_someone_elses_row_cannot_be_read_or_deleted(as_bob, alices, method):
    theirs = getattr(as_bob, method)(f"/api/expenses/{alices.id}/")
    nobodys = getattr(as_bob, method)("/api/expenses/123456789/")
    assert theirs.status_code == nobodys.status_code == 404
    assert theirs.content == nobodys.content
    assert Expense.objects.exists()


def test_nobody_elses_spending_is_listed(as_charlie, alices):
    listed = as_charlie.get(f"/api/expenses/list/?{PERIOD}").json()
    assert listed == {"total_expense": 0, "count": 0, "category_totals": [], "expenses": [], "next": None}


@pytest.mark.parametrize("method", ["get", "put", "patch", "delete"])
def test_without_a_login_there_is_nothing(anyone, alices, method):
    assert getattr(anyone, method)(f"/api/expenses/{alices.id}/").status_code == 401
