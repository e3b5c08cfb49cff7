import pytest

from budget_management.models import BudgetLine, MonthPlan
from tests.factories import make_plan

BUDGET = "/api/budget/"


def test_it_answers_with_the_posted_lines_as_stored_in_posted_order(as_alice):
    answer = as_alice.post(
        BUDGET,
        [
            {"category": "housing", "amount": 700_000, "fixed_amount": 550_000, "month": "2026-12"},
            {"category": "food", "amount": 300_000},
        ],
    )
    assert answer.status_code == 201
    assert answer.json() == [
        {
            "category": "housing", "label": "주거", "amount": 700_000, "fixed_amount": 550_000,
            "month": "2026-12", "carried_from": None,
        },
        {
            "category": "food", "label": "식비", "amount": 300_000, "fixed_amount": 0,
            "month": "2026-11", "carried_from": None,
        },
    ]  # fmt: skip


def test_it_labels_in_the_language_asked_for(as_alice):
    answer = as_alice.post(BUDGET, [{"category": "food", "amount": 1}], headers={"Accept-Language": "en"})
    assert answer.json()[0]["label"] == "Food"


def test_sending_a_category_again_changes_it(as_alice):
    as_alice.post(BUDGET, [{"category": "food", "amount": 300_000, "fixed_amount": 20_000}])
    as_alice.post(BUDGET, [{"category": "food", "amount": 250_000}])
    assert [(row["amount"], row["fixed_amount"]) for row in as_alice.get(BUDGET).json()] == [(250_000, 0)]


def test_sending_a_category_again_leaves_the_others_alone(alice, as_alice):
    make_plan(alice, food=300_000, transport=(90_000, 55_000))
    as_alice.post(BUDGET, [{"category": "food", "amount": 1}])
    rows = as_alice.get(BUDGET).json()
    assert [(row["category"], row["amount"], row["fixed_amount"]) for row in rows] == [
        ("food", 1, 0),
        ("transport", 90_000, 55_000),
    ]


def test_an_amount_of_0_keeps_the_category_in_the_plan(as_alice):
    as_alice.post(BUDGET, [{"category": "food", "amount": 0}])
    assert [(row["category"], row["amount"]) for row in as_alice.get(BUDGET).json()] == [("food", 0)]


def test_the_same_category_may_stand_in_two_months_of_one_list(as_alice):
    months = ["2026-11", "2026-12"]
    answer = as_alice.post(BUDGET, [{"category": "food", "amount": 5, "month": month} for month in months])
    assert [row["month"] for row in answer.json()] == months


def test_the_largest_amount_is_taken_whole(as_alice):
    answer = as_alice.post(BUDGET, [{"category": "food", "amount": 10**12, "fixed_amount": 10**12}])
    assert (answer.json()[0]["amount"], answer.json()[0]["fixed_amount"]) == (10**12, 10**12)


@pytest.mark.parametrize("month", ["1900-01", "2999-12"])
def test_the_first_and_the_last_month_known_can_be_planned(as_alice, month):
    assert as_alice.post(BUDGET, [{"category": "food", "amount": 5, "month": month}]).status_code == 201
    assert as_alice.get(f"{BUDGET}?month={month}").json()[0]["carried_from"] is None


def test_a_hundred_months_fit_in_one_list(alice, as_alice):
    months = [f"{2020 + index // 12}-{index % 12 + 1:02d}" for index in range(100)]
    items = [{"category": "food", "amount": index, "month": month} for index, month in enumerate(months)]
    assert as_alice.post(BUDGET, items).status_code == 201
    assert [line.amount for line in BudgetLine.objects.filter(owner=alice).order_by("plan__month")] == list(range(100))


def test_it_marks_the_plan_as_changed(alice, as_alice, fixed_now):
    plan = make_plan(alice, food=1)
    fixed_now.shift(60)
    as_alice.post(BUDGET, [{"category": "food", "amount": 2}])
    assert (MonthPlan.objects.get().updated_at - plan.updated_at).total_seconds() == 60


def test_it_asks_for_a_login(anyone):
    assert anyone.post(BUDGET, [{"category": "food", "amount": 1}]).status_code == 401
    assert anyone.get(BUDGET).status_code == 401


def test_it_answers_the_wrong_method_with_those_it_knows(as_alice):
    answer = as_alice.put(BUDGET, [])
    assert answer.status_code == 405
    assert {"GET", "POST"} <= {method.strip() for method in answer["Allow"].split(",")}
