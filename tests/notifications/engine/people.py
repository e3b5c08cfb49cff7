"""Who wants messages, and where."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from accounts.models import User
from notifications.models import Channel, Delivery, Preferences
from notifications.secrets import encrypt
from tests.factories import make_plan, make_user

EIGHT, TWENTY = 8 * 60, 20 * 60


def at(text: str) -> datetime:
    """Return a moment in Seoul, where the offset is not said: at("2026-11-23T08:00")."""
    moment = datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo("Asia/Seoul"))).astimezone(UTC)


def wish(owner: User, **wishes: Any) -> Preferences:
    """Have them want messages; morning and evening both where nothing is said."""
    return Preferences.objects.create(owner=owner, **(wishes or {"morning_on": True, "evening_on": True}))


def make_channel(owner: User, type: str = "inbox", **more: Any) -> Channel:
    return Channel.objects.create(owner=owner, type=type, **more)


def make_reader(name: str, *, wishes: dict[str, Any] | None = None, planned: bool = True, **settings: Any) -> User:
    """Return somebody with a plan and an inbox who wants messages in the morning and in the evening."""
    user = make_user(name, **settings)
    wish(user, **(wishes or {}))
    make_channel(user)
    if planned:
        make_plan(user, food=300_000)
    return user


def deliveries(**filters: Any) -> list[tuple[str, str]]:
    """Return kind and day of what there is."""
    rows = Delivery.objects.filter(**filters).order_by("due_at", "pk")
    return [(row.kind, str(row.local_date)) for row in rows]


def make_delivery(channel: Channel, kind: str = "morning", *, due: str = "2026-11-23T08:00", **more: Any) -> Delivery:
    """Return a delivery that waits to be sent, of use for three hours."""
    due_at = at(due)
    values = {
        "local_date": due_at.astimezone(ZoneInfo("Asia/Seoul")).date(),
        "useful_until": due_at + timedelta(hours=3),
        "next_attempt_at": due_at,
    }
    return Delivery.objects.create(owner=channel.owner, channel=channel, kind=kind, due_at=due_at, **(values | more))


def webhook_of(owner: User, **target: Any) -> Channel:
    return make_channel(owner, "webhook", target=encrypt(target))
