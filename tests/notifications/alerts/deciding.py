"""Who is told what by alerts."""

from typing import Any

from accounts.models import User
from core import clock
from notifications.alerts import decide
from notifications.models import Channel, Delivery, Kind, Preferences
from tests.factories import make_plan


def watch(owner: User, **wishes: Any) -> Channel:
    """Have them want alerts, in their inbox, on a plan of 300,000 for food and 100,000 for transport."""
    Preferences.objects.create(owner=owner, **({"alerts_on": True} | wishes))
    make_plan(owner, food=300_000, transport=100_000)
    return Channel.objects.create(owner=owner, type=Channel.Type.INBOX)


def look() -> list[str]:
    """Decide now, and return what that made, in order."""
    before = set(Delivery.objects.values_list("pk", flat=True))
    told = decide(clock.now())
    made = list(Delivery.objects.exclude(pk__in=before).order_by("pk"))
    assert told == len(made)
    assert all(delivery.kind == Kind.ALERT for delivery in made)
    return [delivery.subject for delivery in made]
