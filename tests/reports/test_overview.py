"""A month among twelve, and what its weekdays cost."""

from datetime import date, timedelta

import pytest

from core.periods import BudgetMonth
from reports import overview
from tests.factories import make_expense, make_plan

from .crowd import make_crowd

TODAY = date(2026, 11, 23)


def spent_and_planned(found):
    return {str(total.month): (total.spent, total.budget) for total in found.year.begun}


def test_each_month_has_what_it_took_and_the_plan_that_applied(alice):
    make_plan(alice, 202609, food=300_000)
    make_plan(alice, 202611, food=200_000, housing=(100_000, 100_000))
    make_expense(alice, 5_000, on="2026-08-31")
    make_expense(alice, 7_000, on="2026-10-01")
    make_expense(alice, 9_000)
    assert spent_and_planned(overview.for_user(alice)) == {
        "2026-08": (5_000, None),
        "2026-09": (0, 300_000),
        "2026-10": (7_000, 300_000),
        "2026-11": (9_000, 300_000),
    }


def test_twelve_months_reach_back_to_the_same_month_no_further(alice):
    make_expense(alice, 1, on="2025-11-30")
    make_expense(alice, 2, on="2025-12-01")
    found = overview.for_user(alice)
    assert [str(total.month) for total in found.year.months][::11] == ["2025-12", "2026-11"]
    assert spent_and_planned(found)["2025-12"] == (2, None)


def test_neither_excluded_nor_later_nor_others_expenses_count(alice, bob):
    make_expense(alice, 1_000, on="2026-11-02")
    make_expense(alice, 2_000, on="2026-11-03", excluded=True)
    make_expense(alice, 4_000, on="2026-11-24")
    make_expense(bob, 8_000, on="2026-11-02")
    found = overview.for_user(alice)
    assert spent_and_planned(found) == {"2026-11": (1_000, None)}
    assert found.weekdays.overall == 48


def test_months_that_start_on_payday_hold_their_days(alice):
    alice.month_start_day = 25
    alice.save()
    make_plan(alice, 202610, food=100_000)
    make_expense(alice, 1_000, on="2026-10-24")
    make_expense(alice, 2_000, on="2026-10-25")
    make_expense(alice, 4_000, on="2026-11-23")
    assert spent_and_planned(overview.for_user(alice)) == {"2026-09": (1_000, None), "2026-10": (6_000, 100_000)}


def test_a_weekday_is_a_mean_over_eight_weeks_without_today(alice):
    make_expense(alice, 999, on="2026-09-27")
    make_expense(alice, 16_000, on="2026-09-28")
    make_expense(alice, 80_000, on="2026-11-16")
    make_expense(alice, 70_000)
    means = overview.for_user(alice).weekdays.means
    assert list(means) == [12_000, 0, 0, 0, 0, 0, 0]


def test_only_days_since_the_first_expense_count(alice):
    make_expense(alice, 8_000, on="2026-11-14")
    assert list(overview.for_user(alice).weekdays.means) == [0, 0, 0, 0, 0, 4_000, 0]


@pytest.mark.parametrize("first", ["2026-11-23", "2026-11-30"])
def test_before_there_is_a_day_nothing_is_known_of_weekdays(alice, first):
    make_expense(alice, 8_000, on=first)
    assert overview.for_user(alice).weekdays.overall is None


def test_the_fixed_part_of_each_month_stays_out(alice):
    make_plan(alice, 202609, housing=(600_000, 550_000))
    make_plan(alice, 202611, housing=(600_000, 500_000))
    make_expense(alice, 10_000, on="2026-01-01")
    # Half of September's fixed part went out before the eight weeks, the rest and 30,000 more within.
    make_expense(alice, 300_000, code="housing", on="2026-09-02")
    make_expense(alice, 280_000, code="housing", on="2026-09-28")
    make_expense(alice, 550_000, code="housing", on="2026-10-05")
    make_expense(alice, 510_000, code="housing", on="2026-11-02")
    assert overview.for_user(alice).weekdays.means[0] == (30_000 + 10_000) // 8


def test_the_weekday_is_what_the_comparison_says_where_nothing_is_fixed(alice):
    make_plan(alice, 202609, food=600_000)
    for ago in range(1, 70):
        make_expense(alice, 100 * ago, on=str(TODAY - timedelta(ago)))
    found = overview.for_user(alice)
    assert found.weekdays.means[0] == found.seen.weekday.average
    assert found.seen.weeks == 8


def test_the_month_is_the_same_in_every_part(db):
    for somebody in make_crowd(7):
        for day in (TODAY, date(2026, 10, 10)):
            found = overview.for_user(somebody, day)
            last = found.year.months[-1]
            assert last.month == found.seen.month
            assert last.spent == found.seen.last_month.current
            assert last.budget == found.seen.budget
            assert sum(one.spent for one in found.seen.categories()) == last.spent


@pytest.mark.parametrize(
    ("month", "start_day", "day"),
    [
        (BudgetMonth(2026, 11), 1, TODAY),
        (BudgetMonth(2026, 10), 1, date(2026, 10, 31)),
        (BudgetMonth(2026, 12), 1, None),
        (BudgetMonth(2026, 10), 25, TODAY),
        (BudgetMonth(2026, 9), 25, date(2026, 10, 24)),
        (BudgetMonth(2026, 11), 25, None),
    ],
)
def test_a_month_is_seen_as_of_today_or_its_last_day(month, start_day, day):
    assert overview.day_of(month, start_day, TODAY) == day
