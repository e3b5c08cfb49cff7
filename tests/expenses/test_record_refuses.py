"""Every wrong body is a 400 that names the field, and nothing is kept."""

import json

import pytest

from expenses.models import Expense

LUNCH = {"category": "food", "amount": 9_500, "date": "2026-11-20", "memo": "lunch", "excluded_from_total": False}
WRONG = [
    *[("amount", value) for value in (0, -1, 10**12 + 1, 10**30, 1.0, 1e3, "1000", "1_0", "١", True, None, [], {})],
    *[("date", value) for value in ("2026-02-29", "0000-01-01", "10000-01-01", "1899-12-31", "3000-01-01")],
    *[
        ("date", value)
        for value in ("20261123", "2026-11-23T00:00", "2026-1-1", "٢٠٢٦-١١-٢٣", "", None, 20261123, True)
    ],
    *[("memo", value) for value in ("x" * 501, "a\0b", None, 5, True, [], {"a": 1})],
    *[("excluded_from_total", value) for value in ("true", "yes", 1, 0, None, "", [])],
    *[("category", value) for value in ("", " ", "x" * 33, "식비", "FOOD", "food ", None, 1, True, ["food"], "a\0")],
    *[("id", 7), ("owner", 1), ("label", "식비"), ("created_at", "2026-11-23T00:00:00Z"), ("ammount", 1)],
]


@pytest.mark.parametrize(("field", "value"), WRONG)
def test_it_names_the_field_that_is_wrong(as_alice, plan, field, value):
    answer = as_alice.post("/api/expenses/", LUNCH | {field: value})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["attr"] == field
    assert not Expense.objects.exists()


@pytest.mark.parametrize("field", ["category", "amount"])
def test_it_names_the_field_that_is_missing(as_alice, plan, field):
    answer = as_alice.post("/api/expenses/", {name: value for name, value in LUNCH.items() if name != field})
    assert answer.status_code == 400
    assert answer.json()["errors"][0] | {"detail": ""} == {"code": "required", "detail": "", "attr": field}


@pytest.mark.parametrize(
    "body",
    [
        b"", b"null", b"[]", b'"food"', b"7", b"{", b"\xff\xfe{\x00", b'{"amount": NaN}', b'{"amount": 1e400}',
        b'{"category": "food", "amount": 1, "amount": 2}', b'{"category": "food", "amount": 1, "memo": "\\ud800"}',
        b'{"amount": ' + b"9" * 5_000 + b"}", b"[" * 5_000 + b"]" * 5_000,
        json.dumps(LUNCH).encode("utf-16"),
    ],
)  # fmt: skip
def test_it_refuses_what_is_no_object_of_json(as_alice, plan, body):
    answer = as_alice.generic("POST", "/api/expenses/", body, content_type="application/json", checked=False)
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/json"
    assert not Expense.objects.exists()


def test_it_refuses_other_media_types(as_alice, plan):
    answer = as_alice.generic("POST", "/api/expenses/", "category=food", content_type="text/plain", checked=False)
    assert answer.status_code == 415


def test_it_refuses_parameters_in_the_address(as_alice, plan):
    answer = as_alice.post("/api/expenses/?dry_run=1", LUNCH)
    assert (answer.status_code, answer.json()["errors"][0]["attr"]) == (400, "dry_run")


def test_the_limit_of_a_memo_counts_what_is_kept(as_alice, plan):
    # Decomposed Hangul with space around it: more than 500 characters come, 500 are kept.
    answer = as_alice.post("/api/expenses/", LUNCH | {"memo": "  " + "\u1100\u1161" * 500 + "\n"})
    assert answer.status_code == 201
    assert answer.json()["memo"] == "가" * 500


def test_a_memo_may_be_blank_and_space_is_nothing(as_alice, plan):
    for memo in ("", "   ", "\u3000"):
        assert as_alice.post("/api/expenses/", LUNCH | {"memo": memo}).json()["memo"] == ""
