"""A webhook of one's own, signed. What a receiver does with it: docs/webhooks.md."""

import hmac
import json
from collections.abc import Mapping
from hashlib import sha256
from secrets import token_urlsafe
from typing import Any, ClassVar

from core import clock
from notifications.channels.posting import DELIVERY_HEADER, deliver
from notifications.channels.reaching import checked
from notifications.channels.targets import masked_url, read_texts
from notifications.messages import Envelope
from notifications.models import Channel


class WebhookType:
    """Posts JSON to any public https address, signed with a secret of that channel."""

    type: ClassVar[str] = Channel.Type.WEBHOOK

    def clean(self, target: Mapping[str, Any]) -> dict[str, Any]:
        """Take `url`, and return it with a new `secret`. Raises Invalid."""
        [url] = read_texts(target, "url")
        return {"url": checked(url, attr="url").url, "secret": token_urlsafe(32)}

    def masked(self, target: Mapping[str, Any]) -> str:
        """Return the host and the end of the path."""
        return masked_url(target["url"])

    def send(self, target: Mapping[str, Any], envelope: Envelope) -> None:
        """Send what is said. Raises SendingFailed or SendingImpossible."""
        body = json.dumps(content(envelope), ensure_ascii=False).encode()
        timestamp = str(int(clock.now().timestamp()))
        headers = {
            "Content-Type": "application/json",
            DELIVERY_HEADER: envelope.delivery_id,
            "X-Harumok-Timestamp": timestamp,
            "X-Harumok-Signature": signature(target["secret"], timestamp, body),
        }
        deliver(target["url"], body, headers)


def content(envelope: Envelope) -> dict[str, str | None]:
    """Return what programs get of a message."""
    message = envelope.message
    return {
        "id": envelope.delivery_id,
        "kind": envelope.kind,
        "date": envelope.local_date.isoformat() if envelope.local_date else None,
        "title": message.title,
        "text": message.text,
        "language": message.language,
    }


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """Return what only who knows the secret can say of this body at this time."""
    return "v1=" + hmac.new(secret.encode(), f"{timestamp}.".encode() + body, sha256).hexdigest()
