"""Who is asking is found by primary keys, on either database, and what has ended in one walk."""

from datetime import timedelta

import pytest
from django.db import connection

from accounts import selectors, tokens
from accounts.housekeeping import purge
from accounts.models import AuthSession, User
from core import clock
from reports.authentication import live_login_and_month
from tests.conftest import client_for
from tests.factories import make_user
from tests.query_plans import learn_tables, plans_of


@pytest.fixture
def login(db):
    """A login among a thousand others, in tables that the planner knows: few rows are read fastest without an index."""
    crowd = User.objects.bulk_create(User(username=name, username_key=name) for name in map(str, range(1_000)))
    later = clock.now() + timedelta(days=180)
    AuthSession.objects.bulk_create(AuthSession(user=user, expires_at=later) for user in crowd)
    alice = make_user()
    client_for(alice)
    learn_tables()
    return alice.logins.get()


def alone(login):
    selectors.live_login(login.pk)


def with_the_month(login):
    token = tokens.read(tokens.issue_access(login.pk, login.user), tokens.ACCESS)
    live_login_and_month(token, token.subject)


@pytest.mark.parametrize("look_up", [alone, with_the_month])
def test_a_login_is_two_steps_by_primary_key(login, look_up):
    [plan] = plans_of(lambda: look_up(login), reading="accounts_authsession")
    if connection.vendor == "sqlite":
        assert "SEARCH s USING INDEX sqlite_autoindex_accounts_authsession" in plan, plan
        assert "SEARCH u USING INTEGER PRIMARY KEY" in plan, plan
    else:
        assert "accounts_authsession_pkey" in plan, plan
        assert "accounts_user_pkey" in plan, plan


def test_a_persons_logins_are_found_by_person(login):
    [plan] = plans_of(lambda: selectors.sessions_of(login.user, login.pk), reading="accounts_authsession")
    assert "accounts_authsession_user_id" in plan, plan


def test_a_name_is_found_by_its_folded_form(login):
    [plan] = plans_of(lambda: selectors.active_user("ALICE"), reading="accounts_user")
    assert "username_key" in plan, plan
    assert "Seq Scan" not in plan, plan


def test_what_has_ended_is_found_without_comparing_it_with_all_that_lives(login):
    [plan, *_] = plans_of(purge, reading="accounts_authsession")
    assert "SubPlan" not in plan, plan
    assert "SUBQUERY" not in plan, plan
