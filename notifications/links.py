"""The links that e-mail addresses are verified with: signed, for one channel with one address, good for 24 hours."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from django.core import signing
from django.db.models import QuerySet

from core.errors import LinkInvalid

from .models import Channel
from .secrets import decrypt

SALT = "harumok e-mail verification"
LINK_SECONDS = 24 * 60 * 60


def make_token(channel: Channel) -> str:
    """Return what the link of an e-mail channel carries."""
    return signing.dumps([channel.pk, _fingerprint(decrypt(channel.target))], salt=SALT)


def channel_of(token: str, channels: QuerySet[Channel]) -> Channel:
    """Return the channel of a link. Raises LinkInvalid for one that is old, not ours, or of another address."""
    try:
        channel_id, fingerprint = signing.loads(token, salt=SALT, max_age=LINK_SECONDS)
    except (signing.BadSignature, ValueError) as error:
        raise LinkInvalid from error
    channel = channels.filter(pk=channel_id, type=Channel.Type.EMAIL).first()
    if channel is None or _fingerprint(decrypt(channel.target)) != fingerprint:
        raise LinkInvalid
    return channel


def _fingerprint(target: Mapping[str, Any]) -> str:
    """Return what tells addresses apart, without one that would stand in logs."""
    return sha256(repr(sorted(target.items())).encode()).hexdigest()[:32]
