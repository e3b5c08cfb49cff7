"""Who is due: once a minute, one statement per rule over everybody, whatever time zone they live in.

When a time of the wall clock comes is worked out here: a day has parts in which its clock runs evenly, one where it is
not changed, two where it is. A time that the clock jumps over comes at the jump; one that it shows twice, the first
time.
"""

import logging
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db import connection
from django.db.models import Q
from holidays import country_holidays

from accounts.models import User

from .models import MINUTES_A_DAY, Kind

logger = logging.getLogger(__name__)

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
# A message is of use for so many minutes after its time. Later it would only be noise.
USEFUL_MINUTES = 180
KOREA = country_holidays("KR")

HAS_PLAN = "EXISTS (SELECT 1 FROM budget_management_monthplan m WHERE m.owner_id = p.owner_id)"
NEVER_NUDGED = """NOT EXISTS (
    SELECT 1 FROM notifications_delivery d
    WHERE d.owner_id = p.owner_id AND d.kind = 'nudge' AND d.state NOT IN ('failed', 'expired')
)"""
# Somebody without a plan is nudged once, in the morning, or in the evening where they want no mornings.
IS_TO_BE_NUDGED = f"NOT {HAS_PLAN} AND {NEVER_NUDGED}"
RULES = (
    (Kind.MORNING, "morning", HAS_PLAN),
    (Kind.EVENING, "evening", HAS_PLAN),
    (Kind.NUDGE, "morning", IS_TO_BE_NUDGED),
    (Kind.NUDGE, "evening", f"NOT p.morning_on AND {IS_TO_BE_NUDGED}"),
)
# Without looking for what is there it would be right as well, but would try for three hours to make it again. Not with
# NOT EXISTS: PostgreSQL joins for that and, while it does not know how many are of today, compares each with each.
# Who is being erased, and what is being deleted, is left out and kept from being so until this is over: a single row
# without its owner or channel would take everybody's message with it.
# In the order of the channels, so that several of these statements wait for each other in turn and never in a ring.
ENQUEUE = """
    INSERT INTO notifications_delivery (
        owner_id, channel_id, kind, local_date, subject, state, last_error, attempts,
        due_at, next_attempt_at, useful_until
    )
    WITH spans (time_zone, local_date, first_at, last_at, starts_at, reached, weekday, is_holiday) AS (VALUES {spans}),
    due AS (
        SELECT p.owner_id, c.id AS channel_id, s.local_date,
            s.reached - CASE WHEN p.{times}_at < s.starts_at THEN s.starts_at ELSE p.{times}_at END AS late
        FROM spans s
        JOIN notifications_preferences p ON p.{times}_at BETWEEN s.first_at AND s.last_at
        JOIN accounts_user u ON u.id = p.owner_id AND u.time_zone = s.time_zone
        JOIN notifications_channel c ON c.owner_id = p.owner_id
        WHERE p.{times}_on AND u.is_active AND c.is_on AND (c.type <> 'email' OR c.verified_at IS NOT NULL)
            AND (p.silent_weekdays & s.weekday) = 0 AND NOT (p.silent_holidays AND s.is_holiday)
            AND {wanted}
            AND (
                SELECT d.id FROM notifications_delivery d
                WHERE d.owner_id = p.owner_id AND d.kind = '{kind}' AND d.local_date = s.local_date
                    AND d.channel_id = c.id AND d.subject = ''
            ) IS NULL
        {held}
    )
    SELECT owner_id, channel_id, '{kind}', local_date, '', 'waiting', '', 0, {due_at}, {due_at}, {useful_until}
    FROM due
    ORDER BY channel_id
    ON CONFLICT DO NOTHING
"""
HELD = {"sqlite": "", "postgresql": "FOR KEY SHARE OF u, c SKIP LOCKED"}
LATER = {
    "sqlite": "datetime(%s, ({minutes}) || ' minutes')",
    "postgresql": "CAST(%s AS timestamptz) + ({minutes}) * interval '1 minute'",
}


class Stretch(NamedTuple):
    """A part of a local day in which the clock runs evenly, in minutes from that day's midnight on the wall clock.

    It shows `starts_at` first. The times from `first` to before `end` come in it.
    """

    offset: timedelta
    starts_at: int
    first: int
    end: int


class Span(NamedTuple):
    """The times of a local day, `first_at` to `last_at`, that have come less than 180 minutes ago in a time zone."""

    time_zone: str
    local_date: date
    first_at: int
    last_at: int
    starts_at: int
    reached: int
    weekday: int
    is_holiday: bool


def enqueue_due(now: datetime) -> int:
    """Make a delivery for everyone whose time has come and is of use, and each of their channels; return how many.

    Calling it again, at once or at the same moment elsewhere, makes no second one.
    """
    now = now.astimezone(UTC).replace(second=0, microsecond=0)
    spans = spans_of(_time_zones(), now)
    return sum(_enqueue(kind, times, wanted, spans, now) for kind, times, wanted in RULES) if spans else 0


def spans_of(time_zones: Iterable[str], now: datetime) -> list[Span]:
    """Return which times of which days are due in the zones at `now`, a whole minute in UTC."""
    found: list[Span] = []
    for time_zone in time_zones:
        try:
            found += _spans(time_zone, now)
        except (ZoneInfoNotFoundError, ValueError):
            logger.warning("time zone unknown: %s", time_zone)
    return found


@lru_cache(maxsize=4096)
def stretches(time_zone: str, day: date) -> tuple[Stretch, ...]:
    """Return the even parts of a local day, in order; none for a day that a zone has left out."""
    midnight = _midnight(day)
    found: list[Stretch] = []
    shown = 0
    for begins, ends, offset in _even_runs(ZoneInfo(time_zone), midnight - DAY, midnight + 2 * DAY):
        starts_at = max((begins + offset - midnight) // MINUTE, 0)
        end = min((ends + offset - midnight) // MINUTE, MINUTES_A_DAY)
        if starts_at < end and shown < end:
            found.append(Stretch(offset, starts_at, shown, end))
            shown = end
    # What the clock jumps over at the day's end still belongs to that day.
    return (*found[:-1], found[-1]._replace(end=MINUTES_A_DAY)) if found else ()


def _spans(time_zone: str, now: datetime) -> Iterator[Span]:
    here = ZoneInfo(time_zone)
    for day in sorted({now.astimezone(here).date(), (now - USEFUL_MINUTES * MINUTE).astimezone(here).date()}):
        for stretch in stretches(time_zone, day):
            reached = (now + stretch.offset - _midnight(day)) // MINUTE
            ago = reached - stretch.starts_at
            first = stretch.first if ago < USEFUL_MINUTES else max(stretch.first, reached - USEFUL_MINUTES + 1)
            last = min(stretch.end - 1, reached)
            if ago >= 0 and first <= last:
                weekday, is_holiday = 1 << day.weekday(), day in KOREA
                yield Span(time_zone, day, first, last, stretch.starts_at, reached, weekday, is_holiday)


def _even_runs(here: ZoneInfo, start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime, timedelta]]:
    """Yield (begins, ends, offset) of the runs between changes of the clock."""
    begins, offset = start, _offset(here, start)
    hours = (end - start) // HOUR
    for hour in (start + number * HOUR for number in range(hours)):
        if _offset(here, hour + HOUR) != offset:
            minutes = (hour + number * MINUTE for number in range(1, 61))
            change = next(minute for minute in minutes if _offset(here, minute) != offset)
            yield begins, change, offset
            begins, offset = change, _offset(here, change)
    yield begins, end, offset


def _offset(here: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(here).utcoffset() or timedelta()


def _midnight(day: date) -> datetime:
    """Return a day's midnight on a wall clock that shows UTC, to count its minutes from."""
    return datetime.combine(day, time(), UTC)


def _time_zones() -> list[str]:
    wants = Q(message_preferences__morning_on=True) | Q(message_preferences__evening_on=True)
    return list(User.objects.filter(wants, is_active=True).values_list("time_zone", flat=True).distinct())


def _enqueue(kind: str, times: str, wanted: str, spans: list[Span], now: datetime) -> int:
    later = LATER[connection.vendor]
    statement = ENQUEUE.format(
        spans=", ".join(["(" + ", ".join(["%s"] * len(Span._fields)) + ")"] * len(spans)),
        kind=kind,
        times=times,
        wanted=wanted,
        held=HELD[connection.vendor],
        due_at=later.format(minutes="-late"),
        useful_until=later.format(minutes=f"{USEFUL_MINUTES} - late"),
    )
    values: list[Any] = list(chain.from_iterable(spans))
    moment = connection.ops.adapt_datetimefield_value(now)
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values, moment, moment, moment])
        made: int = cursor.rowcount
    return made
