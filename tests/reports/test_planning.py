"""What helps to set a budget."""

from datetime import date

import pytest

from budget_management import averages
from core.periods import BudgetMonth
from reports.planning import guidance_for, spent_so_far, usual_spending
from tests.factories import make_expense

NOVEMBER = BudgetMonth(2026, 11)


def test_the_usual_is_the_mean_of_the_three_months_before(alice):
    make_expense(alice, 1, on="2026-07-31")
    for month, amount in ((8, 100_000), (9, 200_000), (10, 350_000)):
        make_expense(alice, amount, on=f"2026-{month:02d}-15")
    make_expense(alice, 30_000, code="beauty", on="2026-10-31")
    make_expense(alice, 999_999, on="2026-11-01")
    make_expense(alice, 999_999, on="2026-10-01", excluded=True)
    assert usual_spending(alice, NOVEMBER) == {"food": 216_700, "beauty": 10_000}


def test_months_from_before_the_first_expense_do_not_count(alice):
    make_expense(alice, 300_000, on="2026-09-30")
    make_expense(alice, 100_000, on="2026-10-02")
    assert usual_spending(alice, NOVEMBER) == {"food": 200_000}


def test_nothing_is_usual_for_who_has_spent_nothing_yet(alice, bob):
    make_expense(alice, 5_000)
    make_expense(bob, 5_000, on="2026-10-01")
    assert usual_spending(alice, NOVEMBER) == {}


def test_it_goes_by_the_persons_own_months(alice):
    alice.month_start_day = 25
    make_expense(alice, 90_000, on="2026-10-25")
    make_expense(alice, 30_000, on="2026-10-24")
    assert usual_spending(alice, BudgetMonth(2026, 10)) == {"food": 30_000}


def test_the_split_is_that_of_others_or_of_the_survey(alice):
    averages.refresh_shares()
    found = guidance_for(alice, 2_000_000, NOVEMBER)
    assert (sum(found.recommended.values()), found.contributors) == (2_000_000, None)
    assert len(found.recommended) == 11


def test_without_a_total_nothing_is_recommended(alice):
    assert guidance_for(alice, 0, NOVEMBER).recommended == {}


@pytest.mark.parametrize(
    ("day", "start_day", "share"),
    [
        (date(2026, 11, 23), 1, 1_393_300),
        (date(2026, 11, 1), 1, 0),
        (date(2026, 11, 25), 25, 0),
        # 29 of 31 days, from 25 October.
        (date(2026, 11, 23), 25, 1_777_400),
        (date(2028, 2, 29), 31, 0),
        (date(2026, 11, 30), 1, 1_836_700),
    ],
)
def test_an_even_pace_takes_its_share_of_the_days_gone(alice, day, start_day, share):
    alice.month_start_day = start_day
    assert spent_so_far(alice, 1_900_000, day) == share


def test_what_is_recorded_already_is_not_proposed_again(alice):
    make_expense(alice, 393_300, on="2026-11-20")
    make_expense(alice, 5_000, on="2026-11-23")
    assert spent_so_far(alice, 1_900_000, date(2026, 11, 23)) == 1_000_000
    make_expense(alice, 5_000_000, on="2026-11-20")
    assert spent_so_far(alice, 1_900_000, date(2026, 11, 23)) == 0
