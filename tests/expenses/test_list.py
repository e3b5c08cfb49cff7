"""Row 10: the expenses of a period, with totals over the whole filter."""

import pytest

from expenses.models import Expense
from tests.factories import category, make_expense

NOVEMBER = "start_date=2026-11-01&end_date=2026-11-30"
ROUTES = ["/api/expenses/list/", "/api/expenses/"]


@pytest.fixture
def spent(alice):
    return [
        make_expense(alice, 2_000, on="2026-11-01", code="transport"),
        make_expense(alice, 9_500, on="2026-11-15", memo="lunch"),
        make_expense(alice, 500, on="2026-11-30"),
        make_expense(alice, 70_000, on="2026-11-15", code="beauty", excluded=True),
        make_expense(alice, 1, on="2026-10-31"),
        make_expense(alice, 1, on="2026-12-01"),
    ]


def ids(answer):
    return [row["id"] for row in answer.json()["expenses"]]


@pytest.mark.parametrize("route", ROUTES)
def test_it_lists_the_period_with_its_first_and_last_day(as_alice, spent, route):
    answer = as_alice.get(f"{route}?{NOVEMBER}")
    assert answer.status_code == 200
    assert ids(answer) == [spent[2].id, spent[3].id, spent[1].id, spent[0].id]


def test_it_totals_the_period_and_each_category_in_plan_order(as_alice, spent):
    answer = as_alice.get(f"/api/expenses/list/?{NOVEMBER}").json()
    assert (answer["total_expense"], answer["count"], answer["next"]) == (12_000, 4, None)
    assert answer["category_totals"] == [
        {"category": "food", "label": "식비", "total": 10_000},
        {"category": "transport", "label": "교통", "total": 2_000},
        {"category": "beauty", "label": "미용", "total": 0},
    ]


def test_a_row_is_listed_as_it_is_read(as_alice, spent):
    row = as_alice.get(f"/api/expenses/list/?{NOVEMBER}&search=lunch").json()["expenses"][0]
    assert row == as_alice.get(f"/api/expenses/{spent[1].id}/").json()


def test_excluded_rows_stay_in_the_list_and_leave_every_total(as_alice, alice):
    kept = make_expense(alice, 70_000, on="2026-11-15", excluded=True)
    answer = as_alice.get(f"/api/expenses/list/?{NOVEMBER}").json()
    assert [row["id"] for row in answer["expenses"]] == [kept.id]
    assert (answer["total_expense"], answer["count"]) == (0, 1)
    assert answer["category_totals"] == [{"category": "food", "label": "식비", "total": 0}]


def test_excluding_a_row_takes_it_out_of_the_totals_at_once(as_alice, spent, plan):
    as_alice.patch(f"/api/expenses/{spent[1].id}/", {"excluded_from_total": True})
    answer = as_alice.get(f"/api/expenses/list/?{NOVEMBER}").json()
    assert (answer["total_expense"], answer["count"]) == (2_500, 4)


def test_a_period_with_nothing_in_it_is_200_with_zeros(as_alice, spent):
    answer = as_alice.get("/api/expenses/list/?start_date=2020-01-01&end_date=2020-01-01")
    assert answer.status_code == 200
    assert answer.json() == {"total_expense": 0, "count": 0, "category_totals": [], "expenses": [], "next": None}


def test_it_labels_in_the_readers_language(as_alice, spent):
    answer = as_alice.get(f"/api/expenses/list/?{NOVEMBER}", headers={"Accept-Language": "en"}).json()
    assert [line["label"] for line in answer["category_totals"]] == ["Food", "Transport", "Beauty"]
    assert answer["expenses"][0]["label"] == "Food"


def test_totals_beyond_what_32_bits_hold_are_exact(as_alice, alice):
    for _ in range(3):
        make_expense(alice, 10**12)
    assert as_alice.get(f"/api/expenses/list/?{NOVEMBER}").json()["total_expense"] == 3 * 10**12


@pytest.mark.parametrize("rows", [5, 500])
def test_it_takes_three_statements_however_many_rows(as_alice, alice, rows, django_assert_num_queries):
    food = category()
    Expense.objects.bulk_create(
        Expense(owner=alice, category=food, amount=1, spent_on="2026-11-05") for _ in range(rows)
    )
    with django_assert_num_queries(3):
        listed = as_alice.get(f"/api/expenses/list/?{NOVEMBER}&limit=500").json()
    assert len(listed["expenses"]) == listed["count"] == rows


def test_looking_up_categories_costs_one_statement_more(as_alice, spent, django_assert_num_queries):
    with django_assert_num_queries(4):
        as_alice.get(f"/api/expenses/list/?{NOVEMBER}&category=food&category=beauty")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_its_own_path_is_only_read(as_alice, method):
    answer = getattr(as_alice, method)(f"/api/expenses/list/?{NOVEMBER}")
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")


def test_a_head_request_is_a_list_without_a_body(as_alice, spent):
    answer = as_alice.head(f"/api/expenses/list/?{NOVEMBER}", checked=False)
    assert (answer.status_code, answer.content) == (200, b"")


def test_it_asks_for_a_login(anyone):
    assert anyone.get(f"/api/expenses/list/?{NOVEMBER}").status_code == 401
