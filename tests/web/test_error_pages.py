"""A page that says what is so and where to go, whatever went wrong."""

import pytest
from django.db import IntegrityError, OperationalError
from django.test import Client, override_settings
from django.urls import path

from budget import urls
from core import errors
from web.errors import text_of

from .reading import words


def raising(error):
    def view(request):
        raise error

    return view


urlpatterns = [
    path("conflict/", raising(errors.InboxThere())),
    path("invalid/", raising(errors.PeriodReversed())),
    path("often/", raising(errors.TooManyAttempts(retry_after=7))),
    path("busy/", raising(OperationalError("database is locked"))),
    path("met/", raising(IntegrityError("foreign key"))),
    path("fault/", raising(RuntimeError("a bug"))),
    *urls.urlpatterns,
]
handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500


@pytest.fixture
def browser(db):
    with override_settings(ROOT_URLCONF=__name__):
        yield Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("address", "status", "says"),
    [
        ("/nowhere/", 404, "이 주소에는 아무것도 없어요"),
        ("/invalid/", 400, "마지막 날"),
        ("/conflict/", 409, "알림함은 이미"),
        ("/met/", 409, "다시"),
        ("/often/", 429, "7초 뒤에 다시 해 주세요."),
        ("/busy/", 503, "잠시"),
        ("/fault/", 500, "저희"),
    ],
)
def test_it_says_what_is_so_and_leads_on(browser, address, status, says):
    answer = browser.get(address)
    assert answer.status_code == status
    assert says in words(answer)
    html = answer.content.decode()
    assert 'href="/"' in html
    assert 'href="/expenses/"' in html


@pytest.mark.parametrize(("address", "seconds"), [("/often/", "7"), ("/busy/", "5")])
def test_it_says_when_to_come_again(browser, address, seconds):
    assert browser.get(address)["Retry-After"] == seconds


def test_it_speaks_english_to_whoever_does(browser):
    answer = browser.get("/nowhere/", headers={"Accept-Language": "en"})
    assert "There is nothing at this address" in words(answer)


def test_a_form_without_its_token_is_refused_with_a_page(db):
    answer = Client(enforce_csrf_checks=True).post("/login/", {"username": "alice"})
    assert answer.status_code == 403
    assert 'href="/"' in answer.content.decode()


def test_below_api_it_stays_json(browser):
    answer = browser.get("/api/nowhere/")
    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/json"


def test_an_error_page_runs_no_script_but_ours(browser):
    answer = browser.get("/nowhere/")
    assert "script-src 'nonce-" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]


def test_texts_speak_of_forms_where_the_apis_speak_of_requests(db):
    error = errors.CategoryNotBudgeted(attr="category", label="미용", month="2026-11", example="[]")
    assert "POST" not in text_of(error)
    assert "미용" in text_of(error)
