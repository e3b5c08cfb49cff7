"""Times of the wall clock, against the plainest scheduler there is: it looks at the wall every few minutes."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from notifications.due import MINUTE, USEFUL_MINUTES, Stretch, spans_of, stretches

# Where clocks change by an hour, by half an hour, by two hours, at midnight, for Ramadan, or never.
ZONES = [
    "America/New_York",
    "Australia/Lord_Howe",
    "Africa/Cairo",
    "Asia/Kathmandu",
    "Pacific/Kiritimati",
    "Pacific/Apia",
    "Africa/Casablanca",
    "America/Santiago",
    "Asia/Seoul",
    "Antarctica/Troll",
]
FROM, DAYS, STEP = datetime(2026, 11, 23, tzinfo=UTC), 400, timedelta(minutes=5)
TIMES = [0, 30, 95, 150, 480, 1200, 1435]


def plain_schedule(time_zone):
    """When each local day's times come, seen by somebody who looks every five minutes and remembers what was done."""
    here, seen = ZoneInfo(time_zone), {}
    for number in range(DAYS * 288):
        moment = FROM + number * STEP
        local = moment.astimezone(here)
        for at in TIMES:
            if local.hour * 60 + local.minute >= at:
                seen.setdefault((local.date(), at), moment)
    return seen


def late(span, at):
    return span.reached - max(at, span.starts_at)


def due_times(time_zone):
    """When each is first due, and all the times that it is said to be due at."""
    first, said = {}, {}
    for number in range(DAYS * 288):
        moment = FROM + number * STEP
        for span in spans_of([time_zone], moment):
            for at in TIMES:
                if span.first_at <= at <= span.last_at:
                    first.setdefault((span.local_date, at), moment)
                    said.setdefault((span.local_date, at), set()).add(moment - late(span, at) * MINUTE)
    return first, said


@pytest.mark.parametrize("time_zone", ZONES)
def test_for_400_days_each_comes_once_a_local_day_at_its_time(time_zone):
    expected = plain_schedule(time_zone)
    first, said = due_times(time_zone)
    start = FROM.astimezone(ZoneInfo(time_zone)).date()
    days = {start + timedelta(number) for number in range(1, DAYS - 1)}
    for day in days:
        for at in TIMES:
            assert first[day, at] == expected[day, at]
            # However late it is asked, its time stays what it was.
            assert said[day, at] == {expected[day, at]}


def due_at(time_zone, moment, at):
    """The days whose time is due at a moment, and how late it is."""
    spans = spans_of([time_zone], datetime.fromisoformat(moment).astimezone(UTC))
    return [(str(span.local_date), late(span, at)) for span in spans if span.first_at <= at <= span.last_at]


def test_it_is_due_at_its_minute_and_not_before():
    assert due_at("Asia/Seoul", "2026-11-23T07:59+09:00", 480) == []
    assert due_at("Asia/Seoul", "2026-11-23T08:00+09:00", 480) == [("2026-11-23", 0)]


def test_it_is_due_until_it_is_three_hours_late():
    assert due_at("Asia/Seoul", "2026-11-23T10:59+09:00", 480) == [("2026-11-23", USEFUL_MINUTES - 1)]
    assert due_at("Asia/Seoul", "2026-11-23T11:00+09:00", 480) == []


def test_late_in_the_evening_it_is_due_into_the_next_day():
    assert due_at("Asia/Seoul", "2026-11-24T01:00+09:00", 23 * 60) == [("2026-11-23", 120)]
    assert due_at("Asia/Seoul", "2026-11-24T02:00+09:00", 23 * 60) == []


def test_a_time_that_the_clock_jumps_over_comes_at_the_jump():
    assert due_at("America/New_York", "2027-03-14T01:59-05:00", 150) == []
    assert due_at("America/New_York", "2027-03-14T03:00-04:00", 150) == [("2027-03-14", 0)]
    assert due_at("America/New_York", "2027-03-14T05:59-04:00", 150) == [("2027-03-14", 179)]
    assert due_at("America/New_York", "2027-03-14T06:00-04:00", 150) == []


def test_a_time_that_the_clock_shows_twice_comes_the_first_time():
    assert due_at("America/New_York", "2027-11-07T01:30-04:00", 90) == [("2027-11-07", 0)]
    assert due_at("America/New_York", "2027-11-07T01:30-05:00", 90) == [("2027-11-07", 60)]
    assert due_at("America/New_York", "2027-11-07T03:29-05:00", 90) == [("2027-11-07", 179)]
    assert due_at("America/New_York", "2027-11-07T03:30-05:00", 90) == []


def test_lateness_is_counted_in_real_minutes_where_the_clock_jumps():
    assert due_at("America/New_York", "2027-03-14T03:30-04:00", 90) == [("2027-03-14", 60)]


def test_midnight_that_the_clock_jumps_over_comes_with_the_day():
    # Cairo goes from 00:00 to 01:00 on the last Friday of April.
    assert due_at("Africa/Cairo", "2027-04-29T23:59+02:00", 0) == []
    assert due_at("Africa/Cairo", "2027-04-30T01:00+03:00", 0) == [("2027-04-30", 0)]


def test_an_evening_that_is_lived_twice_has_one_message():
    # Santiago goes from midnight back to 23:00.
    assert due_at("America/Santiago", "2027-04-03T23:30-03:00", 1410) == [("2027-04-03", 0)]
    assert due_at("America/Santiago", "2027-04-03T23:30-04:00", 1410) == [("2027-04-03", 60)]
    assert due_at("America/Santiago", "2027-04-04T00:30-04:00", 1410) == [("2027-04-03", 120)]


def test_a_day_that_a_zone_left_out_has_none():
    assert stretches("Pacific/Apia", date(2011, 12, 30)) == ()
    assert [day for day, _ in due_at("Pacific/Apia", "2011-12-31T08:00+14:00", 480)] == ["2011-12-31"]


def test_what_the_clock_jumps_over_at_the_days_end_belongs_to_that_day():
    # Toronto went from 23:30 to 00:30 in 1919.
    assert stretches("America/Toronto", date(1919, 3, 30)) == (Stretch(timedelta(hours=-5), 0, 0, 1440),)
    assert due_at("America/Toronto", "1919-03-31T01:00-04:00", 1425) == [("1919-03-30", 15)]


def test_a_zone_that_nobody_knows_any_more_does_not_stop_the_others(caplog):
    noon = datetime(2026, 11, 23, 3, tzinfo=UTC)
    spans = spans_of(["Asia/Nowhere", "../etc", "Asia/Seoul"], noon)
    assert {span.time_zone for span in spans} == {"Asia/Seoul"}
    assert caplog.messages == ["time zone unknown: Asia/Nowhere", "time zone unknown: ../etc"]
