"""A month without a plan of its own uses the nearest earlier one; the first write to it starts from a copy."""

from budget_management.models import BudgetLine, MonthPlan
from tests.factories import make_plan

BUDGET = "/api/budget/"


def lines(client, month):
    return {row["category"]: row["amount"] for row in client.get(f"{BUDGET}?month={month}").json()}


def carried_from(client, month):
    return {row["carried_from"] for row in client.get(f"{BUDGET}?month={month}").json()}


def test_a_month_without_a_plan_shows_the_nearest_earlier_one(alice, as_alice):
    make_plan(alice, 202609, food=1)
    make_plan(alice, 202610, food=2, housing=3)
    assert lines(as_alice, "2027-03") == {"food": 2, "housing": 3}
    assert carried_from(as_alice, "2027-03") == {"2026-10"}
    assert {row["month"] for row in as_alice.get(f"{BUDGET}?month=2027-03").json()} == {"2027-03"}


def test_a_month_with_a_plan_of_its_own_is_not_carried(alice, as_alice):
    make_plan(alice, 202610, food=2)
    assert carried_from(as_alice, "2026-10") == {None}


def test_months_before_the_first_plan_have_none(alice, as_alice):
    make_plan(alice, 202610, food=2)
    answer = as_alice.get(f"{BUDGET}?month=2026-09")
    assert (answer.status_code, answer.json()) == (200, [])


def test_a_month_that_is_its_own_stays_empty(alice, as_alice):
    make_plan(alice, 202610, food=2)
    make_plan(alice, 202611)
    assert lines(as_alice, "2026-11") == {}
    assert lines(as_alice, "2026-12") == {}


def test_the_first_write_copies_the_carried_plan_and_then_changes_it(alice, as_alice):
    make_plan(alice, 202609, food=300_000, housing=(700_000, 550_000), beauty=10)
    as_alice.post(BUDGET, [{"category": "food", "amount": 250_000, "month": "2026-11"}])
    rows = as_alice.get(f"{BUDGET}?month=2026-11").json()
    assert [(row["category"], row["amount"], row["fixed_amount"], row["carried_from"]) for row in rows] == [
        ("food", 250_000, 0, None),
        ("housing", 700_000, 550_000, None),
        ("beauty", 10, 0, None),
    ]


def test_a_category_new_in_the_month_joins_the_copy(alice, as_alice):
    make_plan(alice, 202609, food=300_000)
    as_alice.post(BUDGET, [{"category": "beauty", "amount": 5}])
    assert lines(as_alice, "2026-11") == {"food": 300_000, "beauty": 5}


def test_the_plan_that_was_copied_and_the_months_between_stay_as_they_are(alice, as_alice):
    make_plan(alice, 202609, food=300_000)
    as_alice.post(BUDGET, [{"category": "food", "amount": 1, "month": "2026-11"}])
    assert lines(as_alice, "2026-09") == {"food": 300_000}
    assert lines(as_alice, "2026-10") == {"food": 300_000}
    assert carried_from(as_alice, "2026-10") == {"2026-09"}


def test_months_after_the_new_plan_follow_it(alice, as_alice):
    make_plan(alice, 202609, food=300_000)
    as_alice.post(BUDGET, [{"category": "food", "amount": 1, "month": "2026-11"}])
    assert lines(as_alice, "2026-12") == {"food": 1}
    assert carried_from(as_alice, "2026-12") == {"2026-11"}


def test_a_later_plan_is_never_carried_back_into_the_copy(alice, as_alice):
    make_plan(alice, 202612, housing=7)
    as_alice.post(BUDGET, [{"category": "food", "amount": 1}])
    assert lines(as_alice, "2026-11") == {"food": 1}
    assert lines(as_alice, "2026-12") == {"housing": 7}


def test_an_empty_carried_plan_gives_an_empty_copy(alice, as_alice):
    make_plan(alice, 202610)
    as_alice.post(BUDGET, [{"category": "food", "amount": 1}])
    assert lines(as_alice, "2026-11") == {"food": 1}


def test_months_of_one_list_are_written_the_earliest_first(alice, as_alice):
    make_plan(alice, 202609, food=300_000)
    as_alice.post(
        BUDGET,
        [
            {"category": "beauty", "amount": 3, "month": "2026-12"},
            {"category": "food", "amount": 1, "month": "2026-10"},
            {"category": "health", "amount": 2, "month": "2026-11"},
        ],
    )
    assert lines(as_alice, "2026-10") == {"food": 1}
    assert lines(as_alice, "2026-11") == {"food": 1, "health": 2}
    assert lines(as_alice, "2026-12") == {"food": 1, "health": 2, "beauty": 3}


def test_the_copy_belongs_to_the_same_person(alice, as_alice):
    make_plan(alice, 202609, food=300_000)
    as_alice.post(BUDGET, [{"category": "housing", "amount": 1}])
    assert set(BudgetLine.objects.values_list("owner_id", flat=True)) == {alice.pk}
    assert set(MonthPlan.objects.values_list("owner_id", flat=True)) == {alice.pk}
