"""A sentence says nothing that the day has already made untrue."""

from tests.factories import make_expense, make_plan

SUMMARY = "/api/expenses/daily-summary/?date=2026-09-11"


def test_no_pace_is_promised_once_the_day_has_used_it_up(alice, as_alice):
    make_plan(alice, 202609, food=300_000)
    make_expense(alice, 90_000, on="2026-09-05")
    make_expense(alice, 150_000, on="2026-09-11")
    answer = as_alice.get(SUMMARY).json()
    assert answer["situation"] == "over_pace"
    assert "맞아요" not in answer["message"]
    assert "예산 안이에요" not in answer["message"]


def test_a_plan_of_fixed_costs_speaks_of_no_daily_amount(alice, as_alice):
    make_plan(alice, 202609, housing=(550_000, 550_000))
    message = as_alice.get(SUMMARY).json()["message"]
    assert "0원" not in message
    assert "고정비" in message
