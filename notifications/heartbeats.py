"""When what works beside the server was last at it: in the database, where every process and host can see it."""

from datetime import datetime

from core import clock

from .models import Heartbeat

SCHEDULER, BACKUP, NO_BACKUP = "scheduler", "backup", "no backup"


def beat(name: str) -> None:
    """Write down that this has happened by now."""
    Heartbeat.objects.bulk_create(
        [Heartbeat(name=name, at=clock.now())], update_conflicts=True, unique_fields=["name"], update_fields=["at"]
    )


def age(name: str, now: datetime) -> float | None:
    """Return how many seconds ago this last happened; None where it never has."""
    at = Heartbeat.objects.filter(name=name).values_list("at", flat=True).first()
    return max(0.0, (now - at).total_seconds()) if at else None
