"""Reads about people and their logins."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID
from zoneinfo import available_timezones

from babel.core import get_global
from babel.numbers import get_territory_currencies
from django.conf import settings
from django.db import connection

from core import clock
from core.errors import NotFound

from .models import AuthSession, User, username_key

# What a request needs of its user; the rest is fetched when somebody asks for it.
USER_FIELDS = (
    "id", "username", "is_active", "is_staff", "language", "time_zone", "currency", "month_start_day", "rounding_unit",
    "floor_percent", "share_anonymously",
)  # fmt: skip
SETTINGS = (
    "id", "username", "email", "language", "time_zone", "currency", "month_start_day", "rounding_unit", "floor_percent",
    "share_anonymously",
)  # fmt: skip
# Primary key of the login, then of its user: one statement, two index look-ups.
LIVE_LOGIN = f"""
    SELECT {", ".join(f"u.{field}" for field in USER_FIELDS)}
    FROM accounts_authsession s JOIN accounts_user u ON u.id = s.user_id
    WHERE s.id = %s AND s.revoked_at IS NULL AND s.expires_at > %s AND s.last_used_at > %s AND u.is_active
"""

CONTRIBUTORS_STEP = 5
BEYOND_ALL_IDS = 2**63 - 1


class Login(NamedTuple):
    """Who is asking, and through which login."""

    user: User
    sid: UUID


def live_login(sid: UUID) -> Login | None:
    """Return the login with its user, unless it was ended, expired, or its user deactivated."""
    with connection.cursor() as cursor:
        cursor.execute(LIVE_LOGIN, live_login_values(sid))
        row = cursor.fetchone()
    return login_of(sid, row) if row else None


def live_login_values(sid: UUID) -> list[Any]:
    """Return the values of LIVE_LOGIN, which other statements take in."""
    now = clock.now()
    idle_since = now - timedelta(days=settings.LOGIN_IDLE_DAYS)
    adapt: Callable[[datetime], Any] = connection.ops.adapt_datetimefield_value
    return [sid if connection.features.has_native_uuid_field else sid.hex, adapt(now), adapt(idle_since)]


def login_of(sid: UUID, row: Sequence[Any]) -> Login:
    """Return the login of which LIVE_LOGIN gave this row."""
    return Login(User.from_db(connection.alias, USER_FIELDS, row), sid)


def sessions_of(user: User, current: UUID) -> list[dict[str, object]]:
    """Return a person's logins that still work, newest first, and which of them is `current`."""
    fields = ("id", "created_at", "last_used_at", "user_agent")
    rows = AuthSession.objects.live().filter(user=user).order_by("-created_at", "id").values(*fields)
    return [{**row, "current": row["id"] == current} for row in rows]


def login_id(text: str) -> UUID:
    """Return the id of a login. Raises NotFound for what cannot be one."""
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound from error


def settings_of(user: User) -> dict[str, object]:
    """Return a person with their settings, as JSON has them."""
    return {field: getattr(user, field) for field in SETTINGS}


def active_user(username: str) -> User | None:
    """Return the person of this name, in whatever case or width it is written, unless deactivated."""
    return User.objects.filter(username_key=username_key(username), is_active=True).first()


def told_contributors(people: int) -> int | None:
    """Return how many people a number over them may be said to be of, rounded down to fives; None for too few.

    Too few are fewer than RECOMMENDATION_MIN_USERS: of them not even the number is told.
    """
    if people < settings.RECOMMENDATION_MIN_USERS:
        return None
    return people - people % CONTRIBUTORS_STEP or settings.RECOMMENDATION_MIN_USERS


def id_ranges(size: int) -> Iterator[tuple[int, int]]:
    """Yield ranges (after, last] of people's ids that hold everybody, `size` people in each but the last."""
    after = 0
    ids = User.objects.order_by("pk").values_list("pk", flat=True)
    while last := next(iter(ids.filter(pk__gt=after)[size - 1 : size]), None):
        yield after, last
        after = last
    yield after, BEYOND_ALL_IDS


@cache
def time_zones() -> frozenset[str]:
    """Return the names of all time zones, as the tz database has them, but for those that are no place."""
    return frozenset(available_timezones() - {"localtime", "Factory", "posixrules"})


@cache
def currencies() -> frozenset[str]:
    """Return the ISO 4217 codes of every money that is legal tender somewhere today."""
    today = clock.now().date()
    territories = get_global("territory_currencies")
    return frozenset(code for name in territories for code in get_territory_currencies(name, start_date=today))
