"""The links that e-mail addresses are verified with: signed, for one channel with one address, good for 24 hours."""

import json
from hashlib import sha256

from django.core import signing
from django.db.models import QuerySet

from core.errors import LinkInvalid

from .models import Channel
from .secrets import SecretLost, decrypt

SALT = "harumok e-mail verification"
LINK_SECONDS = 24 * 60 * 60


def make_token(channel: Channel) -> str:
    """Return what the link of an e-mail channel carries."""
    return signing.dumps([channel.pk, _fingerprint(channel)], salt=SALT)


def channel_of(token: str, channels: QuerySet[Channel]) -> Channel:
    """Return the channel of a link. Raises LinkInvalid for one that is old, not ours, or of another address."""
    try:
        channel_id, fingerprint = signing.loads(token, salt=SALT, max_age=LINK_SECONDS)
        channel = channels.get(pk=channel_id, type=Channel.Type.EMAIL)
        is_same = _fingerprint(channel) == fingerprint
    except (signing.BadSignature, ValueError, Channel.DoesNotExist, SecretLost) as error:
        raise LinkInvalid from error
    if not is_same:
        raise LinkInvalid
    return channel


def _fingerprint(channel: Channel) -> str:
    """Return what tells addresses apart, without one that would stand in logs."""
    return sha256(json.dumps(decrypt(channel.target), sort_keys=True).encode()).hexdigest()[:32]
