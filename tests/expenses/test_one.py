"""Row 11: one expense is read, replaced, changed and deleted."""

import pytest

from expenses.models import Expense
from tests.factories import make_expense, make_plan

WHOLE = {"category": "transport", "amount": 2_000, "date": "2026-11-01"}


@pytest.fixture
def lunch(alice, plan):
    return make_expense(alice, 9_500, on="2026-11-20", memo="lunch", excluded=True)


@pytest.fixture
def path(lunch):
    return f"/api/expenses/{lunch.id}/"


def test_it_is_read(as_alice, path, lunch):
    assert as_alice.get(path).json() == {
        "id": lunch.id,
        "category": "food",
        "label": "식비",
        "amount": 9_500,
        "date": "2026-11-20",
        "memo": "lunch",
        "excluded_from_total": True,
        "created_at": "2026-11-23T00:00:00Z",
        "updated_at": "2026-11-23T00:00:00Z",
    }


def test_reading_takes_two_statements(as_alice, path, django_assert_num_queries):
    with django_assert_num_queries(2):
        as_alice.get(path)


@pytest.mark.parametrize("prefix", ["/api/expenses/", "/api/expenses/update/"])
def test_replacing_returns_what_is_left_out_to_its_default(as_alice, lunch, prefix):
    row = as_alice.put(f"{prefix}{lunch.id}/", WHOLE).json()
    assert {name: row[name] for name in WHOLE} == WHOLE
    assert (row["memo"], row["excluded_from_total"]) == ("", False)


@pytest.mark.parametrize("field", list(WHOLE))
def test_replacing_needs_category_amount_and_day(as_alice, path, field):
    answer = as_alice.put(path, {name: value for name, value in WHOLE.items() if name != field})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["attr"] == field


@pytest.mark.parametrize("prefix", ["/api/expenses/", "/api/expenses/update/"])
@pytest.mark.parametrize(
    ("field", "value"),
    [("category", "transport"), ("amount", 1), ("date", "2026-11-02"), ("memo", ""), ("excluded_from_total", False)],
)
def test_changing_touches_only_what_is_given(as_alice, lunch, prefix, field, value):
    before = as_alice.get(f"/api/expenses/{lunch.id}/").json()
    after = as_alice.patch(f"{prefix}{lunch.id}/", {field: value}).json()
    label = {"label": "교통"} if field == "category" else {}
    assert after == before | {field: value} | label
    assert as_alice.get(f"/api/expenses/{lunch.id}/").json() == after


def test_a_change_of_nothing_changes_nothing(as_alice, path, fixed_now):
    before = as_alice.get(path).json()
    fixed_now.shift(60)
    assert as_alice.patch(path, {}).json() == before
    assert as_alice.patch(path, {"amount": 9_500, "memo": " lunch "}).json() == before


def test_the_time_of_the_last_change_moves_with_it(as_alice, path, fixed_now):
    fixed_now.shift(60)
    row = as_alice.patch(path, {"amount": 1}).json()
    assert (row["created_at"], row["updated_at"]) == ("2026-11-23T00:00:00Z", "2026-11-23T00:01:00Z")


def test_a_change_takes_as_many_statements_whatever_the_field(as_alice, path, django_assert_num_queries):
    # The login, whether the row is there, the locked row, its category, the update; and the savepoint.
    for change in ({"memo": "x"}, {"amount": 1}, {"date": "2026-11-02"}):
        with django_assert_num_queries(5 + 2):
            as_alice.patch(path, change)


def test_a_changed_memo_is_found_by_its_new_words(as_alice, path):
    as_alice.patch(path, {"memo": "DINNER"})
    assert Expense.objects.get().memo_folded == "dinner"


@pytest.mark.parametrize("field", ["category", "amount", "date", "memo", "excluded_from_total"])
def test_null_is_no_value(as_alice, path, field):
    answer = as_alice.patch(path, {field: None})
    assert answer.status_code == 400
    assert answer.json()["errors"][0] | {"detail": ""} == {"code": "null", "detail": "", "attr": field}


@pytest.mark.parametrize("method", ["put", "patch"])
@pytest.mark.parametrize(("category", "code"), [("yacht", "unknown_category"), ("beauty", "category_not_budgeted")])
def test_it_cannot_move_to_a_category_without_a_budget(as_alice, path, method, category, code):
    answer = getattr(as_alice, method)(path, WHOLE | {"category": category})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["code"] == code
    assert Expense.objects.get().category.code == "food"


def test_it_cannot_move_to_a_month_without_a_budget_for_it(as_alice, alice, path):
    make_plan(alice, 202612, transport=1)
    answer = as_alice.patch(path, {"date": "2026-12-01"})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "category_not_budgeted")
    assert "2026-12" in answer.json()["errors"][0]["detail"]


def test_without_a_budget_any_more_memo_amount_and_day_of_the_month_still_change(as_alice, plan, path):
    plan.lines.all().delete()
    changes = {"memo": "x", "amount": 5, "date": "2026-11-30", "excluded_from_total": False, "category": "food"}
    assert as_alice.patch(path, changes).status_code == 200
    assert as_alice.put(path, WHOLE | {"category": "food"}).status_code == 200


def test_it_refuses_fields_it_does_not_know(as_alice, path):
    for field in ("id", "owner", "label", "updated_at", "ammount"):
        assert as_alice.patch(path, {field: 1}).json()["errors"][0]["attr"] == field


def test_it_is_deleted_once(as_alice, path):
    answer = as_alice.delete(path)
    assert (answer.status_code, answer.content) == (204, b"")
    assert not Expense.objects.exists()
    assert as_alice.delete(path).status_code == 404


@pytest.mark.parametrize("method", ["get", "put", "patch", "delete"])
@pytest.mark.parametrize(
    "id", ["0", "007", "-1", "1.0", "x", "٣", "9223372036854775807", "9223372036854775808", "9" * 19, "9" * 400]
)
def test_an_id_that_cannot_be_is_not_there(as_alice, path, method, id):
    answer = as_alice.generic(method.upper(), f"/api/expenses/{id}/")
    assert answer.status_code == 404
    assert answer.json()["errors"][0]["code"] == "not_found"


def test_what_it_does_not_know_is_405_and_says_what_it_does(as_alice, lunch, path):
    assert as_alice.post(path, WHOLE)["Allow"] == "GET, PUT, PATCH, DELETE, HEAD"
    for method in ("get", "post", "delete"):
        answer = getattr(as_alice, method)(f"/api/expenses/update/{lunch.id}/")
        assert (answer.status_code, answer["Allow"]) == (405, "PUT, PATCH")
