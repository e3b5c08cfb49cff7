"""What is dropped after a while: the record of what was sent and passed, and the queue's memory of its tasks."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.management import call_command

from core import clock

from .models import AlertState, Delivery, Kind

KEPT_DAYS = 90
TASKS_KEPT_DAYS = 7
AT_ONCE = 1_000


def purge(now: datetime | None = None) -> None:
    """Drop what is older than it is worth."""
    now = now or clock.now()
    purge_deliveries(now)
    purge_alert_states(now)
    if settings.TASKS_IN_DATABASE:
        call_command("prune_db_task_results", queue_name="*", min_age_days=TASKS_KEPT_DAYS, verbosity=0)


def purge_deliveries(now: datetime) -> int:
    """Drop deliveries older than 90 days, oldest first, in portions; return how many rows went with them.

    Nudges stay: that there was one is why there is no other.
    """
    oldest, after, dropped = now - timedelta(days=KEPT_DAYS), 0, 0
    while rows := list(
        Delivery.objects.filter(pk__gt=after).order_by("pk").values_list("pk", "due_at", "kind")[:AT_ONCE]
    ):
        after, newest, _ = rows[-1]
        old = [pk for pk, due_at, kind in rows if due_at < oldest and kind != Kind.NUDGE]
        dropped += Delivery.objects.filter(pk__in=old).delete()[0]
        if newest >= oldest:
            break
    return dropped


def purge_alert_states(now: datetime) -> None:
    """Drop what was passed longer ago than any month lasts, in portions."""
    old = AlertState.objects.filter(passed_at__lt=now - timedelta(days=KEPT_DAYS)).order_by("pk")
    while rows := list(old.values_list("pk", flat=True)[:AT_ONCE]):
        AlertState.objects.filter(pk__in=rows).delete()
