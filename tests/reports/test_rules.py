"""The rules that are easy to get wrong, each as it concerns the daily reports."""

from datetime import UTC, date, datetime

import pytest

from tests.conftest import client_for
from tests.factories import make_expense, make_plan, make_user

from .asking import ALL, recommendation, statistics, summary

EVERYONE_SPENT = 50_000


@pytest.fixture
def five_others(db):
    for number in range(5):
        other = make_user(f"other{number}")
        make_plan(other, food=100_000)
        make_expense(other, EVERYONE_SPENT)


@pytest.mark.usefixtures("five_others")
def test_rule_1_excluded_rows_leave_every_report(alice, as_alice):
    make_plan(alice, food=300_000, transport=90_000)
    for day in ("2026-10-05", "2026-11-05", "2026-11-16", "2026-11-23"):
        make_expense(alice, 10_000, on=day)
    before = [ask(as_alice) for ask in ALL]
    for day in ("2026-10-05", "2026-10-26", "2026-11-05", "2026-11-16", "2026-11-23"):
        make_expense(alice, 500_000, on=day, excluded=True)
        make_expense(alice, 500_000, code="beauty", on=day, excluded=True)
    assert [ask(as_alice) for ask in ALL] == before


@pytest.mark.usefixtures("five_others")
def test_rule_1_excluded_rows_of_others_are_not_in_their_mean(alice, as_alice):
    make_plan(alice, food=100_000)
    make_expense(alice, 60_000)
    make_expense(make_user("shopper"), 900_000, excluded=True)
    assert statistics(as_alice)["vs_other_users"]["others"] == 50.0


def test_rule_2_a_budget_belongs_to_a_year_and_a_month(alice, as_alice):
    make_plan(alice, 202511, food=300_000)
    make_plan(alice, 202611, food=600_000)
    budgets = [summary(as_alice, day)["month_to_date"]["budget"] for day in ("2025-11-30", "2026-11-30")]
    assert budgets == [300_000, 600_000]


@pytest.mark.parametrize(
    ("first", "days"), [("2026-02-01", 28), ("2028-02-01", 29), ("2026-04-01", 30), ("2026-07-01", 31)]
)
def test_rule_3_months_have_28_to_31_days(alice, as_alice, first, days):
    make_plan(alice, 202601, food=days * 1_000)
    found = recommendation(as_alice, first)
    assert (found["days_left"], found["total_recommended_amount"]) == (days, 1_000)


@pytest.mark.parametrize("last", ["2026-02-28", "2028-02-29", "2026-04-30", "2026-07-31"])
def test_rule_3_the_last_day_of_a_month_has_one_day_left(alice, as_alice, last):
    make_plan(alice, 202601, food=300_000)
    make_expense(alice, 280_000, on=f"{last[:8]}01")
    found = recommendation(as_alice, last)
    assert (found["days_left"], found["total_recommended_amount"]) == (1, 20_000)


@pytest.mark.parametrize(
    ("day", "same_days"),
    [
        ("2026-03-31", ("2026-02-01", "2026-02-28")),
        ("2028-03-31", ("2028-02-01", "2028-02-29")),
        ("2026-03-30", ("2026-02-01", "2026-02-28")),
        ("2026-03-15", ("2026-02-01", "2026-02-15")),
        ("2026-05-31", ("2026-04-01", "2026-04-30")),
        ("2026-02-28", ("2026-01-01", "2026-01-28")),
        ("2026-01-31", ("2025-12-01", "2025-12-31")),
    ],
)
def test_rule_4_the_same_days_of_last_month_are_clamped_to_its_length(alice, as_alice, day, same_days):
    first, last = map(date.fromisoformat, same_days)
    around = [date.fromordinal(first.toordinal() - 1), first, last, date.fromordinal(last.toordinal() + 1)]
    for number, one in enumerate(around):
        make_expense(alice, 10**number, on=one.isoformat())
    assert statistics(as_alice, day)["vs_last_month"]["previous"] == 110


@pytest.mark.parametrize(
    ("moment", "zone", "today"),
    [
        (datetime(2026, 11, 23, 14, 59, 59, tzinfo=UTC), "Asia/Seoul", "2026-11-23"),
        (datetime(2026, 11, 23, 15, 0, 0, tzinfo=UTC), "Asia/Seoul", "2026-11-24"),
        (datetime(2026, 11, 23, 4, 59, 59, tzinfo=UTC), "America/New_York", "2026-11-22"),
        (datetime(2026, 11, 23, 5, 0, 0, tzinfo=UTC), "America/New_York", "2026-11-23"),
        (datetime(2026, 11, 22, 10, 0, 0, tzinfo=UTC), "Pacific/Kiritimati", "2026-11-23"),
        (datetime(2026, 11, 30, 15, 0, 0, tzinfo=UTC), "Asia/Seoul", "2026-12-01"),
    ],
)
@pytest.mark.parametrize("ask", ALL)
def test_rule_5_the_day_turns_in_the_users_time_zone(fixed_now, alice, ask, moment, zone, today):
    alice.time_zone = zone
    alice.save()
    fixed_now.move_to(moment)
    assert ask(client_for(alice))["date"] == today


def test_rule_5_so_does_the_month(fixed_now, alice):
    make_plan(alice, 202611, food=300_000)
    fixed_now.move_to(datetime(2026, 11, 30, 14, 59, 59, tzinfo=UTC))
    assert (recommendation(client_for(alice))["month"], recommendation(client_for(alice))["days_left"]) == (
        "2026-11",
        1,
    )
    fixed_now.move_to(datetime(2026, 11, 30, 15, 0, 0, tzinfo=UTC))
    assert (recommendation(client_for(alice))["month"], recommendation(client_for(alice))["days_left"]) == (
        "2026-12",
        31,
    )


def test_rule_6_an_empty_period_answers_with_zeros_and_empty_lists(as_alice):
    found = recommendation(as_alice)
    assert found | {"message": ""} == {
        "date": "2026-11-23",
        "month": "2026-11",
        "days_left": 8,
        "situation": "no_budget",
        "message": "",
        "total_recommended_amount": 0,
        "spent_today": 0,
        "remaining_today": 0,
        "category_recommendations": [],
    }
    assert summary(as_alice) == {
        "date": "2026-11-23",
        "month": "2026-11",
        "total_expense": 0,
        "recommended_total": 0,
        "appropriate_total": 0,
        "risk_percentage": None,
        "situation": "no_budget",
        "message": found["message"],
        "category_summary": [],
        "month_to_date": {"budget": 0, "spent": 0, "appropriate": 0, "risk_percentage": None, "categories": []},
    }
    assert statistics(as_alice) == {
        "date": "2026-11-23",
        "vs_last_month": {"current": 0, "previous": 0, "ratio": None, "categories": []},
        "vs_weekday": {
            "today": 0,
            "last_week": 0,
            "ratio": None,
            "average_8_weeks": None,
            "ratio_to_average": None,
        },
        "vs_other_users": {"mine": None, "others": None, "relative": None, "contributors": None},
        "situation": "no_budget",
        "message": found["message"],
    }


@pytest.mark.parametrize("spent", [0, 1, 77_777, 333_333, 999_999])
def test_rule_9_parts_add_up_to_the_whole_exactly(alice, as_alice, spent):
    make_plan(alice, food=333_333, transport=77_777, housing=(700_001, 550_000), leisure=1, other=0)
    for code in ("food", "housing", "beauty") if spent else ():
        make_expense(alice, spent, code=code, on="2026-11-11")
        make_expense(alice, spent, code=code)
    day, evening = recommendation(as_alice), summary(as_alice)
    parts = day["category_recommendations"]
    assert sum(part["recommended_amount"] for part in parts) == day["total_recommended_amount"]
    for part in parts:
        assert part["why"]["own_pace"] + part["why"]["shifted"] == part["recommended_amount"]
    rows = evening["category_summary"]
    assert sum(row["total_expense"] for row in rows) == evening["total_expense"] == day["spent_today"]
    assert sum(row["recommended_amount"] for row in rows) == evening["recommended_total"]
    assert sum(row["appropriate_expense"] for row in rows) == evening["appropriate_total"]
    month = evening["month_to_date"]
    for name in ("budget", "spent", "appropriate"):
        assert sum(row[name] for row in month["categories"]) == month[name]
    compared = statistics(as_alice)["vs_last_month"]
    assert sum(row["current"] for row in compared["categories"]) == compared["current"] == month["spent"]


@pytest.mark.usefixtures("five_others")
def test_rule_11_comparisons_compare_spent_by_budget_of_the_month_to_date(alice, as_alice):
    make_plan(alice, food=1_000_000)
    make_expense(alice, 600_000, on="2026-11-02")
    make_expense(alice, 300_000, on="2026-11-24")
    make_expense(alice, 300_000, on="2026-10-23")
    assert statistics(as_alice)["vs_other_users"] == {
        "mine": 60.0,
        "others": 50.0,
        "relative": 120.0,
        "contributors": 5,
    }


def test_rule_12_no_denominator_no_number(alice, as_alice):
    make_plan(alice, food=0)
    make_expense(alice, 5_000)
    found, compared = summary(as_alice), statistics(as_alice)
    assert found["risk_percentage"] is None
    assert found["category_summary"][0]["risk_percentage"] is None
    assert found["month_to_date"]["risk_percentage"] is None
    assert compared["vs_last_month"]["ratio"] is None
    assert compared["vs_last_month"]["categories"][0]["ratio"] is None
    assert compared["vs_other_users"]["mine"] is None
    make_expense(alice, 5_000, code="beauty", on="2026-10-01")
    assert statistics(as_alice)["vs_weekday"]["ratio"] is None
    assert statistics(as_alice)["vs_weekday"]["ratio_to_average"] is None


@pytest.mark.parametrize(
    ("before", "today", "situation"),
    [
        (0, 0, "saving"),
        (197_999, 0, "saving"),
        (198_000, 0, "on_track"),
        (253_000, 0, "on_track"),
        (253_000, 1, "over_pace"),
        (300_000, 0, "over_pace"),
        (300_000, 1, "over_budget"),
        (0, 300_001, "over_budget"),
    ],
)
def test_rule_13_the_sentence_fits_the_situation_in_all_three(alice, as_alice, before, today, situation):
    make_plan(alice, food=300_000)
    for amount, day in ((before, "2026-11-01"), (today, "2026-11-23")):
        if amount:
            make_expense(alice, amount, on=day)
    found = [ask(as_alice) for ask in ALL]
    assert [one["situation"] for one in found] == [situation] * 3
    assert len({one["message"] for one in found}) == 1


def test_rule_13_rent_on_the_first_day_is_not_over_pace(alice, as_alice):
    make_plan(alice, housing=(700_000, 550_000), food=300_000)
    make_expense(alice, 550_000, code="housing", on="2026-11-01")
    assert recommendation(as_alice, "2026-11-01")["situation"] == "on_track"
