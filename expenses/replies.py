"""Retry-safe creation: what an Idempotency-Key was first answered with, kept in the creation's own transaction."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
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
# Keeps the answer of a key unless another one is still given for it. By the unique (owner, key).
REMEMBER = """
    INSERT INTO expenses_creationreply (owner_id, key, fingerprint, body, created_at) VALUES (%s, %s, %s, %s, %s)
    ON CONFLICT (owner_id, key) DO UPDATE
    SET fingerprint = excluded.fingerprint, body = excluded.body, created_at = excluded.created_at
    WHERE expenses_creationreply.created_at <= %s
    RETURNING id
"""


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


@contextmanager
def in_turn(asked: Idempotency | None) -> Iterator[None]:
    """Raise IdempotencyKeyInFlight where waiting for another request with the key takes too long."""
    try:
        yield
    except OperationalError as error:
        if asked and getattr(error.__cause__, "sqlstate", None) == LOCK_TIMEOUT:
            raise IdempotencyKeyInFlight from error
        raise


def remember(owner_id: int, asked: Idempotency, row: Row) -> bool:
    """Keep the answer for 48 hours, word for word; False where the key has another one."""
    now = clock.now()
    body = json.dumps(row, ensure_ascii=False)
    values = [owner_id, asked.key, asked.fingerprint, body, _adapt(now), _adapt(now - REMEMBERED)]
    with connection.cursor() as cursor:
        cursor.execute(REMEMBER, values)
        return cursor.fetchone() is not None


def replay(owner_id: int, asked: Idempotency) -> Row | None:
    """Return the answer that the key was first given; after 48 hours, the expense as it now is; None for a free key.

    Raises IdempotencyKeyReused where the key came with another body.
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
        return None
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
