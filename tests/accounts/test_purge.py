from datetime import timedelta
from io import StringIO

from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.management import call_command

from accounts import housekeeping, limits
from accounts.housekeeping import purge
from accounts.models import Attempts, AuthSession
from core.clock import now

from .people import LOGOUT, ME, logged_in


def make_login(user, **given):
    return AuthSession.objects.create(user=user, **{"expires_at": now() + timedelta(days=180), **given})


def test_it_deletes_logins_that_can_never_work_again(alice):
    make_login(alice, revoked_at=now())
    make_login(alice, expires_at=now())
    make_login(alice, last_used_at=now() - timedelta(days=30))
    kept = make_login(alice, last_used_at=now() - timedelta(days=29))
    assert purge() == {"logins": 3, "attempts": 0, "sessions": 0}
    assert AuthSession.objects.get() == kept


def test_a_purged_login_is_as_ended_as_before(alice):
    client, pair = logged_in()
    client.post(LOGOUT, {"refresh": pair["refresh"]})
    purge()
    assert client.get(ME).status_code == 401


def test_it_deletes_counts_that_no_limit_looks_at(db, fixed_now):
    limits.count_login("alice", "192.0.2.1")
    fixed_now.shift(timedelta(hours=1))
    limits.count_login("bob", "192.0.2.2")
    assert purge()["attempts"] == 0
    fixed_now.shift(timedelta(seconds=1))
    assert purge()["attempts"] == 3
    assert Attempts.objects.count() == 3


def test_it_deletes_expired_sessions_of_pages(db, fixed_now):
    SessionStore().create()
    fixed_now.shift(timedelta(days=15))
    SessionStore().create()
    assert purge()["sessions"] == 1
    assert Session.objects.count() == 1


def test_it_goes_in_batches(alice, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(housekeeping, "BATCH", 2)
    for _ in range(5):
        make_login(alice, revoked_at=now())
        make_login(alice)
    with django_assert_num_queries(3 * 2 + 1 + 1 + 1):
        assert purge()["logins"] == 5
    assert AuthSession.objects.count() == 5


def test_the_command_says_what_it_did(alice):
    make_login(alice, revoked_at=now())
    out = StringIO()
    call_command("purge_logins", stdout=out)
    assert out.getvalue() == "logins: 1, attempts: 0, sessions: 0\n"
