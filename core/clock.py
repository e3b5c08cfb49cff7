"""The only reader of the clock."""

from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo


class HasTimeZone(Protocol):
    """Anything that lives in a time zone."""

    @property
    def time_zone(self) -> str: ...


def now() -> datetime:
    """Return this moment, in UTC."""
    return datetime.now(UTC)


def today(who: HasTimeZone) -> date:
    """Return the date where they live: the day turns in their time zone, not in the server's."""
    return now().astimezone(ZoneInfo(who.time_zone)).date()
