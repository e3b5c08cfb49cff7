"""Staff see that there is spending, and nothing of what it was."""

import pytest
from django.test import Client

from tests.factories import make_expense, make_user


@pytest.fixture
def staff(db):
    client = Client()
    client.force_login(make_user("staff", is_staff=True, is_superuser=True), "accounts.backends.LimitedBackend")
    return client


@pytest.fixture
def lunch(alice):
    return make_expense(alice, 987_654, memo="a private thing")


def test_amounts_and_memos_are_not_shown(staff, lunch):
    for path in ("/admin/expenses/expense/", f"/admin/expenses/expense/{lunch.id}/change/"):
        page = staff.get(path)
        assert page.status_code == 200
        assert "alice" in page.content.decode()
        assert not any(secret in page.content.decode() for secret in ("987654", "987,654", "a private thing"))


def test_nothing_can_be_added_changed_or_deleted(staff, lunch):
    for path in ("add/", f"{lunch.id}/delete/"):
        assert staff.get(f"/admin/expenses/expense/{path}").status_code == 403
    assert staff.post(f"/admin/expenses/expense/{lunch.id}/change/", {"amount": 1}).status_code == 403
