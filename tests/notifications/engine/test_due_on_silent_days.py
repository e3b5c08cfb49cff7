import pytest

from notifications.due import enqueue_due

from .people import at, deliveries, make_reader

pytestmark = pytest.mark.django_db
MONDAY, SATURDAY, SUNDAY = 1, 32, 64


def on_days(*days):
    for day in days:
        enqueue_due(at(f"2026-{day}T08:00"))
    return [day[5:] for _, day in deliveries()]


def test_silent_weekdays_have_none():
    make_reader("alice", wishes={"morning_on": True, "silent_weekdays": SATURDAY | SUNDAY})
    assert on_days("11-20", "11-21", "11-22", "11-23") == ["11-20", "11-23"]


def test_the_weekday_is_that_of_where_the_person_lives():
    make_reader("alice", wishes={"morning_on": True, "silent_weekdays": MONDAY}, time_zone="Pacific/Kiritimati")
    assert enqueue_due(at("2026-11-23T08:00+14:00")) == 0
    assert enqueue_due(at("2026-11-24T08:00+14:00")) == 1


def test_public_holidays_of_korea_are_silent_for_who_asked():
    make_reader("alice", wishes={"morning_on": True, "silent_holidays": True})
    # Chuseok of 2026 is from Thursday to Saturday.
    assert on_days("09-23", "09-24", "09-25", "09-26", "09-28", "10-03", "12-25") == ["09-23", "09-28"]


def test_and_for_nobody_else():
    make_reader("alice", wishes={"morning_on": True})
    assert on_days("09-25") == ["09-25"]


def test_late_after_midnight_the_day_it_is_about_decides():
    make_reader("alice", wishes={"evening_on": True, "evening_at": 23 * 60 + 30, "silent_weekdays": MONDAY})
    # 00:15 on Monday, about Sunday.
    assert enqueue_due(at("2026-11-23T00:15")) == 1
    # 00:15 on Tuesday, about Monday.
    assert enqueue_due(at("2026-11-24T00:15")) == 0
