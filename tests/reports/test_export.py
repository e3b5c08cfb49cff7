import csv
import io
import json
from zipfile import ZipFile

import pytest

from budget_management.models import MonthPlan
from categories.catalog import CATALOG
from tests.conftest import client_for
from tests.factories import make_expense, make_plan

KINDS = (
    "profile", "categories", "plans", "budgets", "expenses", "logins",
    "message_settings", "channels", "deliveries", "inbox",
)  # fmt: skip


def export(client, **headers):
    answer = client.get("/api/accounts/export/", headers=headers)
    assert answer.status_code == 200
    return ZipFile(io.BytesIO(answer.getvalue()))


def exact(archive, kind):
    return json.loads(archive.read(f"{kind}.json"))


def table(archive, kind):
    text = archive.read(f"{kind}.csv").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_it_is_a_zip_to_keep_that_no_cache_keeps(as_alice):
    answer = as_alice.get("/api/accounts/export/")
    assert answer["Content-Type"] == "application/zip"
    assert answer["Content-Disposition"] == 'attachment; filename="harumok-2026-11-23.zip"'
    assert answer["Cache-Control"] == "no-store"
    assert int(answer["Content-Length"]) == len(answer.getvalue())


def test_its_name_has_the_day_where_the_person_lives(alice):
    alice.time_zone = "America/New_York"
    alice.save()
    assert "harumok-2026-11-22.zip" in client_for(alice).get("/api/accounts/export/")["Content-Disposition"]


def test_it_has_a_table_and_an_exact_file_for_each_kind(as_alice):
    assert export(as_alice).namelist() == [f"{kind}.{form}" for kind in KINDS for form in ("csv", "json")]


def test_it_holds_the_settings(alice, as_alice):
    alice.email, alice.floor_percent, alice.language = "alice@example.org", 40, "en"
    alice.save()
    assert exact(export(as_alice), "profile") == [
        {
            "username": "alice",
            "email": "alice@example.org",
            "date_joined": "2026-11-23T00:00:00Z",
            "language": "en",
            "time_zone": "Asia/Seoul",
            "currency": "KRW",
            "month_start_day": 1,
            "rounding_unit": 100,
            "floor_percent": 40,
            "share_anonymously": True,
        }
    ]


def test_it_holds_every_plan_even_an_empty_one(alice, as_alice):
    make_plan(alice, 202611, food=300_000, housing=(700_000, 550_000))
    make_plan(alice, 202612)
    found = export(as_alice)
    assert [row["month"] for row in exact(found, "plans")] == ["2026-11", "2026-12"]
    assert exact(found, "budgets") == [
        {"month": "2026-11", "category": "food", "amount": 300_000, "fixed_amount": 0},
        {"month": "2026-11", "category": "housing", "amount": 700_000, "fixed_amount": 550_000},
    ]


def test_it_holds_every_expense_the_excluded_ones_too(alice, as_alice):
    first = make_expense(alice, 10**12, on="2026-11-01", memo="점심 🍱", excluded=True)
    second = make_expense(alice, 1, on="2026-11-02", code="other")
    assert exact(export(as_alice), "expenses") == [
        {
            "id": first.pk,
            "date": "2026-11-01",
            "category": "food",
            "amount": 10**12,
            "memo": "점심 🍱",
            "excluded_from_total": True,
            "created_at": "2026-11-23T00:00:00Z",
            "updated_at": "2026-11-23T00:00:00Z",
        },
        {
            "id": second.pk,
            "date": "2026-11-02",
            "category": "other",
            "amount": 1,
            "memo": "",
            "excluded_from_total": False,
            "created_at": "2026-11-23T00:00:00Z",
            "updated_at": "2026-11-23T00:00:00Z",
        },
    ]


def test_it_holds_the_logins_without_their_secrets(alice):
    client = client_for(alice)
    login = alice.logins.get()
    login.user_agent, login.refresh_hash = "Firefox", "5ec7e7" * 10
    login.save()
    found = export(client)
    assert exact(found, "logins") == [
        {
            "id": str(login.id),
            "created_at": "2026-11-23T00:00:00Z",
            "last_used_at": "2026-11-23T00:00:00Z",
            "expires_at": "2027-05-22T00:00:00Z",
            "revoked_at": None,
            "user_agent": "Firefox",
        }
    ]
    assert not any(b"5ec7e7" in found.read(name) for name in found.namelist())


def test_it_holds_the_categories_that_the_rows_speak_of(as_alice):
    found = exact(export(as_alice), "categories")
    assert [row["category"] for row in found] == [built_in.code for built_in in CATALOG]
    assert found[0] == {"category": "food", "label_ko": "식비", "label_en": "Food", "own": False}


def test_the_table_says_the_same_as_the_exact_file(alice, as_alice):
    make_plan(alice, food=300_000)
    make_expense(alice, 9_500, memo='두 줄\r\n"인용", 쉼표', excluded=True)
    found = export(as_alice)
    for kind in KINDS:
        expected = [{name: _as_text(value) for name, value in row.items()} for row in exact(found, kind)]
        assert table(found, kind) == expected


def _as_text(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def test_tables_open_in_excel_as_utf_8(as_alice):
    found = export(as_alice)
    for kind in KINDS:
        assert found.read(f"{kind}.csv").startswith(b"\xef\xbb\xbf")
        assert found.read(f"{kind}.csv").count(b"\xef\xbb\xbf") == 1


def test_empty_tables_have_their_heads(as_alice):
    found = export(as_alice)
    assert found.read("expenses.csv").decode("utf-8-sig").strip() == (
        "id,date,category,amount,memo,excluded_from_total,created_at,updated_at"
    )
    assert exact(found, "expenses") == []


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_formula_is_neutral_in_the_table_and_exact_beside_it(alice, as_alice, start):
    make_expense(alice, memo=f"{start}SUM(A1:A9)")
    found = export(as_alice)
    assert table(found, "expenses")[0]["memo"] == f"'{start}SUM(A1:A9)"
    assert exact(found, "expenses")[0]["memo"] == f"{start}SUM(A1:A9)"


def test_nothing_of_bobs_is_in_it(alice, bob, as_alice):
    bob.email = "canary@example.org"
    bob.save()
    make_plan(bob, 202601, leisure=987_654_321)
    make_expense(bob, 987_654_321, memo="canary", code="leisure")
    client_for(bob)
    found = export(as_alice)
    for name in found.namelist():
        content = found.read(name)
        assert not any(
            trace in content for trace in (b"canary", b"987654321", b"2026-01", str(bob.logins.get().id).encode())
        )
    assert len(exact(found, "logins")) == 1


def test_its_queries_do_not_grow_with_what_is_in_it(alice, as_alice, django_assert_max_num_queries):
    for number in range(60):
        MonthPlan.objects.create(owner=alice, month=202101 + number // 12 * 100 + number % 12)
        make_expense(alice, 100 + number)
    with django_assert_max_num_queries(13):
        assert len(exact(export(as_alice), "expenses")) == 60


@pytest.mark.parametrize("accept", ["application/zip", "*/*", "application/*", "application/zip;q=0.9, text/html"])
def test_a_client_may_ask_for_a_zip(as_alice, accept):
    assert export(as_alice, accept=accept).namelist()


def test_a_client_may_not_ask_for_something_else(as_alice):
    answer = as_alice.get("/api/accounts/export/", headers={"accept": "text/html"})
    assert answer.status_code == 406


@pytest.mark.parametrize("accept", ["application/zip", "*/*"])
def test_what_goes_wrong_is_told_in_json(anyone, as_alice, accept):
    refused = anyone.get("/api/accounts/export/", headers={"accept": accept})
    assert (refused.status_code, refused["Content-Type"]) == (401, "application/json")
    refused = as_alice.get("/api/accounts/export/?kind=expenses", headers={"accept": accept})
    assert (refused.status_code, refused["Content-Type"]) == (400, "application/json")
