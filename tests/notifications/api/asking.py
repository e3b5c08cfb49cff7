"""Addresses of the API, and answers in short."""

from datetime import date, timedelta
from typing import Any

from core import clock
from notifications.models import Channel, Delivery, InboxMessage

BASE = "/api/notifications/"
SETTINGS, CHANNELS, PREVIEW = f"{BASE}settings/", f"{BASE}channels/", f"{BASE}preview/"
DELIVERIES, INBOX = f"{BASE}deliveries/", f"{BASE}inbox/"

ADDRESS = "alice.kim@example.org"
HOOK = "https://hooks.example.org/in/5ec7e7-t0ken"


def one(channel: Channel, action: str = "") -> str:
    return f"{CHANNELS}{channel.pk}/{action}"


def error(answer: Any) -> tuple[int, str, str | None]:
    """Return status, code and field of the only error."""
    [found] = answer.json()["errors"]
    return answer.status_code, found["code"], found["attr"]


def make_delivery(channel: Channel, day: int = 1, **values: Any) -> Delivery:
    due_at = clock.now()
    given = {
        "kind": "morning",
        "local_date": date(2026, 11, day),
        "state": "sent",
        "due_at": due_at,
        "useful_until": due_at + timedelta(hours=3),
        "next_attempt_at": due_at,
    }
    return Delivery.objects.create(owner=channel.owner, channel=channel, **given | values)


def make_message(owner: Any, title: str = "오늘", *, ago: int = 0, **values: Any) -> InboxMessage:
    """make_message(alice, ago=60): a message that came a minute ago."""
    at = clock.now() - timedelta(seconds=ago)
    given = {"kind": "morning", "title": title, "body": "오늘은 12,000원이에요.", "created_at": at}
    return InboxMessage.objects.create(owner=owner, **given | values)
