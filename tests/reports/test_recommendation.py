import pytest

from tests.factories import make_expense, make_plan

from .asking import recommendation


def test_it_has_exactly_the_fields_it_promises_in_their_order(alice, as_alice):
    make_plan(alice, food=300_000)
    found = recommendation(as_alice)
    assert list(found) == [
        "date", "month", "days_left", "situation", "message", "total_recommended_amount", "spent_today",
        "remaining_today", "category_recommendations",
    ]  # fmt: skip
    (part,) = found["category_recommendations"]
    assert list(part) == [
        "category", "label", "recommended_amount", "spent_today", "remaining_today", "floor_applied", "why",
    ]  # fmt: skip
    assert list(part["why"]) == [
        "budget", "spent_before", "fixed_due", "days_left", "own_pace", "floor", "shifted",
    ]  # fmt: skip


def test_it_says_why(alice, as_alice):
    make_plan(alice, 202609, food=200_000, transport=100_000)
    make_expense(alice, 250_000, on="2026-09-20")
    food, transport = recommendation(as_alice, "2026-09-21")["category_recommendations"]
    assert food["floor_applied"] is True
    assert transport["floor_applied"] is False
    assert food["why"] == {
        "budget": 200_000,
        "spent_before": 250_000,
        "fixed_due": 0,
        "days_left": 10,
        "own_pace": -5_000,
        "floor": 2_000,
        "shifted": 7_000,
    }
    assert (transport["why"]["own_pace"], transport["why"]["shifted"]) == (10_000, -7_000)


def test_it_stands_in_plan_order_however_the_plan_was_made(alice, as_alice):
    make_plan(alice, other=10_000, transport=10_000, food=10_000)
    found = recommendation(as_alice)["category_recommendations"]
    assert [part["category"] for part in found] == ["food", "transport", "other"]


def test_what_is_spent_today_moves_only_what_remains(alice, as_alice):
    make_plan(alice, food=300_000, transport=90_000)
    make_expense(alice, 50_000, on="2026-11-22")
    morning = recommendation(as_alice)
    make_expense(alice, 4_000)
    make_expense(alice, 1_000, code="beauty")
    evening = recommendation(as_alice)
    assert evening["total_recommended_amount"] == morning["total_recommended_amount"]
    assert evening["spent_today"] == 5_000
    assert evening["remaining_today"] == morning["remaining_today"] - 5_000
    before, after = (found["category_recommendations"] for found in (morning, evening))
    assert [part["recommended_amount"] for part in after] == [part["recommended_amount"] for part in before]
    assert after[0]["remaining_today"] == before[0]["remaining_today"] - 4_000
    assert [part["why"] for part in after] == [part["why"] for part in before]


def test_rent_paid_today_does_not_eat_todays_food(alice, as_alice):
    make_plan(alice, 202609, housing=(700_000, 550_000), food=300_000)
    make_expense(alice, 550_000, code="housing", on="2026-09-01")
    found = recommendation(as_alice, "2026-09-01")
    assert found["spent_today"] == 550_000
    assert found["remaining_today"] == found["total_recommended_amount"] == 15_000


def test_it_looks_at_no_later_day(alice, as_alice):
    make_plan(alice, food=300_000)
    before = recommendation(as_alice, "2026-11-10")
    make_expense(alice, 250_000, on="2026-11-11")
    assert recommendation(as_alice, "2026-11-10") == before


def test_it_rounds_to_the_persons_unit_and_floors_by_their_percentage(alice, as_alice):
    alice.rounding_unit, alice.floor_percent = 1_000, 50
    alice.save()
    make_plan(alice, food=300_000)
    make_expense(alice, 290_000, on="2026-11-22")
    found = recommendation(as_alice)
    assert found["total_recommended_amount"] == 5_000
    assert found["category_recommendations"][0]["floor_applied"] is True


def test_it_never_shows_somebody_elses(alice, bob, as_alice):
    make_plan(alice, food=300_000)
    alone = recommendation(as_alice)
    make_plan(bob, food=900_000, transport=90_000)
    make_expense(bob, 50_000)
    assert recommendation(as_alice) == alone


@pytest.mark.parametrize("month", [202610, 202501])
def test_a_month_without_a_plan_goes_by_the_nearest_earlier_one(alice, as_alice, month):
    make_plan(alice, 202412, food=1_000)
    make_plan(alice, month, food=300_000)
    make_plan(alice, 202612, food=900_000)
    found = recommendation(as_alice)
    assert found["month"] == "2026-11"
    assert [part["why"]["budget"] for part in found["category_recommendations"]] == [300_000]


def test_a_month_with_an_empty_plan_of_its_own_has_no_budget(alice, as_alice):
    make_plan(alice, 202610, food=300_000)
    make_plan(alice, 202611)
    found = recommendation(as_alice)
    assert (found["situation"], found["total_recommended_amount"]) == ("no_budget", 0)


def test_a_budget_of_nothing_recommends_nothing(alice, as_alice):
    make_plan(alice, food=0)
    found = recommendation(as_alice)
    assert (found["situation"], found["total_recommended_amount"]) == ("on_track", 0)
    assert [part["recommended_amount"] for part in found["category_recommendations"]] == [0]


@pytest.mark.parametrize("day", ["1900-01-01", "2999-12-31"])
@pytest.mark.parametrize("start_day", [1, 31])
def test_the_first_and_the_last_day_it_knows_are_answered(alice, as_alice, day, start_day):
    alice.month_start_day = start_day
    alice.save()
    make_plan(alice, 189912, food=10**12)
    make_expense(alice, 10**12, on=day)
    assert recommendation(as_alice, day)["date"] == day
