"""Signing up, logging in and out."""

import pytest
from django.test import Client

from accounts.models import AuthSession, User
from tests.factories import PASSWORD, make_user

from .conftest import HTMX
from .reading import field, words

LOGIN, SIGNUP, LOGOUT = "/login/", "/signup/", "/logout/"


@pytest.fixture
def alice(db):
    return make_user("alice", password=PASSWORD)


@pytest.fixture
def browser(db):
    return Client()


def log_in(browser, username="alice", password=PASSWORD, **more):
    return browser.post(LOGIN, {"username": username, "password": password} | more)


def test_a_name_and_a_password_open_the_door(alice, browser):
    answer = log_in(browser)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert "환영" not in words(browser.get("/"))
    assert browser.get("/").context["here"] == "home"


@pytest.mark.parametrize(("username", "password"), [("alice", "wrong horse 배터리"), ("nobody", PASSWORD)])
def test_a_wrong_name_and_a_wrong_password_are_refused_alike(alice, browser, username, password):
    answer = log_in(browser, username, password)
    assert answer.status_code == 422
    assert "이름이나 비밀번호가" in words(answer)
    assert field(answer, "username") == username
    assert field(answer, "password") == ""
    assert not AuthSession.objects.exists()


def test_nothing_is_refused_beside_the_fields(browser):
    answer = browser.post(LOGIN, {"username": ""})
    assert answer.status_code == 422
    html = answer.content.decode()
    assert 'id="id_username_error"' in html
    assert 'id="id_password_error"' in html


def test_a_login_gets_a_session_that_nobody_could_have_planted(alice, browser):
    session = browser.session
    session["planted"] = "by somebody"
    session.save()
    before = browser.cookies["sessionid"].value
    log_in(browser)
    assert browser.cookies["sessionid"].value != before
    assert "planted" not in browser.session


def test_whoever_logs_in_again_leaves_nothing_to_the_next(alice, bob, browser):
    bob.set_password(PASSWORD)
    bob.save()
    log_in(browser)
    first = browser.cookies["sessionid"].value
    log_in(browser, "bob")
    assert browser.cookies["sessionid"].value != first
    assert browser.get("/").context["request"].user.username == "bob"


def test_logging_out_ends_the_login(alice, browser):
    log_in(browser)
    old = browser.cookies["sessionid"].value
    assert browser.post(LOGOUT)["Location"] == "/"
    assert AuthSession.objects.get().revoked_at
    browser.cookies["sessionid"] = old
    assert browser.get("/expenses/")["Location"] == "/login/?next=%2Fexpenses%2F"


def test_logging_out_is_not_a_link(alice, browser):
    log_in(browser)
    assert browser.get(LOGOUT).status_code == 405
    assert browser.get("/expenses/").status_code == 200


def test_whoever_is_not_logged_in_is_led_back_where_they_wanted_to_go(alice, browser):
    there = browser.get("/expenses/", {"search": "커피"})["Location"]
    page = browser.get(there)
    answer = log_in(browser, next=page.context["next"])
    assert browser.get(answer["Location"]).context["form"].data["search"] == "커피"


@pytest.mark.parametrize(
    "address",
    [
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "///elsewhere.example",
        "\\\\elsewhere.example",
        "javascript:alert(1)",
        "http:///elsewhere.example",
    ],
)
def test_next_stays_on_our_site(alice, browser, address):
    assert log_in(browser, next=address)["Location"] == "/"


def test_a_fragment_takes_the_whole_page_to_the_door(browser):
    headers = HTMX | {"HX-Current-URL": "http://testserver/expenses/"}
    answer = browser.post("/jot/", {"note": "커피 4500"}, headers=headers)
    assert answer["HX-Redirect"] == "/login/?next=%2Fexpenses%2F"
    assert not answer.content


def test_a_form_that_was_sent_is_not_gone_back_to(browser):
    assert browser.post("/jot/", {"note": "커피 4500"})["Location"] == "/login/"


def test_a_form_leads_back_to_the_page_that_it_stands_on(browser):
    headers = {"Referer": "http://testserver/budget/?month=2026-11"}
    assert (
        browser.post("/budget/", {"total": "1"}, headers=headers)["Location"]
        == "/login/?next=%2Fbudget%2F%3Fmonth%3D2026-11"
    )
    elsewhere = {"Referer": "https://elsewhere.example/budget/"}
    assert browser.post("/budget/", {"total": "1"}, headers=elsewhere)["Location"] == "/login/"


def test_signing_up_lets_in_and_leads_to_the_first_budget(browser):
    answer = browser.post(SIGNUP, {"username": "dora", "password": PASSWORD, "share": "on"})
    assert answer["Location"] == "/start/"
    assert browser.get("/").context["request"].user.username == "dora"
    assert User.objects.get().share_anonymously


def test_whoever_unticks_it_shares_nothing(browser):
    browser.post(SIGNUP, {"username": "dora", "password": PASSWORD})
    assert not User.objects.get().share_anonymously


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"username": "alice"}, "username"),
        ({"username": "a b"}, "username"),
        ({"username": ""}, "username"),
        ({"password": "short"}, "password"),
        ({"password": "password1"}, "password"),
        ({"password": ""}, "password"),
    ],
)
def test_what_is_wrong_with_a_name_or_password_stands_beside_it(alice, browser, given, field):
    answer = browser.post(SIGNUP, {"username": "dora", "password": PASSWORD} | given)
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in answer.content.decode()
    assert User.objects.count() == 1


def test_the_language_of_the_doors_can_be_chosen(browser):
    browser.post("/language/", {"language": "en", "next": "/login/"})
    assert "Log in" in words(browser.get(LOGIN))


def test_the_first_page_says_what_this_is(browser):
    assert "시작하기" in words(browser.get("/"))
