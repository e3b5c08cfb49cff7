from time import perf_counter

import pytest
from django.test import Client

from accounts.models import User
from budget.operations.observer import CAME
from tests.factories import make_expense, make_plan

REPORT = "budget.operations.logs.log_access"


@pytest.fixture(autouse=True)
def _with_access_log(settings):
    settings.REQUEST_REPORTS = [REPORT]


def access(lines):
    return [line for line in lines() if line["logger"] == "harumok.access"]


def test_a_request_is_one_line(client, db, lines):
    answer = client.get("/api/expenses/list/")
    (line,) = access(lines)
    assert line.pop("timestamp").endswith("Z")
    assert line.pop("duration_ms") >= 0
    assert line == {
        "event": "request",
        "level": "info",
        "logger": "harumok.access",
        "request_id": answer["X-Request-ID"],
        "method": "GET",
        "route": "/api/expenses/list/",
        "status": 401,
    }


def test_the_wait_to_be_worked_at_counts(client, lines):
    client.get("/api/unknown/", **{CAME: perf_counter() - 5})
    assert 5_000 <= access(lines)[0]["duration_ms"] < 60_000


def test_it_says_who_it_was_by_id(alice, as_alice, lines):
    as_alice.get("/api/accounts/me/")
    assert access(lines)[0]["user_id"] == alice.pk


def test_knowing_who_it_was_costs_no_query(alice, as_alice, django_assert_num_queries):
    with django_assert_num_queries(2):
        as_alice.get("/api/categories/")


def test_a_session_that_nobody_asked_for_is_not_looked_up(alice, lines, django_assert_num_queries):
    client = Client()
    client.force_login(alice)
    with django_assert_num_queries(0):
        client.get("/offline/")
    assert "user_id" not in access(lines)[0]


def test_a_session_that_was_looked_up_says_who_it_was(db, lines):
    staff = User.objects.create(username="staff", username_key="staff", is_staff=True, is_superuser=True)
    client = Client()
    client.force_login(staff)
    client.get("/admin/")
    assert access(lines)[0]["user_id"] == staff.pk


def test_it_has_the_pattern_and_not_the_address(alice, as_alice, lines):
    make_plan(alice, food=1000)
    expense = make_expense(alice)
    as_alice.get(f"/api/expenses/{expense.pk}/")
    as_alice.get("/api/expenses/list/?start_date=2026-11-01&end_date=2026-11-02&search=canary-query")
    routes = [line["route"] for line in access(lines)]
    assert routes[0].startswith("/api/expenses/<")
    assert routes[1] == "/api/expenses/list/"
    assert "canary-query" not in str(lines())


def test_tokens_of_mailed_links_stay_out(client, db, lines):
    client.get("/account/email/canary-token/")
    assert access(lines)[0]["route"] == "/account/email/<token>/"
    assert "canary" not in str(lines())


def test_what_leads_nowhere_has_one_name(client, db, lines):
    for path in ("/nowhere/alice@example.org", "/api/expenses/x/y/z/", "/wp-login.php"):
        client.get(path)
    assert [line["route"] for line in access(lines)] == ["unknown"] * 3


def test_made_up_methods_have_one_name(client, db, lines):
    client.generic("CANARY", "/api/expenses/list/")
    assert access(lines)[0]["method"] == "other"


def test_probes_leave_no_line(client, db, lines):
    client.get("/healthz")
    client.get("/readyz")
    assert access(lines) == []
