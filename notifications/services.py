"""Writes: when messages are wanted, the channels they go through, and the inbox."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, TypedDict, Unpack

from django.db import transaction
from django.utils import translation

from accounts import passwords
from accounts.models import User
from core import clock
from core.errors import (
    FieldRequired,
    InboxStays,
    InboxThere,
    Invalid,
    NotDistinct,
    NotFound,
    TokenInvalid,
    TooManyChannels,
)

from . import reasons, verification
from .channels import channel_type
from .models import Channel, InboxMessage, Kind, Preferences
from .secrets import encrypt
from .selectors import WEEKDAYS, channel_of, target_of

MOST_CHANNELS = 10


class Wishes(TypedDict, total=False):
    """What a person wants of messages; times are minutes from midnight, thresholds percent."""

    morning_on: bool
    morning_at: int
    evening_on: bool
    evening_at: int
    alerts_on: bool
    alert_thresholds: Sequence[int]
    hide_amounts: bool
    silent_weekdays: Sequence[str]
    silent_holidays: bool


class ChannelChanges(TypedDict, total=False):
    """What a change of a channel may touch; what is not there stays."""

    label: str
    is_on: bool
    target: Mapping[str, Any]


class Saved(NamedTuple):
    """A channel as it is kept.

    `secret` signs what is sent to a webhook, and is told once; `link_failed` where the mail with the link of a new
    address was not sent.
    """

    channel: Channel
    secret: str | None = None
    link_failed: bool = False


@transaction.atomic
def save_preferences(*, owner: User, **wishes: Unpack[Wishes]) -> Preferences:
    """Replace what a person wants; what is left out returns to its default. Raises NotDistinct."""
    thresholds, weekdays = wishes.pop("alert_thresholds", None), wishes.pop("silent_weekdays", ())
    wanted = Preferences(owner=owner, **wishes, silent_weekdays=_weekday_bits(weekdays))
    if thresholds is not None:
        wanted.alert_thresholds = sorted(_distinct(thresholds, attr="alerts.thresholds"))
    fields = [field.name for field in Preferences._meta.concrete_fields if not field.primary_key]
    Preferences.objects.bulk_create([wanted], update_conflicts=True, unique_fields=["owner"], update_fields=fields)
    ensure_inbox(owner)
    return wanted


def ensure_inbox(owner: User) -> Channel:
    """Return the person's inbox, made where there was none."""
    Channel.objects.bulk_create([Channel(owner=owner, type=Channel.Type.INBOX)], ignore_conflicts=True)
    return Channel.objects.get(owner=owner, type=Channel.Type.INBOX)


def confirm_owner(*, owner: User, type: str, password: str | None, address: str) -> None:
    """Ask for the password before a channel of this type is given its end, where links to a new password may go there.

    `address` is the client's. Raises FieldRequired, WrongPassword, TooManyAttempts.
    """
    if type == Channel.Type.EMAIL:
        if not password:
            raise FieldRequired(attr="password")
        passwords.confirm(owner, password, address, attr="password")


def add_channel(*, owner: User, type: str, target: Mapping[str, Any], label: str = "") -> Saved:
    """Add a channel, for somebody who was confirmed as its owner.

    To an e-mail address a link is mailed; it is unverified until that was opened.

    Raises Invalid (of `target`), InboxThere, TooManyChannels, TooManyAttempts.
    """
    cleaned = _cleaned(type, target)
    with transaction.atomic():
        _hold(owner)
        if type == Channel.Type.INBOX:
            return Saved(_add_inbox(owner, label))
        ensure_inbox(owner)
        if Channel.objects.filter(owner=owner).count() >= MOST_CHANNELS:
            raise TooManyChannels(most=MOST_CHANNELS)
        channel = Channel.objects.create(owner=owner, type=type, label=label, target=encrypt(cleaned))
        if channel.is_unverified:
            verification.count_link(channel, cleaned["address"])
    return _saved(channel, new_target=cleaned)


def change_channel(*, owner: User, channel_id: int, changes: ChannelChanges) -> Saved:
    """Change a channel; a new target is for somebody who was confirmed as its owner.

    A new e-mail address is unverified again, and a link is mailed to it.

    Raises NotFound, Invalid (of `target`), TooManyAttempts.
    """
    # Before the row is held: whether an address may be used is asked of the network.
    cleaned = _cleaned(channel_of(owner, channel_id).type, changes["target"]) if "target" in changes else None
    with transaction.atomic():
        channel = _held_channel(owner, channel_id)
        new_target = cleaned if cleaned is not None and _move(channel, cleaned) else None
        channel.label = changes.get("label", channel.label)
        if "is_on" in changes:
            channel.is_on, channel.off_reason = changes["is_on"], ""
        channel.save(update_fields=["label", "is_on", "off_reason", "target", "verified_at"])
        if new_target and channel.is_unverified:
            verification.count_link(channel, new_target["address"])
    return _saved(channel, new_target=new_target)


def remove_channel(*, owner: User, channel_id: int) -> None:
    """Delete a channel with the record of what was sent through it. Raises NotFound, InboxStays."""
    with transaction.atomic():
        channel = _held_channel(owner, channel_id)
        if channel.type == Channel.Type.INBOX:
            raise InboxStays
        channel.delete()


@transaction.atomic
def switch_off(channel: Channel, reason: str) -> None:
    """Switch off a channel that cannot be reached, and say so in the inbox, once. `reason` is a code.

    One that has got a new target since `channel` was read is left alone: it was the old one.
    """
    same = Channel.objects.filter(pk=channel.pk, is_on=True, target=channel.target)
    if not same.update(is_on=False, off_reason=reason):
        return
    with translation.override(channel.owner.language or "ko"):
        title, body = reasons.switched_off(channel, reason)
    InboxMessage.objects.create(owner_id=channel.owner_id, kind=Kind.NOTICE, title=title, body=body)


def mark_read(*, owner: User, message_id: int) -> None:
    """Note that a message was read; the first time counts. Raises NotFound."""
    message = InboxMessage.objects.filter(owner=owner, pk=message_id)
    if not message.filter(read_at=None).update(read_at=clock.now()) and not message.exists():
        raise NotFound


def mark_all_read(*, owner: User) -> None:
    """Note that everything that has come up to now was read."""
    now = clock.now()
    InboxMessage.objects.filter(owner=owner, read_at=None, created_at__lte=now).update(read_at=now)


def remove_message(*, owner: User, message_id: int) -> None:
    """Delete a message from the inbox for good. Raises NotFound."""
    deleted, _ = InboxMessage.objects.filter(owner=owner, pk=message_id).delete()
    if not deleted:
        raise NotFound


def _add_inbox(owner: User, label: str) -> Channel:
    if Channel.objects.filter(owner=owner, type=Channel.Type.INBOX).exists():
        raise InboxThere
    return Channel.objects.create(owner=owner, type=Channel.Type.INBOX, label=label)


def _hold(owner: User) -> None:
    """Let the person's channels be counted by one request at a time, without holding up rows that point to them."""
    if not User.objects.select_for_update(no_key=True).filter(pk=owner.pk).exists():
        raise TokenInvalid


def _held_channel(owner: User, channel_id: int) -> Channel:
    channel = Channel.objects.select_for_update().filter(owner=owner, pk=channel_id).first()
    if channel is None:
        raise NotFound
    return channel


def _move(channel: Channel, cleaned: Mapping[str, Any]) -> bool:
    """Give the channel a new end, and tell whether it is another one."""
    if channel.type == Channel.Type.INBOX or cleaned == target_of(channel):
        return False
    channel.target, channel.verified_at = encrypt(cleaned), None
    if channel.off_reason:
        # What was wrong was wrong with the old one.
        channel.is_on, channel.off_reason = True, ""
    return True


def _cleaned(type: str, target: Mapping[str, Any]) -> dict[str, Any]:
    try:
        return channel_type(type).clean(target)
    except Invalid as error:
        # The channel knows its fields, and not what they stand in.
        error.attr = f"target.{error.attr}" if error.attr else "target"
        raise


def _saved(channel: Channel, *, new_target: Mapping[str, Any] | None) -> Saved:
    """Mail the link of a new address, which has been counted, and tell the secret of a new webhook."""
    if new_target is None:
        return Saved(channel)
    failed = channel.is_unverified and verification.mail_link(channel) is not None
    return Saved(channel, secret=new_target.get("secret"), link_failed=failed)


def _distinct(values: Sequence[Any], *, attr: str) -> Sequence[Any]:
    if len(set(values)) < len(values):
        raise NotDistinct(attr=attr)
    return values


def _weekday_bits(names: Sequence[str]) -> int:
    return sum(1 << WEEKDAYS.index(name) for name in _distinct(names, attr="silent.weekdays"))
