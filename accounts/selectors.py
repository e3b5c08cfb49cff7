"""Reads about people and their logins."""

from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.db import connection

from core import clock

from .models import AuthSession, User

# What a request needs of its user; the rest is fetched when somebody asks for it.
USER_FIELDS = (
    "id", "username", "is_active", "is_staff", "language", "time_zone", "currency", "month_start_day", "rounding_unit",
    "floor_percent", "share_anonymously",
)  # fmt: skip
# Primary key of the login, then of its user: one statement, two index look-ups.
LIVE_LOGIN = f"""
    SELECT {", ".join(f"u.{field}" for field in USER_FIELDS)}
    FROM accounts_authsession s JOIN accounts_user u ON u.id = s.user_id
    WHERE s.id = %s AND s.revoked_at IS NULL AND s.expires_at > %s AND s.last_used_at > %s AND u.is_active
"""


class Login(NamedTuple):
    """Who is asking, and through which login."""

    user: User
    sid: UUID


def live_login(sid: UUID) -> Login | None:
    """Return the login with its user, unless it was ended, expired, or its user deactivated."""
    now = clock.now()
    with connection.cursor() as cursor:
        cursor.execute(LIVE_LOGIN, [_adapt_uuid(sid), *map(_adapt_time, (now, _idle_since(now)))])
        row = cursor.fetchone()
    return Login(User.from_db(connection.alias, USER_FIELDS, row), sid) if row else None


def _idle_since(now: datetime) -> datetime:
    return now - timedelta(days=settings.LOGIN_IDLE_DAYS)


def _adapt_uuid(value: UUID) -> object:
    return value if connection.features.has_native_uuid_field else value.hex


def _adapt_time(value: datetime) -> object:
    return connection.ops.adapt_datetimefield_value(value)


def live_logins(user: User) -> list[AuthSession]:
    """Return a person's logins that still work, newest first."""
    now = clock.now()
    return list(
        user.logins.filter(revoked_at=None, expires_at__gt=now, last_used_at__gt=_idle_since(now)).order_by("-created_at")
    )
