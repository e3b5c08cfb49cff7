"""Throwing away what has ended: logins, counts, Django's own sessions."""

from datetime import timedelta
from typing import Any

from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from core import clock

from .limits import HOUR
from .models import Attempts, AuthSession

BATCH = 1_000


def purge() -> dict[str, int]:
    """Delete ended logins, counts that no limit looks at, and expired sessions of pages. Return how many of each."""
    now = clock.now()
    return {
        "logins": delete_in_batches(AuthSession.objects.ended()),
        "attempts": delete_in_batches(Attempts.objects.filter(updated_at__lt=now - timedelta(seconds=HOUR))),
        "sessions": delete_in_batches(Session.objects.filter(expire_date__lt=now)),
    }


def delete_in_batches(rows: QuerySet[Any]) -> int:
    """Delete `rows` in one walk along the primary key, each batch on its own, so that nobody waits for long."""
    deleted, walk = 0, rows.order_by("pk")
    while keys := list(walk.values_list("pk", flat=True)[:BATCH]):
        deleted += rows.model._default_manager.filter(pk__in=keys).delete()[0]
        walk = rows.order_by("pk").filter(pk__gt=keys[-1])
    return deleted
