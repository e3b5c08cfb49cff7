"""E-mail addresses are used once their owner has opened the link that was mailed there."""

from hashlib import sha256

from django.db import transaction

from accounts.limits import HOUR, MINUTE, Limit, count
from core import clock
from core.errors import NothingToVerify

from . import links
from .channels.base import SendingFailed
from .channels.email import send_verification
from .models import Channel
from .selectors import target_of

# Nobody mails strangers through us: links for one channel, for one person over all addresses, and to one address
# whoever asks.
LINKS_PER_MINUTE, LINKS_PER_HOUR, LINKS_PER_ADDRESS = 1, 10, 5


def count_link(channel: Channel, address: str) -> None:
    """Count a link that is about to be mailed. Raises TooManyAttempts; the caller's transaction then rolls back."""
    count(
        [
            Limit(_key("owner", channel.owner_id), LINKS_PER_HOUR, HOUR),
            Limit(_key("channel", channel.pk), LINKS_PER_MINUTE, MINUTE),
            Limit(_key("address", _mailbox(address)), LINKS_PER_ADDRESS, HOUR),
        ]
    )


def mail_link(channel: Channel) -> str | None:
    """Mail a link that was counted. Return the error's code, None where it was sent."""
    try:
        send_verification(channel)
    except SendingFailed as failed:
        return failed.code
    return None


def mail_link_again(*, channel: Channel) -> str | None:
    """Mail the link once more. Return the error's code, None where it was sent.

    Raises NothingToVerify, and TooManyAttempts within a minute of the last.
    """
    if not channel.is_unverified:
        raise NothingToVerify
    target = target_of(channel)
    if target is None:
        return "internal_error"
    with transaction.atomic():
        count_link(channel, target["address"])
    return mail_link(channel)


@transaction.atomic
def verify(*, token: str) -> None:
    """Let the channel of a link be used; a second time changes nothing. Raises LinkInvalid."""
    # Held, because the address may be changed at this very moment.
    channel = links.channel_of(token, Channel.objects.select_for_update())
    if channel.is_unverified:
        channel.verified_at = clock.now()
        channel.save(update_fields=["verified_at"])


def _mailbox(address: str) -> str:
    """Return what many spellings of an address have in common: what stands behind a plus is its owner's to choose."""
    name, _, domain = address.casefold().rpartition("@")
    return f"{name.partition('+')[0]}@{domain}"


def _key(kind: str, what: object) -> str:
    return sha256(f"verification {kind} {what}".encode()).hexdigest()
