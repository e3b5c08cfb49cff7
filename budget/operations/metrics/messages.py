"""What the database says of messages and backups, asked when somebody looks and within a time.

It is the same for all processes.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any

from django.db import Error, connection, transaction
from prometheus_client import Metric
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from core import clock
from notifications import heartbeats, traffic

SECONDS = 2.0
STEPS = 10_000


class Messages(Collector):
    """How many messages wait, how long they have, and what became of the latest; and of the latest backup."""

    def collect(self) -> Iterator[Metric]:
        now = clock.now()
        try:
            with limited(SECONDS):
                seen = traffic.traffic(now)
                made, failed = (heartbeats.age(name, now) for name in (heartbeats.BACKUP, heartbeats.NO_BACKUP))
        except Error:
            # The rest is worth having when the database is away.
            yield GaugeMetricFamily("harumok_database_up", "Whether the database answered in time.", 0)
            return
        yield GaugeMetricFamily("harumok_database_up", "Whether the database answered in time.", 1)
        yield GaugeMetricFamily("harumok_deliveries_due", "Deliveries to be sent now.", seen.due)
        yield GaugeMetricFamily("harumok_delivery_lag_seconds", "Age of the oldest delivery to be sent.", seen.lag)
        if seen.tasks is not None:
            yield GaugeMetricFamily("harumok_tasks_waiting", "Tasks in the queue.", seen.tasks)
        if seen.scheduler_lag is not None:
            yield GaugeMetricFamily(
                "harumok_scheduler_lag_seconds", "Since a scheduler last decided everything.", seen.scheduler_lag
            )
        states = GaugeMetricFamily(
            "harumok_deliveries_of_last_hour", "Deliveries due in the last hour, by state.", labels=("state",)
        )
        for state, count in seen.of_last_hour.items():
            states.add_metric((state,), count)
        yield states
        yield from _of_backups(made, failed)


def _of_backups(made: float | None, failed: float | None) -> Iterator[Metric]:
    """Give what ages say, in seconds. Where no backup was ever tried, that is nothing."""
    if made is not None:
        yield GaugeMetricFamily("harumok_backup_age_seconds", "Since a backup was last made.", made)
    if made is not None or failed is not None:
        latest_failed = failed is not None and (made is None or failed < made)
        yield GaugeMetricFamily("harumok_backup_failed", "Whether the latest backup failed.", latest_failed)


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Have statements fail with an Error that take longer."""
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL statement_timeout = {int(seconds * 1000)}")
            yield
        return
    connection.ensure_connection()
    raw: Any = connection.connection
    deadline = monotonic() + seconds
    raw.set_progress_handler(lambda: monotonic() > deadline, STEPS)
    try:
        yield
    finally:
        raw.set_progress_handler(None, STEPS)
