"""Row 9: an expense is recorded."""

import pytest

from budget_management.models import BudgetLine
from categories.models import Category
from expenses.models import CreationReply, Expense
from tests.factories import make_plan, make_user

ROUTES = ["/api/expenses/create/", "/api/expenses/"]
LUNCH = {"category": "food", "amount": 9_500, "date": "2026-11-20", "memo": "김밥"}


@pytest.mark.parametrize("route", ROUTES)
def test_it_answers_with_the_expense_as_it_is_kept(as_alice, plan, route):
    answer = as_alice.post(route, LUNCH)
    kept = Expense.objects.get()
    assert answer.status_code == 201
    assert answer.json() == {
        "id": kept.id,
        "category": "food",
        "label": "식비",
        "amount": 9_500,
        "date": "2026-11-20",
        "memo": "김밥",
        "excluded_from_total": False,
        "created_at": "2026-11-23T00:00:00Z",
        "updated_at": "2026-11-23T00:00:00Z",
    }


def test_it_says_where_the_expense_is(as_alice, plan):
    answer = as_alice.post("/api/expenses/", LUNCH)
    assert as_alice.get(answer["Location"]).json() == answer.json()


def test_it_labels_the_category_in_the_readers_language(as_alice, plan):
    answer = as_alice.post("/api/expenses/", LUNCH, headers={"Accept-Language": "en"})
    assert answer.json()["label"] == "Food"


def test_it_defaults_to_a_counted_expense_of_today_without_a_memo(as_alice, plan):
    row = as_alice.post("/api/expenses/", {"category": "food", "amount": 1}).json()
    assert (row["date"], row["memo"], row["excluded_from_total"]) == ("2026-11-23", "", False)


@pytest.mark.parametrize(
    ("time_zone", "today"), [("Asia/Seoul", "2026-11-23"), ("America/New_York", "2026-11-22"), ("UTC", "2026-11-23")]
)
def test_the_day_turns_where_the_person_lives(db, as_user, time_zone, today):
    person = make_user("traveller", time_zone=time_zone)
    make_plan(person, 202611, food=0)
    row = as_user(person).post("/api/expenses/", {"category": "food", "amount": 1}).json()
    assert row["date"] == today


def test_money_is_whole_minor_units_in_and_out(as_alice, plan):
    for amount in (1, 12_000, 1_000_000_000_000):
        answer = as_alice.post("/api/expenses/", LUNCH | {"amount": amount})
        assert f'"amount":{amount},' in answer.content.decode()


def test_it_records_days_to_come_and_days_long_past(as_alice, plan):
    for day in ("1900-01-01", "2999-12-31"):
        assert as_alice.post("/api/expenses/", LUNCH | {"date": day}).json()["date"] == day


def test_it_records_what_shall_not_count(as_alice, plan):
    assert as_alice.post("/api/expenses/", LUNCH | {"excluded_from_total": True}).json()["excluded_from_total"] is True


def test_of_two_categories_with_the_code_it_takes_the_later_one(as_alice, alice, plan):
    own = Category.objects.create(owner=alice, code="food", label_ko="외식", label_en="Eating out", position=99)
    BudgetLine.objects.create(owner=alice, plan=plan, category=own, amount=0)
    assert as_alice.post("/api/expenses/", LUNCH).json()["label"] == "외식"
    assert Expense.objects.get().category == own


def test_somebody_elses_category_is_none_of_mine(as_alice, alice, bob, plan):
    bobs = Category.objects.create(owner=bob, code="dog", label_ko="개", label_en="Dog", position=99)
    BudgetLine.objects.create(owner=alice, plan=plan, category=bobs, amount=0)
    answer = as_alice.post("/api/expenses/", LUNCH | {"category": "dog"})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "unknown_category")
    assert not Expense.objects.exists()


def test_it_belongs_to_who_recorded_it(as_alice, alice, plan):
    as_alice.post("/api/expenses/", LUNCH)
    assert Expense.objects.get().owner == alice


def test_two_without_a_key_are_two(as_alice, plan):
    as_alice.post("/api/expenses/", LUNCH)
    as_alice.post("/api/expenses/", LUNCH)
    assert Expense.objects.count() == 2
    assert CreationReply.objects.count() == 0


def test_it_takes_two_statements(as_alice, plan, django_assert_num_queries):
    # The login, and the row, if the plan has a place for it.
    with django_assert_num_queries(2):
        as_alice.post("/api/expenses/", LUNCH)


def test_a_key_costs_one_statement_more(as_alice, plan, django_assert_num_queries):
    # And the savepoint that stands for the transaction here.
    with django_assert_num_queries(3 + 2):
        as_alice.post("/api/expenses/", LUNCH, headers={"Idempotency-Key": "k"})


@pytest.mark.parametrize("method", ["get", "put", "patch", "delete"])
def test_the_creations_own_path_only_takes_a_post(as_alice, method):
    answer = getattr(as_alice, method)("/api/expenses/create/", checked=False)
    assert answer.status_code == 405
    assert answer["Allow"] == "POST"


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_the_collection_takes_only_what_it_knows(as_alice, method):
    answer = getattr(as_alice, method)("/api/expenses/", checked=False)
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, POST, HEAD"


def test_it_asks_for_a_login(anyone):
    assert anyone.post("/api/expenses/create/", LUNCH).status_code == 401
