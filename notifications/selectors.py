"""Reads of what people want of messages, their channels, what was sent, and the inbox. Rows are as JSON has them."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from accounts.models import User
from core.errors import NotFound
from reports.export import Kind as ExportKind

from . import reasons
from .channels import channel_type
from .models import Channel, Delivery, InboxMessage, Preferences
from .secrets import SecretLost, decrypt

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

Row = dict[str, Any]


class Page(NamedTuple):
    """Rows, newest first, and the position of the last one where more follow."""

    rows: list[Row]
    end: list[Any] | None


def preferences_of(owner: User) -> Preferences:
    """Return what a person wants of messages; the defaults, unsaved, where they never said."""
    return Preferences.objects.filter(owner=owner).first() or Preferences(owner=owner)


def preferences_row(wanted: Preferences, time_zone: str) -> Row:
    """Return preferences as JSON has them."""
    return {
        "morning": {"on": wanted.morning_on, "at": time_text(wanted.morning_at)},
        "evening": {"on": wanted.evening_on, "at": time_text(wanted.evening_at)},
        "alerts": {"on": wanted.alerts_on, "thresholds": wanted.alert_thresholds},
        "hide_amounts": wanted.hide_amounts,
        "silent": {"weekdays": weekday_names(wanted.silent_weekdays), "holidays": wanted.silent_holidays},
        "time_zone": time_zone,
    }


def time_text(minutes: int) -> str:
    """Return minutes from midnight as HH:MM."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def weekday_names(bits: int) -> list[str]:
    """Return the names of the weekdays in `bits`, Monday first."""
    return [name for place, name in enumerate(WEEKDAYS) if bits >> place & 1]


def channels_of(owner: User) -> list[Channel]:
    """Return a person's channels, the oldest first."""
    return list(Channel.objects.filter(owner=owner).order_by("id"))


def channel_of(owner: User, channel_id: int) -> Channel:
    """Return a person's channel. Raises NotFound, for somebody else's too."""
    channel = Channel.objects.filter(owner=owner, pk=channel_id).first()
    if channel is None:
        raise NotFound
    return channel


def target_of(channel: Channel) -> dict[str, Any] | None:
    """Return what the channel's type needs to reach its end; None where the key to it has been lost."""
    try:
        return decrypt(channel.target)
    except SecretLost:
        return None


def channel_row(channel: Channel) -> Row:
    """Return a channel as JSON has it."""
    reason = channel.off_reason
    return {
        "id": channel.pk,
        "type": channel.type,
        "label": channel.label,
        "target_shown": _shown(channel),
        "is_on": channel.is_on,
        "verification": _verification(channel),
        "off_reason": {"code": reason, "detail": reasons.sentence(reason)} if reason else None,
        "created_at": channel.created_at,
    }


def _shown(channel: Channel) -> str:
    target = target_of(channel)
    return channel_type(channel.type).masked(target) if target else ""


def _verification(channel: Channel) -> str:
    if channel.is_unverified:
        return "waiting"
    return "done" if channel.verified_at else "none"


def deliveries_page(owner: User, limit: int, after: list[Any] | None = None) -> Page:
    """Return the next `limit` deliveries after a position (from the newest: None)."""
    found = Delivery.objects.filter(owner=owner)
    if after:
        found = found.filter(pk__lt=after[0])
    rows = list(found.order_by("-id").values(*DELIVERY_FIELDS)[: limit + 1])
    shown = [_delivery(row) for row in rows[:limit]]
    return Page(shown, [shown[-1]["id"]] if len(rows) > limit else None)


DELIVERY_FIELDS = (
    "id", "kind", "local_date", "channel_id", "channel__type", "state", "attempts", "due_at", "sent_at",
    "next_attempt_at", "last_error",
)  # fmt: skip


def _delivery(row: Row) -> Row:
    # What a claimed row holds is the end of its lease, which says nothing to anybody else.
    next_attempt_at = row["next_attempt_at"] if row["state"] == Delivery.State.WAITING else None
    return {
        "id": row["id"],
        "kind": row["kind"],
        "date": row["local_date"],
        "channel": row["channel_id"],
        "type": row["channel__type"],
        "state": row["state"],
        "attempts": row["attempts"],
        "due_at": row["due_at"],
        "sent_at": row["sent_at"],
        "next_attempt_at": next_attempt_at,
        "error": row["last_error"] or None,
    }


def unread_count(owner: User) -> int:
    """Return how many messages of the inbox are unread."""
    return InboxMessage.objects.filter(owner=owner, read_at=None).count()


def inbox_page(owner: User, limit: int, *, unread: bool = False, after: list[Any] | None = None) -> Page:
    """Return the next `limit` messages after a position (from the newest: None); `unread`: only those."""
    found = InboxMessage.objects.filter(owner=owner)
    if unread:
        found = found.filter(read_at=None)
    if after:
        found = found.filter(_older(datetime.fromisoformat(after[0]), after[1]))
    rows: list[Row] = list(found.order_by("-created_at", "-id").values(*INBOX_FIELDS)[: limit + 1])
    shown = rows[:limit]
    return Page(shown, [shown[-1]["created_at"].isoformat(), shown[-1]["id"]] if len(rows) > limit else None)


INBOX_FIELDS = ("id", "kind", "title", "body", "created_at", "read_at")


def _older(created_at: datetime, row_id: int) -> Q:
    """Return the condition for rows behind a position; its first half bounds the index, the second breaks ties."""
    return Q(created_at__lte=created_at) & (Q(created_at__lt=created_at) | Q(pk__lt=row_id))


def export_parts() -> tuple[ExportKind, ...]:
    """Return what the export of an account takes from here. No targets: they are shown masked here too."""
    return (
        ExportKind("message_settings", EXPORTED_PREFERENCES, _preferences_rows),
        ExportKind("channels", EXPORTED_CHANNEL, _channel_rows),
        ExportKind("deliveries", EXPORTED_DELIVERY, _delivery_rows),
        ExportKind("inbox", INBOX_FIELDS, _inbox_rows),
    )


EXPORTED_PREFERENCES = (
    "morning_on", "morning_at", "evening_on", "evening_at", "alerts_on", "alert_thresholds", "hide_amounts",
    "silent_weekdays", "silent_holidays",
)  # fmt: skip
EXPORTED_CHANNEL = ("id", "type", "label", "target_shown", "is_on", "verified_at", "off_reason", "created_at")
EXPORTED_DELIVERY = (
    "id", "kind", "date", "channel", "type", "state", "attempts", "due_at", "sent_at", "next_attempt_at", "error",
)  # fmt: skip


def _preferences_rows(owner: User) -> Iterator[Row]:
    for wanted in Preferences.objects.filter(owner=owner):
        yield {field: getattr(wanted, field) for field in EXPORTED_PREFERENCES} | {
            "morning_at": time_text(wanted.morning_at),
            "evening_at": time_text(wanted.evening_at),
            "alert_thresholds": " ".join(map(str, wanted.alert_thresholds)),
            "silent_weekdays": " ".join(weekday_names(wanted.silent_weekdays)),
        }


def _channel_rows(owner: User) -> Iterator[Row]:
    for channel in channels_of(owner):
        yield {field: getattr(channel, field, None) for field in EXPORTED_CHANNEL} | {"target_shown": _shown(channel)}


def _delivery_rows(owner: User) -> Iterator[Row]:
    found = Delivery.objects.filter(owner=owner).order_by("id").values(*DELIVERY_FIELDS)
    yield from map(_delivery, _in_chunks(found))


def _inbox_rows(owner: User) -> Iterator[Row]:
    yield from _in_chunks(InboxMessage.objects.filter(owner=owner).order_by("created_at", "id").values(*INBOX_FIELDS))


def _in_chunks(rows: QuerySet[Any, Any]) -> Iterator[Row]:
    yield from rows.iterator(chunk_size=2_000)
