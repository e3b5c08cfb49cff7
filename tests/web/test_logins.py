"""A login of pages stands among the others, and ends as they do."""

from datetime import timedelta

import pytest
from django.test import Client

from accounts import services
from accounts.models import AuthSession
from tests.accounts.people import BETTER, CHANGE, SESSIONS, WRONG, logged_in
from tests.accounts.people import log_in as log_in_by_api
from tests.factories import PASSWORD, make_user


@pytest.fixture
def alice(db):
    return make_user("alice", password=PASSWORD)


@pytest.fixture
def browser(alice):
    browser = Client(headers={"User-Agent": "a browser"})
    log_in(browser)
    return browser


def log_in(browser, password=PASSWORD):
    return browser.post("/login/", {"username": "alice", "password": password})


def is_in(browser):
    return browser.get("/expenses/").status_code == 200


def test_it_is_listed_among_the_logins(browser):
    client, _ = logged_in()
    listed = {(row["user_agent"], row["current"]) for row in client.get(SESSIONS).json()}
    assert listed == {("", True), ("a browser", False)}


def test_it_can_be_ended_from_elsewhere(browser):
    client, _ = logged_in()
    [sid] = [row["id"] for row in client.get(SESSIONS).json() if not row["current"]]
    assert is_in(browser)
    assert client.delete(f"{SESSIONS}{sid}/").status_code == 204
    assert not is_in(browser)


def test_a_password_changed_elsewhere_ends_it_on_the_next_request(browser):
    client, _ = logged_in()
    client.post(CHANGE, {"current_password": PASSWORD, "new_password": BETTER})
    assert not is_in(browser)
    assert log_in(browser, PASSWORD).status_code == 422
    assert log_in(browser, BETTER).status_code == 302


def test_it_is_no_token(browser):
    [login] = AuthSession.objects.all()
    assert login.refresh_hash == ""


def test_it_ends_when_it_is_not_used(browser, fixed_now):
    fixed_now.shift(timedelta(days=29))
    assert is_in(browser)
    fixed_now.shift(timedelta(days=29))
    assert is_in(browser)
    fixed_now.shift(timedelta(days=31))
    assert not is_in(browser)


def test_it_ends_after_half_a_year(browser, fixed_now):
    for _ in range(9):
        fixed_now.shift(timedelta(days=20))
        still = is_in(browser)
    assert not still


def test_its_use_is_noted_once_an_hour(browser, fixed_now):
    before = AuthSession.objects.get().last_used_at
    fixed_now.shift(timedelta(minutes=59))
    is_in(browser)
    assert AuthSession.objects.get().last_used_at == before
    fixed_now.shift(timedelta(minutes=1))
    is_in(browser)
    assert AuthSession.objects.get().last_used_at == before + timedelta(hours=1)


def test_who_is_deactivated_is_out(alice, browser):
    alice.is_active = False
    alice.save()
    assert not is_in(browser)


def test_who_is_erased_is_out(alice, browser):
    services.erase(user=alice, password=PASSWORD, address="192.0.2.1")
    assert not is_in(browser)


def test_pages_of_whoever_is_logged_in_are_not_stored(browser):
    for path in ("/", "/expenses/", "/calendar/"):
        answer = browser.get(path)
        assert answer["Cache-Control"] == "no-store"
        assert {"HX-Request", "Cookie"} <= {name.strip() for name in answer["Vary"].split(",")}


def test_attempts_at_the_pages_and_at_the_api_are_counted_together(alice, settings):
    settings.LOGIN_LIMIT_NAME_AND_ADDRESS = 4
    browser = Client()
    for _ in range(2):
        assert log_in(browser, WRONG).status_code == 422
        assert log_in_by_api(password=WRONG).status_code == 401
    assert log_in_by_api().status_code == 429
    assert "초 뒤에" in log_in(browser).content.decode()
    assert AuthSession.objects.count() == 0


def test_the_api_takes_no_cookies(browser):
    assert browser.get("/api/accounts/me/").status_code == 401
