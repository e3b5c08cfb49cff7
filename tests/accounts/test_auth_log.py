import logging
from datetime import timedelta

import pytest

from accounts import services
from accounts.models import AuthSession
from tests.contract import ContractClient
from tests.factories import PASSWORD

from .people import BETTER, CHANGE, ERASE, LOGOUT, REGISTER, SESSIONS, WRONG, log_in, logged_in, refresh


@pytest.fixture
def lines(caplog):
    """Return what was logged so far, by level and text."""
    caplog.set_level(logging.INFO, "harumok.auth")
    return lambda: [(r.levelname, r.getMessage()) for r in caplog.records if r.name == "harumok.auth"]


def test_a_login_is_logged_with_person_login_and_address(alice, lines):
    logged_in()
    sid = AuthSession.objects.get().pk
    assert lines() == [("INFO", f"logged in: user={alice.pk} login={sid} address=127.0.0.1")]


def test_a_wrong_password_is_logged_and_whose_it_was(alice, lines):
    log_in("alice", WRONG)
    log_in("nobody", WRONG)
    assert lines() == [
        ("WARNING", f"password refused: wrong, user={alice.pk} address=127.0.0.1"),
        ("WARNING", "password refused: wrong, user=None address=127.0.0.1"),
    ]


def test_a_refused_attempt_is_logged(alice, lines, settings):
    settings.LOGIN_LIMIT_ADDRESS = 1
    log_in("alice", WRONG)
    log_in()
    assert lines()[-1] == ("WARNING", "password refused: too many attempts, address=127.0.0.1")


def test_a_refresh_token_used_again_is_logged_once(alice, lines, fixed_now):
    _, pair = logged_in()
    refresh(pair["refresh"])
    fixed_now.shift(timedelta(seconds=11))
    refresh(pair["refresh"])
    refresh(pair["refresh"])
    sid = AuthSession.objects.get().pk
    warnings = [line for line in lines() if line[0] == "WARNING"]
    assert warnings == [("WARNING", f"refresh token used again, login ended: login={sid} address=127.0.0.1")]


def test_no_name_password_token_or_mail_address_is_in_any_line(lines, caplog, db):
    address = {"email": "alice@example.org"}
    ContractClient().post(REGISTER, {"username": "alice", "password": PASSWORD, **address})
    client, pair = logged_in()
    newer = refresh(pair["refresh"]).json()
    logged_in()
    [other] = [row["id"] for row in client.get(SESSIONS).json() if not row["current"]]
    client.delete(f"{SESSIONS}{other}/")
    client.post(CHANGE, {"current_password": PASSWORD, "new_password": BETTER})
    client.post(LOGOUT, {"refresh": newer["refresh"]})
    client, third = logged_in("alice", BETTER)
    client.post(ERASE, {"password": BETTER})
    services.create_staff(username="alice", password=PASSWORD)
    text = "\n".join(line for _, line in lines())
    kinds = ["registered", "logged in", "login ended", "password changed", "logged out", "erased", "staff created"]
    assert all(kind in text for kind in kinds)
    secrets = [*pair.values(), *newer.values(), *third.values(), PASSWORD, BETTER, "alice"]
    assert not any(secret in text for secret in secrets)
