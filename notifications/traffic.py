"""How messages go, for whoever runs the service: what waits, for how long, and whether anybody decides."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db.models import Count
from django_tasks_db.models import DBTaskResult

from . import engine, heartbeats
from .models import Delivery

# Counting goes no further than this, however much there is.
MOST = 100_000
LATEST = 10_000
HOUR = timedelta(hours=1)


class Traffic(NamedTuple):
    """What there is to be sent and to be done, lags in seconds. None: there is no such queue, or never was anybody."""

    due: int
    lag: float
    tasks: int | None
    scheduler_lag: float | None
    of_last_hour: dict[str, int]


def beat() -> None:
    """Write down that a scheduler has done all its work by now."""
    heartbeats.beat(heartbeats.SCHEDULER)


def scheduler_lag(now: datetime) -> float | None:
    """Return how many seconds ago a scheduler last did all its work; None where none ever has."""
    return heartbeats.age(heartbeats.SCHEDULER, now)


def traffic(now: datetime) -> Traffic:
    """Return how messages go, in a few statements that take no longer as the record of deliveries grows."""
    oldest = engine.oldest_to_do(now)
    return Traffic(
        due=engine.count_to_do(now, most=MOST),
        lag=_seconds(now, oldest) if oldest else 0.0,
        tasks=DBTaskResult.objects.ready().order_by()[:MOST].count() if settings.TASKS_IN_DATABASE else None,
        scheduler_lag=scheduler_lag(now),
        of_last_hour=_of_last_hour(now),
    )


def _of_last_hour(now: datetime) -> dict[str, int]:
    """Count the deliveries of the last hour by state, of the latest 10,000: there is no index by time."""
    newest = Delivery.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    latest = Delivery.objects.filter(pk__gt=newest - LATEST, due_at__gt=now - HOUR)
    counted = dict(latest.values_list("state").annotate(count=Count("pk")).order_by())
    return {state: counted.get(state, 0) for state in Delivery.State.values}


def _seconds(now: datetime, earlier: datetime) -> float:
    return max(0.0, (now - earlier).total_seconds())
