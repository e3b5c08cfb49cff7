from datetime import UTC, datetime, timedelta

import pytest

from notifications.models import AlertState, Delivery
from tests.factories import make_expense

from .deciding import look, watch


def test_a_new_month_begins_anew(fixed_now, alice):
    watch(alice)
    make_expense(alice, 240_000)
    assert look() == ["food:80:2026-11:1"]
    fixed_now.move_to(datetime(2026, 11, 30, 15, 0, tzinfo=UTC))
    assert look() == []
    make_expense(alice, 240_000, on="2026-12-01")
    assert look() == ["food:80:2026-12:1"]
    assert set(AlertState.objects.values_list("month", flat=True)) == {202611, 202612}


@pytest.mark.parametrize(
    ("zone", "told"), [("Asia/Seoul", []), ("America/New_York", ["food:80:2026-11:1"]), ("Pacific/Kiritimati", [])]
)
def test_the_month_turns_where_they_live(fixed_now, alice, zone, told):
    alice.time_zone = zone
    alice.save()
    watch(alice)
    make_expense(alice, 240_000, on="2026-11-20")
    fixed_now.move_to(datetime(2026, 11, 30, 15, 0, tzinfo=UTC))
    assert look() == told


def test_it_is_of_the_day_where_they_live(fixed_now, alice):
    alice.time_zone = "America/New_York"
    alice.save()
    watch(alice)
    make_expense(alice, 240_000, on="2026-11-22")
    look()
    assert str(Delivery.objects.get().local_date) == "2026-11-22"


def test_a_month_that_starts_on_payday_has_its_own_days(alice):
    alice.month_start_day = 25
    alice.save()
    watch(alice)
    alice.plans.update(month=202610)
    make_expense(alice, 240_000, on="2026-10-24")
    assert look() == []
    make_expense(alice, 240_000, on="2026-10-25")
    assert look() == ["food:80:2026-10:1"]


def test_people_in_different_months_are_looked_at_together(fixed_now, alice, bob):
    alice.time_zone = "America/New_York"
    alice.save()
    fixed_now.move_to(datetime(2026, 11, 30, 15, 0, tzinfo=UTC))
    for person in (alice, bob):
        watch(person)
    make_expense(alice, 240_000, on="2026-11-20")
    make_expense(bob, 240_000, on="2026-12-01")
    assert look() == ["food:80:2026-11:1", "food:80:2026-12:1"]
    assert look() == []


def test_a_silent_weekday_is_waited_out(fixed_now, alice):
    watch(alice, silent_weekdays=1)
    make_expense(alice, 240_000)
    assert look() == []
    fixed_now.shift(timedelta(days=1))
    assert look() == ["food:80:2026-11:1"]


def test_so_is_a_public_holiday(fixed_now, alice):
    watch(alice, silent_holidays=True)
    fixed_now.move_to(datetime(2026, 12, 25, 0, 0, tzinfo=UTC))
    make_expense(alice, 240_000, on="2026-12-25")
    assert look() == []
    fixed_now.shift(timedelta(days=1))
    assert look() == ["food:80:2026-12:1"]


def test_who_lives_in_a_zone_that_is_gone_keeps_nobody_from_being_told(alice, bob):
    alice.time_zone = "Mars/Olympus"
    alice.save()
    for person in (alice, bob):
        watch(person)
        make_expense(person, 240_000)
    assert look() == ["food:80:2026-11:1"]
    assert Delivery.objects.get().owner == bob
