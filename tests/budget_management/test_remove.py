import pytest

from budget_management import services
from budget_management.models import BudgetLine, MonthPlan
from core.errors import NotFound
from core.periods import BudgetMonth
from tests.factories import make_plan

BUDGET = "/api/budget/"


def codes(client, month):
    return [row["category"] for row in client.get(f"{BUDGET}?month={month}").json()]


def test_it_takes_the_category_out_of_the_plan(alice, as_alice):
    make_plan(alice, food=1, housing=2)
    answer = as_alice.delete(f"{BUDGET}food/")
    assert (answer.status_code, answer.content) == (204, b"")
    assert codes(as_alice, "2026-11") == ["housing"]


def test_it_copies_a_carried_plan_first(alice, as_alice):
    make_plan(alice, 202609, food=1, housing=(2, 1))
    as_alice.delete(f"{BUDGET}food/?month=2026-11")
    assert as_alice.get(f"{BUDGET}?month=2026-11").json() == [
        {
            "category": "housing",
            "label": "주거",
            "amount": 2,
            "fixed_amount": 1,
            "month": "2026-11",
            "carried_from": None,
        }
    ]
    assert codes(as_alice, "2026-10") == ["food", "housing"]


def test_a_plan_without_its_last_category_stays_an_empty_plan(alice, as_alice):
    make_plan(alice, 202610, food=1)
    as_alice.delete(f"{BUDGET}food/?month=2026-11")
    assert codes(as_alice, "2026-11") == []
    assert MonthPlan.objects.filter(owner=alice, month=202611).exists()


def test_it_marks_the_plan_as_changed(alice, as_alice, fixed_now):
    plan = make_plan(alice, food=1)
    fixed_now.shift(60)
    as_alice.delete(f"{BUDGET}food/")
    assert (MonthPlan.objects.get().updated_at - plan.updated_at).total_seconds() == 60


@pytest.mark.parametrize("category", ["housing", "nowhere", "식비", "x" * 3000, "9" * 30, "%F0%9F%92%B8"])
def test_a_category_that_is_not_in_the_plan_is_not_found(alice, as_alice, category):
    make_plan(alice, food=1)
    answer = as_alice.delete(f"{BUDGET}{category}/")
    assert answer.status_code == 404
    assert answer.json()["errors"][0]["code"] == "not_found"


def test_what_is_not_found_makes_no_plan(alice, as_alice):
    make_plan(alice, 202609, food=1)
    assert as_alice.delete(f"{BUDGET}housing/?month=2026-11").status_code == 404
    assert [plan.month for plan in MonthPlan.objects.all()] == [202609]


def test_a_month_before_the_first_plan_has_nothing_to_delete(alice, as_alice):
    make_plan(alice, 202611, food=1)
    assert as_alice.delete(f"{BUDGET}food/?month=2026-10").status_code == 404
    assert BudgetLine.objects.count() == 1


def test_deleting_it_again_is_not_found(alice, as_alice):
    make_plan(alice, food=1)
    assert [as_alice.delete(f"{BUDGET}food/").status_code for _ in range(2)] == [204, 404]


def test_it_refuses_a_month_that_is_none(alice, as_alice):
    make_plan(alice, food=1)
    answer = as_alice.delete(f"{BUDGET}food/?month=2026-13")
    assert [(error["attr"], error["code"]) for error in answer.json()["errors"]] == [("month", "invalid")]


def test_reading_one_category_is_no_method_of_it(as_alice):
    answer = as_alice.get(f"{BUDGET}food/")
    assert (answer.status_code, "DELETE" in answer["Allow"]) == (405, True)


def test_the_service_says_not_found_where_there_is_no_plan(alice):
    with pytest.raises(NotFound):
        services.remove_category(owner=alice, category="food", month=BudgetMonth(2026, 11))
