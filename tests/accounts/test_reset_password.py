import re
from datetime import timedelta
from io import StringIO
from urllib.parse import urlsplit

import pytest
from django.conf import settings as configured
from django.core.management import CommandError, call_command
from django.test import Client

from accounts import pages, services
from accounts.models import User
from core.errors import PasswordTooCommon, WrongCredentials
from tests.factories import PASSWORD, make_user

from .people import BETTER, ME, log_in, logged_in


def link(name: str = "alice") -> str:
    out = StringIO()
    call_command("reset_password", name, stdout=out, stderr=StringIO())
    return out.getvalue().strip()


def opened(client: Client, address: str):
    return client.get(urlsplit(address).path, follow=True, headers={"Accept-Language": "en"})


def send(client: Client, page, new: str = BETTER, again: str | None = None):
    body = {"new_password1": new, "new_password2": again or new}
    return client.post(page.request["PATH_INFO"], body, headers={"Accept-Language": "en"}, follow=True)


@pytest.fixture
def browser() -> Client:
    return Client()


def test_the_link_sets_a_new_password(alice, browser):
    page = opened(browser, link())
    assert page.status_code == 200
    assert "Set a new password" in page.content.decode()
    assert "Log in with it now." in send(browser, page).content.decode()
    assert log_in("alice", PASSWORD).status_code == 401
    assert log_in("alice", BETTER).status_code == 200


def test_it_ends_all_logins(alice, browser):
    client, _ = logged_in()
    send(browser, opened(browser, link()))
    assert client.get(ME).status_code == 401


def test_it_works_once(alice, browser):
    address = link()
    send(browser, opened(browser, address))
    page = opened(Client(), address)
    assert "This link does not work" in page.content.decode()
    assert "<form" not in page.content.decode()


def test_it_works_for_half_an_hour(alice, browser, fixed_now):
    address = link()
    fixed_now.shift(timedelta(minutes=30))
    assert "<form" in opened(browser, address).content.decode()
    fixed_now.shift(timedelta(seconds=1))
    assert "<form" not in opened(browser, address).content.decode()


def test_sent_twice_at_once_the_second_is_told_that_the_link_is_used_up(alice, browser, monkeypatch):
    page = opened(browser, link())
    reset = services.reset_password

    def overtaken(*, user: User, password: str) -> None:
        reset(user=User.objects.get(pk=user.pk), password="the other tab's 8")
        reset(user=user, password=password)

    monkeypatch.setattr(services, "reset_password", overtaken)
    assert "This link does not work" in send(browser, page).content.decode()
    assert log_in("alice", "the other tab's 8").status_code == 200


@pytest.mark.parametrize(
    ("new", "again"),
    [("short77", None), ("password123", None), (BETTER, BETTER + " "), ("x" * 129, None), ("alice123", None)],
)
def test_a_weak_or_mistyped_password_is_refused(alice, browser, new, again):
    page = send(browser, opened(browser, link()), new, again)
    assert 'class="error"' in page.content.decode()
    assert log_in().status_code == 200


@pytest.mark.parametrize("path", ["x/y", "MQ/y", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5/c0-y", "AA/set-password"])
def test_a_made_up_link_does_not_work(alice, browser, path):
    page = browser.get(f"/account/reset/{path}/")
    assert page.status_code == 200
    assert "<form" not in page.content.decode()


def test_the_link_of_somebody_deactivated_meanwhile_does_not_work(alice, browser):
    address = link()
    services.set_active(user=alice, active=False)
    assert "<form" not in opened(browser, address).content.decode()


def test_the_page_speaks_korean_unless_asked_otherwise_and_runs_no_script(alice, browser):
    text = browser.get(urlsplit(link()).path, follow=True).content.decode()
    assert '<html lang="ko">' in text
    assert "<script" not in text


def test_the_page_is_kept_by_nobody(alice, browser):
    assert "no-store" in opened(browser, link())["Cache-Control"]


def test_the_name_is_known_in_any_case(alice):
    assert link("ALICE")


@pytest.mark.parametrize("name", ["nobody", "carol"])
def test_nobody_of_that_name_gets_a_clear_answer(db, name):
    make_user("carol", is_active=False)
    with pytest.raises(CommandError, match=f"Nobody active is called {name}."):
        link(name)


@pytest.mark.parametrize(
    ("public", "host", "base"),
    [
        ("https://budget.example.org", "0.0.0.0", "https://budget.example.org"),
        ("", "127.0.0.1", "http://127.0.0.1:8000"),
        ("", "0.0.0.0", "http://localhost:8000"),
        ("", "::", "http://localhost:8000"),
        ("", "::1", "http://[::1]:8000"),
        ("", "nas.local", "http://nas.local:8000"),
    ],
)
def test_the_link_begins_where_people_reach_the_service(alice, settings, public, host, base):
    settings.PUBLIC_URL, settings.HOST, settings.PORT = urlsplit(public), host, 8000
    assert re.fullmatch(re.escape(base) + r"/account/reset/[\w-]+/[\w-]+/", link())


def test_the_service_refuses_weak_passwords_and_somebody_changed_meanwhile(alice):
    with pytest.raises(PasswordTooCommon):
        services.reset_password(user=alice, password="password")
    alice.password = "!"
    with pytest.raises(WrongCredentials):
        services.reset_password(user=alice, password=BETTER)


def test_half_an_hour_is_what_is_said():
    assert configured.PASSWORD_RESET_TIMEOUT == 1800
    assert pages.ResetPassword.post_reset_login is False
