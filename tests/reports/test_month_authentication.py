"""A report reads who asks and their month in one statement, by what the token says of them. It may say what was."""

from datetime import timedelta

import pytest

from accounts import tokens
from accounts.models import AuthSession, User
from core import clock
from tests.conftest import client_for
from tests.contract import ContractClient
from tests.factories import make_expense, make_plan

from .asking import ALL, recommendation, summary

TODAY = "2026-11-23"


@pytest.fixture(autouse=True)
def _a_month(alice):
    make_plan(alice, food=300_000, transport=90_000)
    make_expense(alice, 20_000, on="2026-11-03")
    make_expense(alice, 7_000, code="beauty", on=TODAY)


def with_token(login, user):
    client = ContractClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {tokens.issue_access(login.pk, user)}")
    return client


@pytest.mark.parametrize("ask", ALL)
def test_it_is_what_is_said_about_today_when_today_is_asked_for(as_alice, ask):
    assert ask(as_alice) == ask(as_alice, TODAY)


def test_a_token_of_an_earlier_version_gets_the_same(alice, as_alice, monkeypatch):
    expected = summary(as_alice)
    monkeypatch.setattr(tokens, "_subject_of", lambda claims: None)
    tokens._signed.cache_clear()
    assert summary(client_for(alice)) == expected
    tokens._signed.cache_clear()


@pytest.mark.parametrize("changed", [{"month_start_day": 20}, {"time_zone": "Pacific/Kiritimati"}])
def test_settings_that_changed_since_the_token_count(alice, fixed_now, changed):
    fixed_now.move_to("2026-11-23T12:00+00:00")
    as_alice = client_for(alice)
    User.objects.filter(pk=alice.pk).update(**changed)
    assert summary(as_alice) == summary(client_for(User.objects.get(pk=alice.pk)))
    assert recommendation(as_alice) == recommendation(as_alice, summary(as_alice)["date"])


def test_rules_that_changed_since_the_token_count(alice, as_alice):
    User.objects.filter(pk=alice.pk).update(rounding_unit=1_000)
    assert recommendation(as_alice)["total_recommended_amount"] % 1_000 == 0


def test_nobody_sees_the_month_of_whom_a_token_names_but_whose_login_it_is(alice, bob):
    make_expense(bob, 77, on=TODAY)
    login = AuthSession.objects.create(user=bob, expires_at=clock.now() + timedelta(days=1))
    found = summary(with_token(login, alice))
    assert [found["total_expense"], *(row["total_expense"] for row in found["category_summary"])] == [77, 77]


def test_a_time_zone_that_is_there_no_more_does_not_outlast_the_login(alice):
    User.objects.filter(pk=alice.pk).update(time_zone="Asia/Atlantis")
    client = client_for(User.objects.get(pk=alice.pk))
    User.objects.filter(pk=alice.pk).update(time_zone="Asia/Seoul")
    assert summary(client) == summary(client, TODAY)
    alice.logins.update(revoked_at=clock.now())
    assert client.get("/api/expenses/daily-summary/").status_code == 401


def test_a_login_that_has_ended_shows_nothing(alice, as_alice):
    alice.logins.update(revoked_at=clock.now())
    assert as_alice.get("/api/expenses/daily-summary/").status_code == 401


def test_somebody_without_anything_has_a_month_without_anything(charlie):
    assert summary(client_for(charlie))["category_summary"] == []
