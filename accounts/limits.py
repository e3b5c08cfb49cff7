"""How often a password may be tried, or something costly asked for: counted exactly, in the database, and before.

An attempt is a stamp: a comma and 16 digits, the time in microseconds. Each key keeps as many as its limit allows,
oldest first, in one row that one statement reads and writes, so that no two attempts take the same place.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, Value
from django.db.models.functions import Replace

from core import clock
from core.errors import TooManyAttempts

from .addresses import network_of
from .models import Attempts, User, username_key

MINUTE, HOUR = 60, 3600
MICROSECONDS = 1_000_000
STAMP = 17
RESETS_NAME_HOURLY, RESETS_ADDRESS_HOURLY = 3, 30
# For whom everybody's spending is looked at, on days that nobody else needs.
OTHER_DAYS_HOURLY = 30
# No row comes back where the limit refuses. Stamps of one key always grow, so that each can be taken back alone.
COUNT = """
    INSERT INTO accounts_attempts AS kept (key, stamps, updated_at) VALUES (%s, %s, %s)
    ON CONFLICT (key) DO UPDATE SET
        stamps =
            CASE WHEN length(kept.stamps) < %s THEN kept.stamps ELSE substr(kept.stamps, length(kept.stamps) - %s) END
            || CASE WHEN excluded.stamps > substr(kept.stamps, length(kept.stamps) - 16) THEN excluded.stamps
                ELSE ',' || CAST(CAST(substr(kept.stamps, length(kept.stamps) - 15) AS bigint) + 1 AS text) END,
        updated_at = excluded.updated_at
    WHERE length(kept.stamps) < %s OR substr(kept.stamps, length(kept.stamps) - %s, 16) <= %s
    RETURNING substr(stamps, length(stamps) - 16)
"""


@dataclass(frozen=True)
class Limit:
    """At most `most` attempts under one key in any `seconds`."""

    key: str
    most: int
    seconds: int


class Counted(NamedTuple):
    """An attempt that was counted, to be taken back if it turns out right."""

    key: str
    stamp: str


def count_login(username: str, address: str) -> list[Counted]:
    """Count an attempt on a name from an address, and commit that. Raises TooManyAttempts, counting nothing."""
    name, network = _half("name", username_key(username)), _half("address", network_of(address))
    # The order is the same for everybody, so that two attempts never wait for each other.
    limits = [
        Limit(name + network, settings.LOGIN_LIMIT_NAME_AND_ADDRESS, MINUTE),
        Limit(_NOTHING + network, settings.LOGIN_LIMIT_ADDRESS, MINUTE),
        Limit(name + _NOTHING, settings.LOGIN_LIMIT_NAME_HOURLY, HOUR),
    ]
    # A count that an outer transaction takes back would be none.
    with transaction.atomic(durable=True):
        return count(limits)


def count_registration(address: str) -> None:
    """Count a registration within its own transaction. Raises TooManyAttempts."""
    if settings.REGISTRATIONS_PER_ADDRESS_HOURLY:
        key = _NOTHING + _half("registration", network_of(address))
        count([Limit(key, settings.REGISTRATIONS_PER_ADDRESS_HOURLY, HOUR)])


def count_reset(username: str, address: str) -> None:
    """Count somebody's wish for a mailed link to a new password, and commit that. Raises TooManyAttempts."""
    name, network, purpose = (
        _half("name", username_key(username)),
        _half("address", network_of(address)),
        _half("reset", ""),
    )
    with transaction.atomic(durable=True):
        count([Limit(name + purpose, RESETS_NAME_HOURLY, HOUR), Limit(purpose + network, RESETS_ADDRESS_HOURLY, HOUR)])


def allow_other_day(user: User) -> bool:
    """Count that a mean over everybody is computed for one person alone; False beyond the limit."""
    try:
        with transaction.atomic():
            count([Limit(_NOTHING + _half("other day", str(user.pk)), OTHER_DAYS_HOURLY, HOUR)])
    except TooManyAttempts:
        return False
    return True


def count(limits: Sequence[Limit]) -> list[Counted]:
    """Count one attempt under every limit. Raises TooManyAttempts at the first that refuses; the caller rolls back."""
    now = clock.now()
    micros = int(now.timestamp()) * MICROSECONDS + now.microsecond
    at = connection.ops.adapt_datetimefield_value(now)
    counted = []
    with connection.cursor() as cursor:
        for limit in limits:
            full = limit.most * STAMP
            too_old = f"{micros - limit.seconds * MICROSECONDS:016}"
            cursor.execute(COUNT, [limit.key, f",{micros:016}", at, full, full - STAMP - 1, full, full - 2, too_old])
            # All rows are fetched, or SQLite would leave the statement open.
            rows = cursor.fetchall()
            if not rows:
                raise TooManyAttempts(retry_after=_wait(limit, micros))
            counted.append(Counted(limit.key, rows[0][0]))
    return counted


def take_back(counted: Sequence[Counted]) -> None:
    """Forget attempts that were right."""
    with transaction.atomic():
        for key, stamp in counted:
            Attempts.objects.filter(key=key).update(stamps=Replace(F("stamps"), Value(stamp), Value("")))


def forget_name(username: str) -> None:
    """Delete what was counted against a name, from any address, within the caller's transaction."""
    counted = Attempts.objects.filter(key__startswith=_half("name", username_key(username)))
    # The name's own row, whose key sorts first, is the last that an attempt takes: so here, or both might wait.
    keys = list(counted.select_for_update().order_by("-key").values_list("key", flat=True))
    Attempts.objects.filter(key__in=keys).delete()


def _wait(limit: Limit, micros: int) -> int:
    """Return the whole seconds until the oldest stamp that counts leaves the window."""
    oldest = int(Attempts.objects.get(key=limit.key).stamps[-limit.most * STAMP :][1:STAMP])
    left = oldest + limit.seconds * MICROSECONDS - micros
    return max(1, min(limit.seconds, -(-left // MICROSECONDS)))


_NOTHING = "0" * 32


def _half(kind: str, what: str) -> str:
    """Return half a key, 128 bits of SHA-256. The name's half comes first, so that a name can be forgotten whole."""
    return sha256(f"{kind} {what}".encode()).hexdigest()[:32]
