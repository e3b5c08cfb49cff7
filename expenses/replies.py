"""Retry-safe creation: what an Idempotency-Key was first answered with, kept in the creation's own transaction."""

import json
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Self

from django.db import OperationalError, connection

from accounts.housekeeping import delete_in_batches
from core import clock
from core.errors import IdempotencyKeyInFlight, IdempotencyKeyInvalid, IdempotencyKeyReused

from .models import CreationReply, Expense
from .rows import Row, row_of

REMEMBERED = timedelta(hours=48)
# Space only inside: servers strip it around header values.
KEY = re.compile(r"[!-~]([ -~]{0,253}[!-~])?")
LOCK_TIMEOUT = "55P03"
# Takes the key if nobody has it or its reply has expired, in one statement, so that the second of two waits for the
# first to commit and then gets nothing. An expense that lives holds its key without a reply, too.
CLAIM = """
    INSERT INTO expenses_creationreply (owner_id, key, fingerprint, body, created_at)
    SELECT %s, %s, %s, '', %s
    WHERE NOT EXISTS (SELECT 1 FROM expenses_expense WHERE owner_id = %s AND idempotency_key = %s)
    ON CONFLICT (owner_id, key) DO UPDATE SET fingerprint = excluded.fingerprint, created_at = excluded.created_at
    WHERE expenses_creationreply.created_at <= %s
    RETURNING id
"""
REMEMBER = "UPDATE expenses_creationreply SET body = %s WHERE id = %s"


@dataclass(frozen=True, slots=True)
class Idempotency:
    """A client's key, and what it asked for under it."""

    key: str
    fingerprint: str

    @classmethod
    def of(cls, key: str, body: Any) -> Self:
        """Return the key with the SHA-256 of a parsed JSON body. Raises IdempotencyKeyInvalid."""
        if not KEY.fullmatch(key):
            raise IdempotencyKeyInvalid(attr="Idempotency-Key")
        canonical = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return cls(key, sha256(canonical.encode()).hexdigest())


def claim(owner_id: int, asked: Idempotency) -> int | None:
    """Return the id of the reply to be remembered, or None where the key was used.

    Waits for another request with the key; raises IdempotencyKeyInFlight when that takes too long.
    """
    now = clock.now()
    created_at, expired = _adapt(now), _adapt(now - REMEMBERED)
    values = [owner_id, asked.key, asked.fingerprint, created_at, owner_id, asked.key, expired]
    try:
        with connection.cursor() as cursor:
            cursor.execute(CLAIM, values)
            claimed = cursor.fetchone()
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", None) == LOCK_TIMEOUT:
            raise IdempotencyKeyInFlight from error
        raise
    return claimed[0] if claimed else None


def remember(reply_id: int, row: Row) -> None:
    """Keep the answer for 48 hours, word for word."""
    with connection.cursor() as cursor:
        cursor.execute(REMEMBER, [json.dumps(row, ensure_ascii=False), reply_id])


def replay(owner_id: int, asked: Idempotency) -> Row:
    """Return the answer that the key was first given; after 48 hours, the expense as it now is.

    Raises IdempotencyKeyReused where the key came with another body, and IdempotencyKeyInFlight where what held the key
    has just gone.
    """
    reply = CreationReply.objects.filter(
        owner_id=owner_id, key=asked.key, created_at__gt=clock.now() - REMEMBERED
    ).first()
    if reply:
        _require_same_body(reply.fingerprint, asked)
        row: Row = json.loads(reply.body)
        return row
    expense = Expense.objects.select_related("category").filter(owner_id=owner_id, idempotency_key=asked.key).first()
    if not expense:
        raise IdempotencyKeyInFlight
    _require_same_body(expense.idempotency_fingerprint, asked)
    return row_of(expense)


def purge() -> int:
    """Delete the replies that are no longer given, in batches; return how many."""
    return delete_in_batches(CreationReply.objects.filter(created_at__lte=clock.now() - REMEMBERED))


def _require_same_body(fingerprint: str, asked: Idempotency) -> None:
    if fingerprint != asked.fingerprint:
        raise IdempotencyKeyReused


def _adapt(time: datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(time)
