"""Web push: messages that a browser shows, through the service its maker runs (RFC 8030, 8291, 8292)."""

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, ClassVar

import jwt
from django.conf import settings
from pywebpush import WebPusher

from core import clock
from core.errors import FieldRequired, SubscriptionInvalid
from notifications import addresses
from notifications.channels.base import SendingImpossible
from notifications.channels.posting import deliver
from notifications.channels.reaching import checked
from notifications.channels.targets import masked_url, read_text, require_only
from notifications.channels.webhook import content
from notifications.messages import Envelope
from notifications.models import Channel

from . import keys
from .keys import vapid_public_key

__all__ = ["WebPushType", "vapid_public_key"]

# The services take 4,096 bytes, encrypted and with everything around it; a character may take three.
LONGEST_TEXT, LONGEST_TITLE = 1000, 200
# After three hours a message is of no use any more.
KEPT_SECONDS = 3 * 3600
PROOF_HOURS = 12


class WebPushType:
    """A browser's subscription, as `PushSubscription.toJSON()` gives it."""

    type: ClassVar[str] = Channel.Type.WEB_PUSH

    def clean(self, target: Mapping[str, Any]) -> dict[str, Any]:
        """Take `endpoint` and `keys` with `p256dh` and `auth`. Raises Invalid."""
        require_only(target, "endpoint", "keys", "expirationTime")
        endpoint = read_text(target, "endpoint")
        given = target.get("keys")
        if given is None:
            raise FieldRequired(attr="keys")
        if not keys.are_usable(given):
            raise SubscriptionInvalid(attr="keys")
        return {
            "endpoint": checked(endpoint, attr="endpoint").url,
            "p256dh": given["p256dh"],
            "auth": given["auth"],
            # The subscription is good for this key only, also when there is a newer one.
            "key": vapid_public_key(),
        }

    def masked(self, target: Mapping[str, Any]) -> str:
        """Return the service's host and the end of the subscription."""
        return masked_url(target["endpoint"])

    def send(self, target: Mapping[str, Any], envelope: Envelope) -> None:
        """Send what is said, for the page's service worker to show. Raises SendingFailed or SendingImpossible."""
        subscription = {"endpoint": target["endpoint"], "keys": {"p256dh": target["p256dh"], "auth": target["auth"]}}
        body = WebPusher(subscription).encode(_payload(envelope))["body"]
        headers = {
            "Content-Type": "application/octet-stream",
            "Content-Encoding": "aes128gcm",
            "TTL": str(KEPT_SECONDS),
            "Urgency": "normal",
            "Authorization": _proof(target),
        }
        deliver(target["endpoint"], body, headers)


def _payload(envelope: Envelope) -> bytes:
    said = content(envelope)
    said["title"] = envelope.message.title[:LONGEST_TITLE]
    said["text"] = envelope.message.text[:LONGEST_TEXT]
    return json.dumps(said, ensure_ascii=False).encode()


def _proof(target: Mapping[str, Any]) -> str:
    """Return the header that proves who is sending (VAPID). Raises SendingImpossible without the key."""
    key = keys.private_key_of(target["key"])
    if key is None:
        raise SendingImpossible("key_changed")
    address = addresses.read(target["endpoint"])
    claims = {
        "aud": f"{address.scheme}://{address.netloc}",
        "exp": clock.now() + timedelta(hours=PROOF_HOURS),
        "sub": f"mailto:{settings.OPERATOR_MAIL}",
    }
    return f"vapid t={jwt.encode(claims, key, algorithm='ES256')}, k={target['key']}"
