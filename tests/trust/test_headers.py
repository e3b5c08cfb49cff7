"""What browsers may not do with an answer stands in every one: on every route, and before any is reached."""

from typing import Any

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import path

from budget import urls, wsgi
from tests.conftest import client_for
from tests.factories import make_user
from tests.web.conftest import client_of

from .routes import METHODS, routes
from .test_without_a_login import address

NO_PAGE = {"default-src 'none'", "frame-ancestors 'none'"}


def fault(request):
    raise RuntimeError("a bug")


urlpatterns = [path("fault/", fault), path("api/fault/", fault), *urls.urlpatterns]
handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500


def policy(answer: Any) -> set[str]:
    return set(answer["Content-Security-Policy"].split("; "))


def assert_guarded(answer: Any, where: object = None) -> None:
    assert "frame-ancestors 'none'" in policy(answer), where
    assert answer["X-Frame-Options"] == "DENY", where
    assert answer["X-Content-Type-Options"] == "nosniff", where
    assert answer["Referrer-Policy"] == "same-origin", where
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin", where


@pytest.fixture
def staff(db):
    client = Client()
    client.force_login(make_user("staff", is_staff=True, is_superuser=True))
    return client


@pytest.mark.parametrize("method", METHODS)
def test_every_route_has_them_without_a_login(db, method):
    for route in routes():
        assert_guarded(Client().generic(method, address(route)), route)


def test_every_route_has_them_for_whoever_is_logged_in(alice):
    browser, client = client_of(alice), client_for(alice)
    for route in routes():
        if route.pattern.startswith("api/"):
            assert_guarded(client.get(address(route), checked=False), route)
        else:
            assert_guarded(browser.get(address(route)), route)


def test_every_list_of_the_admin_has_them(staff):
    found = [f"/admin/{model._meta.app_label}/{model._meta.model_name}/" for model in admin.site._registry]
    for where in ["/admin/", "/admin/login/", "/admin/nothing/", "/admin/jsi18n/", *found]:
        answer = staff.get(where)
        assert_guarded(answer, where)
        assert "script-src" not in answer["Content-Security-Policy"], where
        assert {"default-src 'self'", "object-src 'none'", "base-uri 'none'"} <= policy(answer), where


def test_the_pages_of_the_apis_description_have_them(db):
    for where in ("/api/docs/", "/api/docs", "/api/docs/?script="):
        assert {"default-src 'self'", "frame-ancestors 'none'"} <= policy(Client().get(where)), where


def test_what_is_no_page_may_do_nothing_at_all(as_alice):
    for where in ("/api/categories/", "/api/nothing/", "/api/schema/", "/api"):
        assert policy(as_alice.get(where, checked=False)) == NO_PAGE, where


@pytest.mark.parametrize(
    ("where", "status"),
    [
        ("/static/web/app.css", 200),
        ("/static/nothing.css", 404),
        ("/healthz", 200),
        ("/readyz", 200),
        ("/metrics", 404),
    ],
)
def test_what_comes_before_the_routes_has_them(db, where, status):
    answer = Client().get(where)
    assert answer.status_code == status
    assert_guarded(answer)


@pytest.mark.parametrize("redirecting", [False, True])
@pytest.mark.parametrize("where", ["/", "/login/", "/admin/", "/api/categories/", "/api/docs/", "/static/nothing.css"])
def test_what_is_asked_of_another_host_has_them(db, settings, where, redirecting):
    settings.ALLOWED_HOSTS, settings.SECURE_SSL_REDIRECT = ["budget.example.org"], redirecting
    answer = Client().get(where, headers={"Host": "elsewhere.example.org"})
    assert answer.status_code in (400, 403)
    assert_guarded(answer)


@pytest.mark.parametrize("where", ["/", "/admin/", "/api/categories/", "/api/docs/"])
def test_the_way_to_tls_has_them(db, settings, where):
    settings.SECURE_SSL_REDIRECT = True
    assert_guarded(Client().get(where))


@pytest.mark.parametrize("given", [{"PATH_INFO": "/api/\xff/"}, {"QUERY_STRING": "%ff"}, {"data": "x" * 1_000_001}])
def test_what_no_view_could_read_has_them(db, given):
    answer = Client().generic("POST", "/api/budget/", **given)
    assert answer.status_code in (400, 413)
    assert_guarded(answer)


def test_a_form_without_its_token_has_them(db):
    answer = Client(enforce_csrf_checks=True).post("/login/", {"username": "alice"})
    assert answer.status_code == 403
    assert_guarded(answer)


@pytest.mark.parametrize("where", ["/fault/", "/api/fault/"])
def test_a_fault_of_ours_has_them(db, settings, where):
    settings.ROOT_URLCONF = __name__
    answer = Client(raise_request_exception=False).get(where)
    assert answer.status_code == 500
    assert_guarded(answer)


def test_a_fault_around_the_views_has_them(db, settings):
    settings.REQUEST_REPORTS = [f"{__name__}.fault_in_a_report"]
    answer = Client(raise_request_exception=False).get("/login/")
    assert answer.status_code == 500
    assert_guarded(answer)


def fault_in_a_report(request, response, seconds):
    raise RuntimeError("a bug")


def test_what_is_said_before_django_is_asked_has_them(settings):
    settings.WEB_THREADS = 1
    application = wsgi.with_whole_body(lambda environ, start_response: [])
    said = []

    class Slow:
        """A body during which somebody else sends one."""

        def read(self, size):
            application({"CONTENT_LENGTH": "1", "wsgi.input": self}, lambda *given: said.append(given))
            return b""

    application({"CONTENT_LENGTH": "1", "wsgi.input": Slow()}, None)
    [(status, headers)] = said
    assert status.startswith("503")
    assert set(dict(headers)["Content-Security-Policy"].split("; ")) == NO_PAGE
    assert {("X-Frame-Options", "DENY"), ("X-Content-Type-Options", "nosniff")} <= set(headers)
