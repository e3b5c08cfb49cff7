"""Mine against others': 60 % against 50 % is 120.0."""

import pytest

from accounts.limits import OTHER_DAYS_HOURLY, STAMP
from accounts.models import Attempts
from reports.models import PeerAverage
from tests.factories import make_expense, make_plan, make_user

from .asking import statistics

TOO_FEW = {"others": None, "relative": None, "contributors": None}


def others_of(client, on=None):
    return statistics(client, on)["vs_other_users"]


def make_others(count, spent=50_000, **settings):
    found = []
    for number in range(count):
        other = make_user(f"other{number}{settings.get('month_start_day', '')}", **settings)
        make_plan(other, food=100_000)
        make_expense(other, spent)
        found.append(other)
    return found


@pytest.fixture(autouse=True)
def _alice_has_spent_60_percent(alice):
    make_plan(alice, food=100_000, transport=100_000)
    make_expense(alice, 120_000)


def test_60_percent_against_50_is_120(as_alice):
    make_others(5)
    assert others_of(as_alice) == {"mine": 60.0, "others": 50.0, "relative": 120.0, "contributors": 5}


def test_four_others_are_too_few(as_alice):
    make_others(4)
    assert others_of(as_alice) == {"mine": 60.0} | TOO_FEW


def test_the_minimum_is_a_setting(as_alice, settings):
    settings.RECOMMENDATION_MIN_USERS = 3
    make_others(4)
    assert others_of(as_alice) == {"mine": 60.0, "others": 50.0, "relative": 120.0, "contributors": 3}


@pytest.mark.parametrize(("count", "shown"), [(5, 5), (9, 5), (10, 10), (14, 10)])
def test_their_number_is_rounded_down_to_fives(as_alice, count, shown):
    make_others(count)
    assert others_of(as_alice)["contributors"] == shown


def test_it_is_the_mean_of_ratios_so_that_no_rich_user_outweighs_the_others(as_alice):
    make_others(4, spent=25_000)
    rich = make_user("rich")
    make_plan(rich, food=1_000_000_000)
    make_expense(rich, 1_500_000_000)
    assert others_of(as_alice)["others"] == 50.0


@pytest.mark.parametrize("settings", [{"share_anonymously": False}, {"is_active": False}, {"month_start_day": 25}])
def test_who_does_not_share_is_gone_or_starts_on_another_day_is_not_counted(as_alice, settings):
    make_others(4)
    someone = make_user("someone", **settings)
    make_plan(someone, 202610, food=100_000)
    make_expense(someone, 50_000)
    assert others_of(as_alice) == {"mine": 60.0} | TOO_FEW


def test_who_has_no_plan_is_not_counted(as_alice):
    make_others(4)
    make_expense(make_user("planless"), 50_000)
    later = make_user("later")
    make_plan(later, 202612, food=100_000)
    make_expense(later, 50_000)
    assert others_of(as_alice)["contributors"] is None


@pytest.mark.parametrize("amounts", [{}, {"food": 0}])
def test_who_has_budgeted_nothing_is_not_counted(as_alice, amounts):
    make_others(4)
    someone = make_user("someone")
    make_plan(someone, 202610, food=100_000)
    make_plan(someone, 202611, **amounts)
    make_expense(someone, 50_000)
    assert others_of(as_alice)["contributors"] is None


@pytest.mark.parametrize(
    "expense", [{"on": "2026-10-31"}, {"on": "2026-11-24"}, {"on": "2026-11-22", "excluded": True}]
)
def test_who_has_counted_nothing_this_month_to_date_is_not_counted(as_alice, expense):
    make_others(4)
    someone = make_user("someone")
    make_plan(someone, food=100_000)
    make_expense(someone, 50_000, **expense)
    assert others_of(as_alice)["contributors"] is None


def test_carried_plans_count(as_alice):
    make_others(4, spent=40_000)
    carried = make_user("carried")
    make_plan(carried, 202608, food=999_999)
    make_plan(carried, 202609, food=50_000, transport=50_000)
    make_expense(carried, 90_000)
    assert others_of(as_alice)["others"] == 50.0


def test_people_who_start_on_the_same_payday_are_compared_over_its_month(alice, as_alice):
    alice.month_start_day = 25
    alice.save()
    make_plan(alice, 202610, food=200_000)
    for other in make_others(5, month_start_day=25):
        make_plan(other, 202610, food=100_000)
        make_expense(other, 77_777, on="2026-10-24")
        make_expense(other, 10_000, on="2026-10-25")
    assert others_of(as_alice)["others"] == 60.0


def test_it_is_as_of_the_day_asked_about(as_alice):
    for other in make_others(5):
        make_expense(other, 10_000, on="2026-11-10")
    assert others_of(as_alice, "2026-11-10") == {
        "mine": 0.0,
        "others": 10.0,
        "relative": 0.0,
        "contributors": 5,
    }


def test_i_am_taken_out_exactly_however_much_i_spend(alice, as_alice):
    make_others(5)
    make_expense(alice, 10**12 - 120_000)
    found = others_of(as_alice)
    assert (found["mine"], found["others"], found["contributors"]) == (500_000_000.0, 50.0, 5)


def test_an_absurd_ratio_neither_breaks_the_mean_nor_taking_it_out(alice, as_alice):
    make_others(5)
    make_plan(alice, 202512, food=1)
    make_expense(alice, 10**12, on="2025-12-23")
    for number in range(5):
        other = make_user(f"december{number}")
        make_plan(other, 202512, food=100_000)
        make_expense(other, 50_000, on="2025-12-01")
    found = others_of(as_alice, "2025-12-23")
    assert (found["mine"], found["others"]) == (1e14, 50.0)


def test_i_am_taken_out_as_i_was_when_the_mean_was_computed(fixed_now, alice, as_alice):
    make_others(5)
    assert others_of(as_alice)["mine"] == 60.0
    fixed_now.shift(30)
    make_expense(alice, 60_000)
    assert others_of(as_alice) == {"mine": 90.0, "others": 50.0, "relative": 180.0, "contributors": 5}


def test_i_am_not_taken_out_where_i_was_not_in_it(fixed_now, as_user):
    make_others(5)
    newcomer = make_user("newcomer")
    make_plan(newcomer, food=100_000)
    client = as_user(newcomer)
    assert others_of(client)["mine"] == 0.0
    before = others_of(client)["others"]
    fixed_now.shift(30)
    make_expense(newcomer, 100_000)
    assert others_of(client) | {"relative": 0} == {"mine": 100.0, "others": before, "relative": 0, "contributors": 5}


def test_who_does_not_share_still_sees_the_others(alice, as_alice):
    alice.share_anonymously = False
    alice.save()
    make_others(5)
    assert others_of(as_alice) == {"mine": 60.0, "others": 50.0, "relative": 120.0, "contributors": 5}


def test_others_are_shown_to_who_has_no_plan_but_not_compared(as_user):
    make_others(5)
    found = others_of(as_user(make_user("planless")))
    assert (found["mine"], found["relative"], found["contributors"]) == (None, None, 5)


def test_leaving_is_seen_within_a_minute(fixed_now, as_alice):
    leaver = make_others(5)[0]
    assert others_of(as_alice)["contributors"] == 5
    leaver.share_anonymously = False
    leaver.save()
    fixed_now.shift(60)
    assert others_of(as_alice)["contributors"] is None


def test_of_days_that_only_they_ask_for_somebody_learns_30_an_hour(alice, as_alice, as_bob, bob):
    make_others(5)
    for person in (alice, bob):
        make_expense(person, 1_000, on="2026-11-01")
    days = [f"2026-{month:02d}-{day:02d}" for month in (9, 10) for day in range(1, 16)]
    for day in days:
        others_of(as_alice, day)
    assert others_of(as_alice, "2026-11-22")["contributors"] is None
    assert others_of(as_alice)["contributors"] == 5
    assert PeerAverage.objects.filter(day="2026-11-22").count() == 0
    others_of(as_bob, "2026-11-22")
    assert PeerAverage.objects.filter(day="2026-11-22").count() == 1


def test_a_day_that_is_known_counts_once(as_alice):
    for _ in range(2 * OTHER_DAYS_HOURLY):
        others_of(as_alice, "2026-11-22")
    assert [len(row.stamps) for row in Attempts.objects.all()] == [STAMP]
